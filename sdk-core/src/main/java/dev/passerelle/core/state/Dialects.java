package dev.passerelle.core.state;

import dev.passerelle.core.error.UnsupportedOperation;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** Finds the dialect of a database. */
final class Dialects {

  private Dialects() {}

  static Dialect of(DatabaseKind kind) {
    return switch (kind) {
      case H2 -> new H2Dialect();
      case POSTGRESQL -> new PostgresDialect();
      case SQL_SERVER -> new SqlServerDialect();
      case MYSQL, MARIADB -> new MySqlDialect(kind);
    };
  }

  static Dialect detect(Connection connection) throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    return of(kind(about.getDatabaseProductName(), about.getDatabaseProductVersion()));
  }

  static DatabaseKind kind(String product, String version) {
    String name = product.toLowerCase(Locale.ROOT);
    // MySQL's driver calls a MariaDB server MySQL and shows the truth in the version only.
    if (name.contains("mariadb") || version.toLowerCase(Locale.ROOT).contains("mariadb")) {
      return DatabaseKind.MARIADB;
    }
    return switch (name) {
      case "h2" -> DatabaseKind.H2;
      case "postgresql" -> DatabaseKind.POSTGRESQL;
      case "microsoft sql server" -> DatabaseKind.SQL_SERVER;
      case "mysql" -> DatabaseKind.MYSQL;
      default -> throw new UnsupportedOperation("state store", "the database " + product);
    };
  }
}
