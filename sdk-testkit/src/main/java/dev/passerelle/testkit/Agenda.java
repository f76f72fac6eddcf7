package dev.passerelle.testkit;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What will happen later inside a system, in order of time, then of entry. Not thread-safe. */
final class Agenda {
  private record Entry(long at, long number, Runnable action) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
  private long last;

  void add(long at, Runnable action) {
    entries.add(new Entry(at, ++last, action));
  }

  /** Takes the first entry that is due; its action runs as of {@link Due#at}. */
  @Nullable Due poll(long now) {
    Entry first = entries.peek();
    if (first == null || first.at() > now) {
      return null;
    }
    entries.remove();
    return new Due(first.at(), first.action());
  }

  int size() {
    return entries.size();
  }

  /** An action with the time, in milliseconds, at which it happens. */
  record Due(long at, Runnable action) {}
}
