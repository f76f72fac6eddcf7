package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * After a lease moved, nothing of the old holder's is committed or sent (invariant 16, always).
 * What a run tells of itself at its end, alerts, and what operators ask for need no lease.
 */
final class Fencing implements Oracle, Watcher {
  private static final Set<String> FREE = Set.of("lease", "run", "alert", "meter");
  private final World world;
  private final List<String> late = new ArrayList<>();

  Fencing(World world) {
    this.world = world;
  }

  @Override
  public void calling(String node, String system, EntityType type, boolean writing) {
    if (writing) {
      hold(node, "sends a write of " + type + " to " + system);
    }
  }

  @Override
  public void committed(String node, List<Mutation> mutations) {
    mutations.stream()
        .filter(mutation -> !FREE.contains(mutation.table().name()))
        .findFirst()
        .ifPresent(first -> hold(node, "commits " + first.kind() + " in " + first.table().name()));
  }

  private void hold(String node, String what) {
    world
        .leader()
        .filter(holder -> world.isRunning(node) && !holder.equals(node))
        .ifPresent(holder -> late.add(node + " " + what + " although " + holder + " leads"));
  }

  @Override
  public void judge(World current, List<Effect> fresh, Consumer<String> breach) {
    late.forEach(breach);
    late.clear();
  }
}
