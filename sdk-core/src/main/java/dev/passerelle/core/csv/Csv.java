package dev.passerelle.core.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cells to lines and back. A quote inside a quoted cell is doubled; a cell has no line break. */
public final class Csv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Csv() {}

  /** Writes one line. */
  public static void line(Appendable out, List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
    }
    out.append("\r\n");
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\r\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  /** The first line of a file without the mark that some programs put before it. */
  public static String withoutMark(String line) {
    return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  /** The separator that a heading uses: a semicolon if there is one, else a comma. */
  public static char separator(String heading) {
    return heading.indexOf(';') >= 0 ? ';' : ',';
  }

  /**
   * The cells of one line, without blanks around them.
   *
   * @throws IllegalArgumentException when a quote is not closed
   */
  public static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
