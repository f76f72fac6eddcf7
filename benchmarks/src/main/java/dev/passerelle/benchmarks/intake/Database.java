package dev.passerelle.benchmarks.intake;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.passerelle.benchmarks.Scratch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * A database for both sides: empty at each {@link #fresh()}, behind a pool of connections, and a
 * commit is a commit ({@code fsync} and {@code synchronous_commit} on in PostgreSQL, a file in H2).
 */
final class Database implements AutoCloseable {
  private static final List<String> EMPTY_POSTGRESQL =
      List.of("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");

  private final String name;
  private final HikariDataSource pool;
  private final List<String> emptying;
  private final List<Closeable> behind;

  private Database(
      String name, HikariDataSource pool, List<String> emptying, List<Closeable> behind) {
    this.name = name;
    this.pool = pool;
    this.emptying = emptying;
    this.behind = behind;
  }

  static Database h2() throws IOException {
    Scratch scratch = Scratch.make();
    HikariDataSource pool = pool();
    pool.setJdbcUrl("jdbc:h2:file:" + scratch.path().resolve("intake"));
    return new Database("H2", pool, List.of("DROP ALL OBJECTS"), List.of(scratch));
  }

  static Database postgresql() throws IOException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    HikariDataSource pool = pool();
    pool.setDataSource(server.getPostgresDatabase());
    return new Database("PostgreSQL", pool, EMPTY_POSTGRESQL, List.of(server));
  }

  private static HikariDataSource pool() {
    HikariConfig settings = new HikariConfig();
    settings.setMaximumPoolSize(4);
    HikariDataSource pool = new HikariDataSource();
    settings.copyStateTo(pool);
    return pool;
  }

  String name() {
    return name;
  }

  /** The pool of connections, the database being empty. */
  DataSource fresh() throws SQLException {
    execute(emptying);
    return pool;
  }

  void execute(List<String> statements) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws IOException {
    pool.close();
    for (Closeable each : behind) {
      each.close();
    }
  }
}
