package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a simulator as a process of its own, until it is ended. Options, each with a value:
 *
 * <ul>
 *   <li>{@code --port}: where to listen; default any free port, which is printed
 *   <li>{@code --control-port}: a port of its own for the control endpoint; default the same port
 *   <li>{@code --data}: a data file to load; may be given several times
 *   <li>{@code --clock}: an ISO instant at which a clock starts that only the control endpoint
 *       moves; default the system's clock
 *   <li>{@code --portal-id}: the account's number
 *   <li>{@code --token}: a further static token with all scopes
 * </ul>
 */
public final class HubSpotSimulatorMain {
  private HubSpotSimulatorMain() {}

  /** Starts the simulator; it keeps running when this returns. */
  public static void main(String[] args) {
    HubSpotSimulator simulator = start(args);
    System.out.println("HubSpot simulator at " + simulator.baseUrl());
    System.out.println("control endpoint at " + simulator.controlUrl());
  }

  static HubSpotSimulator start(String... args) {
    HubSpotSimulatorBuilder builder = HubSpotSimulator.builder();
    List<Path> data = new ArrayList<>();
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("every option takes a value");
    }
    for (int i = 0; i < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--port" -> builder.port(Integer.parseInt(value));
        case "--control-port" -> builder.controlPort(Integer.parseInt(value));
        case "--data" -> data.add(Path.of(value));
        case "--clock" -> builder.clock(SimulatedClock.at(Instant.parse(value)));
        case "--portal-id" -> builder.portalId(Long.parseLong(value));
        case "--token" -> builder.token(value, "*");
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    HubSpotSimulator simulator = builder.start();
    data.forEach(file -> simulator.load(text(file)));
    return simulator;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
