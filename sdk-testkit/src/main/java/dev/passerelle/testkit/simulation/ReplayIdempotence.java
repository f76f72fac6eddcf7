package dev.passerelle.testkit.simulation;

import java.util.List;
import java.util.function.Consumer;

/** Whatever is shown again, all of it, writes nothing (invariant 17). */
final class ReplayIdempotence implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    if (!fresh.isEmpty()) {
      breach.accept("shown again, it wrote " + fresh);
    }
  }
}
