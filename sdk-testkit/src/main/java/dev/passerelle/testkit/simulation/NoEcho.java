package dev.passerelle.testkit.simulation;

import java.util.List;
import java.util.function.Consumer;

/**
 * Once all is at rest one more run writes nothing, and what was written in all is in proportion to
 * what people and automations entered (invariant 4).
 */
final class NoEcho implements Oracle {
  /** Writes per value entered, and per record that had to be made or closed: seen, at most. */
  private static final int PER_EDIT = 3;

  private long written;

  /** Takes note of what happened. */
  void note(List<Effect> fresh) {
    written += fresh.stream().filter(Effect::byEngine).count();
  }

  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    if (!fresh.isEmpty()) {
      breach.accept("one more run wrote " + fresh);
    }
    long most = PER_EDIT * (long) (world.edits.size() + world.edits.deletions().size() + 1);
    if (written > most) {
      breach.accept(written + " writes of " + world.edits.size() + " values entered");
    }
  }
}
