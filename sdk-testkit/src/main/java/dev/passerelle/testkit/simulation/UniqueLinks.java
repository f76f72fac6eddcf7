package dev.passerelle.testkit.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Among primaries a record has one counterpart, both ways (invariant 7, always). */
final class UniqueLinks implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    Set<String> seen = new HashSet<>();
    for (LinkRow link : world.links()) {
      if (link.active() || link.state().equals("PENDING_CREATE")) {
        world.systems().forEach(system -> once(seen, link, system.name(), breach));
      }
    }
  }

  private static void once(Set<String> seen, LinkRow link, String system, Consumer<String> breach) {
    String record = link.on(system);
    if (!record.isEmpty() && !seen.add(link.pairing() + " " + system + " " + record)) {
      breach.accept(system + " " + record + " is linked twice: " + link);
    }
  }
}
