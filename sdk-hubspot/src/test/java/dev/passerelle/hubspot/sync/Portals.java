package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.http.TokenStore;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Reference;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotLimits;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;

/** A simulated account with its own clock, and a connection to it: for tests of this module. */
final class Portals implements AutoCloseable {
  static final Instant T0 = Instant.parse("2026-03-16T12:00:00Z");
  private static final String CLIENT = "app-971";
  private static final String SECRET = "s3cret-of-the-app";

  /** The clock of HubSpot. */
  final SimulatedClock theirs = SimulatedClock.at(T0);

  /** The clock of this side. */
  final SimulatedClock ours = SimulatedClock.at(T0);

  final Tampering tampering = new Tampering();
  final HubSpotSimulator simulator =
      HubSpotSimulator.builder().clock(theirs).currencies("EUR", "USD").start();
  final String refreshToken;
  HubSpotSettings settings;

  Portals() {
    this(1);
  }

  Portals(int attempts) {
    simulator.oauth().app(CLIENT, SECRET, "https://app.example/back");
    refreshToken = simulator.oauth().refreshToken(CLIENT, "*");
    settings = settings(attempts).build();
  }

  HubSpotSettings.Builder settings(int attempts) {
    return HubSpotSettings.builder(credentials())
        .baseUrl(simulator.baseUrl())
        .httpClient(new OkHttpClient.Builder().addInterceptor(tampering).build())
        .time(ours, this::pass)
        .limits(new HubSpotLimits(10_000, 1_000_000, 1_000, ZoneOffset.UTC))
        .callTimeout(Duration.ofSeconds(5))
        .binSweep(Duration.ZERO)
        .attempts(attempts);
  }

  private HubSpotCredentials credentials() {
    AtomicReference<String> kept = new AtomicReference<>(refreshToken);
    return HubSpotCredentials.refreshToken(
        CLIENT,
        () -> SECRET,
        new TokenStore() {
          @Override
          public String load() {
            return kept.get();
          }

          @Override
          public void save(String token) {
            kept.set(token);
          }
        });
  }

  /** Makes the usual properties. */
  Portals prepared() {
    try (HubSpotClient client = administrator()) {
      HubSpotSetup.apply(client, settings);
    }
    simulator.journal().clear();
    return this;
  }

  /** Makes the properties of one type only: a contract makes an account for each of its rules. */
  Portals prepared(EntityType type) {
    Set<Field<?>> fields = new LinkedHashSet<>(RecordMaps.names(settings, type).keySet());
    fields.add(Reference.FIELD);
    return prepared(type, fields);
  }

  /** Makes the properties of these fields only. */
  Portals prepared(EntityType type, Set<Field<?>> fields) {
    try (HubSpotClient client = administrator()) {
      HubSpotSetup.apply(client, settings, Map.of(type, Selection.of(fields)));
    }
    simulator.journal().clear();
    return this;
  }

  /** The properties of one type, with a custom field. */
  Portals prepared(EntityType type, Field<?> field, String property) {
    settings = settings(1).property(type, field, property).build();
    return prepared(type);
  }

  /** A connection of somebody else's, with a token of its own and no tampering. */
  HubSpotClient administrator() {
    return HubSpotClient.builder(HubSpotCredentials.token(() -> HubSpotSimulator.TOKEN))
        .baseUrl(simulator.baseUrl())
        .time(ours, this::pass)
        .build();
  }

  void pass(Duration time) {
    theirs.advance(time);
    ours.advance(time);
  }

  List<String> secrets() {
    return List.of(SECRET, refreshToken);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
