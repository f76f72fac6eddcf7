package dev.passerelle.simulators.businessone;

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
 *   <li>{@code --zone}: zone of the company's stamps
 *   <li>{@code --database}: name of the company database
 * </ul>
 */
public final class BusinessOneSimulatorMain {
  private BusinessOneSimulatorMain() {}

  /** Starts the simulator; it keeps running when this returns. */
  public static void main(String[] args) {
    BusinessOneSimulator simulator = start(args);
    System.out.println("Business One simulator at " + simulator.baseUrl());
    System.out.println("control endpoint at " + simulator.controlUrl());
  }

  static BusinessOneSimulator start(String... args) {
    BusinessOneSimulatorBuilder builder = BusinessOneSimulator.builder();
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("every option takes a value");
    }
    for (int i = 0; i < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--port" -> builder.port(Integer.parseInt(value));
        case "--clock" -> builder.clock(SimulatedClock.at(Instant.parse(value)));
        case "--zone" -> builder.zone(ZoneId.of(value));
        case "--database" -> builder.database(value);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    return builder.start();
  }
}
