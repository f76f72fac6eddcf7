package dev.passerelle.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.StateStoreFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What MySQL needs where a table has a second unique key, run on a database that is here. */
class UpsertWithoutStatementTest {
  private static final JdbcTransaction.Time TIME =
      new JdbcTransaction.Time(null, Duration.ofSeconds(10));

  private static final Table ITEM =
      Table.named("item")
          .key(Column.text("tenant", 64), Column.text("id", 64))
          .columns(Column.text("email", 64).orNull(), Column.number("n"))
          .unique("by_email", "tenant", "email")
          .build();

  private final DataSource database = H2.memory();
  private final JdbcTables tables =
      new JdbcTables(StateSchema.of(ITEM), new Naming("pas_", null, new WithoutUpsert()));

  @BeforeEach
  void createTables() throws SQLException, InterruptedException {
    try (Connection connection = database.getConnection()) {
      Migrator.Waiting waiting = new Migrator.Waiting(1, attempt -> {}, "me");
      new Migrator(connection, tables, Clock.systemUTC(), waiting).open(MigrationMode.RUN);
    }
  }

  private static Row item(int id, long n) {
    return ITEM.row()
        .set("tenant", "a")
        .set("id", "i" + id)
        .set("email", "e" + id)
        .set("n", n)
        .build();
  }

  @Test
  void newRowsAreInsertedAndOldOnesReplaced() throws SQLException {
    List<Row> old = IntStream.range(0, 300).mapToObj(i -> item(2 * i, 1)).toList();
    List<Row> mixed = new ArrayList<>(IntStream.range(0, 600).mapToObj(i -> item(i, 2)).toList());
    mixed.add(item(7, 3));
    try (Connection connection = database.getConnection()) {
      JdbcTransaction tx = new JdbcTransaction(connection, tables, TIME);
      tx.insert(ITEM, old);
      tx.upsert(ITEM, mixed);
      List<Row> all = tx.select(Query.of(ITEM).where("tenant", "a").limit(1_000));
      assertThat(all).hasSize(600);
      assertThat(all.stream().filter(row -> row.number("n") == 2)).hasSize(599);
      assertThat(tx.find(ITEM, Key.of("a", "i7"))).contains(item(7, 3));
    }
  }

  @Test
  void theRowOfAnotherWithTheSameUniqueKeyIsNotReplaced() throws SQLException {
    try (Connection connection = database.getConnection()) {
      JdbcTransaction tx = new JdbcTransaction(connection, tables, TIME);
      tx.insert(ITEM, item(1, 1));
      assertThatThrownBy(() -> tx.upsert(ITEM, item(2, 2).with("email", "e1")))
          .isInstanceOfSatisfying(
              StateStoreFailure.class, e -> assertThat(e.constraint()).isEqualTo("by_email"));
    }
  }

  private static final class WithoutUpsert implements Dialect {
    private final Dialect real = new H2Dialect();

    @Override
    public String now() {
      return real.now();
    }

    @Override
    public DatabaseKind kind() {
      return real.kind();
    }

    @Override
    public String type(Column column) {
      return real.type(column);
    }

    @Override
    public String uniqueIndex(String name, String table, List<Column> columns) {
      return real.uniqueIndex(name, table, columns);
    }

    @Override
    public String parameter(Column column) {
      return real.parameter(column);
    }

    @Override
    public Optional<String> upsert(TableSql sql) {
      return Optional.empty();
    }

    @Override
    public String lookup(TableSql sql, List<Column> key, List<Column> order, int keys) {
      return new MySqlDialect(DatabaseKind.MYSQL).lookup(sql, key, order, keys).replace('`', '"');
    }
  }
}
