package dev.passerelle.core.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that make and change the tables of a schema, and those of its bookkeeping. */
final class SchemaDdl {

  static final String VERSIONS = "schema_version";
  static final String LOCK = "schema_lock";
  static final long LOCK_ROW = 1;

  private static final Column VERSION = Column.number("version");

  private final Naming naming;
  private final Dialect dialect;

  SchemaDdl(Naming naming) {
    this.naming = naming;
    this.dialect = naming.dialect();
  }

  /**
   * One statement and what is there once it has run.
   *
   * @param sql the statement
   * @param made what it makes
   */
  record Step(String sql, Made made) {}

  /**
   * An object of the database.
   *
   * @param table the bare table
   * @param column a column of it, if the step adds one
   * @param index the name of an index of it, if the step adds one
   */
  record Made(String table, Optional<String> column, Optional<String> index) {}

  /** The steps of each version, by number. */
  Map<Integer, List<Step>> steps(StateSchema schema) {
    Map<Integer, List<Step>> all = new LinkedHashMap<>();
    Map<String, Table> known = new LinkedHashMap<>();
    for (SchemaVersion version : schema.versions()) {
      List<Step> steps = new ArrayList<>();
      version.changes().forEach(change -> steps.addAll(steps(change, known)));
      all.put(version.number(), steps);
    }
    return all;
  }

  /** Creates the table of applied versions. */
  String createVersions() {
    return create(
        VERSIONS,
        Table.PRIMARY_KEY,
        List.of(
            VERSION,
            Column.text("description", 100),
            Column.text("checksum", 64),
            Column.number("steps"),
            Column.number("steps_done"),
            Column.instant("applied_at").orNull()),
        1);
  }

  /** Creates the table whose only row is held while a node migrates. */
  String createLock() {
    return create(
        LOCK,
        Table.PRIMARY_KEY,
        List.of(
            Column.number("id"),
            Column.text("holder", 64).orNull(),
            Column.instant("held_until").orNull()),
        1);
  }

  private List<Step> steps(SchemaChange change, Map<String, Table> known) {
    if (change instanceof SchemaChange.CreateTable create) {
      known.put(create.tableName(), create.table());
      return steps(create.table());
    }
    Table before = known.get(change.tableName());
    if (before == null) {
      throw new IllegalStateException("table changed before it exists: " + change.tableName());
    }
    if (change instanceof SchemaChange.AddColumn add) {
      known.put(before.name(), before.plus(add.column()));
      return List.of(addColumn(before, add.column()));
    }
    Index index = ((SchemaChange.AddIndex) change).index();
    Table later = before.plus(index);
    known.put(before.name(), later);
    return List.of(index(later, index));
  }

  private List<Step> steps(Table table) {
    List<Step> steps = new ArrayList<>();
    String create =
        create(table.name(), Table.PRIMARY_KEY, table.columns(), table.keyColumns().size());
    steps.add(new Step(create, new Made(table.name(), Optional.empty(), Optional.empty())));
    table.uniqueKeys().forEach(unique -> steps.add(unique(table, unique)));
    table.indexes().forEach(index -> steps.add(index(table, index)));
    return steps;
  }

  private String create(String table, String key, List<Column> columns, int keyWidth) {
    return "CREATE TABLE "
        + naming.table(table)
        + " (\n  "
        + columns.stream().map(this::declared).collect(Collectors.joining(",\n  "))
        + ",\n  CONSTRAINT "
        + dialect.quote(naming.constraint(table, key))
        + " "
        + dialect.primaryKey()
        + " ("
        + Dialect.list(columns.subList(0, keyWidth), c -> dialect.quote(c.name()))
        + ")\n)";
  }

  private String declared(Column column) {
    return dialect.quote(column.name())
        + " "
        + dialect.type(column)
        + (column.nullable() ? "" : " NOT NULL");
  }

  private Step addColumn(Table table, Column column) {
    // SQL Server knows no COLUMN here, and the others do without.
    String sql = "ALTER TABLE " + naming.table(table.name()) + " ADD " + declared(column);
    return new Step(sql, new Made(table.name(), Optional.of(column.name()), Optional.empty()));
  }

  private Step unique(Table table, UniqueKey unique) {
    String name = naming.constraint(table.name(), unique.name());
    List<Column> columns = unique.columns().stream().map(table::column).toList();
    return new Step(
        dialect.uniqueIndex(name, naming.table(table.name()), columns), made(table, name));
  }

  private Step index(Table table, Index index) {
    String name = naming.constraint(table.name(), index.name());
    String sql =
        "CREATE INDEX "
            + dialect.quote(name)
            + " ON "
            + naming.table(table.name())
            + " ("
            + Dialect.list(
                table.order(index.name()), c -> dialect.quote(c.name()) + dialect.nulls(c, false))
            + ")";
    return new Step(sql, made(table, name));
  }

  private static Made made(Table table, String index) {
    return new Made(table.name(), Optional.empty(), Optional.of(index));
  }
}
