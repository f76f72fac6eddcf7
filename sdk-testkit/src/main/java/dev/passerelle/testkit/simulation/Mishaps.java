package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryFaults;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What goes wrong with the calls of one system, at random. */
final class Mishaps implements InMemoryFaults.Source {
  private final String system;
  private final World world;
  private final Runnable people;
  private final Dice dice;

  Mishaps(String system, World world, Runnable people, Dice dice) {
    this.system = system;
    this.world = world;
    this.people = people;
    this.dice = dice;
  }

  @Override
  public List<Fault> of(SystemCall call, Optional<EntityType> type, int records) {
    if (world.calm || !dice.percent(world.setting.faults())) {
      return List.of();
    }
    Fault fault = call == SystemCall.WRITE ? ofWrite(records) : ofRead();
    if (call == SystemCall.WRITE) {
      world.unheard = world.clock.instant();
    }
    String kind = fault.getClass().getSimpleName();
    world.trace.add(
        "  fault " + kind + " in " + system + " " + call + type.map(t -> " " + t).orElse(""));
    return List.of(fault);
  }

  private Fault ofRead() {
    return switch (dice.below(7)) {
      case 0 -> Fault.timeOut();
      case 1 -> Fault.throttle(dice.upTo(Duration.ofMinutes(1)));
      case 2 -> Fault.throttle();
      case 3 -> dice.percent(50) ? Fault.unavailable() : Fault.html();
      case 4 -> Fault.expireToken();
      default -> Fault.meanwhile(this::meanwhile);
    };
  }

  private Fault ofWrite(int records) {
    return switch (dice.below(12)) {
      case 0, 1 -> Fault.loseAnswer();
      case 2 -> Fault.timeOut();
      case 3, 4 -> Fault.executeLate(dice.upTo(Duration.ofSeconds(119)));
      case 5 -> Fault.refuse(dice.below(records));
      case 6 -> Fault.inUse(dice.below(records));
      case 7 -> Fault.omit(dice.below(records));
      case 8 -> Fault.halfWrite(dice.below(records));
      default -> ofRead();
    };
  }

  /** Life goes on while a call is under way. */
  private void meanwhile() {
    people.run();
    world.clock.advance(dice.upTo(Duration.ofSeconds(5)));
  }
}
