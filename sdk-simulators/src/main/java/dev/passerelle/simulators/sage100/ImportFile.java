package dev.passerelle.simulators.sage100;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A file of the layout, split into its records; a file that breaks the layout is refused whole. */
final class ImportFile {
  private static final Set<String> FLAGS = Set.of("C", "M", "S", "K", "E");

  private ImportFile() {}

  /** A file of which nothing is imported. */
  static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String code) {
      super(code);
    }
  }

  /**
   * Reads a file.
   *
   * @throws Unusable with the code for the journal
   */
  static List<ImportRecord> read(String text, String database) {
    if (!text.endsWith("\r\n")) {
      throw new Unusable("INCOMPLETE");
    }
    String[] lines = text.split("\r\n", -1);
    List<ImportRecord> all = new ArrayList<>();
    for (int i = 0; i < lines.length - 1; i++) {
      all.add(parse(i + 1, lines[i]));
    }
    check(all, database);
    return group(all.subList(1, all.size() - 1));
  }

  private static ImportRecord parse(int line, String text) {
    try {
      return ImportRecord.of(line, text);
    } catch (IllegalArgumentException e) {
      throw new Unusable("UNREADABLE");
    }
  }

  private static void check(List<ImportRecord> all, String database) {
    ImportRecord first = all.get(0);
    if (!first.flag().equals("V") || !first.value(0).equals("1")) {
      throw new Unusable("LAYOUT");
    }
    if (!first.value(1).equals(database)) {
      throw new Unusable("COMPANY");
    }
    ImportRecord last = all.get(all.size() - 1);
    if (!last.flag().equals("Z") || !last.value(0).equals(String.valueOf(all.size() - 1))) {
      throw new Unusable("INCOMPLETE");
    }
  }

  private static List<ImportRecord> group(List<ImportRecord> lines) {
    List<ImportRecord> records = new ArrayList<>();
    for (ImportRecord line : lines) {
      if (FLAGS.contains(line.flag())) {
        records.add(line);
      } else if (line.flag().equals("L") && isHeader(records)) {
        records.get(records.size() - 1).children().add(line);
      } else {
        throw new Unusable("LAYOUT");
      }
    }
    return records;
  }

  private static boolean isHeader(List<ImportRecord> records) {
    return !records.isEmpty() && records.get(records.size() - 1).flag().equals("E");
  }
}
