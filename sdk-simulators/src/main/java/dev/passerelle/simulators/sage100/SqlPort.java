package dev.passerelle.simulators.sage100;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.tools.Server;

/** Lets other processes read the company: the database's own protocol on a port of the loopback. */
final class SqlPort implements AutoCloseable {
  private final ReentrantLock changing = new ReentrantLock();
  private final SageDatabase database;
  private final String password;
  private Server server;

  SqlPort(SageDatabase database, int port, String password) {
    this.database = database;
    this.password = password;
    this.server = start(port);
  }

  private static Server start(int port) {
    try {
      return Server.createTcpServer("-tcpPort", String.valueOf(port)).start();
    } catch (SQLException e) {
      throw new SageDatabaseException("SQL port " + port, e);
    }
  }

  int port() {
    changing.lock();
    try {
      return server.getPort();
    } finally {
      changing.unlock();
    }
  }

  String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + port() + "/" + database.path() + ";SCHEMA=dbo";
  }

  /** Stops answering, or answers again on the same port. */
  void down(boolean isDown) {
    changing.lock();
    try {
      int port = server.getPort();
      if (isDown) {
        server.stop();
      } else if (!server.isRunning(false)) {
        server = start(port);
      }
    } finally {
      changing.unlock();
    }
  }

  /** Changes the reader's password, or gives the right one back. */
  void refused(boolean isRefused) {
    String now = isRefused ? password + "-changed" : password;
    database.execute(List.of("ALTER USER " + SageDatabase.READER + " SET PASSWORD '" + now + "'"));
  }

  @Override
  public void close() {
    changing.lock();
    try {
      server.stop();
    } finally {
      changing.unlock();
    }
  }
}
