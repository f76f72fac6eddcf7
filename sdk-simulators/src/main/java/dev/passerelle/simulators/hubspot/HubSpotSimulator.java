package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.FaultScript;
import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.Router;
import dev.passerelle.simulators.SimulatorHost;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A HubSpot account on loopback: a stateful HTTP server that answers as the vendor's CRM does, with
 * a clock that tests move and faults that they script. Nothing waits for real time: expiry, limits,
 * the lag of search and late executions follow the clock.
 *
 * <pre>{@code
 * SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
 * try (HubSpotSimulator hubspot = HubSpotSimulator.builder().clock(clock).start()) {
 *   String id = hubspot.user().create("companies", Map.of("name", "Acme")).id();
 *   // call hubspot.baseUrl() with the token HubSpotSimulator.TOKEN
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class HubSpotSimulator implements AutoCloseable {
  /** A static token that every simulator accepts, with all scopes. */
  public static final String TOKEN = "pat-eu1-00000000-0000-0000-0000-000000000000";

  private final Clock clock;
  private final Portal portal;
  private final AccessControl access = new AccessControl();
  private final RateMeter meter = new RateMeter();
  private final FaultScript faults = new FaultScript();
  private final Journal journal = new Journal();
  private final HubSpotWebhooks webhooks;
  private final HubSpotOAuth oauth;
  private final SimulatorHost host;
  private final @Nullable SimulatorHost controlHost;

  HubSpotSimulator(HubSpotSimulatorBuilder settings) {
    clock = settings.clock;
    portal = new Portal(clock, settings.account(), settings.firstId);
    webhooks = new HubSpotWebhooks(clock);
    portal.events.listen(webhooks::add);
    oauth = new HubSpotOAuth(clock, access);
    portal.index.lag(settings.indexLag);
    meter.limits(settings.limits);
    access.put(TOKEN, new Grant("1000", Set.of("*"), null));
    settings.grants.forEach(access::put);
    boolean apart = settings.controlPort >= 0;
    Router routes = routes();
    ControlEndpoints control = new ControlEndpoints(this);
    Handler api = new LegacyPaths(apart ? routes : control.addTo(routes));
    host = SimulatorHost.start(settings.port, clock, faults, journal, api);
    controlHost = apart ? startControl(settings.controlPort, control) : null;
  }

  /** Settings of a simulator that is not started yet. */
  public static HubSpotSimulatorBuilder builder() {
    return new HubSpotSimulatorBuilder();
  }

  /** The address to call instead of the vendor's, without a slash at its end. */
  public String baseUrl() {
    return host.baseUrl();
  }

  /** The address below which the control endpoint answers; see the package. */
  public String controlUrl() {
    return (controlHost == null ? host : controlHost).baseUrl() + "/__control";
  }

  /** The port that the server listens on. */
  public int port() {
    return host.port();
  }

  /** The clock that everything follows. */
  public Clock clock() {
    return clock;
  }

  /** A person who edits records at the screen. */
  public HubSpotUser user() {
    return new HubSpotUser(portal, 1);
  }

  /** Webhook events and their deliveries. */
  public HubSpotWebhooks webhooks() {
    return webhooks;
  }

  /** Applications, consents and tokens. */
  public HubSpotOAuth oauth() {
    return oauth;
  }

  /**
   * Adds a data set; its format is described in the package. All of it or nothing.
   *
   * @throws IllegalArgumentException if the data set is not one, or contradicts itself or the
   *     account
   */
  public void load(String json) {
    try {
      new DataLoader(portal).load(json);
    } catch (HubSpotError e) {
      throw new IllegalArgumentException(e.message(), e);
    }
  }

  /** The account as a data set. */
  public String dump() {
    return new DataDump(portal).json();
  }

  /** Forgets all records, links, webhook events and the journal; definitions stay. */
  public void clearRecords() {
    portal.clearRecords();
    webhooks.clear();
    journal.clear();
  }

  /** The faults to come; rules fit the HTTP method and the path without its query. */
  public FaultScript faults() {
    return faults;
  }

  /** The calls so far. Calls of the control endpoint are not in it. */
  public Journal journal() {
    return journal;
  }

  /**
   * How many records clients have written since the journal was last cleared: every accepted row of
   * a create, update, upsert, archive, merge or association call, whether or not it changed a
   * value.
   */
  public int writes() {
    return journal.writes();
  }

  /** Carries out at once the calls that were scripted to take effect late; tells how many. */
  public int executeLateCalls() {
    return host.executeLateCalls();
  }

  /** How far search lags behind from now on. */
  public void indexLag(Duration lag) {
    portal.read(
        () -> {
          portal.index.lag(lag);
          return lag;
        });
  }

  /** The limits from now on. */
  public void limits(HubSpotLimits limits) {
    meter.limits(limits);
  }

  /** Accepts a further static token with these scopes; {@code *} grants all. */
  public void token(String token, String... scopes) {
    access.put(token, new Grant(token, Set.of(scopes), null));
  }

  /** Refuses a token from now on. */
  public void revoke(String token) {
    access.remove(token);
  }

  /** Whether the id of a merged record leads to the record that took it in; false at the start. */
  public void followMergedIds(boolean follow) {
    portal.locator.followMerges(follow);
  }

  /** Lets the account bring every value written to a property into its own form. */
  public void normalise(String type, String property, UnaryOperator<String> form) {
    portal.normalisers.put(portal.types.get(type), property, form);
  }

  /**
   * Adds an automation: right after a property of a record has changed, it writes what {@code
   * reaction} returns for the record, with a source of its own. Answers to the call that changed it
   * do not show that yet.
   */
  public void workflow(String type, String property, Reaction reaction) {
    portal.workflows.add(
        portal.types.get(type), property, state -> reaction.write(RecordViews.of(portal, state)));
  }

  /** Removes every automation and every form of the account's own. */
  public void clearWorkflows() {
    portal.workflows.clear();
    portal.normalisers.clear();
  }

  @Override
  public void close() {
    host.close();
    if (controlHost != null) {
      controlHost.close();
    }
    webhooks.close();
  }

  private SimulatorHost startControl(int port, ControlEndpoints control) {
    Router router = control.addTo(new Router(call -> HttpAnswer.empty(404)));
    return SimulatorHost.start(port, clock, new FaultScript(), new Journal(), router);
  }

  private Router routes() {
    HubSpotError unknown = HubSpotError.resourceNotFound();
    Router router = new Router(call -> HttpAnswer.json(404, unknown.body("")));
    Api api = new Api(portal, access, meter, router);
    new SearchEndpoint(portal).addTo(api);
    new BatchEndpoints(portal).addTo(api);
    new ObjectEndpoints(portal).addTo(api);
    new AssociationEndpoints(portal).addTo(api);
    new AssociationBatchEndpoints(portal).addTo(api);
    new PropertyEndpoints(portal).addTo(api);
    new DirectoryEndpoints(portal, meter).addTo(api);
    new SchemaEndpoints(portal).addTo(api);
    new OAuthEndpoints(portal, oauth, access, api).addRoutes();
    return router;
  }

  /** What an automation writes. */
  @FunctionalInterface
  public interface Reaction {
    /** The properties to write to this record; empty for none. */
    Map<String, String> write(HubSpotRecord record);
  }
}
