package dev.passerelle.testkit.simulation;

import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.SyncPlan;
import dev.passerelle.core.adapter.Ticket.Operation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A preview writes nothing, and the run that follows writes what it showed (invariant 15): to the
 * records that are there the same, and new ones of the same types.
 */
final class PreviewPurity implements Oracle {
  private Set<String> shown = Set.of();

  /** Takes note of what a preview showed, in a world in which nothing else happens. */
  void note(SyncPlan plan) {
    shown = new TreeSet<>();
    plan.writes().forEach(write -> shown.add(line(write)));
  }

  private static String line(PlannedWrite write) {
    boolean created = write.operation().equals("create");
    return write.system() + " " + write.entity() + " " + (created ? "new" : write.record());
  }

  /** What a preview itself did. */
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    fresh.stream()
        .filter(Effect::byEngine)
        .forEach(effect -> breach.accept("a preview wrote " + effect));
  }

  /** What the next run did. */
  void judgeRun(List<Effect> fresh, Consumer<String> breach) {
    Set<String> done = new TreeSet<>();
    fresh.stream().filter(Effect::byEngine).forEach(effect -> done.add(line(effect)));
    if (!done.equals(shown)) {
      breach.accept("a preview showed " + shown + ", and the run wrote " + done);
    }
  }

  private static String line(Effect effect) {
    boolean created = effect.write().operation() == Operation.CREATE;
    String record = created ? "new" : effect.write().id().value();
    return effect.system() + " " + effect.write().type().name() + " " + record;
  }
}
