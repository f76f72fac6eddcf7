package dev.passerelle.simulators.sage100;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that was done to the company, oldest first. Safe for use by several threads. */
public final class Effects {
  private final List<Effect> all = new CopyOnWriteArrayList<>();
  private final Clock clock;

  Effects(Clock clock) {
    this.clock = clock;
  }

  void add(Effect.Source source, String operation, String table, int cbMarq) {
    all.add(new Effect(clock.instant(), source, operation, table, cbMarq));
  }

  /** A copy of all effects. */
  public List<Effect> all() {
    return List.copyOf(all);
  }

  /** How many effects connectors had, by the agent or by import files. */
  public long writes() {
    return all.stream().filter(effect -> effect.source() != Effect.Source.USER).count();
  }

  /** How many effects of this operation connectors had. */
  public long writes(String operation) {
    return all.stream()
        .filter(effect -> effect.source() != Effect.Source.USER)
        .filter(effect -> effect.operation().equals(operation))
        .count();
  }
}
