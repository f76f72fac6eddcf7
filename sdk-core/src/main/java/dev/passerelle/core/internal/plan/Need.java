package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.mapping.MissingReference;
import dev.passerelle.core.model.Ref;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field that waits: for the counterpart of a record, or for a line of a code table. Its base
 * stays where it is.
 *
 * @param system the system whose value waits; a reference is in its terms
 * @param flow the flow
 * @param binding the binding's name
 * @param ref the record without counterpart; null when something else is missing
 * @param policy whether the counterpart is to be requested
 * @param detail REFERENCE_MISSING, or what the converter said
 */
public record Need(
    String system,
    String flow,
    String binding,
    @Nullable Ref ref,
    MissingReference policy,
    ErrorDetail detail) {

  /** The record without counterpart. */
  public Optional<Ref> reference() {
    return Optional.ofNullable(ref);
  }
}
