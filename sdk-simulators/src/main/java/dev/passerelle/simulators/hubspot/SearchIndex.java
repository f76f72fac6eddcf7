package dev.passerelle.simulators.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The records as search sees them: a while behind the truth, without archived ones. */
final class SearchIndex {
  private record Pending(Instant due, RecordState state, boolean gone) {}

  private final Map<String, NavigableMap<Long, RecordState>> seen = new HashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private Duration lag = Duration.ZERO;

  void lag(Duration other) {
    lag = other;
  }

  void clear() {
    seen.clear();
    pending.clear();
  }

  void changed(RecordState state, Instant at) {
    pending.add(new Pending(at.plus(lag), state, state.archived()));
  }

  void gone(RecordState last, Instant at) {
    pending.add(new Pending(at.plus(lag), last, true));
  }

  /** Shows a record at once. */
  void show(RecordState state) {
    apply(new Pending(Instant.MIN, state, state.archived()));
  }

  Collection<RecordState> all(ObjectType type, Instant now) {
    while (!pending.isEmpty() && !pending.peek().due.isAfter(now)) {
      apply(pending.remove());
    }
    return records(type).values();
  }

  private void apply(Pending each) {
    if (each.gone) {
      records(each.state.type()).remove(each.state.id());
    } else {
      records(each.state.type()).put(each.state.id(), each.state);
    }
  }

  private NavigableMap<Long, RecordState> records(ObjectType type) {
    return seen.computeIfAbsent(type.name(), name -> new TreeMap<>());
  }
}
