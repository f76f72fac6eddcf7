package dev.passerelle.core;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Whose turn it is among many tenants: who is due longest goes first. One that works for longer
 * than its slice while others are due is asked to make room, and goes to the end of the queue. So
 * nobody waits for more than the turns of those who were due before. Times are nanoseconds of one
 * monotonic clock. Not thread-safe.
 */
final class Roster {
  /** Somebody's work. */
  interface Job {
    /** Does it; says after how long it is due again. */
    Duration turn();

    /** Asks a turn under way to end soon. */
    void makeRoom();
  }

  /** A job with its place. */
  static final class Place {
    private final Job job;
    private long due;
    private long order;
    private long begun;
    private boolean asked;
    private boolean gone;

    private Place(Job job) {
      this.job = job;
    }

    Job job() {
      return job;
    }
  }

  private final long slice;
  private final PriorityQueue<Place> waiting =
      new PriorityQueue<>(
          Comparator.<Place>comparingLong(place -> place.due)
              .thenComparingLong(place -> place.order));
  private final Set<Place> working = new LinkedHashSet<>();
  private long orders;

  /** {@code slice}: the longest turn while others are due. */
  Roster(Duration slice) {
    this.slice = slice.toNanos();
  }

  /** A new job, due now. */
  Place add(Job job, long now) {
    Place place = new Place(job);
    queue(place, now);
    return place;
  }

  /** Gets no further turn. */
  void remove(Place place) {
    place.gone = true;
    waiting.remove(place);
  }

  /** Who is to work now, if somebody is due. */
  Optional<Place> next(long now) {
    Place first = waiting.peek();
    if (first == null || first.due > now) {
      return Optional.empty();
    }
    waiting.remove(first);
    first.begun = now;
    first.asked = false;
    working.add(first);
    return Optional.of(first);
  }

  /** When the next one is due. */
  OptionalLong nextDue() {
    Place first = waiting.peek();
    return first == null ? OptionalLong.empty() : OptionalLong.of(first.due);
  }

  /** A turn has ended. */
  void done(Place place, long now, Duration again) {
    working.remove(place);
    if (!place.gone) {
      queue(place, now + again.toNanos());
    }
  }

  private void queue(Place place, long due) {
    place.due = due;
    place.order = orders++;
    waiting.add(place);
  }

  /** Who has worked for longer than the slice while others are due; each is named once a turn. */
  List<Job> overstaying(long now) {
    Place first = waiting.peek();
    if (first == null || first.due > now) {
      return List.of();
    }
    List<Place> late = working.stream().filter(p -> !p.asked && now - p.begun >= slice).toList();
    late.forEach(place -> place.asked = true);
    return late.stream().map(Place::job).toList();
  }
}
