package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Reference;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceCredentials;
import dev.passerelle.salesforce.SalesforceLimits;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.salesforce.SalesforceSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/** A simulated org with its own clock, and a connection to it: for tests of this module. */
final class Orgs implements AutoCloseable {
  static final Instant T0 = Instant.parse("2026-03-16T12:00:00Z");
  private static final String CLIENT = "3MVG9-of-the-app";
  private static final String SECRET = "s3cret-of-the-app";

  /** One pool for all tests: threads are dear. */
  private static final OkHttpClient HTTP = new OkHttpClient();

  /** The clock of Salesforce. */
  final SimulatedClock theirs = SimulatedClock.at(T0);

  /** The clock of this side. */
  final SimulatedClock ours = SimulatedClock.at(T0);

  final SalesforceSimulator simulator;
  SalesforceSettings settings;

  Orgs() {
    this(builder -> builder);
  }

  Orgs(UnaryOperator<SalesforceSimulator.Builder> org) {
    simulator = org.apply(SalesforceSimulator.builder().clock(theirs)).start();
    simulator.app(CLIENT, SECRET, null);
    settings = settings().build();
  }

  SalesforceSettings.Builder settings() {
    return SalesforceSettings.builder(
            simulator.baseUrl(), SalesforceCredentials.clientCredentials(CLIENT, () -> SECRET))
        .httpClient(HTTP)
        .time(ours, this::pass)
        .limits(new SalesforceLimits(100_000, 100, 10, 2))
        .bulkFrom(0)
        .callTimeout(Duration.ofSeconds(5))
        .attempts(1);
  }

  /** Makes the columns of all fields of a type that have one. */
  Orgs prepared(EntityType type) {
    return prepared(Map.of(type, SalesforceSetup.everything(settings, type)));
  }

  /** Makes the columns of these fields only. */
  Orgs prepared(EntityType type, Field<?>... fields) {
    Set<Field<?>> all = new LinkedHashSet<>(List.of(fields));
    all.add(Reference.FIELD);
    return prepared(Map.of(type, Selection.of(all)));
  }

  Orgs prepared(Map<EntityType, Selection> selections) {
    try (SalesforceClient client = settings.newClient()) {
      SalesforceSetup.apply(client, settings, selections);
    }
    simulator.user().assign(SalesforceSetup.PERMISSION_SET);
    simulator.journal().clear();
    return this;
  }

  void pass(Duration time) {
    theirs.advance(time);
    ours.advance(time);
  }

  List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
