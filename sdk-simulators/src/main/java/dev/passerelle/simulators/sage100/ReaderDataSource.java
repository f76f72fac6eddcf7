package dev.passerelle.simulators.sage100;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The read-only login that an administrator gives to a connector, with the two ways to lose it. */
final class ReaderDataSource implements DataSource {
  private final String url;
  private final String password;
  private volatile boolean down;
  private volatile boolean refused;

  ReaderDataSource(String url, String password) {
    this.url = url;
    this.password = password;
  }

  void down(boolean isDown) {
    down = isDown;
  }

  void refused(boolean isRefused) {
    refused = isRefused;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(SageDatabase.READER, password);
  }

  @Override
  public Connection getConnection(String user, String userPassword) throws SQLException {
    if (down) {
      throw new SQLNonTransientConnectionException(
          "The TCP/IP connection to the host has failed", "08S01", 0);
    }
    if (refused) {
      throw new SQLInvalidAuthorizationSpecException("Login failed for user", "28000", 18456);
    }
    return SageDatabase.connect(url, user, userPassword);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("no logger");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("not a wrapper of " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
