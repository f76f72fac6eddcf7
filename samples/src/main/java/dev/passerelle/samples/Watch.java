package dev.passerelle.samples;

import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what an engine tells. For one engine's thread. */
final class Watch implements SyncListener {
  private final List<SyncEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final List<Double> lags = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void on(SyncEvent event) {
    events.add(event);
  }

  /** A change that took so long from its commit in one system to the other system. */
  void lag(Duration time) {
    lags.add(time.toMillis() / 1000.0);
  }

  int mark() {
    return events.size();
  }

  /** What was told since a mark. */
  <E extends SyncEvent> List<E> since(int mark, Class<E> kind) {
    synchronized (events) {
      return events.subList(mark, events.size()).stream()
          .filter(kind::isInstance)
          .map(kind::cast)
          .toList();
    }
  }

  /** The time within which 95 of 100 changes of the day were through, in seconds. */
  double lagP95() {
    return p95(lags);
  }

  /** The time from seeing a change to having decided it, 95 of 100, in seconds. */
  double decidedP95() {
    return p95(
        since(0, SyncEvent.Decided.class).stream()
            .map(decided -> Duration.between(decided.since(), decided.at()).toMillis() / 1000.0)
            .toList());
  }

  private static double p95(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
  }
}
