package dev.passerelle.samples;

import dev.passerelle.simulators.sage100.Stamps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The two simulated systems of the case as a program of its own. Their control endpoints lie below
 * {@code /__control} of the printed addresses. Commands on standard input, a line each: {@code
 * work} lets users make something new in both systems, {@code finish} what is left of the case,
 * {@code check} compares everything with what is expected and ends the program.
 */
public final class NegoceSystems {
  private NegoceSystems() {}

  /**
   * Starts them.
   *
   * @param args {@code --data DIR}; {@code --systems FILE} to write the addresses to; {@code
   *     --factor N}, how much faster than real the time runs
   */
  public static void main(String[] args) throws IOException {
    Options options = new Options(args);
    Company company = Company.read(Path.of(options.get("data", "samples/src/main/data/negoce")));
    int factor = Integer.parseInt(options.get("factor", "30"));
    Instant origin = Clock.systemUTC().instant();
    ScaledClock clock = new ScaledClock(origin, company.at(company.start()), factor);
    try (NegoceWorld world = NegoceWorld.serve(company, clock, Stamps.DATETIME)) {
      Path file = Path.of(options.get("systems", "samples/target/drill/systems"));
      Files.createDirectories(file.toAbsolutePath().getParent());
      String addresses = addresses(world, origin, factor);
      Files.writeString(file, addresses);
      System.out.print(addresses);
      System.out.println("ready");
      List<String> differences = commands(new DrillWork(world));
      differences.forEach(line -> System.out.println("DIFFERENT  " + line));
      if (!differences.isEmpty()) {
        throw new IllegalStateException(differences.size() + " differences");
      }
    }
  }

  private static String addresses(NegoceWorld world, Instant origin, int factor) {
    return "agent="
        + world.sage().agentUrl()
        + "\nhubspot="
        + world.hubspot().baseUrl()
        + "\njdbc="
        + world.sage().jdbcUrl()
        + "\nuser="
        + world.sage().sqlUser()
        + "\npassword="
        + world.sage().sqlPassword()
        + "\norigin="
        + origin
        + "\nfactor="
        + factor
        + "\n";
  }

  private static List<String> commands(DrillWork work) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      switch (line) {
        case "work" -> work.more();
        case "finish" -> work.finish();
        case "check" -> {
          return work.check();
        }
        default -> System.out.println("no such command: " + line);
      }
    }
    return List.of();
  }
}
