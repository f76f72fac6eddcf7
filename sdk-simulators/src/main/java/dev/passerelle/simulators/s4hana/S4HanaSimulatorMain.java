package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Runs a simulator as a process of its own, until it is ended. Options, each with a value:
 *
 * <ul>
 *   <li>{@code --port}: where to listen; default any free port, which is printed
 *   <li>{@code --clock}: an ISO instant at which a clock starts that only the control endpoint
 *       moves; default the system's clock
 *   <li>{@code --zone}: zone of days and times without one
 * </ul>
 */
public final class S4HanaSimulatorMain {
  private S4HanaSimulatorMain() {}

  /** Starts the simulator; it keeps running when this returns. */
  public static void main(String[] args) {
    S4HanaSimulator simulator = start(args);
    System.out.println("S/4HANA simulator at " + simulator.baseUrl());
    System.out.println("control endpoint at " + simulator.controlUrl());
  }

  static S4HanaSimulator start(String... args) {
    S4HanaSimulatorBuilder builder = S4HanaSimulator.builder();
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("every option takes a value");
    }
    for (int i = 0; i < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--port" -> builder.port(Integer.parseInt(value));
        case "--clock" -> builder.clock(SimulatedClock.at(Instant.parse(value)));
        case "--zone" -> builder.zone(ZoneId.of(value));
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    return builder.start();
  }
}
