package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One effect on one record of an {@link InMemorySystem}, made by an adapter or an automation.
 * Immutable.
 */
public final class AppliedWrite {
  /** Who made it. */
  public enum Origin {
    /** A person in the system itself; not in the journal. */
    USER,
    /** A connector. */
    ADAPTER,
    /** An automation of the system. */
    WORKFLOW
  }

  private final Instant at;
  private final Origin origin;
  private final Ticket.Operation operation;
  private final MemoryTable table;
  private final MemoryRow row;
  private final @Nullable String reference;
  private final @Nullable MemoryVersion before;
  private final MemoryVersion after;

  AppliedWrite(
      Instant at,
      Effect effect,
      MemoryTable table,
      MemoryRow row,
      @Nullable MemoryVersion before,
      MemoryVersion after) {
    this.at = at;
    this.origin = effect.origin();
    this.operation = effect.operation();
    this.reference = effect.reference();
    this.table = table;
    this.row = row;
    this.before = before;
    this.after = after;
  }

  /** Who does what, as far as the journal needs it. */
  record Effect(Origin origin, Ticket.Operation operation, @Nullable String reference) {
    static Effect byUser(Ticket.Operation operation) {
      return new Effect(Origin.USER, operation, null);
    }

    static Effect byWorkflow() {
      return new Effect(Origin.WORKFLOW, Ticket.Operation.UPDATE, null);
    }
  }

  /** When it took effect, on the system's clock. */
  public Instant at() {
    return at;
  }

  /** Who made it. */
  public Origin origin() {
    return origin;
  }

  /** What was done. */
  public Ticket.Operation operation() {
    return operation;
  }

  /** The entity type. */
  public EntityType type() {
    return table.entity.type();
  }

  /** The record. */
  public RecordId id() {
    return row.recordId();
  }

  /** The reference that the write carried. */
  public Optional<String> reference() {
    return Optional.ofNullable(reference);
  }

  /** All fields before; empty for a new record. */
  public Fields before() {
    return before == null ? Fields.empty() : all(before);
  }

  /** All fields afterwards. */
  public Fields after() {
    return all(after);
  }

  private Fields all(MemoryVersion version) {
    return table.schema.show(version.values, table.schema.offered());
  }

  @Override
  public String toString() {
    return at + " " + origin + " " + operation + " " + type() + "#" + id();
  }
}
