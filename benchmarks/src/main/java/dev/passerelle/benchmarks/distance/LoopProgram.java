package dev.passerelle.benchmarks.distance;

import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;

/**
 * The program to be killed, by hand: creates one after another and writes down what it has created,
 * at once after each answer, so that it goes on where it was.
 */
final class LoopProgram {
  private LoopProgram() {}

  /** Arguments: the portal's address, a directory, how many customers. */
  public static void main(String[] arguments) throws IOException {
    Path notes = Path.of(arguments[1], "created");
    Set<String> created =
        Files.exists(notes) ? new HashSet<>(Files.readAllLines(notes)) : Set.<String>of();
    CompanyApi api = CompanyApi.at(arguments[0], new OkHttpClient(), HubSpotSimulator.TOKEN);
    int customers = Integer.parseInt(arguments[2]);
    try (FileOutputStream out = new FileOutputStream(notes.toFile(), true)) {
      for (int n : open(customers, created)) {
        Loop.create(api, n);
        out.write((n + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    System.exit(0);
  }

  private static List<Integer> open(int customers, Set<String> created) {
    return java.util.stream.IntStream.range(0, customers)
        .filter(n -> !created.contains(Integer.toString(n)))
        .boxed()
        .toList();
  }
}
