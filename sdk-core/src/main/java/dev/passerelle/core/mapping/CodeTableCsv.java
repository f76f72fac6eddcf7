package dev.passerelle.core.mapping;

import dev.passerelle.core.csv.Csv;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** Reads code tables from CSV, naming file and line of a mistake. */
final class CodeTableCsv {
  private final String file;
  private CodeTable table;
  private char separator = ';';

  private CodeTableCsv(CodeTable table, String file) {
    this.table = table;
    this.file = file;
  }

  static CodeTable read(CodeTable empty, String file, Reader reader) throws IOException {
    CodeTableCsv csv = new CodeTableCsv(empty, file);
    BufferedReader lines = new BufferedReader(reader);
    boolean heading = true;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = number == 1 ? Csv.withoutMark(line) : line;
      if (!text.isBlank() && !text.startsWith("#")) {
        csv.line(text, number, heading);
        heading = false;
      }
    }
    if (heading) {
      throw wrong(file, 1, empty.name(), "the heading is missing");
    }
    return csv.table;
  }

  private void line(String text, int number, boolean heading) {
    if (heading) {
      separator = Csv.separator(text);
    }
    List<String> cells = cells(text, number);
    if (cells.size() < 2 || cells.size() > 3) {
      throw wrong(number, "two codes are expected, and perhaps > or <");
    }
    if (!heading) {
      add(cells, number);
    }
  }

  private void add(List<String> cells, int number) {
    String left = cells.get(0);
    String right = cells.get(1);
    String direction = cells.size() == 3 ? cells.get(2) : "";
    try {
      table =
          switch (direction) {
            case "" -> table.pair(left, right);
            case ">" -> table.rightwards(left, right);
            case "<" -> table.leftwards(right, left);
            default -> throw wrong(number, "the third column is > or < or empty");
          };
    } catch (InvalidConfiguration mistake) {
      String why = mistake.detail().cause();
      throw wrong(number, why == null ? "the line is wrong" : why);
    }
  }

  private List<String> cells(String text, int number) {
    try {
      return Csv.cells(text, separator);
    } catch (IllegalArgumentException mistake) {
      throw wrong(number, String.valueOf(mistake.getMessage()));
    }
  }

  private InvalidConfiguration wrong(int number, String why) {
    return wrong(file, number, table.name(), why);
  }

  static InvalidConfiguration wrong(String file, int line, String table, String why) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.CODE_TABLE_INVALID).figure("table", table).cause(why).build();
    return new InvalidConfiguration(detail, new InvalidConfiguration.Place(file, line, table));
  }
}
