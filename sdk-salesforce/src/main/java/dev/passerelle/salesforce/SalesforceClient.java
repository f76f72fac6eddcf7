package dev.passerelle.salesforce;

import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.http.Budget;
import dev.passerelle.core.http.CallListener;
import dev.passerelle.core.http.Connections;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.Pause;
import dev.passerelle.core.http.ServerClock;
import dev.passerelle.core.http.ServiceFactory;
import dev.passerelle.salesforce.model.Identity;
import dev.passerelle.salesforce.model.SalesforceIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A typed client for Salesforce, useful with or without the sync engine. One per org.
 *
 * <p>Thread-safe. Calls block; every failure is a {@code PasserelleException}. Reads, updates and
 * deletes are repeated when they fail in passing; creates and upserts are sent once.
 *
 * <pre>{@code
 * try (SalesforceClient org =
 *     SalesforceClient.builder(
 *             "https://negoce.my.salesforce.com",
 *             SalesforceCredentials.clientCredentials("3MVG9…", secrets::salesforce))
 *         .build()) {
 *   org.query().rows(Soql.select("Id", "Name").from("Account").where(Soql.eq("Name", name)));
 * }
 * }</pre>
 */
public final class SalesforceClient implements AutoCloseable {
  /** The pinned API version: sent in every path. */
  public static final String API_VERSION = SalesforceApi.VERSION;

  /** The name under which Salesforce keeps what this client changes, in its events for example. */
  public static final String CLIENT = "passerelle";

  private static final Pattern IDENTITY =
      Pattern.compile("/id/([A-Za-z0-9]{15,18})/([A-Za-z0-9]{15,18})$");
  private static final Duration DAY = Duration.ofHours(24);

  private final Exchange exchange;
  private final ServiceFactory http;
  private final ServerClock serverClock;
  private final Pause pause;
  private final @Nullable OkHttpClient own;

  private SalesforceClient(
      Exchange exchange,
      ServiceFactory http,
      ServerClock serverClock,
      Pause pause,
      @Nullable OkHttpClient own) {
    this.exchange = exchange;
    this.http = http;
    this.serverClock = serverClock;
    this.pause = pause;
    this.own = own;
  }

  /**
   * A builder; every other setting has a default.
   *
   * @param url the org's own address (My Domain), {@code https://negoce.my.salesforce.com}
   */
  public static Builder builder(String url, SalesforceCredentials credentials) {
    return new Builder(url, credentials);
  }

  /** The same client, whose calls wait for their turn in another lane. */
  public SalesforceClient in(Lane lane) {
    Exchange other =
        new Exchange(
            exchange.system(), exchange.api(), exchange.calls().in(lane), exchange.limits());
    return new SalesforceClient(other, http, serverClock, pause, own);
  }

  /** Queries. */
  public SalesforceQueries query() {
    return new SalesforceQueries(exchange);
  }

  /** Records of any object, by its API name: {@code Account}, {@code ERP_Invoice__c}. */
  public SalesforceObjects objects(String name) {
    return new SalesforceObjects(exchange, name);
  }

  /** Jobs of the Bulk API 2.0 that change records of one object. */
  public SalesforceBulk bulk(String name) {
    return new SalesforceBulk(exchange, pause, name);
  }

  /** The names of the objects that the user sees. */
  public Set<String> objectNames() {
    return exchange.calls().execute(exchange.api().objects()).at("sobjects").items().stream()
        .flatMap(each -> each.at("name").text().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The org and the user that the credentials belong to. */
  public Identity identity() {
    String text = exchange.calls().execute(exchange.api().root()).at("identity").text().orElse("");
    Matcher ids = IDENTITY.matcher(text);
    if (!ids.find()) {
      throw new DriftDetected(
          ErrorDetail.of(ErrorCode.RESPONSE_UNREADABLE)
              .system(exchange.system())
              .cause("the answer names no identity")
              .build());
    }
    return new Identity(SalesforceIds.of18(ids.group(1)), SalesforceIds.of18(ids.group(2)));
  }

  /** The API versions that the org serves: {@code 67.0}. */
  public List<String> versions() {
    return exchange.calls().execute(exchange.api().versions()).items().stream()
        .flatMap(each -> each.at("version").text().stream())
        .toList();
  }

  /** The org's limits as Salesforce tells them: {@code DailyApiRequests} with max and remaining. */
  public JsonTree limits() {
    return exchange.calls().execute(exchange.api().limits());
  }

  /** Changes of the org's own definitions: fields, objects, permission sets. */
  public SalesforceMetadata metadata() {
    return new SalesforceMetadata(exchange, pause);
  }

  /** Any path, any body: what the client has no method for. */
  public SalesforceRaw raw() {
    return new SalesforceRaw(exchange);
  }

  /** Salesforce's clock as its latest answer told it; empty before the first answer (R8). */
  public Optional<Instant> serverTime() {
    return serverClock.now();
  }

  /** How far Salesforce's clock is ahead of this side's; empty before the first answer. */
  public Optional<Duration> clockAhead() {
    return serverClock.ahead();
  }

  /** What the system's answers announced the end of, among the operations in use. */
  public List<Deprecation> deprecations() {
    return http.deprecations();
  }

  /**
   * Ends the threads and connections of an HTTP client of its own, which would keep the process for
   * a minute. A host's HTTP client is left alone. More than once is harmless.
   */
  @Override
  public void close() {
    http.close();
    if (own != null) {
      own.dispatcher().executorService().shutdown();
      own.connectionPool().evictAll();
    }
  }

  /** Builds a {@link SalesforceClient}. Not thread-safe. */
  public static final class Builder {
    private final String url;
    private final SalesforceCredentials credentials;
    private String system = "salesforce";
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private SalesforceLimits limits = SalesforceLimits.smallest();
    private Duration callTimeout = Duration.ofSeconds(120);
    private int attempts = 4;
    private CallListener listener = event -> {};

    private Builder(String url, SalesforceCredentials credentials) {
      this.url = url.endsWith("/") ? url : url + "/";
      this.credentials = credentials;
    }

    /** The name in errors and metrics; default {@code salesforce}. */
    public Builder system(String name) {
      system = name;
      return this;
    }

    /** The host's HTTP client: its pool, proxy and threads are used. Default: one of its own. */
    public Builder httpClient(OkHttpClient client) {
      httpClient = client;
      return this;
    }

    /** Time as told and as passed; default the machine's. */
    public Builder time(Clock source, Pause waiting) {
      clock = source;
      pause = waiting;
      return this;
    }

    /** What the org allows; default {@link SalesforceLimits#smallest()}. */
    public Builder limits(SalesforceLimits allowed) {
      limits = allowed;
      return this;
    }

    /** Longest time of one attempt; default 120 s. */
    public Builder callTimeout(Duration longest) {
      callTimeout = longest;
      return this;
    }

    /** Attempts in all of what may be repeated, 1 or more; default 4. */
    public Builder attempts(int most) {
      attempts = most;
      return this;
    }

    /** Sees every call, without values; default nobody. */
    public Builder listener(CallListener observer) {
      listener = observer;
      return this;
    }

    /** The client; makes no call. */
    public SalesforceClient build() {
      OkHttpClient own = httpClient == null ? Connections.own() : null;
      OkHttpClient used = httpClient == null ? Objects.requireNonNull(own) : httpClient;
      ServerClock serverClock = new ServerClock(clock);
      ServiceFactory http =
          ServiceFactory.of(system, url, used.newBuilder().addInterceptor(serverClock).build())
              .credentials(credentials.at(url))
              .header("Sforce-Call-Options", "client=" + CLIENT)
              .budget(
                  Budget.of(clock, pause)
                      .headers(new LimitHeader(limits))
                      .window(LimitHeader.DAILY, limits.share(limits.daily()), DAY)
                      .build())
              .errors(new SalesforceErrors())
              .listener(listener)
              .timeouts(Duration.ofSeconds(10), callTimeout)
              .attempts(attempts)
              .time(clock, pause)
              .build();
      Exchange exchange =
          new Exchange(system, http.create(SalesforceApi.class), http.calls(), limits);
      return new SalesforceClient(exchange, http, serverClock, pause, own);
    }
  }
}
