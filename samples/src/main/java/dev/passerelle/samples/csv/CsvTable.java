package dev.passerelle.samples.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text of a CSV file: a heading, then one record per row; comma or semicolon as the heading has
 * it, quotes where needed. Rows and columns that nobody changes keep their text to the letter.
 * Immutable.
 *
 * @param heading the heading as it stands, line end included
 * @param columns its names, in order
 * @param separator comma or semicolon
 * @param rows the rows, in order
 */
record CsvTable(String heading, List<String> columns, char separator, List<Row> rows) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A row: its text with the line end, and its cells. A row without a cell for a column has "". */
  record Row(String text, List<String> cells) {}

  /** The file's text, taken apart. A quote that is never closed takes in the rest of the text. */
  static CsvTable parse(String text) {
    String first = text.lines().findFirst().orElse("");
    char separator = first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',';
    List<Row> all = rows(text, separator);
    if (all.isEmpty()) {
      return new CsvTable("", List.of(), separator, List.of());
    }
    List<String> columns =
        all.get(0).cells().stream().map(name -> name.replace(BYTE_ORDER_MARK, "").strip()).toList();
    return new CsvTable(
        all.get(0).text(), columns, separator, List.copyOf(all.subList(1, all.size())));
  }

  private static List<Row> rows(String text, char separator) {
    List<Row> rows = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        boolean twice = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (twice) {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && c == separator) {
        cells.add(take(cell));
      } else if (!quoted && c == '\n') {
        cells.add(take(cell));
        rows.add(new Row(text.substring(start, i + 1), List.copyOf(cells)));
        cells.clear();
        start = i + 1;
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    if (start < text.length()) {
      cells.add(take(cell));
      rows.add(new Row(text.substring(start), List.copyOf(cells)));
    }
    return rows;
  }

  private static String take(StringBuilder cell) {
    String text = cell.toString();
    cell.setLength(0);
    return text;
  }

  /** A cell of a row; "" where the row has none. */
  String cell(Row row, String column) {
    int at = columns.indexOf(column);
    return at >= 0 && at < row.cells().size() ? row.cells().get(at) : "";
  }

  /** Whether a row has more cells than the heading: then nobody knows which is which. */
  boolean tooWide(Row row) {
    return row.cells().size() > columns.size();
  }

  /** A row with other values in some columns. */
  Row row(List<String> cells, Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      all.put(columns.get(i), i < cells.size() ? cells.get(i) : "");
    }
    all.putAll(values);
    List<String> changed = columns.stream().map(all::get).toList();
    String end = heading.endsWith("\r\n") ? "\r\n" : "\n";
    return new Row(
        changed.stream().map(this::quoted).collect(Collectors.joining("" + separator, "", end)),
        changed);
  }

  private String quoted(String cell) {
    boolean plain =
        cell.chars().noneMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** The same table with other rows. */
  CsvTable with(List<Row> other) {
    return new CsvTable(heading, columns, separator, List.copyOf(other));
  }

  /** The text of the file. */
  String text() {
    StringBuilder text = new StringBuilder(heading);
    for (Row row : rows) {
      if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
      text.append(row.text());
    }
    return text.toString();
  }
}
