package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A group of changes that take effect together or not at all. */
final class Transaction {
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Change> changes = new ArrayList<>();
  private final Instant at;
  private boolean quiet;
  private final Source source;

  Transaction(Instant at, Source source) {
    this.at = at;
    this.source = source;
  }

  /** From now on nothing is told: no event, no new stamp. */
  void quiet() {
    quiet = true;
  }

  boolean isQuiet() {
    return quiet;
  }

  Instant at() {
    return at;
  }

  Source source() {
    return source;
  }

  void onRollback(Runnable step) {
    undo.push(step);
  }

  void record(Change change) {
    if (!quiet) {
      changes.add(change);
    }
  }

  void record(Change.Kind kind, RecordState after) {
    record(Change.of(kind, after, at, source));
  }

  List<Change> changes() {
    return List.copyOf(changes);
  }

  void rollback() {
    undo.forEach(Runnable::run);
  }
}
