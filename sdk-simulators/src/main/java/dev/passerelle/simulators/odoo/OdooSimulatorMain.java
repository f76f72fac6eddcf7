package dev.passerelle.simulators.odoo;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Instant;

/**
 * Runs a simulator as a process of its own, until it is ended. Options, each with a value:
 *
 * <ul>
 *   <li>{@code --port}: where to listen; default any free port, which is printed
 *   <li>{@code --clock}: an ISO instant at which a clock starts that only the control endpoint
 *       moves; default the system's clock
 *   <li>{@code --version}: the major version, 16 to 19
 * </ul>
 */
public final class OdooSimulatorMain {
  private OdooSimulatorMain() {}

  /** Starts the simulator; it keeps running when this returns. */
  public static void main(String[] args) {
    OdooSimulator simulator = start(args);
    System.out.println(
        "Odoo %d simulator at %s, database %s, user %s"
            .formatted(
                simulator.version(),
                simulator.baseUrl(),
                OdooSimulator.DATABASE,
                OdooSimulator.LOGIN));
  }

  static OdooSimulator start(String... args) {
    OdooSimulatorBuilder builder = OdooSimulator.builder();
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("every option takes a value");
    }
    for (int i = 0; i < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--port" -> builder.port(Integer.parseInt(value));
        case "--clock" -> builder.clock(SimulatedClock.at(Instant.parse(value)));
        case "--version" -> builder.version(Integer.parseInt(value));
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    return builder.start();
  }
}
