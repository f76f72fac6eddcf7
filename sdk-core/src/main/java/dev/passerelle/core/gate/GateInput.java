package dev.passerelle.core.gate;

import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a gate sees. Immutable.
 *
 * <p>A need that was read and is not there (a product that the ERP does not know) is known and
 * empty; a need that was not read yet, or could not be, is unknown.
 */
public final class GateInput {
  private final Fields source;
  private final Fields document;
  private final Map<Need, Optional<Fields>> records;
  private final @Nullable Priced priced;
  private final BigDecimal pending;

  /**
   * An input.
   *
   * @param source the source document, in its own codes
   * @param document the document to be made, in the target's codes and ids
   * @param records what was read so far
   * @param priced the target's price; null when not asked, or when the target cannot price
   * @param pending gross total of own documents of the same payer that are sent and in no balance
   *     yet
   */
  public GateInput(
      Fields source,
      Fields document,
      Map<Need, Optional<Fields>> records,
      @Nullable Priced priced,
      BigDecimal pending) {
    this.source = source;
    this.document = document;
    this.records = Map.copyOf(new HashMap<>(records));
    this.priced = priced;
    this.pending = pending;
  }

  /** The source document in its own codes. */
  public Fields source() {
    return source;
  }

  /** The document to be made in the target's codes and ids. */
  public Fields document() {
    return document;
  }

  /** Whether a record was read, be it absent. */
  public boolean knows(EntityType type, Ref ref) {
    return records.containsKey(Need.record(type, ref));
  }

  /** A record that was read; empty when it does not exist or was not read. */
  public Optional<Fields> record(EntityType type, Ref ref) {
    return Optional.ofNullable(records.get(Need.record(type, ref))).flatMap(read -> read);
  }

  /** The target's price, where it can price. */
  public Optional<Priced> priced() {
    return Optional.ofNullable(priced);
  }

  /** Gross total of own documents of the same payer that no balance counts yet (L18). */
  public BigDecimal pending() {
    return pending;
  }
}
