package dev.passerelle.testkit.simulation;

import dev.passerelle.core.state.Row;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Without mishaps the engine comes to rest, and then nothing waits for what is there (invariant
 * 13).
 */
final class Liveness implements Oracle {
  /** Runs within which it must be at rest. */
  static final int MOST_RUNS = 20;

  /** Whether it came to rest. */
  static void judgeRest(boolean still, Consumer<String> breach) {
    if (!still) {
      breach.accept("Liveness: no rest after " + MOST_RUNS + " runs without mishaps");
    }
  }

  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    List<LinkRow> links = world.links();
    Set<String> there =
        links.stream()
            .filter(LinkRow::active)
            .flatMap(link -> link.needs().stream())
            .collect(Collectors.toSet());
    for (Row need : world.rows("waiting_need")) {
      if (there.contains(need.text("need"))) {
        breach.accept(
            need.text("feed")
                + " "
                + need.text("id")
                + " waits for "
                + need.text("need")
                + ", there");
      }
    }
  }
}
