package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.StateStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class H2MemoryStateStoreTest extends StateStoreContract {

  private final CountingDataSource source = new CountingDataSource(memory());

  private static JdbcDataSource memory() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return source;
  }

  @Override
  protected StateStore connect() {
    return JdbcStateStore.over(source);
  }

  @Test
  void theDatabasesTimeIsTold() {
    StateStore store = connect();
    store.open(StoreSamples.SCHEMA, MigrationMode.RUN);
    Instant told = store.<Instant>transact(tx -> tx.now().orElseThrow());
    assertThat(told).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @AfterEach
  void everyConnectionCameBackAsItWas() throws Exception {
    assertThat(source.taken).hasPositiveValue();
    assertThat(source.out).hasValue(0);
    assertThat(source.altered).hasValue(0);
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
    source.closeIdle();
  }
}
