package dev.passerelle.samples.nodes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The database of a drill, asked directly: what the nodes hold, and what they made. */
final class DrillState implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final Connection connection;

  DrillState() throws IOException, SQLException {
    server = EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
    connection = server.getPostgresDatabase().getConnection();
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** Forgets everything; each tenant's ERP gets so many customers. */
  void begin(int tenants, int customers) throws SQLException {
    change("DROP SCHEMA public CASCADE; CREATE SCHEMA public; " + RemoteTables.script());
    add(0, tenants, customers);
  }

  /** More tenants, from a number on. */
  void add(int from, int tenants, int customers) throws SQLException {
    change(
        "INSERT INTO remote.customer (system, tenant, id, code, name) SELECT 'erp', 't' || t, c,"
            + " 'C' || c, 'Customer ' || c FROM generate_series("
            + from
            + ", "
            + (from + tenants - 1)
            + ") t, generate_series(1, "
            + customers
            + ") c; ANALYZE remote.customer");
  }

  void change(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  double number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getDouble(1);
    }
  }

  List<String> texts(String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        all.add(result.getString(1));
      }
    }
    return all;
  }

  /** Tenants whose lease a node holds and has not let run out. */
  Set<String> heldBy(String node) throws SQLException {
    return new TreeSet<>(
        texts(
            "SELECT tenant FROM pas_lease WHERE name = 'engine' AND holder = '"
                + node
                + "' AND deadline > extract(epoch FROM clock_timestamp()) * 1000000"));
  }

  /** Customers of the ERPs that their CRM has not, or has with another name. */
  long missing() throws SQLException {
    return missing("%");
  }

  /** The same of the tenants whose name is like this. */
  long missing(String like) throws SQLException {
    return (long)
        number(
            "SELECT count(*) FROM remote.customer e WHERE e.system = 'erp' AND e.tenant LIKE '"
                + like
                + "' AND NOT EXISTS (SELECT 1 FROM remote.customer c WHERE c.system = 'crm' AND c.tenant = e.tenant AND"
                + " c.code = e.code AND c.name = e.name)");
  }

  /** Customers of the CRMs that are there more than once. */
  long doubled() throws SQLException {
    return (long)
        number(
            "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) n FROM remote.customer WHERE"
                + " system = 'crm' GROUP BY tenant, code) x");
  }

  /** Customers of the CRMs that no link knows. */
  long orphans() throws SQLException {
    return (long)
        number(
            "SELECT count(*) FROM remote.customer c WHERE c.system = 'crm' AND NOT EXISTS (SELECT 1"
                + " FROM pas_link l WHERE l.tenant = c.tenant AND l.state = 'ACTIVE' AND"
                + " (l.left_id = c.id::text OR l.right_id = c.id::text))");
  }

  /** Processor time that the server has used, in seconds. */
  double processorTime() throws IOException, SQLException {
    Path folder = Path.of(texts("SHOW data_directory").get(0));
    String postmaster = Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
    double ticks = 0;
    try (var processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(p -> p.resolve("stat").toFile().isFile()).toList()) {
        String stat = Files.readString(process.resolve("stat"));
        String[] parts = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        if (parts[1].equals(postmaster) || process.endsWith(postmaster)) {
          ticks += Double.parseDouble(parts[11]) + Double.parseDouble(parts[12]);
        }
      }
    }
    return ticks / 100;
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    server.close();
  }
}
