package dev.passerelle.testkit.simulation;

import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Replays each refused record once, now that nothing goes wrong any more. */
final class Operator {
  private final World world;
  private final Function<WaitingEntry, EntityType> types;
  private final Set<String> replayed = new HashSet<>();

  Operator(World world, Function<WaitingEntry, EntityType> types) {
    this.world = world;
    this.types = types;
  }

  /** False when there was nothing that had not been replayed before. */
  boolean replay() {
    boolean any = false;
    for (WaitingEntry entry : world.waiting()) {
      String key = entry.system() + " " + entry.entity() + " " + entry.record();
      if (entry.kind().equals("REJECTED") && replayed.add(key)) {
        RecordId id = RecordId.of(entry.record());
        world.engine().replay(entry.system(), types.apply(entry), id);
        any = true;
      }
    }
    return any;
  }
}
