package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.Table;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What PostgreSQL reads before it has counted anything: a first sync fills empty tables. */
class PostgresPlanTest {
  private static final Table KEYS = SyncRuntime.stateSchema().table("record_key");
  private static final int RECORDS = 3_000;

  private final AtomicLong rowsRead = new AtomicLong();

  @Test
  void theBeginningsOfAPathReadTheirRowsOnlyAlsoOnTablesThatWereNeverCounted() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setServerConfig("autovacuum", "off").start()) {
      StateStore store = JdbcStateStore.over(watched(server.getPostgresDatabase()));
      store.open(SyncRuntime.stateSchema(), MigrationMode.RUN);
      store.perform(tx -> tx.insert(KEYS, rows()));
      assertThat(read(store, Table.PRIMARY_KEY, "r")).hasSize(400);
      assertThat(rowsRead).hasValue(400);
      assertThat(read(store, "by_value", "OWN", "o")).hasSize(200);
      assertThat(rowsRead).hasValue(200);
    }
  }

  private static List<Row> read(StateStore store, String path, String... columns) {
    List<Key> prefixes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String last = columns[columns.length - 1] + i;
      prefixes.add(
          columns.length == 1
              ? Key.of("t", "pair", "LEFT", last)
              : Key.of("t", "pair", "LEFT", columns[0], last));
    }
    return store
        .<Optional<List<Row>>>transact(tx -> tx.findAll(KEYS, path, prefixes, 9_000))
        .orElseThrow();
  }

  private static List<Row> rows() {
    return IntStream.range(0, RECORDS)
        .boxed()
        .flatMap(i -> List.of(row(i, "OWN", "o"), row(i, "CODE", "c")).stream())
        .toList();
  }

  private static Row row(int i, String name, String value) {
    return KEYS.row()
        .set("tenant", "t")
        .set("pairing", "pair")
        .set("side", "LEFT")
        .set("id", "r" + i)
        .set("name", name)
        .set("value", value + i)
        .build();
  }

  /** Asks, before each commit, how many rows of the table the transaction has read. */
  private DataSource watched(DataSource source) {
    return proxy(
        DataSource.class,
        source,
        (method, result) ->
            result instanceof Connection connection
                ? proxy(Connection.class, connection, (name, given) -> given)
                : result);
  }

  private interface Then {
    Object after(String method, Object result);
  }

  private <T> T proxy(Class<T> type, Object target, Then then) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("commit")) {
                rowsRead.set(count((Connection) target));
              }
              try {
                return then.after(method.getName(), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables"
                    + " WHERE relname = 'pas_record_key'")) {
      return found.next() ? found.getLong(1) : 0;
    }
  }
}
