package dev.passerelle.simulators.sage100;

import dev.passerelle.simulators.SimulatedClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The trading company of the case, and plain SQL to look at it from outside. */
final class NegoceCompany implements AutoCloseable {
  static final Path DATA = Path.of("../samples/src/main/data/negoce/sage");
  static final ZoneId GUADELOUPE = ZoneId.of("America/Guadeloupe");
  static final String KEY = "cle-du-test";

  final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  final Sage100Simulator sage;

  NegoceCompany(Variant variant) {
    this.sage =
        Sage100Simulator.builder("NEGOCE971", clock)
            .zone(GUADELOUPE)
            .variant(variant)
            .data(DATA)
            .start();
    sage.agent().allow(KEY, true);
  }

  /** Moves the clock to this local time. */
  NegoceCompany at(String local) {
    clock.set(LocalDateTime.parse(local).atZone(GUADELOUPE).toInstant());
    return this;
  }

  List<Map<String, Object>> query(String sql, Object... arguments) {
    try (Connection connection = sage.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return rows(result);
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static List<Map<String, Object>> rows(ResultSet result) throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    while (result.next()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
      }
      rows.add(row);
    }
    return rows;
  }

  Map<String, Object> row(String sql, Object... arguments) {
    List<Map<String, Object>> rows = query(sql, arguments);
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows: " + sql);
    }
    return rows.get(0);
  }

  Object value(String sql, Object... arguments) {
    return row(sql, arguments).values().iterator().next();
  }

  /** A number with two decimals, as the case writes it. */
  String amount(String sql, Object... arguments) {
    Object value = value(sql, arguments);
    return value == null ? "0.00" : new BigDecimal(value.toString()).setScale(2).toPlainString();
  }

  @Override
  public void close() {
    sage.close();
  }
}
