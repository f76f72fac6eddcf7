package dev.passerelle.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plain comma-separated files with a heading line, without quoting. */
final class Csv {
  private Csv() {}

  /**
   * One line.
   *
   * @param cells by heading
   */
  record Line(Map<String, String> cells) {
    String get(String column) {
      String cell = cells.get(column);
      if (cell == null) {
        throw new IllegalArgumentException("no column " + column);
      }
      return cell;
    }

    /** The same with another cell. */
    Line with(String column, String cell) {
      Map<String, String> changed = new LinkedHashMap<>(cells);
      changed.put(column, cell);
      return new Line(changed);
    }
  }

  static List<Line> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] heading = lines.get(0).split(",", -1);
    List<Line> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", heading.length);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < heading.length; i++) {
        row.put(heading[i], cells[i]);
      }
      rows.add(new Line(row));
    }
    return rows;
  }
}
