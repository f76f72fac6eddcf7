package dev.passerelle.simulators.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated text with quotes, as jobs take and give it. */
final class CsvText {
  private CsvText() {}

  /** The rows by the names of the first line, in order. */
  static List<Map<String, String>> rows(String text) {
    List<List<String>> lines = lines(text);
    List<Map<String, String>> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      if (lines.get(line).size() != lines.get(0).size()) {
        throw SfError.bad("InvalidBatch", "row " + line + " has another number of columns");
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < lines.get(0).size(); i++) {
        row.put(lines.get(0).get(i), lines.get(line).get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> lines(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        line.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          lines.add(line);
          line = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    if (cell.length() > 0 || !line.isEmpty()) {
      line.add(cell.toString());
      lines.add(line);
    }
    return lines;
  }

  /** A line, every cell in quotes as Salesforce writes them. */
  static void line(StringBuilder into, Iterable<String> cells) {
    String between = "";
    for (String cell : cells) {
      into.append(between).append('"').append(cell.replace("\"", "\"\"")).append('"');
      between = ",";
    }
    into.append('\n');
  }
}
