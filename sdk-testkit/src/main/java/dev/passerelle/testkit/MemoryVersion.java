package dev.passerelle.testkit;

import org.jspecify.annotations.Nullable;

/**
 * What a record was at one time. Never changed, so that an index that lags, an answer and the
 * journal may keep it at the price of one pointer.
 */
final class MemoryVersion {
  /** What became of a record. */
  enum State {
    LIVE,
    ARCHIVED,
    GONE,
    MERGED
  }

  final @Nullable Object[] values;
  final State state;

  /** The record that this one was merged into; 0 for none. */
  final long mergedInto;

  /** Whether the parts of the composite record are still missing. */
  final boolean incomplete;

  /** Modification stamp in milliseconds, as coarse as the system keeps it. */
  final long stamp;

  /** Rises with every change within the entity. */
  final long number;

  /** Per column, when it last changed; null where the system keeps no history. */
  final long @Nullable [] history;

  private MemoryVersion(
      @Nullable Object[] values,
      State state,
      long mergedInto,
      boolean incomplete,
      long stamp,
      long number,
      long @Nullable [] history) {
    this.values = values;
    this.state = state;
    this.mergedInto = mergedInto;
    this.incomplete = incomplete;
    this.stamp = stamp;
    this.number = number;
    this.history = history;
  }

  static MemoryVersion of(@Nullable Object[] values, boolean incomplete) {
    return new MemoryVersion(values, State.LIVE, 0, incomplete, 0, 0, null);
  }

  MemoryVersion withValues(@Nullable Object[] other, boolean isIncomplete) {
    return new MemoryVersion(other, state, mergedInto, isIncomplete, stamp, number, history);
  }

  MemoryVersion withState(State other) {
    return new MemoryVersion(values, other, mergedInto, incomplete, stamp, number, history);
  }

  /** As much alive as another record: a facet and its host. */
  MemoryVersion stateOf(MemoryVersion other) {
    return new MemoryVersion(
        values, other.state, other.mergedInto, incomplete, stamp, number, history);
  }

  MemoryVersion merged(long into) {
    return new MemoryVersion(values, State.MERGED, into, incomplete, stamp, number, history);
  }

  MemoryVersion stamped(long at, long next, long @Nullable [] changes) {
    return new MemoryVersion(values, state, mergedInto, incomplete, at, next, changes);
  }

  /** Whether the record still exists under its id. */
  boolean exists() {
    return state == State.LIVE || state == State.ARCHIVED;
  }
}
