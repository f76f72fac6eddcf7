package dev.passerelle.testkit.simulation;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.model.EntityType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * No window of time holds more calls than the quota, over all processes together, and a system that
 * said when calls are welcome again is left alone until then by the process that heard it
 * (invariant 10, L25, L30, always). Each process counts its own calls; of the others it knows what
 * the engine tells its connectors when the lease comes back. A process that was paused and has lost
 * the lease learns of that at its next commit: what it asks until then is not counted.
 */
final class Budget implements Oracle, Watcher {
  private final World world;
  private final Map<String, Instant> closed = new HashMap<>();
  private final Map<String, Deque<Instant>> calls = new HashMap<>();
  private final List<String> breaches = new ArrayList<>();

  Budget(World world) {
    this.world = world;
  }

  @Override
  public void failed(String node, String system, PasserelleException failure) {
    if (failure instanceof Throttled throttled) {
      throttled.retryAt().ifPresent(at -> closed.put(node + " " + system, at));
    }
  }

  @Override
  public void calling(String node, String system, EntityType type, boolean writing) {
    if (!world.isRunning(node)) {
      return;
    }
    Instant now = world.clock.instant();
    Instant until = closed.getOrDefault(node + " " + system, Instant.MIN);
    if (now.isBefore(until)) {
      breaches.add(node + " calls " + system + " for " + type + ", closed until " + until);
    }
    if (world.extras.quota() > 0 && world.leader().filter(node::equals).isPresent()) {
      count(node, system, now);
    }
  }

  private void count(String node, String system, Instant now) {
    Deque<Instant> recent = calls.computeIfAbsent(system, any -> new ArrayDeque<>());
    while (!recent.isEmpty() && !recent.getFirst().plus(Meter.WINDOW).isAfter(now)) {
      recent.removeFirst();
    }
    recent.addLast(now);
    if (recent.size() > world.extras.quota()) {
      breaches.add(node + " makes call " + recent.size() + " of " + system + " in " + Meter.WINDOW);
    }
  }

  @Override
  public void judge(World current, List<Effect> fresh, Consumer<String> breach) {
    breaches.forEach(breach);
    breaches.clear();
  }
}
