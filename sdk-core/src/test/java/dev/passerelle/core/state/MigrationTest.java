package dev.passerelle.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.error.StateStoreFailure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MigrationTest {

  private static final Table ITEM =
      Table.named("item")
          .key(Column.text("tenant", 64), Column.text("id", 64))
          .columns(Column.text("email", 64).orNull(), Column.number("n"))
          .unique("by_email", "tenant", "email")
          .index("by_n", "tenant", "n")
          .build();
  private static final Table OTHER =
      Table.named("other").key(Column.text("tenant", 64)).columns(Column.payload("body")).build();
  private static final StateSchema SCHEMA = StateSchema.of(ITEM, OTHER);
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final int STATEMENTS = 4;

  private final DataSource database = H2.memory();

  private static void refused(String text, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            StateStoreFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.SCHEMA))
        .hasMessageContaining(text);
  }

  private void open(MigrationMode mode) {
    JdbcStateStore.over(database).open(SCHEMA, mode);
  }

  /** A node that dies before and after each change of a table; the next one goes on. */
  @Test
  void aMigrationThatWasCutIsContinued() throws SQLException {
    for (int cut = 0; cut < STATEMENTS; cut++) {
      for (boolean after : new boolean[] {false, true}) {
        DataSource fresh = H2.memory();
        AtomicInteger out = new AtomicInteger();
        DataSource dying = H2.failing(fresh, dyingAt(cut, after), out);
        assertThatThrownBy(() -> JdbcStateStore.over(dying).open(SCHEMA, MigrationMode.RUN))
            .isInstanceOf(StateStoreFailure.class);
        assertThat(out).hasValue(0);
        for (MigrationMode mode : List.of(MigrationMode.CHECK, MigrationMode.NEVER)) {
          refused("in part only", () -> JdbcStateStore.over(fresh).open(SCHEMA, mode));
        }
        H2.execute(fresh, "UPDATE \"pas_schema_lock\" SET \"holder\" = NULL");
        JdbcStateStore.over(fresh).open(SCHEMA, MigrationMode.RUN);
        JdbcStateStore.over(fresh).open(SCHEMA, MigrationMode.CHECK);
      }
    }
  }

  /** Fails at the n-th statement on the schema's own tables, or at the note that it has run. */
  private static H2.Fault dyingAt(int cut, boolean after) {
    AtomicInteger changes = new AtomicInteger();
    boolean[] dead = {false};
    return (method, arguments) -> {
      String sql = arguments.length > 0 ? String.valueOf(arguments[0]) : "";
      boolean change = method.equals("execute") && !sql.contains("schema_");
      boolean note = method.equals("prepareStatement") && sql.contains("SET \"steps_done\"");
      if ((after ? note : change) && changes.getAndIncrement() == cut) {
        dead[0] = true;
      }
      if (dead[0] && !method.equals("close")) {
        throw new SQLException("dead", "08006");
      }
    };
  }

  @Test
  void theScriptOfTheAdministratorIsWhatCheckWants() throws SQLException {
    for (String statement : JdbcStateStore.ddl(DatabaseKind.H2, SCHEMA, "pas_").split(";\n", -1)) {
      if (!statement.isBlank()) {
        H2.execute(database, statement);
      }
    }
    for (MigrationMode mode : MigrationMode.values()) {
      open(mode);
    }
  }

  @Test
  void theScriptCanNameAnotherSchema() throws SQLException {
    H2.execute(database, "CREATE SCHEMA \"sync\"");
    String script = JdbcStateStore.ddl(DatabaseKind.H2, SCHEMA, "x_", "sync");
    for (String statement : script.split(";\n", -1)) {
      if (!statement.isBlank()) {
        H2.execute(database, statement);
      }
    }
    JdbcStateStore store = JdbcStateStore.builder(database).schema("sync").prefix("x_").build();
    store.open(SCHEMA, MigrationMode.CHECK);
    store.perform(tx -> tx.delete(ITEM, List.of(Key.of("a", "1"))));
    assertThat(store.database()).contains(DatabaseKind.H2);
  }

  @Test
  void aSchemaThatDoesNotExistIsSaid() {
    JdbcStateStore store = JdbcStateStore.builder(database).schema("nowhere").build();
    refused("", () -> store.open(SCHEMA, MigrationMode.RUN));
    refused("no schema", () -> store.open(SCHEMA, MigrationMode.CHECK));
  }

  @Test
  void checkFindsWhatWasTakenAway() throws SQLException {
    open(MigrationMode.RUN);
    List<List<String>> losses =
        List.of(
            List.of("DROP INDEX \"pas_item_by_email\"", "index pas_item_by_email is missing"),
            List.of("ALTER TABLE \"pas_other\" DROP COLUMN \"body\"", "column body of pas_other"),
            List.of("DROP TABLE \"pas_other\"", "table pas_other is missing"));
    List<List<String>> done = new ArrayList<>();
    for (List<String> loss : losses) {
      H2.execute(database, loss.get(0));
      done.add(loss);
      if (done.size() == 1) {
        refused(loss.get(1), () -> open(MigrationMode.CHECK));
        H2.execute(
            database,
            "CREATE UNIQUE INDEX \"pas_item_by_email\" ON \"pas_item\" (\"tenant\", \"email\")");
      } else {
        refused(loss.get(1), () -> open(MigrationMode.CHECK));
      }
    }
    open(MigrationMode.NEVER);
  }

  @Test
  void aForeignTableOfTheSameNameIsNotTakenOver() throws SQLException {
    H2.execute(database, "CREATE TABLE \"pas_other\" (\"n\" INT)");
    refused("42", () -> open(MigrationMode.RUN));
  }

  @Test
  void aLockLeftBehindIsTakenOverWhenItRunsOut() throws SQLException {
    open(MigrationMode.RUN);
    try (Connection connection = database.getConnection()) {
      Naming naming = new Naming("pas_", null, new H2Dialect());
      JdbcStatements run = new JdbcStatements(connection, naming.dialect());
      MigrationLock dead = new MigrationLock(run, naming, at(NOW), "dead");
      MigrationLock early =
          new MigrationLock(run, naming, at(NOW.plus(Duration.ofMinutes(9))), "next");
      MigrationLock late =
          new MigrationLock(run, naming, at(NOW.plus(Duration.ofMinutes(11))), "next");
      assertThat(dead.take()).isTrue();
      assertThat(early.take()).isFalse();
      assertThat(dead.renew()).isTrue();
      assertThat(late.take()).isTrue();
      assertThat(dead.renew()).isFalse();
      dead.release();
      assertThat(early.take()).isFalse();
      late.release();
      assertThat(early.take()).isTrue();
    }
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  @Test
  void aLockThatIsNeverReleasedEndsTheWait() throws Exception {
    H2.execute(database, JdbcStateStore.ddl(DatabaseKind.H2, SCHEMA, "pas_").split(";\n")[1]);
    AtomicInteger pauses = new AtomicInteger();
    Naming naming = new Naming("pas_", null, new H2Dialect());
    H2.execute(
        database, "INSERT INTO \"pas_schema_lock\" VALUES (1, 'other', " + Long.MAX_VALUE + ")");
    try (Connection connection = database.getConnection()) {
      JdbcTables tables = new JdbcTables(SCHEMA, naming);
      Migrator.Waiting waiting = new Migrator.Waiting(3, attempt -> pauses.incrementAndGet(), "me");
      Migrator migrator = new Migrator(connection, tables, at(NOW), waiting);
      assertThatThrownBy(() -> migrator.open(MigrationMode.RUN))
          .isInstanceOfSatisfying(
              StateStoreFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
    assertThat(pauses).hasValue(2);
  }

  @Test
  void namesThatNoDatabaseTakesAreRefused() {
    Table own = Table.named("schema_lock").key(Column.text("tenant", 64)).build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> JdbcStateStore.over(database).open(StateSchema.of(own), MigrationMode.RUN));
    for (String bad : List.of("Pas_", "pas-", "a_prefix_too_long", "x; DROP")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JdbcStateStore.ddl(DatabaseKind.H2, SCHEMA, bad));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JdbcStateStore.ddl(DatabaseKind.H2, SCHEMA, "pas_", "a\"b"));
  }
}
