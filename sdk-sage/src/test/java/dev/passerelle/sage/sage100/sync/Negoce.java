package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.ImportDirectory;
import dev.passerelle.sage.sage100.SageAgent;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.sage100.Sage100Simulator;
import dev.passerelle.simulators.sage100.Variant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/** The trading company of the case on the simulator, and the connector on it. */
final class Negoce implements AutoCloseable {
  static final Path DATA = Path.of("../samples/src/main/data/negoce/sage");
  static final String KEY = "cle-du-test";

  /** Shared: OkHttp keeps its threads for a minute. */
  private static final OkHttpClient HTTP = new OkHttpClient();

  static final ZoneId GUADELOUPE = ZoneId.of("America/Guadeloupe");

  final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  final Sage100Simulator sage;
  final FaultyDataSource sql;
  final Connector connector;
  private final UnaryOperator<Sage100Settings.Builder> way;

  /** Whether writes are import files: no call that could be lost or late. */
  boolean files;

  Negoce(Variant variant) {
    this(variant, settings -> settings);
  }

  Negoce(Variant variant, UnaryOperator<Sage100Settings.Builder> more) {
    sage =
        Sage100Simulator.builder("NEGOCE971", clock)
            .zone(GUADELOUPE)
            .variant(variant)
            .data(DATA)
            .start();
    sql = new FaultyDataSource(sage.dataSource());
    way = settings -> settings;
    connector = connect(more);
  }

  /** A company with an agent. */
  static Negoce withAgent(Variant variant) {
    return withAgent(variant, settings -> settings);
  }

  static Negoce withAgent(Variant variant, UnaryOperator<Sage100Settings.Builder> more) {
    return new Negoce(variant, more, true);
  }

  /** A company without an agent, whose import looks into directories. */
  static Negoce withImports(Path root) {
    return new Negoce(root);
  }

  private Negoce(Path root) {
    sage =
        Sage100Simulator.builder("NEGOCE971", clock)
            .zone(GUADELOUPE)
            .data(DATA)
            .importDirectory(root)
            .start();
    sql = new FaultyDataSource(sage.dataSource());
    way = settings -> settings.importFiles(ImportDirectory.of(root));
    files = true;
    connector = connect();
  }

  private Negoce(Variant variant, UnaryOperator<Sage100Settings.Builder> more, boolean agent) {
    sage =
        Sage100Simulator.builder("NEGOCE971", clock)
            .zone(GUADELOUPE)
            .variant(variant)
            .data(DATA)
            .start();
    sql = new FaultyDataSource(sage.dataSource());
    sage.agent().allow(KEY, true);
    way = settings -> settings.agent(agent());
    connector = connect(settings -> more.apply(settings.agent(agent())));
  }

  SageAgent agent() {
    return SageAgent.builder(sage.agentUrl(), () -> KEY, HTTP)
        .clock(clock)
        .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20))
        .pause(time -> {})
        .build();
  }

  /** Another connector with the same way of writing. */
  Connector connect() {
    return connect(way);
  }

  Connector connect(UnaryOperator<Sage100Settings.Builder> more) {
    return Sage100.connect(
        more.apply(Sage100Settings.builder(sql, GUADELOUPE).clock(clock).pause(time -> {}))
            .build());
  }

  /** Moves the clock to this local time. */
  Negoce at(String local) {
    clock.set(LocalDateTime.parse(local).atZone(GUADELOUPE).toInstant());
    return this;
  }

  /** Rows as they are in the database, past the connector. */
  List<Map<String, Object>> rows(String statement, Object... arguments) {
    try (Connection connection = sage.dataSource().getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < arguments.length; i++) {
        prepared.setObject(i + 1, arguments[i]);
      }
      try (ResultSet result = prepared.executeQuery()) {
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
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  EntityAdapter adapter(EntityType type, Field<?>... fields) {
    return connector.adapter(type, Selection.of(fields)).orElseThrow();
  }

  EntityAdapter adapter(EntityType type, Collection<Field<?>> fields) {
    return connector.adapter(type, Selection.of(fields)).orElseThrow();
  }

  static Snapshot read(EntityAdapter adapter, String id) {
    Lookup lookup = adapter.read(List.of(RecordId.of(id))).get(0);
    if (lookup instanceof Lookup.Found found) {
      return found.snapshot();
    }
    throw new AssertionError(lookup.toString());
  }

  /** All records of a list, and where the feed stands then. */
  static Position list(EntityAdapter adapter, int limit, List<Snapshot> into) {
    Position cursor = Position.START;
    while (true) {
      ChangePage page = adapter.list(cursor, limit, Depth.FULL);
      page.changes().forEach(change -> into.add(change.shown().orElseThrow()));
      cursor = page.next();
      if (page.last()) {
        return cursor;
      }
    }
  }

  static Position listed(EntityAdapter adapter) {
    return list(adapter, 100, new ArrayList<>());
  }

  /** All changes since a position. */
  static Position changes(EntityAdapter adapter, Position from, int limit, List<RecordId> into) {
    Position cursor = from;
    while (true) {
      ChangePage page = adapter.changesSince(cursor, limit);
      page.changes().stream().map(Change::id).forEach(into::add);
      cursor = page.next();
      if (page.last()) {
        return cursor;
      }
    }
  }

  @Override
  public void close() {
    connector.close();
    sage.close();
  }
}
