package dev.passerelle.salesforce;

import dev.passerelle.salesforce.model.Row;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the text of a job: UTF-8, commas, line feeds. An empty cell leaves a field alone, so a
 * field that is to be emptied says so (fact sheet §9).
 */
final class BulkCsv {
  private static final String NOTHING = "#N/A";
  private static final int LONGEST = 32_000;

  private BulkCsv() {}

  /** Whether a job can carry the row as it is meant. */
  static boolean takes(Row row) {
    return row.values().values().stream().allMatch(BulkCsv::takes);
  }

  private static boolean takes(@Nullable Object value) {
    if (value instanceof String text) {
      return !text.equals(NOTHING) && text.length() <= LONGEST;
    }
    return value == null || value instanceof Boolean || value instanceof Number;
  }

  /** The rows in parts whose texts are no longer than so many bytes. */
  static List<List<Row>> parts(List<Row> rows, int most) {
    List<List<Row>> parts = new ArrayList<>();
    List<Row> part = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    long size = 0;
    for (Row row : rows) {
      long more = cells(row);
      Set<String> together = new LinkedHashSet<>(names);
      together.addAll(row.values().keySet());
      // Each row has a comma and perhaps two quotes for each column of all rows.
      if (!part.isEmpty() && size + more + (part.size() + 2L) * together.size() * 3 > most) {
        parts.add(part);
        part = new ArrayList<>();
        names.clear();
        size = 0;
      }
      names.addAll(row.values().keySet());
      size += more;
      part.add(row);
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  private static long cells(Row row) {
    long size = 0;
    for (Map.Entry<String, @Nullable Object> each : row.values().entrySet()) {
      size +=
          each.getKey().length()
              + 2L * cell(each.getValue()).getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  static String text(List<Row> rows) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.values().keySet()));
    StringBuilder text = new StringBuilder(String.join(",", names)).append('\n');
    for (Row row : rows) {
      String between = "";
      for (String name : names) {
        text.append(between);
        if (row.values().containsKey(name)) {
          quoted(text, cell(row.values().get(name)));
        }
        between = ",";
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(@Nullable Object value) {
    if (value == null || value.equals("")) {
      return NOTHING;
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static void quoted(StringBuilder into, String cell) {
    into.append('"').append(cell.replace("\"", "\"\"")).append('"');
  }

  /** Each row of a result by the names of its first line; a line that is cut off is left out. */
  static void rows(Reader text, Consumer<Map<String, String>> each) throws IOException {
    Lines lines = new Lines(text);
    List<String> names = lines.next();
    List<String> cells = names == null ? null : lines.next();
    while (names != null && cells != null) {
      if (cells.size() == names.size()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
          row.put(names.get(i), cells.get(i));
        }
        each.accept(row);
      }
      cells = lines.next();
    }
  }

  /** Reads line by line; cells may hold line feeds. */
  private static final class Lines {
    private final Reader text;
    private boolean wasQuote;

    Lines(Reader text) {
      this.text = text;
    }

    /** The cells of the next line that ends; null at the end. */
    @Nullable List<String> next() throws IOException {
      List<String> cells = new ArrayList<>();
      StringBuilder cell = new StringBuilder();
      boolean quoted = false;
      for (int c = text.read(); c >= 0; c = text.read()) {
        if (c == '"') {
          // A doubled quote ends and begins: the quote itself is put back.
          quoted = !quoted;
          if (quoted && wasQuote) {
            cell.append('"');
          }
          wasQuote = !quoted;
          continue;
        }
        wasQuote = false;
        if (!quoted && c == '\n') {
          cells.add(cell.toString());
          return cells;
        }
        if (!quoted && c == ',') {
          cells.add(cell.toString());
          cell.setLength(0);
        } else if (quoted || c != '\r') {
          cell.append((char) c);
        }
      }
      return null;
    }
  }
}
