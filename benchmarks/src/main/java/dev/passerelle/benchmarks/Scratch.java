package dev.passerelle.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is there for a while and goes with everything in it. */
public record Scratch(Path path) implements Closeable {

  /** A new one. */
  public static Scratch make() throws IOException {
    return new Scratch(Files.createTempDirectory("passerelle-benchmark"));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(path)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
