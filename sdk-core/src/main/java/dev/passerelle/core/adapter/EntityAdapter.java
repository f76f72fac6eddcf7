package dev.passerelle.core.adapter;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.Collection;
import java.util.List;

/**
 * One entity type of one system.
 *
 * <p>For implementers: thread-safe; every method blocks and is interruptible; errors are {@code
 * PasserelleException}s of the right class (F4), never a null or an empty answer. Values are the
 * system's own codes and ids. An operation that {@link #describe()} does not declare throws {@code
 * UnsupportedOperation} naming it.
 */
public interface EntityAdapter {

  /**
   * Fields with their limits and normal forms, capabilities, create safety, sizes and delays. Pure.
   */
  AdapterDescriptor describe();

  /**
   * Changes from {@code position} on, oldest first in (time, id) order (R2), at least from {@code
   * position − overlap} (R3), with records that share the page's last instant on one of the pages
   * (R4). Repeats are allowed; a hole is not (R1). The last page's {@code next} is where the
   * following call starts.
   *
   * @param limit the most changes wanted in one page; an adapter may give fewer
   * @throws dev.passerelle.core.error.PositionLost when the position is unknown or expired (R11)
   */
  ChangePage changesSince(Position position, int limit);

  /**
   * All records, paged, in bounded memory, resumable from {@code cursor}. The page with {@code
   * last} set carries in {@code next} the position for {@link #changesSince} that was taken before
   * the first page was read, so that list and changes join without a gap (R10).
   *
   * @param cursor {@link Position#START} for the first page, else the previous page's {@code next}
   */
  ChangePage list(Position cursor, int limit, Depth depth);

  /** Reads by id, authoritatively: one answer per id, in any order (R5). */
  List<Lookup> read(Collection<RecordId> ids);

  /**
   * Records by natural key. May lag: an empty answer proves nothing (L3).
   *
   * @param key one of the descriptor's {@code findKeys}
   */
  List<Snapshot> find(Field<?> key, Collection<?> values);

  /**
   * Writes. One result per write, matched by the write's own key; a missing one counts as unknown
   * (W6). A batch above the system's limit is split (W7); an all-or-nothing rejection is bisected,
   * so that one bad record stops nobody else (L23).
   */
  List<WriteResult> write(List<Write> writes);

  /**
   * What became of writes whose outcome is not known: written, refused, still executing ({@code
   * accepted}), or absent. Strongly consistent: it must not ask a lagging index (W1, L20).
   */
  List<WriteResult> fate(List<Ticket> sent);

  /** How much of each record a list shows. */
  enum Depth {
    /** Ids only: for the detection of deletions. */
    KEYS,
    /** All selected fields. */
    FULL
  }
}
