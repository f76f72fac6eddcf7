package dev.passerelle.simulators.odoo;

import dev.passerelle.simulators.FaultScript;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.Router;
import dev.passerelle.simulators.SimulatorHost;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An Odoo server on loopback, of the version that is asked for: a stateful HTTP server that speaks
 * JSON-RPC, and JSON-2 from 19 on, with a clock that tests move and faults that they script.
 *
 * <pre>{@code
 * SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
 * try (OdooSimulator odoo = OdooSimulator.builder().clock(clock).version(18).start()) {
 *   long id = odoo.user().create("res.partner", Map.of("name", "Acme", "customer_rank", 1));
 *   // call odoo.baseUrl() with DATABASE, LOGIN and KEY
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class OdooSimulator implements AutoCloseable {
  /** The database, unless the builder says otherwise. */
  public static final String DATABASE = "negoce";

  /** The integration's login, unless the builder says otherwise. */
  public static final String LOGIN = "integration@negoce.test";

  /** Its password. */
  public static final String PASSWORD = "pa55word-of-integration";

  /** Its API key. */
  public static final String KEY = "0123456789abcdef0123456789abcdef01234567";

  private final Server server;
  private final FaultScript faults = new FaultScript();
  private final Journal journal = new Journal();
  private final Gateway gateway;
  private final SimulatorHost host;
  private final AtomicReference<Duration> delay = new AtomicReference<>(Duration.ZERO);

  OdooSimulator(OdooSimulatorBuilder settings) {
    server = new Server(settings);
    Dispatch dispatch = new Dispatch(server);
    gateway = new Gateway(server.clock);
    JsonRpcEndpoint rpc = new JsonRpcEndpoint(server, dispatch, gateway, settings.enterprise);
    Json2Endpoint named = new Json2Endpoint(server, dispatch, gateway);
    Router router =
        new Router(call -> Json2Endpoint.html(404, "Not Found"))
            .route("POST", "/jsonrpc", rpc::handle)
            .route("POST", "/json/2/{model}/{method}", named::handle);
    if (server.version >= 19) {
      router.route(
          "GET",
          "/web/version",
          call ->
              HttpAnswer.json(
                  200,
                  Map.of(
                      "version_info",
                      List.of(server.version, 0, 0, "final", 0, ""),
                      "version",
                      server.version + ".0")));
    }
    new ControlEndpoints(this).addTo(router);
    host = SimulatorHost.start(settings.port, server.clock, faults, journal, router);
  }

  /** Settings of a simulator that is not started yet. */
  public static OdooSimulatorBuilder builder() {
    return new OdooSimulatorBuilder();
  }

  /** The address to call, without a slash at its end. */
  public String baseUrl() {
    return host.baseUrl();
  }

  /** The address below which the control endpoint answers; see the package. */
  public String controlUrl() {
    return host.baseUrl() + "/__control";
  }

  /** The port that the server listens on. */
  public int port() {
    return host.port();
  }

  /** The clock that everything follows. */
  public Clock clock() {
    return server.clock;
  }

  /** The major version. */
  public int version() {
    return server.version;
  }

  /** A person who works at the screens; sees everything. */
  public OdooUser user() {
    return new OdooUser(server, java.util.Objects.requireNonNull(delay.get()));
  }

  /**
   * How long the transactions of {@link #user()} last from now on: what they write bears the stamp
   * of their start, and is seen when they end.
   */
  public void delayCommits(Duration time) {
    delay.set(time);
  }

  /** The faults to come; rules fit the HTTP method and the path. */
  public FaultScript faults() {
    return faults;
  }

  /** The calls so far. Calls of the control endpoint are not in it. */
  public Journal journal() {
    return journal;
  }

  /** Carries out at once the calls that were scripted to take effect late; tells how many. */
  public int executeLateCalls() {
    return host.executeLateCalls();
  }

  /**
   * The next call of a method whose name matches is carried out, and its answer lost: the caller
   * sees a proxy's page with status 502.
   */
  public void loseAnswer(String methodRegex) {
    gateway.next(methodRegex, Gateway.Effect.LOSE_ANSWER, Duration.ZERO);
  }

  /** The next call of such a method never arrives; the caller sees a proxy's page. */
  public void dropRequest(String methodRegex) {
    gateway.next(methodRegex, Gateway.Effect.DROP_REQUEST, Duration.ZERO);
  }

  /** The next call of such a method is carried out after some time; the caller sees a page. */
  public void executeLate(String methodRegex, Duration after) {
    gateway.next(methodRegex, Gateway.Effect.DELAY, after);
  }

  /** Carries out what became due since the last call. */
  public void wake() {
    gateway.wake();
  }

  /** Of the next load, the record at this place is refused, and whenever it comes again. */
  public void refuseRecord(int place) {
    locked(() -> server.orm.refuseNext(place));
  }

  /** Whether the import knows the column {@code .id}; so it is at the start. */
  public void importsByDatabaseId(boolean knows) {
    locked(() -> server.orm.importsByDatabaseId(knows));
  }

  /** How often somebody asked to be logged in by JSON-RPC. */
  public long logins() {
    return server.users.logins();
  }

  /** From now on only this API key opens; the password stays. */
  public void replaceKey(String key) {
    server.users.replaceKey(key);
  }

  /** Takes the integration's right to see a record: a record rule. */
  public void hide(String model, long id) {
    locked(() -> server.rights.hide(model, id));
  }

  /** Takes the integration's right to read a model. */
  public void close(String model) {
    locked(() -> server.rights.close(model));
  }

  /** Takes the integration's right to {@code create}, {@code write} or {@code unlink}. */
  public void forbid(String model, String operation) {
    locked(() -> server.rights.forbid(model, operation));
  }

  /** Takes the integration's right to read a field. */
  public void hideField(String model, String field) {
    locked(() -> server.rights.hideField(model, field));
  }

  /** Adds a field of the customer's own, with the prefix that Odoo gives such fields. */
  public void addField(String model, String name) {
    locked(() -> server.orm.model(model).put(FieldDef.text(name)));
  }

  /**
   * Adds a field of the customer's own.
   *
   * @param type as Odoo calls it: {@code char}, {@code date}, {@code float}, {@code boolean}
   */
  public void addField(String model, String name, String type) {
    FieldKind kind = FieldKind.valueOf(type.toUpperCase(java.util.Locale.ROOT));
    locked(() -> server.orm.model(model).put(FieldDef.of(name, kind)));
  }

  /** Removes a field, as an upgrade does. */
  public void removeField(String model, String name) {
    locked(() -> server.orm.model(model).remove(name));
  }

  /** Makes a field a whole number, a required one, or gives it one more option. */
  public void changeField(String model, String name, FieldChange change) {
    locked(
        () -> {
          ModelDef def = server.orm.model(model);
          FieldDef field = def.need(name);
          def.put(
              switch (change) {
                case OTHER_TYPE -> field.withKind(FieldKind.INTEGER);
                case REQUIRED -> field.needed();
                case MORE_OPTIONS -> field.withOption("another");
              });
        });
  }

  /** Removes a method, as a version without it. */
  public void removeMethod(String model, String name) {
    server.methods.remove(model, name);
  }

  /** Leaves the values of a field as they are, whatever is written to it from now on. */
  public void ignore(String model, String field) {
    locked(() -> server.orm.ignore(model, field));
  }

  private void locked(Runnable work) {
    server.orm.transaction(
        () -> {
          work.run();
          return true;
        });
  }

  @Override
  public void close() {
    host.close();
  }

  /** What can happen to a field. */
  public enum FieldChange {
    /** It becomes a whole number. */
    OTHER_TYPE,
    /** A create needs it. */
    REQUIRED,
    /** A selection has one more option. */
    MORE_OPTIONS
  }
}
