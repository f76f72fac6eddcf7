package dev.passerelle.simulators.sage100;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One table of the simulated company: its columns in order, and the columns that are unique
 * together.
 */
final class SageTable {
  private final String name;
  private final List<String> uniqueKey;
  private final Map<String, SageColumn> columns = new LinkedHashMap<>();
  private final Set<String> laterColumns = new HashSet<>();
  private final Set<String> freeColumns = new LinkedHashSet<>();
  private final Set<String> paddedColumns = ConcurrentHashMap.newKeySet();

  SageTable(String name, List<String> uniqueKey) {
    this.name = name;
    this.uniqueKey = List.copyOf(uniqueKey);
  }

  String name() {
    return name;
  }

  List<SageColumn> columns() {
    return List.copyOf(columns.values());
  }

  Optional<SageColumn> column(String column) {
    return Optional.ofNullable(columns.get(column));
  }

  void add(SageColumn column) {
    columns.put(column.name(), column);
  }

  /** Adds a column of the customer's own. */
  void addFree(SageColumn column) {
    columns.put(column.name(), column);
    freeColumns.add(column.name());
  }

  /** The names of the customer's own columns. */
  List<String> freeColumns() {
    return List.copyOf(freeColumns);
  }

  /** Notes that only a later version of Sage has this column. */
  void lacks(String column) {
    laterColumns.add(column);
  }

  /**
   * Whether this version has the column.
   *
   * @throws IllegalArgumentException if no version has it
   */
  boolean has(String column) {
    if (columns.containsKey(column) || column.startsWith("cb")) {
      return true;
    }
    if (laterColumns.contains(column)) {
      return false;
    }
    throw new IllegalArgumentException("no column " + column + " in " + name);
  }

  /** Notes a value before it is written. */
  void written(String column, Object value) {
    if (value instanceof String text && text.endsWith(" ")) {
      paddedColumns.add(column);
    }
  }

  /** Whether any value that was written to this column had trailing spaces. */
  boolean mayBePadded(String column) {
    return paddedColumns.contains(column);
  }

  boolean isKey(String column) {
    return uniqueKey.contains(column);
  }

  String createStatement(Stamps stamps) {
    List<String> parts = new ArrayList<>();
    columns.values().forEach(column -> parts.add(column.definition()));
    parts.add("[cbProt] smallint DEFAULT 0");
    parts.add("[cbMarq] int IDENTITY(1,1) PRIMARY KEY");
    parts.add("[cbCreateur] char(4) DEFAULT 'COLS'");
    parts.add("[cbModification] " + stamps.sqlType() + " NOT NULL");
    parts.add("[cbReplication] int DEFAULT 0");
    parts.add("[cbFlag] smallint DEFAULT 0");
    if (!uniqueKey.isEmpty()) {
      parts.add("UNIQUE ([" + String.join("],[", uniqueKey) + "])");
    }
    return "CREATE TABLE [dbo].[" + name + "] (" + String.join(", ", parts) + ")";
  }
}
