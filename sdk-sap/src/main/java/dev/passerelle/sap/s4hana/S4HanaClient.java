package dev.passerelle.sap.s4hana;

import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.http.Connections;
import dev.passerelle.core.http.Credentials;
import dev.passerelle.core.http.ServerClock;
import dev.passerelle.core.http.ServiceFactory;
import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.core.http.odata.ODataService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A typed client for one S/4HANA system over its OData services, useful with or without the sync
 * engine.
 *
 * <p>Thread-safe: all threads share one cookie session and one CSRF token per service, fetched by
 * one of them and fetched again when it is refused. Every failure is a {@code PasserelleException}.
 * Reads are repeated when they fail in passing; creates are sent once.
 *
 * <pre>{@code
 * try (S4HanaClient sap = S4HanaClient.of(settings)) {
 *   sap.service(S4HanaApi.SALES_ORDER)
 *       .find("A_SalesOrder", ODataKey.of("42"), ODataQuery.all().expand("to_Item"));
 * }
 * }</pre>
 */
public final class S4HanaClient implements AutoCloseable {
  /** What is spoken: OData 2, and OData 4 for orders where the settings say so. */
  public static final String API_VERSION = "OData V2/V4";

  private final S4HanaSettings settings;
  private final ServiceFactory http;
  private final CsrfGate gate;
  private final ServerClock serverClock;
  private final @Nullable OkHttpClient own;
  private final Map<String, S4Service> services = new ConcurrentHashMap<>();

  private S4HanaClient(
      S4HanaSettings settings,
      ServiceFactory http,
      CsrfGate gate,
      ServerClock serverClock,
      @Nullable OkHttpClient own) {
    this.settings = settings;
    this.http = http;
    this.gate = gate;
    this.serverClock = serverClock;
    this.own = own;
  }

  /** A client; makes no call. */
  public static S4HanaClient of(S4HanaSettings settings) {
    Credentials credentials = settings.credentials();
    ServerClock clock = new ServerClock(settings.clock());
    CsrfGate gate = new CsrfGate(HttpUrl.get(settings.baseUrl()));
    OkHttpClient host = settings.httpClient().orElseGet(Connections::own);
    OkHttpClient client = host.newBuilder().addInterceptor(clock).addInterceptor(gate).build();
    OkHttpClient trusting = settings.trust().map(trust -> trust.applyTo(client)).orElse(client);
    ServiceFactory.Builder http =
        ServiceFactory.of(settings.system(), settings.baseUrl(), trusting)
            .credentials(credentials)
            .errors(new GatewayErrors())
            .listener(settings.listener())
            .timeouts(Duration.ofSeconds(10), settings.callTimeout())
            .attempts(settings.attempts())
            .header("sap-language", settings.language())
            .time(settings.clock(), settings.pause());
    if (!settings.client().isEmpty()) {
      http.header("sap-client", settings.client());
    }
    OkHttpClient own = settings.httpClient().isPresent() ? null : host;
    return new S4HanaClient(settings, http.build(), gate, clock, own);
  }

  /** A service that the client knows by name, at its place of the settings. */
  public S4Service service(S4HanaApi api) {
    return service(settings.path(api), api.dialect());
  }

  /**
   * Any service.
   *
   * @param path its place below the host, with a slash at its end
   */
  public S4Service service(String path, ODataDialect dialect) {
    return services.computeIfAbsent(
        path + " " + dialect,
        key -> {
          gate.serve(HttpUrl.get(http.baseUrl() + path));
          return new S4Service(ODataService.of(http, path, dialect));
        });
  }

  /** The server's clock as its latest answer told it; empty before the first answer (R8). */
  public Optional<Instant> serverTime() {
    return serverClock.now();
  }

  /** How far the server's clock is ahead of this side's; empty before the first answer. */
  public Optional<Duration> clockAhead() {
    return serverClock.ahead();
  }

  /** What the system's answers announced the end of, among the operations in use. */
  public List<Deprecation> deprecations() {
    return http.deprecations();
  }

  /** Frees the connection pool, if it is the client's own; the session ends by itself. */
  @Override
  public void close() {
    http.close();
    if (own != null) {
      own.dispatcher().executorService().shutdown();
      own.connectionPool().evictAll();
    }
  }
}
