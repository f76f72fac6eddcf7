package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.core.state.StateStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One server for the class; each test has a schema of its own. */
@TestInstance(Lifecycle.PER_CLASS)
final class PostgresStateStoreTest extends StateStoreContract {

  private final AtomicInteger schemas = new AtomicInteger();
  private EmbeddedPostgres server;
  private CountingDataSource source;

  @BeforeAll
  void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void createSchema() throws SQLException {
    DataSource database = server.getPostgresDatabase();
    schemas.incrementAndGet();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema());
    }
    source = new CountingDataSource(database);
  }

  @AfterEach
  void everyConnectionCameBackAsItWas() throws SQLException {
    assertThat(source.out).hasValue(0);
    assertThat(source.altered).hasValue(0);
    source.closeIdle();
  }

  private String schema() {
    return "sync_" + schemas.get();
  }

  @Override
  protected StateStore connect() {
    return JdbcStateStore.builder(source).schema(schema()).build();
  }
}
