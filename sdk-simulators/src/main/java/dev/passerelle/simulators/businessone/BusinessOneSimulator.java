package dev.passerelle.simulators.businessone;

import dev.passerelle.simulators.FaultScript;
import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.SimulatorHost;
import dev.passerelle.simulators.odata.ControlEndpoints;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A Service Layer on loopback: a stateful HTTP server that answers as the vendor's does, with a
 * clock that tests move and faults that they script.
 *
 * <pre>{@code
 * SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
 * try (BusinessOneSimulator sap = BusinessOneSimulator.builder().clock(clock).start()) {
 *   sap.user().create("BusinessPartners", Map.of("CardCode", "C1", "CardName", "Acme"));
 *   // log in at sap.baseUrl() with DATABASE, USER and PASSWORD
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class BusinessOneSimulator implements AutoCloseable {
  /** The company database, unless the builder says otherwise. */
  public static final String DATABASE = "SBODEMOFR";

  /** A user with all rights. */
  public static final String USER = "manager";

  /** That user's password. */
  public static final String PASSWORD = "s3cret-of-manager";

  private final Clock clock;
  private final Company company;
  private final Sessions sessions;
  private final ServiceLayer layer;
  private final FaultScript faults = new FaultScript();
  private final Journal journal = new Journal();
  private final SimulatorHost host;

  BusinessOneSimulator(BusinessOneSimulatorBuilder settings) {
    clock = settings.clock;
    company = new Company(clock, settings.zone, settings.currency);
    sessions = new Sessions(clock);
    sessions.user(USER, PASSWORD);
    layer = new ServiceLayer(company, sessions, settings.database);
    furnish();
    ControlEndpoints control = new ControlEndpoints(new Control(this));
    Handler api =
        call -> call.path().startsWith("/__control") ? control.handle(call) : layer.handle(call);
    host = SimulatorHost.start(settings.port, clock, faults, journal, api);
  }

  private void furnish() {
    BusinessOneUser user = user();
    String currency = company.localCurrency;
    user.create("PriceLists", list(1, "Base price", "tNO", currency));
    user.create("PriceLists", list(2, "With tax", "tYES", currency));
    user.create("VatGroups", tax("C1", 20));
    user.create("VatGroups", tax("C2", 8.5));
    user.create("Warehouses", Map.of("WarehouseCode", "01", "WarehouseName", "General"));
    user.create("Warehouses", Map.of("WarehouseCode", "02", "WarehouseName", "Port"));
    user.create("SalesPersons", Map.of("SalesEmployeeName", "Sales One", "Active", "tYES"));
    user.create("SalesPersons", Map.of("SalesEmployeeName", "Sales Two", "Active", "tYES"));
  }

  private static Map<String, Object> list(int number, String name, String gross, String currency) {
    return Map.of(
        "PriceListNo",
        number,
        "PriceListName",
        name,
        "IsGrossPrice",
        gross,
        "DefaultPrimeCurrency",
        currency,
        "Active",
        "tYES");
  }

  private static Map<String, Object> tax(String code, double rate) {
    return Map.of(
        "Code",
        code,
        "Name",
        code,
        "Category",
        "bovcOutputTax",
        "VatGroups_Lines",
        List.of(Map.of("Effectivefrom", "2000-01-01", "Rate", rate)));
  }

  /** Settings of a simulator that is not started yet. */
  public static BusinessOneSimulatorBuilder builder() {
    return new BusinessOneSimulatorBuilder();
  }

  /** The address to call instead of the vendor's, up to and with {@code /b1s/}. */
  public String baseUrl() {
    return host.baseUrl() + "/b1s/";
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

  /** The zone of the company's stamps. */
  public ZoneId zone() {
    return company.zone;
  }

  /** A person who edits records at the screen. */
  public BusinessOneUser user() {
    return new BusinessOneUser(company, layer.records());
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

  /** Takes a user's right to a set. */
  public void deny(String user, String set) {
    sessions.deny(user, set);
  }

  /** How many sessions may be open at once. */
  public void licences(int most) {
    sessions.licences(most);
  }

  /** All sessions end at once, as when a node restarts. */
  public void expireSessions() {
    sessions.expireAll();
  }

  /** How many log-ins succeeded. */
  public int logins() {
    return sessions.logins();
  }

  /** How many log-outs succeeded. */
  public int logouts() {
    return sessions.logouts();
  }

  /** How many sessions hold a licence now. */
  public int openSessions() {
    return sessions.open();
  }

  /** Of the next batch with creates, the part at this place is refused by the company's rule. */
  public void refusePart(int part) {
    layer.spoil(part, Batch.Spoiled.REFUSED);
  }

  /** Of the next batch with creates, the part at this place is done and not mentioned. */
  public void omitPart(int part) {
    layer.spoil(part, Batch.Spoiled.OMITTED);
  }

  /** Whether {@code /b1s/v2} is there: it is not before version 10. Default yes. */
  public void serveVersionTwo(boolean served) {
    layer.twoServed = served;
  }

  /** Whether collections may be named in {@code $select}: some installations refuse it. */
  public void selectCollections(boolean allowed) {
    layer.nestedSelect = allowed;
  }

  /** The version that a log-in tells, {@code 1000340} for 10.00.340. */
  public void version(String number) {
    layer.version = number;
  }

  /** Answers a call without the network, faults and journal. */
  HttpAnswer answer(HttpCall call) {
    return layer.handle(call);
  }

  @Override
  public void close() {
    host.close();
  }
}
