package dev.passerelle.odoo;

import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.http.Budget;
import dev.passerelle.core.http.CallListener;
import dev.passerelle.core.http.Circuit;
import dev.passerelle.core.http.Connections;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.Pause;
import dev.passerelle.core.http.ServerClock;
import dev.passerelle.core.http.ServiceFactory;
import dev.passerelle.odoo.model.OdooVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A client for one Odoo database, useful with or without the sync engine. It asks the server for
 * its version when first used and speaks JSON-2 where there is one and an API key is given, else
 * JSON-RPC.
 *
 * <p>Thread-safe. Calls block; every failure is a {@code PasserelleException}. Reads are repeated
 * when they fail in passing; whatever changes something is sent once.
 *
 * <pre>{@code
 * try (OdooClient odoo =
 *     OdooClient.builder("https://erp.example", "negoce",
 *         OdooCredentials.apiKey("integration@example", secrets::odooKey)).build()) {
 *   odoo.model("res.partner")
 *       .searchRead(Query.of(Domain.where("customer_rank", ">", 0)).fields(List.of("name")))
 *       .forEach(partner -> partner.text("name"));
 * }
 * }</pre>
 */
public final class OdooClient implements AutoCloseable {
  private final Connection connection;
  private final Map<String, Object> context;
  private final ServerClock serverClock;
  private final List<ServiceFactory> factories;
  private final @Nullable OkHttpClient own;
  private final @Nullable Lane lane;

  private OdooClient(
      Connection connection,
      Map<String, Object> context,
      ServerClock serverClock,
      List<ServiceFactory> factories,
      @Nullable OkHttpClient own,
      @Nullable Lane lane) {
    this.connection = connection;
    this.context = context;
    this.serverClock = serverClock;
    this.factories = factories;
    this.own = own;
    this.lane = lane;
  }

  /**
   * A builder; every other setting has a default.
   *
   * @param url the server's address, https or loopback
   * @param database the database's name
   * @param credentials who calls
   */
  public static Builder builder(String url, String database, OdooCredentials credentials) {
    return new Builder(url, database, credentials);
  }

  /** The same client, whose calls wait for their turn in another lane. */
  public OdooClient in(Lane other) {
    return new OdooClient(connection, context, serverClock, factories, own, other);
  }

  /** Any model, by its technical name. */
  public OdooModel model(String name) {
    return new OdooModel(connection, name, context, lane);
  }

  /** Customers, contacts and addresses. */
  public OdooModel partners() {
    return model("res.partner");
  }

  /** Products as they are sold: variants. */
  public OdooModel products() {
    return model("product.product");
  }

  /** Quotations and orders. */
  public OdooModel orders() {
    return model("sale.order");
  }

  /** Invoices, credit notes and other entries. */
  public OdooModel invoices() {
    return model("account.move");
  }

  /** Payments. */
  public OdooModel payments() {
    return model("account.payment");
  }

  /** The server's version, asked without logging in. */
  public OdooVersion version() {
    return connection.version();
  }

  /** How this client and the server speak; logs in when it has not yet. */
  public OdooDialect dialect() {
    return connection.session().dialect();
  }

  /** The number of the user who calls; logs in when it has not yet. */
  public long userId() {
    return connection.session().uid();
  }

  /**
   * The record that an external id leads to, archived ones too; empty where there is none, or the
   * user may not see it. Consistent, and open to ordinary users (fact sheet §6).
   */
  public Optional<Long> byExternalId(String module, String name) {
    return ExternalIds.find(model("ir.model.data").with("active_test", false), module, name);
  }

  /** The server's clock as its latest answer told it; empty before the first answer (R8). */
  public Optional<Instant> serverTime() {
    return serverClock.now();
  }

  /** How far the server's clock is ahead of this side's; empty before the first answer. */
  public Optional<Duration> clockAhead() {
    return serverClock.ahead();
  }

  /** Another process drew on the same quotas until so long ago: its calls may still count. */
  public void quotasUsedElsewhere(Duration ago) {
    factories.forEach(factory -> factory.quotasUsedElsewhere(ago));
  }

  /** What the system's answers announced the end of, among the operations in use. */
  public List<Deprecation> deprecations() {
    return factories.stream().flatMap(factory -> factory.deprecations().stream()).toList();
  }

  /**
   * Ends the threads and connections of an HTTP client of its own, which would keep the process for
   * a minute. A host's HTTP client is left alone. More than once is harmless.
   */
  @Override
  public void close() {
    factories.forEach(ServiceFactory::close);
    if (own != null) {
      own.dispatcher().executorService().shutdown();
      own.connectionPool().evictAll();
    }
  }

  /** Builds an {@link OdooClient}. Not thread-safe. */
  public static final class Builder {
    private final String url;
    private final String database;
    private final OdooCredentials credentials;
    private final Map<String, Object> context = new LinkedHashMap<>();
    private String system = "odoo";
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private Duration callTimeout = Duration.ofSeconds(180);
    private int attempts = 4;
    private int callsPerSecond;
    private CallListener listener = event -> {};
    private @Nullable OdooDialect dialect;

    private Builder(String url, String database, OdooCredentials credentials) {
      this.url = url.endsWith("/") ? url : url + "/";
      this.database = database;
      this.credentials = credentials;
      context.put("lang", "en_US");
    }

    /** The name in errors and metrics; default {@code odoo}. */
    public Builder system(String name) {
      system = name;
      return this;
    }

    /** The host's HTTP client: its pool, proxy, trust and threads. Default: one of its own. */
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

    /**
     * Longest time of one attempt; default 180 s: a server gives a request 120 s of its own, after
     * which it is rolled back (fact sheet §5).
     */
    public Builder callTimeout(Duration longest) {
      callTimeout = longest;
      return this;
    }

    /** Attempts in all of what may be repeated, 1 or more; default 4. */
    public Builder attempts(int most) {
      attempts = most;
      return this;
    }

    /** Calls in one second, 1 or more; default no bound. Odoo Online asks for about one. */
    public Builder callsPerSecond(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("callsPerSecond must be 1 or more");
      }
      callsPerSecond = most;
      return this;
    }

    /** Sees every attempt, without values; default nobody. */
    public Builder listener(CallListener observer) {
      listener = observer;
      return this;
    }

    /** The one way of calling that is allowed; default: found out. */
    public Builder dialect(OdooDialect only) {
      dialect = only;
      return this;
    }

    /** The language of names that are translated; default {@code en_US}. */
    public Builder language(String code) {
      context.put("lang", code);
      return this;
    }

    /** The company that computed values are of; default the user's own (fact sheet §9). */
    public Builder company(long id) {
      context.put("allowed_company_ids", List.of(id));
      return this;
    }

    /** The client; makes no call. */
    public OdooClient build() {
      ServerClock serverClock = new ServerClock(clock);
      Circuit circuit = Circuit.usual(clock);
      OkHttpClient own = httpClient == null ? Connections.own() : null;
      OkHttpClient base = own == null ? Objects.requireNonNull(httpClient) : own;
      OkHttpClient http = base.newBuilder().addInterceptor(serverClock).build();
      List<Budget> budgets = budgets();
      ServiceFactory rpc = factory(http, circuit, budgets).build();
      ServiceFactory.Builder second =
          factory(http, circuit, budgets).header("X-Odoo-Database", database);
      ServiceFactory named =
          credentials.isKey() ? second.credentials(credentials.bearer()).build() : second.build();
      Connection.Wires wires =
          new Connection.Wires(
              rpc.create(OdooApi.class), rpc.calls(), named.create(OdooApi.class), named.calls());
      Connection connection = new Connection(system, database, credentials, dialect, wires);
      return new OdooClient(connection, context, serverClock, List.of(rpc, named), own, null);
    }

    /** One for both dialects: the server counts them together. */
    private List<Budget> budgets() {
      return callsPerSecond == 0
          ? List.of()
          : List.of(
              Budget.of(clock, pause)
                  .window("calls", callsPerSecond, Duration.ofSeconds(1))
                  .build());
    }

    private ServiceFactory.Builder factory(
        OkHttpClient http, Circuit circuit, List<Budget> budgets) {
      ServiceFactory.Builder factory =
          ServiceFactory.of(system, url, http)
              .errors(new OdooErrors())
              .circuit(circuit)
              .listener(listener)
              .timeouts(Duration.ofSeconds(10), callTimeout)
              .attempts(attempts)
              .time(clock, pause);
      budgets.forEach(factory::budget);
      return factory;
    }
  }
}
