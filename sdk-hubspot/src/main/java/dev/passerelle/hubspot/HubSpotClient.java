package dev.passerelle.hubspot;

import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.http.Budget;
import dev.passerelle.core.http.CallListener;
import dev.passerelle.core.http.Connections;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.Pause;
import dev.passerelle.core.http.ServerClock;
import dev.passerelle.core.http.ServiceFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A typed client for HubSpot CRM, useful with or without the sync engine. One per account.
 *
 * <p>Thread-safe. Calls block; every failure is a {@code PasserelleException}. Reads, updates and
 * archives are repeated when they fail in passing; creates and upserts are sent once.
 *
 * <pre>{@code
 * try (HubSpotClient hubspot =
 *     HubSpotClient.builder(HubSpotCredentials.token(secrets::hubspot)).build()) {
 *   hubspot.companies().get("123", List.of("name", "domain")).flatMap(c -> c.text("name"));
 * }
 * }</pre>
 */
public final class HubSpotClient implements AutoCloseable {
  /** The pinned API version: sent in every path. */
  public static final String API_VERSION = HubSpotApi.VERSION;

  private final Exchange exchange;
  private final ServiceFactory http;
  private final ServerClock serverClock;
  private final @Nullable OkHttpClient own;

  private HubSpotClient(
      Exchange exchange, ServiceFactory http, ServerClock serverClock, @Nullable OkHttpClient own) {
    this.exchange = exchange;
    this.http = http;
    this.serverClock = serverClock;
    this.own = own;
  }

  /** A builder; every other setting has a default. */
  public static Builder builder(HubSpotCredentials credentials) {
    return new Builder(credentials);
  }

  /** The same client, whose calls wait for their turn in another lane. */
  public HubSpotClient in(Lane lane) {
    Exchange other = new Exchange(exchange.system(), exchange.api(), exchange.calls().in(lane));
    return new HubSpotClient(other, http, serverClock, own);
  }

  /** Records of any type, by its name: {@code companies}, {@code p123_machines}. */
  public HubSpotObjects objects(String type) {
    return new HubSpotObjects(exchange, type);
  }

  /** Companies. */
  public HubSpotObjects companies() {
    return objects("companies");
  }

  /** Contacts; {@code email} is unique. */
  public HubSpotObjects contacts() {
    return objects("contacts");
  }

  /** Products. */
  public HubSpotObjects products() {
    return objects("products");
  }

  /** Deals. */
  public HubSpotObjects deals() {
    return objects("deals");
  }

  /** Quotes. */
  public HubSpotObjects quotes() {
    return objects("quotes");
  }

  /** Line items; each belongs to exactly one parent. */
  public HubSpotObjects lineItems() {
    return objects("line_items");
  }

  /** Orders. */
  public HubSpotObjects orders() {
    return objects("orders");
  }

  /** Invoices; only in accounts with Commerce. */
  public HubSpotObjects invoices() {
    return objects("invoices");
  }

  /** Payments; only in accounts with payments. */
  public HubSpotObjects payments() {
    return objects("commerce_payments");
  }

  /** Associations between two object types. */
  public HubSpotAssociations associations(String from, String to) {
    return new HubSpotAssociations(exchange, from, to);
  }

  /** Property definitions. */
  public HubSpotProperties properties() {
    return new HubSpotProperties(exchange);
  }

  /** Pipelines of deals and orders. */
  public HubSpotPipelines pipelines() {
    return new HubSpotPipelines(exchange);
  }

  /** Users and queues that records can belong to. */
  public HubSpotOwners owners() {
    return new HubSpotOwners(exchange);
  }

  /** The account itself. */
  public HubSpotAccount account() {
    return new HubSpotAccount(exchange);
  }

  /** Any path, any body: what the client has no method for. */
  public HubSpotRaw raw() {
    return new HubSpotRaw(exchange);
  }

  /** HubSpot's clock as its latest answer told it; empty before the first answer (R8). */
  public Optional<Instant> serverTime() {
    return serverClock.now();
  }

  /** How far HubSpot's clock is ahead of this side's; empty before the first answer. */
  public Optional<Duration> clockAhead() {
    return serverClock.ahead();
  }

  /** Another process drew on the same quotas until so long ago: its calls may still count. */
  public void quotasUsedElsewhere(Duration ago) {
    http.quotasUsedElsewhere(ago);
  }

  /**
   * What HubSpot's answers announced the end of, among the operations in use, and the versions in
   * our paths in the last six of their 18 months (fact sheet §1).
   */
  public List<Deprecation> deprecations() {
    return Stream.concat(
            http.deprecations().stream(),
            serverTime().map(DatedVersions::ending).stream().flatMap(List::stream))
        .toList();
  }

  /**
   * Ends the session, and the threads and connections of an HTTP client of its own, which would
   * keep the process for a minute. A host's HTTP client is left alone. More than once is harmless.
   */
  @Override
  public void close() {
    http.close();
    if (own != null) {
      own.dispatcher().executorService().shutdown();
      own.connectionPool().evictAll();
    }
  }

  /** Builds a {@link HubSpotClient}. Not thread-safe. */
  public static final class Builder {
    private final HubSpotCredentials credentials;
    private String system = "hubspot";
    private String baseUrl = "https://api.hubapi.com/";
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private HubSpotLimits limits = HubSpotLimits.smallest();
    private Duration callTimeout = Duration.ofSeconds(60);
    private int attempts = 4;
    private CallListener listener = event -> {};

    private Builder(HubSpotCredentials credentials) {
      this.credentials = credentials;
    }

    /** The name in errors and metrics; default {@code hubspot}. */
    public Builder system(String name) {
      system = name;
      return this;
    }

    /** Default {@code https://api.hubapi.com/}, whatever the account's region. */
    public Builder baseUrl(String url) {
      baseUrl = url.endsWith("/") ? url : url + "/";
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

    /** What the account allows; default {@link HubSpotLimits#smallest()}. */
    public Builder limits(HubSpotLimits allowed) {
      limits = allowed;
      return this;
    }

    /** Longest time of one attempt; default 60 s. */
    public Builder callTimeout(Duration longest) {
      callTimeout = longest;
      return this;
    }

    /** Attempts in all of what may be repeated, 1 or more; default 4. */
    public Builder attempts(int most) {
      attempts = most;
      return this;
    }

    /** Sees every attempt, without values; default nobody. */
    public Builder listener(CallListener observer) {
      listener = observer;
      return this;
    }

    /** The client; makes no call. */
    public HubSpotClient build() {
      OkHttpClient own = httpClient == null ? Connections.own() : null;
      OkHttpClient used = httpClient == null ? Objects.requireNonNull(own) : httpClient;
      ServerClock serverClock = new ServerClock(clock);
      Budget daily = budget().daily(RateHeaders.DAILY, limits.daily(), limits.zone()).build();
      ServiceFactory http =
          ServiceFactory.of(system, baseUrl, used.newBuilder().addInterceptor(serverClock).build())
              .credentials(credentials.at(baseUrl))
              .budget(
                  budget()
                      .window(RateHeaders.BURST, limits.burst(), Duration.ofSeconds(10))
                      .build())
              .budget(daily)
              .budget(
                  HubSpotApi.SEARCH_QUOTA,
                  budget()
                      .window(
                          HubSpotApi.SEARCH_QUOTA,
                          limits.searchesPerSecond(),
                          Duration.ofSeconds(1))
                      .build())
              .budget(HubSpotApi.SEARCH_QUOTA, daily)
              .errors(new HubSpotErrors())
              .listener(listener)
              .timeouts(Duration.ofSeconds(10), callTimeout)
              .attempts(attempts)
              .time(clock, pause)
              .build();
      Exchange exchange = new Exchange(system, http.create(HubSpotApi.class), http.calls());
      return new HubSpotClient(exchange, http, serverClock, own);
    }

    private Budget.Builder budget() {
      return Budget.of(clock, pause).headers(new RateHeaders());
    }
  }
}
