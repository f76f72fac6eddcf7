package dev.passerelle.testkit.simulation;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.model.EntityType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A system that said when calls are welcome again is left alone until then by the process that
 * heard it (invariant 10, L25, always). How many calls fit into a window before a system must say
 * so is the business of the HTTP kit, whose budgets have properties of their own.
 */
final class Budget implements Oracle, Watcher {
  private final World world;
  private final Map<String, Instant> closed = new HashMap<>();
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
    Instant until = closed.getOrDefault(node + " " + system, Instant.MIN);
    if (world.clock.instant().isBefore(until) && world.isRunning(node)) {
      breaches.add(node + " calls " + system + " for " + type + ", closed until " + until);
    }
  }

  @Override
  public void judge(World current, List<Effect> fresh, Consumer<String> breach) {
    breaches.forEach(breach);
    breaches.clear();
  }
}
