package dev.passerelle.simulators.sage100;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SQL Server's functions for the server's time and the name of the database, as the simulated
 * server answers them. H2 calls them by name, therefore they are public and static; each database
 * finds its own clock by the number that it carries.
 */
public final class SageFunctions {
  /** Static because H2 calls functions statically; keyed per database, entries end with it. */
  private static final Map<String, Clock> CLOCKS = new ConcurrentHashMap<>();

  private SageFunctions() {}

  static void register(String instance, Clock clock) {
    CLOCKS.put(instance, clock);
  }

  static void forget(String instance) {
    CLOCKS.remove(instance);
  }

  /** {@code GETDATE()}: the server's local time, rounded as a datetime. */
  public static LocalDateTime getDate(Connection connection) throws SQLException {
    return Stamps.DATETIME.round(LocalDateTime.now(clock(connection)));
  }

  /** {@code SYSDATETIME()}: the server's local time. */
  public static LocalDateTime sysDateTime(Connection connection) throws SQLException {
    return LocalDateTime.now(clock(connection));
  }

  /** {@code GETUTCDATE()}: the server's time in UTC, rounded as a datetime. */
  public static LocalDateTime getUtcDate(Connection connection) throws SQLException {
    return Stamps.DATETIME.round(sysUtcDateTime(connection));
  }

  /** {@code SYSUTCDATETIME()}: the server's time in UTC. */
  public static LocalDateTime sysUtcDateTime(Connection connection) throws SQLException {
    return LocalDateTime.ofInstant(clock(connection).instant(), ZoneOffset.UTC);
  }

  /** {@code DB_NAME()}: the name of the company's database. */
  public static String dbName(Connection connection) throws SQLException {
    return connection.getCatalog();
  }

  private static Clock clock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT [id] FROM [simulator].[instance]")) {
      result.next();
      Clock clock = CLOCKS.get(result.getString(1));
      if (clock == null) {
        throw new SQLException("the simulated server is closed");
      }
      return clock;
    }
  }
}
