package dev.passerelle.core.state;

import dev.passerelle.core.error.StateStoreFailure;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store in the host's database, over any {@link DataSource}; the database is found by itself. One
 * transaction borrows one connection, sets it to READ COMMITTED without autocommit, and gives it
 * back as it was. The store opens no thread and no pool, and closes no data source.
 *
 * <pre>{@code
 * StateStore store = JdbcStateStore.over(dataSource);
 * StateStore named = JdbcStateStore.builder(dataSource).schema("sync").prefix("pas_").build();
 * }</pre>
 *
 * <p>Texts compare by every character, case and trailing blanks included, by the collation that
 * each column is given: {@code "C"} on PostgreSQL, {@code Latin1_General_100_BIN2} on SQL Server
 * (where a trailing blank is also marked), {@code utf8mb4_0900_bin} on MySQL, {@code
 * utf8mb4_nopad_bin} on MariaDB. H2 has one collation per database: leave it at its default and
 * without IGNORECASE.
 *
 * <p>An interrupt is answered before a transaction and between attempts; while a statement runs it
 * is up to the driver. An embedded H2 on a file loses its file to an interrupt unless its address
 * begins with {@code jdbc:h2:async:} or {@code jdbc:h2:retry:}. The data source's own time-outs
 * bound every wait.
 */
public final class JdbcStateStore implements StateStore {

  private static final String DEFAULT_PREFIX = "pas_";
  private static final int ATTEMPTS = 8;
  private static final int MIGRATION_LOOKS = 600;
  private static final long MIGRATION_PAUSE_MILLIS = 200;

  private final DataSource source;
  private final @Nullable DatabaseKind database;
  private final String prefix;
  private final @Nullable String schema;
  private final JdbcTransaction.Time time;
  private final Retry retry;
  private final Migrator.Waiting waiting;
  private final AtomicReference<@Nullable JdbcTables> open = new AtomicReference<>();
  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

  private JdbcStateStore(Builder builder) {
    this.source = builder.source;
    this.database = builder.database;
    this.prefix = builder.prefix;
    this.schema = builder.schema;
    this.time = new JdbcTransaction.Time(builder.clock, builder.longestPause);
    this.retry = builder.retry;
    this.waiting =
        new Migrator.Waiting(
            MIGRATION_LOOKS,
            attempt -> Thread.sleep(MIGRATION_PAUSE_MILLIS),
            UUID.randomUUID().toString());
  }

  /** A store with tables {@code pas_…} in the connection's own schema. */
  public static JdbcStateStore over(DataSource source) {
    return builder(source).build();
  }

  /** A store whose names can be chosen. */
  public static Builder builder(DataSource source) {
    return new Builder(source);
  }

  /**
   * The script with which an administrator makes the tables, bookkeeping included: afterwards the
   * store opens with {@link MigrationMode#CHECK} or {@link MigrationMode#NEVER}.
   *
   * @param database for which database
   * @param schema the tables
   * @param prefix before each table name, at most 12 characters, may be empty
   */
  public static String ddl(DatabaseKind database, StateSchema schema, String prefix) {
    return new SchemaScript(new Naming(prefix, null, Dialects.of(database))).print(schema);
  }

  /** As {@link #ddl(DatabaseKind, StateSchema, String)}, in a named schema of the database. */
  public static String ddl(
      DatabaseKind database, StateSchema schema, String prefix, String databaseSchema) {
    Naming naming = new Naming(prefix, databaseSchema, Dialects.of(database));
    return new SchemaScript(naming).print(schema);
  }

  @Override
  public void open(StateSchema wanted, MigrationMode mode) {
    JdbcTables before = open.get();
    if (before != null && !before.schema().equals(wanted)) {
      throw new IllegalStateException("the store is open with another schema");
    }
    if (before == null) {
      wanted.tables().forEach(JdbcStateStore::checkName);
      open.set(migrated(wanted, mode));
    }
  }

  private static void checkName(Table table) {
    if (table.name().equals(SchemaDdl.VERSIONS) || table.name().equals(SchemaDdl.LOCK)) {
      throw new IllegalArgumentException("the store itself has a table " + table.name());
    }
  }

  private Clock ownClock() {
    Clock given = time.clock();
    return given == null ? Clock.systemUTC() : given;
  }

  private JdbcTables migrated(StateSchema wanted, MigrationMode mode) {
    Dialect dialect = null;
    try (JdbcSession session = JdbcSession.begin(source, false)) {
      dialect = database == null ? Dialects.detect(session.connection()) : Dialects.of(database);
      JdbcTables tables = new JdbcTables(wanted, new Naming(prefix, schema, dialect));
      new Migrator(session.connection(), tables, ownClock(), waiting).open(mode);
      return tables;
    } catch (SQLException e) {
      throw dialect == null
          ? Failures.unavailable(SqlErrors.about(e))
          : new SqlErrors(dialect.kind()).translate(e, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable("interrupted while another node migrates");
    }
  }

  @Override
  public <T extends @Nullable Object> T transact(
      Function<? super StateTransaction, ? extends T> work) {
    JdbcTables tables = open.get();
    if (tables == null) {
      throw new IllegalStateException("the store is not open");
    }
    if (inside.get()) {
      throw new IllegalStateException("transactions must not be nested");
    }
    inside.set(true);
    try {
      return retry.run(() -> unblocked(tables, work));
    } finally {
      inside.remove();
    }
  }

  /** Before it is tried again, whoever was in the way and does not go on is ended. */
  private <T extends @Nullable Object> T unblocked(
      JdbcTables tables, Function<? super StateTransaction, ? extends T> work) {
    try {
      return once(tables, work);
    } catch (StateStoreFailure e) {
      if (Failures.isConflict(e)) {
        try {
          new PausedSessions(source, tables, time.longestPause()).end();
        } catch (SQLException unable) {
          e.addSuppressed(tables.errors().translate(unable, null));
        }
      }
      throw e;
    }
  }

  private <T extends @Nullable Object> T once(
      JdbcTables tables, Function<? super StateTransaction, ? extends T> work) {
    if (Thread.currentThread().isInterrupted()) {
      throw Failures.unavailable("interrupted before the transaction");
    }
    try (JdbcSession session = JdbcSession.begin(source, true)) {
      JdbcTransaction tx = new JdbcTransaction(session.connection(), tables, time);
      try {
        T result = work.apply(tx);
        tx.finish();
        commit(session, tables);
        return result;
      } finally {
        tx.end();
      }
    } catch (SQLException e) {
      throw tables.errors().translate(e, null);
    }
  }

  private static void commit(JdbcSession session, JdbcTables tables) {
    try {
      session.commit();
    } catch (SQLException e) {
      StateStoreFailure failure = tables.errors().translate(e, null);
      throw failure.kind() == StateStoreFailure.Kind.UNAVAILABLE
          ? Failures.unavailable("the commit's outcome is not known: " + SqlErrors.about(e))
          : failure;
    }
  }

  @Override
  public void close() {
    open.set(null);
  }

  /** The database that an open store has found; empty before {@link #open}. */
  public Optional<DatabaseKind> database() {
    return Optional.ofNullable(open.get()).map(tables -> tables.dialect().kind());
  }

  /** Chooses names and limits. Not safe for use by several threads. */
  public static final class Builder {

    private final DataSource source;
    private @Nullable DatabaseKind database;
    private String prefix = DEFAULT_PREFIX;
    private @Nullable String schema;
    private @Nullable Clock clock;
    private Duration longestPause = Duration.ofSeconds(10);
    private Retry retry = Retry.spread(ATTEMPTS);

    private Builder(DataSource source) {
      this.source = source;
    }

    /** What stands before each table name; default {@code pas_}; at most 12 characters. */
    public Builder prefix(String text) {
      prefix = text;
      return this;
    }

    /** The schema of the database, exactly as spelled; it must exist. Default: the connection's. */
    public Builder schema(String name) {
      schema = name;
      return this;
    }

    /** The kind of database, where its driver does not tell. Default: what the driver says. */
    public Builder database(DatabaseKind kind) {
      database = kind;
      return this;
    }

    /**
     * The clock by which leases run out, and of the migration's records and lock; where time is not
     * real. Default: the database's for leases, the system's for the migration.
     */
    public Builder clock(Clock time) {
      clock = time;
      return this;
    }

    /**
     * After how long without a word PostgreSQL ends a transaction that has changed something, so
     * that a node which was paused in the midst of it, or whose machine is gone, keeps no locks
     * from the others; shorter than the lease. Where the database does not end it by itself,
     * whoever waits for its locks ends its session, for which the database's user needs no other
     * right than to be the same. Default 10 seconds. Other databases cannot.
     */
    public Builder longestPause(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("longestPause must be positive");
      }
      longestPause = time;
      return this;
    }

    /** How often a transaction is tried in all when others are in its way, 1 to 100; default 8. */
    public Builder attempts(int times) {
      if (times < 1 || times > 100) {
        throw new IllegalArgumentException("attempts must be 1 to 100: " + times);
      }
      retry = Retry.spread(times);
      return this;
    }

    /** The store, not yet open. */
    public JdbcStateStore build() {
      return new JdbcStateStore(this);
    }
  }
}
