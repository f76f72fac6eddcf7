package dev.passerelle.core.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings the stored schema to the wanted one, or refuses, as the mode says. */
final class Migrator {

  private final JdbcTables tables;
  private final Naming naming;
  private final JdbcStatements run;
  private final SchemaProbe probe;
  private final SchemaDdl ddl;
  private final Clock clock;
  private final Waiting waiting;
  private final MigrationLock lock;

  private final Column number = Column.number("version");
  private final Column description = Column.text("description", 100);
  private final Column checksum = Column.text("checksum", 64);
  private final Column steps = Column.number("steps");
  private final Column stepsDone = Column.number("steps_done");
  private final Column appliedAt = Column.instant("applied_at").orNull();

  /**
   * How to wait for another node that migrates.
   *
   * @param attempts how often to look
   * @param pause what to do before the next look
   * @param holder the name of this node
   */
  record Waiting(int attempts, Retry.Pause pause, String holder) {}

  Migrator(Connection connection, JdbcTables tables, Clock clock, Waiting waiting) {
    this.tables = tables;
    this.naming = tables.naming();
    this.run = new JdbcStatements(connection, naming.dialect());
    this.probe = new SchemaProbe(connection, naming);
    this.ddl = new SchemaDdl(naming);
    this.clock = clock;
    this.waiting = waiting;
    this.lock = new MigrationLock(run, naming, clock, waiting.holder());
  }

  /**
   * What the table of versions remembers of one.
   *
   * @param checksum of its content
   * @param steps how many statements it has
   * @param done how many of them have run
   */
  private record Applied(String checksum, long steps, long done) {}

  void open(MigrationMode mode) throws SQLException, InterruptedException {
    StateSchema schema = tables.schema();
    SchemaCheck check = SchemaCheck.of(schema, mode);
    Map<Integer, Applied> stored = stored();
    check.admit(checksums(stored));
    if (mode == MigrationMode.RUN) {
      if (!complete(stored)) {
        migrate(check);
      }
      return;
    }
    if (!complete(stored)) {
      throw check.mismatch(stored.size(), "its last version is applied in part only");
    }
    if (mode == MigrationMode.CHECK) {
      checkTables(check);
    }
  }

  private void checkTables(SchemaCheck check) throws SQLException {
    for (Table table : tables.schema().tables()) {
      Optional<String> missing = probe.missing(table);
      if (missing.isPresent()) {
        throw check.mismatch(tables.schema().version(), missing.get() + " is missing");
      }
    }
  }

  private boolean complete(Map<Integer, Applied> stored) {
    return stored.size() == tables.schema().version()
        && stored.values().stream().allMatch(applied -> applied.done == applied.steps);
  }

  private static Map<Integer, String> checksums(Map<Integer, Applied> stored) {
    Map<Integer, String> sums = new HashMap<>();
    stored.forEach((version, applied) -> sums.put(version, applied.checksum));
    return sums;
  }

  private Map<Integer, Applied> stored() throws SQLException {
    Map<Integer, Applied> stored = new HashMap<>();
    if (!probe.hasTable(SchemaDdl.VERSIONS)) {
      return stored;
    }
    List<Column> columns = List.of(number, checksum, steps, stepsDone);
    String text =
        "SELECT "
            + Dialect.list(columns, this::quoted)
            + " FROM "
            + naming.table(SchemaDdl.VERSIONS);
    for (@Nullable Object[] values : run.read(text, new Parameters(), columns)) {
      int version = Math.toIntExact((Long) Objects.requireNonNull(values[0]));
      stored.put(
          version,
          new Applied(
              (String) Objects.requireNonNull(values[1]),
              (Long) Objects.requireNonNull(values[2]),
              (Long) Objects.requireNonNull(values[3])));
    }
    return stored;
  }

  private void migrate(SchemaCheck check) throws SQLException, InterruptedException {
    createUnlessThere(SchemaDdl.VERSIONS, ddl.createVersions());
    createUnlessThere(SchemaDdl.LOCK, ddl.createLock());
    addLockRow();
    if (!await()) {
      return;
    }
    try {
      Map<Integer, Applied> stored = stored();
      check.admit(checksums(stored));
      apply(stored);
    } finally {
      lock.release();
    }
  }

  /** True with the lock in hand, false when another node has done the work meanwhile. */
  private boolean await() throws SQLException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      if (lock.take()) {
        return true;
      }
      if (complete(stored())) {
        return false;
      }
      if (attempt >= waiting.attempts()) {
        throw Failures.unavailable("another node holds the migration lock for too long");
      }
      waiting.pause().before(attempt);
    }
  }

  private void createUnlessThere(String table, String create) throws SQLException {
    if (probe.hasTable(table)) {
      return;
    }
    try {
      run.execute(create);
    } catch (SQLException e) {
      // Another node was quicker; then it is there now.
      if (!probe.hasTable(table)) {
        throw e;
      }
    }
  }

  private void addLockRow() throws SQLException {
    Column id = Column.number("id");
    String name = naming.table(SchemaDdl.LOCK);
    String exists = "SELECT COUNT(*) FROM " + name + " WHERE " + quoted(id) + " = ?";
    Parameters row = new Parameters().add(id, SchemaDdl.LOCK_ROW);
    if (run.number(exists, row) > 0) {
      return;
    }
    try {
      run.update("INSERT INTO " + name + " (" + quoted(id) + ") VALUES (?)", row);
    } catch (SQLException e) {
      // As above.
      if (run.number(exists, row) == 0) {
        throw e;
      }
    }
  }

  private void apply(Map<Integer, Applied> stored) throws SQLException {
    Map<Integer, List<SchemaDdl.Step>> all = ddl.steps(tables.schema());
    Map<Integer, String> sums = SchemaCheck.checksums(tables.schema());
    for (SchemaVersion version : tables.schema().versions()) {
      List<SchemaDdl.Step> of = all.getOrDefault(version.number(), List.of());
      Applied applied = stored.get(version.number());
      if (applied == null) {
        begin(version, sums.getOrDefault(version.number(), ""), of.size());
      }
      long done = applied == null ? 0 : applied.done;
      // Only a version that was begun before can have left the object of its next step behind.
      boolean mayBeThere = applied != null;
      for (int i = (int) done; i < of.size(); i++) {
        step(version, of.get(i), i + 1, mayBeThere && i == done);
      }
    }
  }

  private void begin(SchemaVersion version, String sum, int count) throws SQLException {
    List<Column> columns = List.of(number, description, checksum, steps, stepsDone);
    Parameters values = new Parameters();
    values.add(number, (long) version.number()).add(description, version.description());
    values.add(checksum, sum).add(steps, (long) count).add(stepsDone, 0L);
    run.update(
        "INSERT INTO "
            + naming.table(SchemaDdl.VERSIONS)
            + " ("
            + Dialect.list(columns, this::quoted)
            + ") VALUES (?, ?, ?, ?, ?)",
        values);
  }

  private void step(SchemaVersion version, SchemaDdl.Step step, long done, boolean mayBeThere)
      throws SQLException {
    if (!lock.renew()) {
      throw Failures.unavailable("another node has taken over the migration");
    }
    if (!mayBeThere || !probe.has(step.made())) {
      run.execute(step.sql());
    }
    Parameters values = new Parameters();
    values.add(stepsDone, done).add(appliedAt, clock.instant());
    values.add(number, (long) version.number());
    run.update(
        "UPDATE "
            + naming.table(SchemaDdl.VERSIONS)
            + " SET "
            + quoted(stepsDone)
            + " = ?, "
            + quoted(appliedAt)
            + " = ? WHERE "
            + quoted(number)
            + " = ?",
        values);
  }

  private String quoted(Column column) {
    return naming.dialect().quote(column.name());
  }
}
