package dev.passerelle.core;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.Responsible;
import java.time.Instant;
import java.util.Map;

/**
 * Something that waits, was refused, or needs a person.
 *
 * @param system where the record is
 * @param entity its entity type
 * @param record its id
 * @param topic {@code record} for the record as a whole, else {@code flow/field}
 * @param kind REFERENCE, RETRY, REVIEW, REJECTED, HELD
 * @param code why
 * @param owner who must act
 * @param since since when
 * @param attempts how often it was tried
 * @param figures figures of the code; no personal data
 */
public record WaitingEntry(
    String system,
    String entity,
    String record,
    String topic,
    String kind,
    ErrorCode code,
    Responsible owner,
    Instant since,
    int attempts,
    Map<String, String> figures) {

  /** Copies. */
  public WaitingEntry {
    figures = Map.copyOf(figures);
  }
}
