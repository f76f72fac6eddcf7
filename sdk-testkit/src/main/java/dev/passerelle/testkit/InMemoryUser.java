package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * A person who works in an {@link InMemorySystem} itself, beside the connector, and who sees the
 * truth. Values are kept in the system's normal form; limits do not bind a user. Not in the
 * journal. Thread-safe.
 */
public final class InMemoryUser {
  private final InMemorySystem system;
  private final MemoryTable table;

  InMemoryUser(InMemorySystem system, MemoryTable table) {
    this.system = system;
    this.table = table;
  }

  /** Enters a record. */
  public RecordId create(Fields fields) {
    if (table.entity.isComputed()) {
      throw new IllegalStateException("a facet is set on a record of its host: use edit");
    }
    return system.guarded(
        () -> {
          MemoryRow row = table.reserve(null);
          transact(stamp -> commitNew(row, fields, stamp));
          return row.recordId();
        });
  }

  private void commitNew(MemoryRow row, Fields fields, long stamp) {
    MemoryVersion version = MemoryVersion.of(table.schema.store(fields, null), false);
    system.commits().applyAt(table, row, version, effect(Ticket.Operation.CREATE), stamp);
  }

  /** Changes a record; for a computed facet, sets what the system shows for the host's record. */
  public void edit(RecordId id, Fields changed) {
    if (table.entity.isComputed()) {
      act(() -> transact(stamp -> system.commits().setFacet(table, hostRow(id), changed)));
    } else {
      change(id, Ticket.Operation.UPDATE, version -> with(version, changed));
    }
  }

  /** Changes a record without moving its stamp: no change shows it, only a full list (L4). */
  public void editSilently(RecordId id, Fields changed) {
    act(
        () -> {
          MemoryRow row = existing(id);
          table.commit(row, with(row.truth(), changed), row.truth().stamp);
        });
  }

  /** Touches a record without changing a value. */
  public void touch(RecordId id) {
    change(id, Ticket.Operation.UPDATE, version -> version);
  }

  /** Puts a record away. */
  public void archive(RecordId id) {
    change(
        id, Ticket.Operation.ARCHIVE, version -> version.withState(MemoryVersion.State.ARCHIVED));
  }

  /** Brings a record back from the archive. */
  public void restore(RecordId id) {
    change(id, Ticket.Operation.RESTORE, version -> version.withState(MemoryVersion.State.LIVE));
  }

  /** Deletes a record for good. */
  public void delete(RecordId id) {
    change(id, Ticket.Operation.DELETE, version -> version.withState(MemoryVersion.State.GONE));
  }

  /** Merges two records: the winner keeps its values and takes the loser's where it has none. */
  public void merge(RecordId loser, RecordId winner) {
    long winnerId = Long.parseLong(winner.value());
    act(
        () -> {
          Fields lost = all(existing(loser).truth());
          change(loser, Ticket.Operation.DELETE, version -> version.merged(winnerId));
          change(winner, Ticket.Operation.UPDATE, version -> filled(version, lost));
        });
  }

  /** Takes the connector's right to see a record, without moving its stamp. */
  public void hide(RecordId id) {
    act(() -> existing(id).hidden = true);
  }

  /** Gives that right back. */
  public void show(RecordId id) {
    act(() -> existing(id).hidden = false);
  }

  /** Makes a record such that the connector cannot understand it, or mends it. */
  public void unreadable(RecordId id, boolean broken) {
    act(() -> existing(id).unreadable = broken);
  }

  /** All fields of a record that exists, archived or not; empty when there is none. */
  public Optional<Fields> fields(RecordId id) {
    return system.guarded(
        () ->
            Optional.ofNullable(table.row(id))
                .filter(MemoryRow::exists)
                .map(row -> all(row.truth())));
  }

  /** Whether a record is in use; empty when it does not exist. */
  public Optional<Life> life(RecordId id) {
    return system.guarded(
        () ->
            Optional.ofNullable(table.row(id)).filter(MemoryRow::exists).map(InMemoryUser::lifeOf));
  }

  private static Life lifeOf(MemoryRow row) {
    return row.truth().state == MemoryVersion.State.LIVE ? Life.LIVE : Life.ARCHIVED;
  }

  /** The ids of all records that exist, in their order. */
  public List<RecordId> ids() {
    return system.guarded(
        () ->
            table.rows().all().stream()
                .filter(MemoryRow::exists)
                .map(MemoryRow::recordId)
                .toList());
  }

  /** How many records exist. */
  public long count() {
    return system.guarded(table::existing);
  }

  /** The records that exist with a reference of ours, shown or not. */
  public List<RecordId> byReference(String reference) {
    return system.guarded(
        () -> table.holders(Reference.FIELD, reference).stream().map(MemoryRow::recordId).toList());
  }

  private void change(RecordId id, Ticket.Operation operation, UnaryOperator<MemoryVersion> how) {
    act(
        () -> {
          MemoryRow row = known(id);
          transact(
              stamp ->
                  system
                      .commits()
                      .applyAt(
                          table, row, how.apply(existing(id).truth()), effect(operation), stamp));
        });
  }

  /** Commits at once, or at the end of a long transaction, with the stamp of its start. */
  private void transact(LongConsumer commit) {
    long stamp = table.stampNow();
    if (system.commitDelay().isZero()) {
      commit.accept(stamp);
    } else {
      system.later(system.commitDelay(), () -> commit.accept(stamp));
    }
  }

  private MemoryVersion with(MemoryVersion version, Fields changed) {
    return version.withValues(table.schema.store(changed, version.values), version.incomplete);
  }

  private MemoryVersion filled(MemoryVersion version, Fields lost) {
    Fields own = all(version);
    Fields missing = lost.only(own.keys().stream().filter(own::isBlank).toList());
    return with(version, missing.without(List.of(Reference.FIELD)));
  }

  private Fields all(MemoryVersion version) {
    return table.schema.show(version.values, table.schema.offered());
  }

  private MemoryRow known(RecordId id) {
    MemoryRow row = table.row(id);
    if (row == null) {
      throw new IllegalArgumentException("no " + table.entity.type() + " " + id);
    }
    return row;
  }

  private MemoryRow existing(RecordId id) {
    MemoryRow row = known(id);
    if (!row.exists()) {
      throw new IllegalArgumentException(table.entity.type() + " " + id + " does not exist");
    }
    return row;
  }

  private MemoryRow hostRow(RecordId id) {
    MemoryTable host = system.table(table.entity.type().recordType());
    MemoryRow row = host.row(id);
    if (row == null || !row.exists()) {
      throw new IllegalArgumentException("no " + host.entity.type() + " " + id);
    }
    return row;
  }

  private static AppliedWrite.Effect effect(Ticket.Operation operation) {
    return AppliedWrite.Effect.byUser(operation);
  }

  private void act(Runnable action) {
    system.guarded(
        () -> {
          action.run();
          return true;
        });
  }
}
