package dev.passerelle.simulators.sage100;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A data file: UTF-8, semicolons, the first line names the columns, a value in double quotes may
 * hold semicolons, quotes (doubled) and outer spaces. A value outside quotes is stripped. Empty
 * lines and lines that begin with {@code #} do not count.
 */
final class CsvFile {
  private final List<String> columns;
  private final List<Map<String, String>> rows = new ArrayList<>();

  private CsvFile(List<String> columns) {
    this.columns = columns;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if a line has another number of values than the first one
   */
  static CsvFile read(Path file) {
    try {
      List<String> lines =
          Files.readAllLines(file).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      if (lines.isEmpty()) {
        throw new IllegalArgumentException(file.getFileName() + " has no line of columns");
      }
      CsvFile csv = new CsvFile(split(lines.get(0)));
      lines.stream().skip(1).forEach(line -> csv.add(file, line));
      return csv;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path file, String line) {
    List<String> values = split(line);
    if (values.size() != columns.size()) {
      throw new IllegalArgumentException(
          "%s: %d values, %d columns: %s"
              .formatted(file.getFileName(), values.size(), columns.size(), line));
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      row.put(columns.get(i), values.get(i));
    }
    rows.add(row);
  }

  List<Map<String, String>> rows() {
    return List.copyOf(rows);
  }

  /** The values of one line. */
  static List<String> split(String line) {
    List<String> values = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      boolean quoted = line.startsWith("\"", at);
      int end = quoted ? closingQuote(line, at + 1) + 1 : separator(line, at);
      String raw = line.substring(at, end);
      values.add(quoted ? raw.substring(1, raw.length() - 1).replace("\"\"", "\"") : raw.strip());
      at = end + 1;
    }
    return values;
  }

  private static int separator(String line, int from) {
    int found = line.indexOf(';', from);
    return found < 0 ? line.length() : found;
  }

  private static int closingQuote(String line, int from) {
    int at = line.indexOf('"', from);
    while (at >= 0 && line.startsWith("\"\"", at)) {
      at = line.indexOf('"', at + 2);
    }
    if (at < 0) {
      throw new IllegalArgumentException("a quote is not closed: " + line);
    }
    return at;
  }
}
