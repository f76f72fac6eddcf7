package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.FaultScript;
import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.Router;
import dev.passerelle.simulators.SimulatorHost;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Salesforce org on loopback. Safe for several threads. Starts empty, with one user for the
 * integration, a standard price book, quotes and orders switched on.
 */
public final class SalesforceSimulator implements AutoCloseable {
  /** The user name of the integration. */
  public static final String USERNAME = "integration@negoce.example";

  /** What an org may have switched on. */
  public enum Feature {
    /** Quotes. */
    QUOTES,
    /** Orders. */
    ORDERS,
    /** Person accounts. */
    PERSON_ACCOUNTS,
    /** Several currencies. */
    MULTI_CURRENCY
  }

  private static final String V = "/services/data/v67.0";

  private final Org org;
  private final RecordWriter writer;
  private final OAuthEndpoint oauth;
  private final CollectionEndpoints collections;
  private final BulkEndpoints bulk;
  private final Usage usage;
  private final FaultScript faults = new FaultScript();
  private final Journal journal = new Journal();
  private final Router router;
  private final SimulatorHost host;
  private int requestsToExpiry = -1;
  private List<String> versions = List.of("66.0", "67.0", "68.0");

  private SalesforceSimulator(Builder from) {
    org = new Org(from.clock, from.features);
    writer = new RecordWriter(org);
    oauth = new OAuthEndpoint(org);
    collections = new CollectionEndpoints(org, writer);
    bulk = new BulkEndpoints(org, writer);
    usage = new Usage(from.clock, from.daily);
    router = routes();
    host = SimulatorHost.start(from.port, from.clock, faults, journal, this::handle);
    oauth.at(host.baseUrl());
  }

  /** A builder; every setting has a default. */
  public static Builder builder() {
    return new Builder();
  }

  /** The org's address, without a slash at its end. */
  public String baseUrl() {
    return host.baseUrl();
  }

  /** A person at the org. */
  public SalesforceUser user() {
    return new SalesforceUser(org, writer);
  }

  /** What is to go wrong. */
  public FaultScript faults() {
    return faults;
  }

  /** The calls that were made. */
  public Journal journal() {
    return journal;
  }

  /** The org's id. */
  public String organizationId() {
    return org.organizationId;
  }

  /** An app with a secret; and with a certificate, where it signs assertions. */
  public void app(String consumerKey, String secret, @Nullable PublicKey certificate) {
    synchronized (org) {
      oauth.app(consumerKey, new OAuthEndpoint.App(secret, certificate));
    }
  }

  /** The refresh token that is valid now. */
  public String refreshToken() {
    synchronized (org) {
      return oauth.refreshToken();
    }
  }

  /** Ends all sessions. */
  public void expireTokens() {
    synchronized (org) {
      oauth.expire();
    }
  }

  /** Ends all sessions after so many more requests. */
  public void expireTokensAfter(int requests) {
    synchronized (org) {
      requestsToExpiry = requests;
    }
  }

  /** How many access tokens were issued. */
  public long tokensIssued() {
    synchronized (org) {
      return oauth.issued();
    }
  }

  /** What users and programs change from now on becomes visible to queries that much later. */
  public void commitDelay(Duration delay) {
    synchronized (org) {
      org.delay = delay;
    }
  }

  /** The integration user no longer sees this record, nor all records of any object. */
  public void hide(String id) {
    synchronized (org) {
      org.hidden.add(id);
      org.live("ObjectPermissions")
          .forEach(each -> org.change(each, Map.of("PermissionsViewAllRecords", false)));
    }
  }

  /** An automation of the org sets this field at each save: to what is kept now, for example. */
  public void automate(String object, String field, UnaryOperator<@Nullable Object> flow) {
    synchronized (org) {
      org.automation.put(object + "." + field, flow);
    }
  }

  /** Of the next collection the row at this place is refused by a validation rule. */
  public void refuseRow(int place) {
    refuseRow(place, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "The record must be complete.");
  }

  /** Of the next collection, or the next job that runs, the row at this place is refused so. */
  public void refuseRow(int place, String code, String message) {
    synchronized (org) {
      collections.refuse(place, SfError.bad(code, message));
      bulk.refuse(place, SfError.bad(code, message));
    }
  }

  /** The answer to the next collection does not mention the row at this place. */
  public void omitRow(int place) {
    synchronized (org) {
      collections.omit(place);
    }
  }

  /** Change Data Capture is switched on, for all objects. */
  public void captureChanges() {
    synchronized (org) {
      org.events.capture();
    }
  }

  /**
   * The events of Change Data Capture since the last call, as JSON: one per change of a record, in
   * the order of the changes.
   */
  public List<String> takeChangeEvents() {
    synchronized (org) {
      return org.events.take();
    }
  }

  /**
   * Instead of events Salesforce sends a gap.
   *
   * @param type {@code GAP_UPDATE}, {@code GAP_OVERFLOW}, …
   * @param ids the records; none for all of the object
   */
  public void gap(String object, String type, List<String> ids) {
    synchronized (org) {
      org.events.take();
      org.events.gap(object, type, ids);
    }
  }

  /** How long jobs take from their close to their end; default 10 seconds. */
  public void jobDelay(Duration time) {
    synchronized (org) {
      bulk.delay(time);
    }
  }

  /** An administrator aborts all jobs: of those that run half of the rows are done. */
  public void abortJobs() {
    synchronized (org) {
      bulk.abortAll();
    }
  }

  /** Jobs that have ended are deleted, with their results. */
  public void forgetJobs() {
    synchronized (org) {
      bulk.forgetFinished();
    }
  }

  /** The next list of rows that were done lacks its last one. */
  public void truncateResults() {
    synchronized (org) {
      bulk.truncate();
    }
  }

  /** How many batches of jobs the org may still have today; default 15,000. */
  public void batchesLeft(int left) {
    synchronized (org) {
      bulk.batchesLeft(left);
    }
  }

  /** The states of all jobs, in the order in which they were made. */
  public List<String> jobStates() {
    synchronized (org) {
      return bulk.states();
    }
  }

  /** Removes a custom field from an object. */
  public void removeField(String object, String field) {
    synchronized (org) {
      org.need(object).remove(field);
      org.children("FieldPermissions", "Field", object + "." + field)
          .forEach(grant -> org.table(org.need("FieldPermissions")).remove(grant.id));
    }
  }

  /** Makes a text field of another kind. */
  public void changeType(String object, String field, String type) {
    synchronized (org) {
      org.need(object)
          .field(field)
          .ifPresent(old -> org.need(object).with(FieldDef.of(old.name(), type)));
    }
  }

  /** Gives a picklist one more value. */
  public void addOption(String object, String field, String option) {
    synchronized (org) {
      ObjectDef type = org.need(object);
      type.field(field)
          .ifPresent(
              old -> {
                List<String> options = new java.util.ArrayList<>(old.options());
                options.add(option);
                type.with(
                    FieldDef.picklist(
                        old.name(), old.restricted(), options.toArray(String[]::new)));
              });
    }
  }

  /** The day's limit of calls, and how many of them other programs have made. */
  public void dailyLimit(int calls, int madeByOthers) {
    synchronized (org) {
      usage.limit(calls);
      usage.others(madeByOthers);
    }
  }

  /** The API versions that the org serves. */
  public void versions(List<String> served) {
    versions = List.copyOf(served);
  }

  /** Carries out at once every call that was to take effect late. */
  public int executeLateCalls() {
    return host.executeLateCalls();
  }

  @Override
  public void close() {
    host.close();
  }

  private HttpAnswer handle(HttpCall call) {
    synchronized (org) {
      bulk.tick();
      org.events.origin(call.header("Sforce-Call-Options").orElse("client=other"));
      try {
        return guarded(call);
      } catch (SfError e) {
        return e.answer();
      } finally {
        org.events.origin("");
      }
    }
  }

  private HttpAnswer guarded(HttpCall call) {
    String path = call.path();
    if (path.equals("/services/oauth2/token")) {
      return oauth.token(call);
    }
    if (path.equals("/services/oauth2/revoke")) {
      return oauth.revoke(call);
    }
    if (path.equals("/services/data")) {
      return HttpAnswer.json(200, versions.stream().map(each -> Map.of("version", each)).toList());
    }
    if (requestsToExpiry-- == 0) {
      oauth.expire();
    }
    if (!oauth.accepts(call)) {
      throw new SfError(401, "INVALID_SESSION_ID", "Session expired or invalid");
    }
    if (!usage.take()) {
      throw new SfError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }
    HttpAnswer answer;
    try {
      answer = router.handle(call);
    } catch (SfError e) {
      answer = e.answer();
    }
    return answer.withHeader("Sforce-Limit-Info", "api-usage=" + usage.used() + "/" + usage.max());
  }

  private Router routes() {
    RecordEndpoints records = new RecordEndpoints(org, writer);
    MetadataEndpoints metadata = new MetadataEndpoints(org);
    Router routes =
        new Router(
            call ->
                new SfError(404, "NOT_FOUND", "The requested resource does not exist").answer());
    Handler inside = routes;
    CompositeEndpoints composite = new CompositeEndpoints(org, inside);
    routes
        .route("GET", V, this::root)
        .route("GET", V + "/query", records::query)
        .route("GET", V + "/queryAll", records::queryAll)
        .route("GET", V + "/query/{cursor}", records::next)
        .route("GET", V + "/sobjects", records::objects)
        .route("GET", V + "/sobjects/{object}/describe", records::describe)
        .route("GET", V + "/sobjects/{object}/deleted", records::deleted)
        .route("POST", V + "/sobjects/{object}", records::create)
        .route("PATCH", V + "/sobjects/{object}/{id}", records::update)
        .route("DELETE", V + "/sobjects/{object}/{id}", records::delete)
        .route("GET", V + "/limits", this::limits)
        .route("POST", V + "/composite", composite::composite)
        .route("POST", V + "/composite/graph", composite::graph)
        .route("POST", V + "/composite/sobjects", collections::create)
        .route("PATCH", V + "/composite/sobjects", collections::update)
        .route("DELETE", V + "/composite/sobjects", collections::delete)
        .route("POST", V + "/composite/sobjects/{object}", collections::read)
        .route("PATCH", V + "/composite/sobjects/{object}/{field}", collections::upsert)
        .route("POST", V + "/jobs/ingest", bulk::create)
        .route("GET", V + "/jobs/ingest", bulk::list)
        .route("GET", V + "/jobs/ingest/{id}", bulk::read)
        .route("PATCH", V + "/jobs/ingest/{id}", bulk::change)
        .route("DELETE", V + "/jobs/ingest/{id}", bulk::delete)
        .route("PUT", V + "/jobs/ingest/{id}/batches", bulk::upload)
        .route("GET", V + "/jobs/ingest/{id}/successfulResults", bulk::successful)
        .route("GET", V + "/jobs/ingest/{id}/failedResults", bulk::failed)
        .route("GET", V + "/jobs/ingest/{id}/unprocessedrecords", bulk::unprocessed)
        .route("POST", V + "/metadata/deployRequest", metadata::deploy)
        .route("GET", V + "/metadata/deployRequest/{id}", metadata::status);
    return routes;
  }

  private HttpAnswer root(HttpCall call) {
    return HttpAnswer.json(
        200,
        Map.of(
            "identity",
            "https://login.salesforce.com/id/" + org.organizationId + "/" + org.userId,
            "sobjects",
            V + "/sobjects"));
  }

  private HttpAnswer limits(HttpCall call) {
    return HttpAnswer.json(
        200,
        Map.of(
            "DailyApiRequests",
            Map.of("Max", usage.max(), "Remaining", Math.max(0, usage.max() - usage.used())),
            "DailyBulkApiBatches",
            Map.of("Max", 15_000, "Remaining", bulk.batchesLeft())));
  }

  /** Builds a {@link SalesforceSimulator}. Not thread-safe. */
  public static final class Builder {
    private final Set<Feature> features = EnumSet.of(Feature.QUOTES, Feature.ORDERS);
    private Clock clock = Clock.systemUTC();
    private int port;
    private int daily = 100_000;

    private Builder() {}

    /** The org's clock; default the machine's. */
    public Builder clock(Clock source) {
      clock = source;
      return this;
    }

    /** The port; default any free one. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** Calls in 24 hours; default 100,000. */
    public Builder dailyLimit(int calls) {
      daily = calls;
      return this;
    }

    /** Switches something on. */
    public Builder with(Feature feature) {
      features.add(feature);
      return this;
    }

    /** Switches something off. */
    public Builder without(Feature feature) {
      features.remove(feature);
      return this;
    }

    /** Starts it. */
    public SalesforceSimulator start() {
      return new SalesforceSimulator(this);
    }
  }
}
