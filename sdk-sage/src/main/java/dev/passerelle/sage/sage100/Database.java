package dev.passerelle.sage.sage100;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The company's database as the resources use it: discovered columns, chunks, one dialect. */
final class Database {
  /** SQL Server takes 2,100 parameters. */
  private static final int CHUNK = 400;

  private final SqlReader sql;
  private final String system;
  private final AtomicReference<@Nullable Catalogue> catalogue = new AtomicReference<>();

  /** What was there once: without it a value would pass for an empty one. */
  private final Map<String, Set<String>> relied = new ConcurrentHashMap<>();

  private record Catalogue(SageSchema schema, SqlDialect dialect, String name) {}

  Database(SqlReader sql, String system) {
    this.sql = sql;
    this.system = system;
  }

  String system() {
    return system;
  }

  SageSchema schema() {
    return catalogue().schema();
  }

  SqlDialect dialect() {
    return catalogue().dialect();
  }

  /** The database's name. */
  String name() {
    return catalogue().name();
  }

  /** The next use reads the columns again: after an upgrade of Sage. */
  void forgetSchema() {
    catalogue.set(null);
  }

  private Catalogue catalogue() {
    Catalogue known = catalogue.get();
    if (known == null) {
      known = discover();
      catalogue.set(known);
    }
    return known;
  }

  private Catalogue discover() {
    return session(this::read);
  }

  private Catalogue read() {
    String product = sql.read(connection -> connection.getMetaData().getDatabaseProductName());
    String name = sql.read(java.sql.Connection::getCatalog);
    return new Catalogue(SchemaReader.read(sql), SqlDialect.of(product), name);
  }

  /** What the calling thread reads within the work: one connection, settings once. */
  <T> T session(Supplier<T> work) {
    return sql.session(work);
  }

  /** All rows of a small table of settings or codes. */
  List<Row> settings(String statement) {
    return guarded(() -> sql.settings(statement));
  }

  List<Row> rows(String statement, Object... arguments) {
    return rows(statement, List.of(arguments));
  }

  List<Row> rows(String statement, List<?> arguments) {
    return guarded(() -> sql.rows(statement, arguments));
  }

  private List<Row> guarded(Supplier<List<Row>> reading) {
    try {
      return reading.get();
    } catch (DriftDetected e) {
      forgetSchema();
      relied.forEach(this::require);
      throw e;
    }
  }

  /**
   * Rows for many values: {@code :in} in the statement becomes a list of parameters, in chunks.
   *
   * @param before arguments that stand before the list
   */
  List<Row> rowsIn(String statement, List<?> before, Collection<?> values) {
    List<Object> distinct = new ArrayList<>(new LinkedHashSet<>(values));
    List<Row> all = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += CHUNK) {
      List<Object> chunk = distinct.subList(from, Math.min(distinct.size(), from + CHUNK));
      String marks = chunk.stream().map(value -> "?").collect(Collectors.joining(", "));
      List<Object> arguments = new ArrayList<>(before);
      arguments.addAll(chunk);
      all.addAll(rows(statement.replace(":in", "(" + marks + ")"), arguments));
    }
    return all;
  }

  List<Row> rowsIn(String statement, Collection<?> values) {
    return rowsIn(statement, List.of(), values);
  }

  /** The expression by which a code column is compared. */
  String key(String column) {
    return dialect().key(column);
  }

  /**
   * Those of the columns that this version has, for a SELECT list. One that was there before is not
   * left out: the layout changed.
   */
  String columns(String alias, String table, Collection<String> wanted) {
    Set<String> before = relied.computeIfAbsent(table, name -> ConcurrentHashMap.newKeySet());
    require(table, wanted.stream().filter(before::contains).toList());
    List<String> there = wanted.stream().filter(c -> schema().has(table, c)).toList();
    before.addAll(there);
    return there.stream()
        .map(column -> alias + ".[" + column.replace("]", "]]") + "]")
        .collect(Collectors.joining(", "));
  }

  boolean has(String table) {
    return schema().has(table);
  }

  /**
   * Refuses a layout in which a table or a column that nothing can replace is missing; looks once
   * more before it does, since an administrator may have mended it.
   */
  void require(String table, Collection<String> columns) {
    if (!missing(table, columns).isEmpty()) {
      forgetSchema();
      List<String> missing = missing(table, columns);
      if (!missing.isEmpty()) {
        throw unknownLayout(table, missing);
      }
    }
  }

  private List<String> missing(String table, Collection<String> columns) {
    return columns.stream().filter(column -> !schema().has(table, column)).sorted().toList();
  }

  private PasserelleException unknownLayout(String table, List<String> missing) {
    return new DriftDetected(layoutDetail(system, table, missing));
  }

  static ErrorDetail layoutDetail(String system, String table, List<String> missing) {
    String names = String.join(", ", missing);
    return ErrorDetail.of(ErrorCode.COLUMN_LAYOUT_UNKNOWN)
        .system(system)
        .figure("table", table)
        .figure("columns", names)
        .cause("not found or not readable: " + names)
        .nextStep(
            "Run grant-select.sql for the login; if the columns are really absent, tell the"
                + " connector's author the version of Sage.")
        .build();
  }
}
