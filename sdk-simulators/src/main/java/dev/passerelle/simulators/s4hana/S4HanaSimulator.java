package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.FaultScript;
import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.SimulatorHost;
import dev.passerelle.simulators.odata.ControlEndpoints;
import java.time.Clock;
import java.time.ZoneId;

/**
 * An S/4HANA gateway on loopback: a stateful HTTP server that answers as the vendor's does, with a
 * clock that tests move and faults that they script.
 *
 * <pre>{@code
 * SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
 * try (S4HanaSimulator sap = S4HanaSimulator.builder().clock(clock).start()) {
 *   sap.user().create("A_Product", Map.of("Product", "TG11", "ProductType", "HAWA", "BaseUnit", "PC"));
 *   // call sap.baseUrl() as USER with PASSWORD
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class S4HanaSimulator implements AutoCloseable {
  /** A communication user with all rights. */
  public static final String USER = "SYNC_USER";

  /** That user's password. */
  public static final String PASSWORD = "s3cret-of-sync";

  private final Clock clock;
  private final ZoneId zone;
  private final Shapes shapes = new Shapes();
  private final Store store;
  private final Sessions sessions = new Sessions();
  private final Numbers numbers = new Numbers();
  private final Writing writing;
  private final Requests requests;
  private final Gateway gateway;
  private final FaultScript faults = new FaultScript();
  private final Journal journal = new Journal();
  private final SimulatorHost host;

  S4HanaSimulator(S4HanaSimulatorBuilder settings) {
    clock = settings.clock;
    zone = settings.zone;
    store = new Store(clock, zone);
    Links links = new Links(store);
    Pricing pricing = new Pricing(store);
    Rules rules =
        new Rules(
            new PartnerRules(store, numbers),
            new GoodsRules(store),
            new SalesRules(store, pricing));
    writing = new Writing(store, links, rules);
    requests = new Requests(store, links, new Etags(store), writing);
    gateway = new Gateway(shapes, sessions, requests, store);
    sessions.user(USER, PASSWORD);
    ControlEndpoints control = new ControlEndpoints(new Control(this));
    Handler api =
        call -> call.path().startsWith("/__control") ? control.handle(call) : gateway.handle(call);
    host = SimulatorHost.start(settings.port, clock, faults, journal, api);
  }

  /** Settings of a simulator that is not started yet. */
  public static S4HanaSimulatorBuilder builder() {
    return new S4HanaSimulatorBuilder();
  }

  /** The address to call instead of the vendor's host, with a slash at its end. */
  public String baseUrl() {
    return host.baseUrl() + "/";
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
    return clock;
  }

  /** The zone of days and times without one. */
  public ZoneId zone() {
    return zone;
  }

  /** A person who works at the screen. */
  public S4HanaUser user() {
    return new S4HanaUser(shapes, store, writing);
  }

  /** The faults to come; rules fit the HTTP method and the path without its query. */
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

  /** A further user, with a password. */
  public void addUser(String name, String password) {
    sessions.user(name, password);
  }

  /** Takes a user's right to a service. */
  public void deny(String user, String service) {
    sessions.deny(user, service);
  }

  /** All sessions end at once, and their tokens with them. */
  public void expireSessions() {
    sessions.expireAll();
  }

  /** How many sessions were opened. */
  public int sessions() {
    return sessions.opened();
  }

  /** How many CSRF tokens were fetched. */
  public int tokens() {
    return sessions.fetched();
  }

  /** Whether writes need a CSRF token; default yes. */
  public void demandTokens(boolean demanded) {
    sessions.csrf(demanded);
  }

  /** Whether a service's root answers HEAD; default yes. */
  public void answerHead(boolean answered) {
    gateway.head = answered;
  }

  /** The most rows of a page, whatever was asked for; default 1000. */
  public void pageSize(int rows) {
    requests.pageSize = rows;
  }

  /** Whether changes need a precondition; default yes. */
  public void demandEtags(boolean demanded) {
    requests.etagsDemanded = demanded;
  }

  /** Whether customers have the numbers of their partners; default yes. */
  public void sameNumbers(boolean same) {
    numbers.same(same);
  }

  /** From now on partners with a customer role get no customer number, as when that step fails. */
  public void makeNoCustomers(boolean failing) {
    numbers.customers(!failing);
  }

  /** Takes a property away from a set, as older releases lack it. */
  public void removeProperty(String set, String property) {
    shapes.ofSet(set).remove(property);
  }

  /** Gives a set a further text property, as a company's own field: {@code YY1_SEGMENT_bus}. */
  public void addProperty(String set, String property, int length) {
    shapes.ofSet(set).put(Property.of(property + ":" + length));
  }

  /**
   * Gives a set a further property.
   *
   * @param property its name and kind: {@code :D} a day, {@code :N} a number, {@code :B} yes or no,
   *     {@code :20} a text of that length
   */
  public void addProperty(String set, String property) {
    shapes.ofSet(set).put(Property.of(property));
  }

  @Override
  public void close() {
    host.close();
  }
}
