package dev.passerelle.sage.sage100;

import dev.passerelle.core.http.Pause;
import dev.passerelle.sage.sage100.model.CompanyRow;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Reads one Sage 100 company by SQL: short SELECTs on the host's {@link DataSource}, never a write,
 * never an open cursor (fact sheet §0.1, §4). Values are bound, identifiers are quoted, columns
 * that a version lacks are left out, deadlocks and locks are tried again.
 *
 * <p>Thread-safe. Calls block and are interruptible. Errors are {@code PasserelleException}s:
 * {@code AuthenticationFailed} (SQL_LOGIN_REFUSED), {@code SystemUnavailable} (DATABASE_DOWN),
 * {@code AccessDenied}, {@code DriftDetected} (COLUMN_LAYOUT_UNKNOWN), {@code TransientFailure}.
 *
 * <pre>{@code
 * Sage100Gateway sage = Sage100Gateway.of(dataSource);
 * sage.customers().byNumber(List.of("BATIGWADA"), Customers.Extras.NONE);
 * }</pre>
 */
public final class Sage100Gateway {
  private final Database database;
  private final SqlReader sql;

  private Sage100Gateway(Builder from) {
    SqlFailures failures = new SqlFailures(from.system);
    sql = new SqlReader(from.dataSource, failures, from.queryTimeout, from.lockTimeout, from.pause);
    database = new Database(sql, from.system);
  }

  /** A gateway with the defaults of {@link Builder}. Does no I/O. */
  public static Sage100Gateway of(DataSource dataSource) {
    return builder(dataSource).build();
  }

  /**
   * A builder.
   *
   * @param dataSource connections to the company's database with a login that may only read
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  /** Customers. */
  public Customers customers() {
    return new Customers(database);
  }

  /** Contacts of customers. */
  public Contacts contacts() {
    return new Contacts(database);
  }

  /** Representatives. */
  public Employees employees() {
    return new Employees(database);
  }

  /** Articles. */
  public Articles articles() {
    return new Articles(database);
  }

  /** Stock. */
  public Stocks stocks() {
    return new Stocks(database);
  }

  /** Sales documents. */
  public Documents documents() {
    return new Documents(database);
  }

  /** Payments of customers. */
  public Payments payments() {
    return new Payments(database);
  }

  /** What customers owe. */
  public Balances balances(BalanceRules rules) {
    return new Balances(database, rules);
  }

  /** The company's settings. */
  public CompanyRow company() {
    return new Companies(database).read();
  }

  /** Whether a fiscal year is open for the day; else the last one and all later entries count. */
  public boolean fiscalYearOpened(LocalDate day) {
    return FiscalWindow.of(company().years(), day).opened();
  }

  /** The database's name, which names the company (fact sheet §1.1). */
  public String databaseName() {
    return database.name();
  }

  /** Tables and columns as they are in this company; read once. */
  public SageSchema schema() {
    return database.schema();
  }

  /** Reads the columns again at the next use: after an upgrade of Sage. */
  public void forgetSchema() {
    database.forgetSchema();
  }

  /** The server's local time. */
  public LocalDateTime serverTime() {
    return database.rows("SELECT GETDATE() AS [now]").get(0).time("now").orElseThrow();
  }

  /**
   * The next rows of a source after a mark, in the order of their marks. A repeat of rows that were
   * read before is the caller's to drop.
   */
  public List<ChangedRow> changes(ChangeSource source, RowMark after, int limit) {
    String time = SqlDialect.stamp(after.time());
    return database.rows(source.select(limit), List.of(time, time, after.marq())).stream()
        .map(row -> changed(source, row))
        .toList();
  }

  private static ChangedRow changed(ChangeSource source, Row row) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < source.keyCount(); i++) {
      String key = row.code("key" + i);
      if (!key.isEmpty() && !keys.contains(key)) {
        keys.add(key);
      }
    }
    RowMark mark = new RowMark(row.time("stamp").orElseThrow(), row.integer("marq"));
    return new ChangedRow(source.table(), mark, keys);
  }

  /**
   * Runs a reading of several questions on one connection, which is given back at its end; without
   * it every question takes one. What the calling thread asks this gateway within the work belongs
   * to it; tables of settings and codes (units, taxes, fiscal years) are read once in it, so keep
   * it short and wait for nothing else in it. Each statement still sees what is committed when it
   * runs. A reading within a reading joins it.
   *
   * @param work asks this gateway, on the calling thread
   */
  public <T> T reading(Supplier<T> work) {
    return database.session(work);
  }

  /**
   * Any SELECT of your own; the escape hatch. Quote identifiers with brackets and bind values: free
   * fields have blanks in their names, and date literals depend on the login's language.
   *
   * @throws IllegalArgumentException if it is no SELECT
   */
  public List<Row> query(String select, Object... arguments) {
    boolean isSelect =
        select.stripLeading().toUpperCase(java.util.Locale.ROOT).startsWith("SELECT");
    if (!isSelect || select.contains(";")) {
      throw new IllegalArgumentException("one SELECT, values bound: this gateway never writes");
    }
    return sql.rows(select, List.of(arguments));
  }

  Database database() {
    return database;
  }

  /** Builds a {@link Sage100Gateway}. Not thread-safe. */
  public static final class Builder {
    private final DataSource dataSource;
    private String system = "sage100";
    private Duration queryTimeout = Duration.ofSeconds(30);
    private Duration lockTimeout = Duration.ofSeconds(5);
    private Pause pause = Pause.sleeping();

    private Builder(DataSource dataSource) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /** The name by which errors call this system; default {@code sage100}. */
    public Builder system(String name) {
      system = Objects.requireNonNull(name, "system");
      return this;
    }

    /** The longest time of one query, at least a second; default 30 s. */
    public Builder queryTimeout(Duration time) {
      if (time.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("queryTimeout: at least a second");
      }
      queryTimeout = time;
      return this;
    }

    /** How long a query waits for Sage's locks; default 5 s. */
    public Builder lockTimeout(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("lockTimeout: above zero");
      }
      lockTimeout = time;
      return this;
    }

    /** How to wait between attempts of a query; default by sleeping. */
    public Builder pause(Pause value) {
      pause = Objects.requireNonNull(value, "pause");
      return this;
    }

    /** The gateway. */
    public Sage100Gateway build() {
      return new Sage100Gateway(this);
    }
  }
}
