package dev.passerelle.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of all benchmarks that were run, as people read them. */
final class Table {
  private static final List<String> HEAD =
      List.of(
          "| | what | ours | peer | figure | least – most | mark | reached |",
          "|---|---|---|---|---|---|---|---|");

  private final List<Line> lines = new ArrayList<>();

  void add(List<Line> more) {
    lines.addAll(more);
  }

  boolean allReached() {
    return lines.stream().allMatch(Line::isReached);
  }

  String markdown(Clock clock) {
    List<String> text = new ArrayList<>();
    text.add(about(clock));
    text.add("");
    text.addAll(HEAD);
    lines.forEach(line -> text.add(line.markdown()));
    return String.join("\n", text) + "\n";
  }

  /** Date and size of the machine: without them a figure says little. */
  private static String about(Clock clock) {
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s %s, Java %s, heap %,d MB.",
        LocalDate.now(clock),
        runtime.availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.version(),
        runtime.maxMemory() >> 20);
  }

  void write(Path file, Clock clock) throws java.io.IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, markdown(clock));
  }
}
