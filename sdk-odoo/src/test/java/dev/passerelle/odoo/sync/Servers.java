package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.odoo.OdooCredentials;
import dev.passerelle.odoo.OdooDialect;
import dev.passerelle.odoo.OdooSettings;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.odoo.OdooSimulator;
import dev.passerelle.simulators.odoo.OdooSimulatorBuilder;
import dev.passerelle.simulators.odoo.OdooUser;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** A simulated server with its own clock, and a connection to it: for tests of this module. */
final class Servers implements AutoCloseable {
  static final Instant T0 = Instant.parse("2026-03-16T12:00:00Z");

  /** The clock of the server. */
  final SimulatedClock theirs = SimulatedClock.at(T0);

  /** The clock of this side. */
  final SimulatedClock ours = SimulatedClock.at(T0);

  final OdooSimulator simulator;
  private final AtomicReference<String> key = new AtomicReference<>(OdooSimulator.KEY);
  private final AtomicReference<Countdown> countdown = new AtomicReference<>();
  private final OdooSettings.Builder builder;

  private record Countdown(int left, Runnable then) {}

  /** The newest version, which speaks JSON-2. */
  Servers() {
    this(19);
  }

  Servers(int version) {
    this(OdooSimulator.builder().version(version));
  }

  Servers(OdooSimulatorBuilder from) {
    simulator = from.clock(theirs).start();
    builder = settings(OdooCredentials.apiKey(OdooSimulator.LOGIN, () -> key.get()));
  }

  OdooSettings.Builder settings(OdooCredentials credentials) {
    return OdooSettings.builder(simulator.baseUrl(), OdooSimulator.DATABASE, credentials)
        .httpClient(new OkHttpClient.Builder().addInterceptor(this::count).build())
        .time(ours, this::pass)
        .callTimeout(Duration.ofSeconds(5))
        .attempts(1);
  }

  /** With a field of the customer's own. */
  Servers with(EntityType type, Field<?> field, String model, String name) {
    simulator.addField(model, name);
    builder.field(type, field, name);
    return this;
  }

  OdooSettings.Builder builder() {
    return builder;
  }

  OdooSettings settings() {
    return builder.build();
  }

  OdooUser user() {
    return simulator.user();
  }

  boolean isNamed() {
    return simulator.version() >= 19;
  }

  OdooDialect dialect() {
    return isNamed() ? OdooDialect.JSON_2 : OdooDialect.JSON_RPC;
  }

  /** How often the connector logged in; a key that is sent with each call needs no log-in. */
  OptionalLong logins() {
    return isNamed() ? OptionalLong.empty() : OptionalLong.of(simulator.logins());
  }

  /** After so many more requests the key is replaced by another one, which the host knows. */
  void replaceKeyAfter(int requests) {
    String next = key.get().substring(1) + key.get().charAt(0);
    countdown.set(
        new Countdown(
            requests,
            () -> {
              simulator.replaceKey(next);
              key.set(next);
            }));
  }

  private Response count(Interceptor.Chain chain) throws java.io.IOException {
    Countdown now = countdown.getAndUpdate(Servers::less);
    if (now != null && now.left() == 0) {
      now.then().run();
    }
    return chain.proceed(chain.request());
  }

  private static Countdown less(Countdown from) {
    return from == null || from.left() == 0 ? null : new Countdown(from.left() - 1, from.then());
  }

  void pass(Duration time) {
    theirs.advance(time);
    ours.advance(time);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
