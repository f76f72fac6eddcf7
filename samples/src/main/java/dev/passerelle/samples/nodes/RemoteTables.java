package dev.passerelle.samples.nodes;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The remote systems of all tenants, in a database that outlives every node: two tables of
 * customers per tenant, {@code erp} and {@code crm}. Each call takes a time inside the database,
 * and goes on there when its caller is killed or paused, as a request does that was sent. Nothing
 * but the caller keeps a reference from being used twice. Thread-safe.
 */
final class RemoteTables {
  private static final String COLUMNS = "id, seq, code, name, coalesce(reference, '')";
  private static final String LATE = "WITH late AS MATERIALIZED (SELECT pg_sleep(?)) ";
  private final DataSource source;
  private final double seconds;

  /** {@code latency} of each call in milliseconds. */
  RemoteTables(DataSource source, int latency) {
    this.source = source;
    this.seconds = latency / 1000.0;
  }

  /** A customer as a system shows it. */
  record Line(long id, long seq, String code, String name, String reference) {}

  static String script() {
    return """
        DROP SCHEMA IF EXISTS remote CASCADE;
        CREATE SCHEMA remote;
        CREATE SEQUENCE remote.seq;
        CREATE TABLE remote.customer (
          system text, tenant text, id bigint, seq bigint DEFAULT nextval('remote.seq'),
          code text, name text, reference text, at timestamptz DEFAULT clock_timestamp(),
          PRIMARY KEY (system, tenant, id));
        CREATE INDEX ON remote.customer (system, tenant, seq);
        CREATE INDEX ON remote.customer (system, tenant, reference);
        """;
  }

  /** What changed after a sequence number, in its order. */
  List<Line> after(String system, String tenant, long seq, int limit) {
    String sql =
        LATE
            + "SELECT c.* FROM late, LATERAL (SELECT "
            + COLUMNS
            + " FROM remote.customer WHERE system = ? AND tenant = ? AND seq > ? ORDER BY seq LIMIT ?) c";
    return ask(sql, system, tenant, seq, limit);
  }

  List<Line> byId(String system, String tenant, List<Long> ids) {
    String sql =
        LATE
            + "SELECT "
            + COLUMNS
            + " FROM remote.customer, late WHERE system = ? AND tenant = ? AND id = ANY (?)";
    return ask(sql, system, tenant, ids.toArray(Long[]::new));
  }

  List<Line> byReference(String system, String tenant, List<String> references) {
    String sql =
        LATE
            + "SELECT "
            + COLUMNS
            + " FROM remote.customer, late WHERE system = ? AND tenant = ? AND reference = ANY (?)";
    return ask(sql, system, tenant, references.toArray(String[]::new));
  }

  /** One request that creates several customers, all or none. */
  List<Line> create(String system, String tenant, List<Line> lines) {
    String sql =
        LATE
            + "INSERT INTO remote.customer (system, tenant, id, code, name, reference)"
            + " SELECT ?, ?, nextval('remote.seq'), u.code, u.name, u.reference"
            + " FROM late, unnest(?, ?, ?) AS u (code, name, reference) RETURNING "
            + COLUMNS;
    return ask(
        sql,
        system,
        tenant,
        lines.stream().map(Line::code).toArray(String[]::new),
        lines.stream().map(Line::name).toArray(String[]::new),
        lines.stream().map(Line::reference).toArray(String[]::new));
  }

  /** One request that changes several customers, all or none; a blank leaves a value alone. */
  List<Line> update(String system, String tenant, List<Line> lines) {
    String sql =
        LATE
            + "UPDATE remote.customer c SET code = coalesce(nullif(u.code, ''), c.code),"
            + " name = coalesce(nullif(u.name, ''), c.name),"
            + " seq = nextval('remote.seq'), at = clock_timestamp()"
            + " FROM late, unnest(?, ?, ?) AS u (uid, code, name)"
            + " WHERE system = ? AND tenant = ? AND id = u.uid RETURNING "
            + COLUMNS.replace("code, name", "c.code, c.name");
    return ask(
        sql,
        lines.stream().map(Line::id).toArray(Long[]::new),
        lines.stream().map(Line::code).toArray(String[]::new),
        lines.stream().map(Line::name).toArray(String[]::new),
        system,
        tenant);
  }

  private List<Line> ask(String sql, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setDouble(1, seconds);
      for (int i = 0; i < parameters.length; i++) {
        Object given = parameters[i];
        if (given instanceof Object[] values) {
          String type = values instanceof Long[] ? "bigint" : "text";
          Array array = connection.createArrayOf(type, values);
          statement.setArray(i + 2, array);
        } else {
          statement.setObject(i + 2, given);
        }
      }
      return lines(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("remote tables: SQL state " + e.getSQLState(), e);
    }
  }

  private static List<Line> lines(PreparedStatement statement) throws SQLException {
    List<Line> lines = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        lines.add(
            new Line(
                result.getLong(1),
                result.getLong(2),
                result.getString(3),
                result.getString(4),
                result.getString(5)));
      }
    }
    return lines;
  }
}
