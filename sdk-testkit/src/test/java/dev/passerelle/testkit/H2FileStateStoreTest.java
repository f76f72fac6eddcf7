package dev.passerelle.testkit;

import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.core.state.StateStore;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class H2FileStateStoreTest extends StateStoreContract {

  @TempDir Path folder;
  private JdbcConnectionPool pool;

  @BeforeEach
  void openPool() {
    pool = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("state"), "sa", "");
  }

  @AfterEach
  void closePool() {
    pool.dispose();
  }

  @Override
  protected StateStore connect() {
    return JdbcStateStore.builder(pool).prefix("").build();
  }
}
