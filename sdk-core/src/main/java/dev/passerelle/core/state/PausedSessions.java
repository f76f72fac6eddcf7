package dev.passerelle.core.state;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Sessions of nodes that were stopped in the midst of a transaction and keep its locks. */
record PausedSessions(DataSource source, JdbcTables tables, Duration longestPause) {

  /** Ends them, where the database can. */
  void end() throws SQLException {
    Optional<String> sql = tables.dialect().endPaused();
    if (sql.isPresent()) {
      end(sql.get());
    }
  }

  private void end(String sql) throws SQLException {
    try (JdbcSession session = JdbcSession.begin(source, false);
        PreparedStatement statement = session.connection().prepareStatement(sql)) {
      statement.setDouble(1, longestPause.toMillis() / 1000.0);
      statement.setString(2, tables.naming().schema());
      statement.setString(
          3,
          tables.schema().tables().stream()
              .map(table -> tables.naming().bare(table.name()))
              .collect(Collectors.joining(",")));
      statement.executeQuery();
    }
  }
}
