package dev.passerelle.testkit.simulation;

import dev.passerelle.core.SyncReport;
import java.time.Duration;
import java.util.function.Supplier;

/** Who of two processes works, and who is paused in the middle of it. For one thread. */
final class Shifts {
  private final World world;
  private final Users users;
  private final Dice dice;
  private final Supplier<SyncReport> run;

  Shifts(World world, Users users, Dice dice, Supplier<SyncReport> run) {
    this.world = world;
    this.users = users;
    this.dice = dice;
    this.run = run;
  }

  /** Before a run: one of the two does it, and may be paused. */
  void begin() {
    if (world.extras.pauses() == 0) {
      return;
    }
    world.turn(dice.below(2));
    world.pauses.none();
    if (dice.percent(world.extras.pauses())) {
      world.pauses.at(dice.between(1, 150), this::pause);
    }
  }

  /** The other one goes on while this one stands still: for moments, or for longer than a lease. */
  private void pause() {
    String sleeper = world.node();
    world.trace.add("  " + sleeper + " is paused");
    // Whoever was to be killed stands still as well.
    world.store.live();
    world.turnOver();
    for (int runs = dice.between(1, 3); runs > 0; runs--) {
      world.clock.advance(dice.upTo(Duration.ofMinutes(dice.percent(50) ? 1 : 6)));
      users.act();
      SyncReport report = run.get();
      world.trace.add("  " + world.node() + " leads " + report.leading());
    }
    world.turnOver();
    world.trace.add("  " + sleeper + " goes on");
  }

  /** Where a quota is shared the other process often works right after this one. */
  void relay() {
    if (world.extras.quota() > 0 && dice.percent(60)) {
      world.clock.advance(dice.upTo(Duration.ofSeconds(5)));
      world.turnOver();
      SyncReport report = run.get();
      world.trace.add("  " + world.node() + " follows, leads " + report.leading());
    }
  }

  /** With nothing going wrong any more, they take turns. */
  void calmly() {
    if (world.extras.pauses() > 0) {
      world.pauses.none();
      world.turnOver();
    }
  }
}
