package dev.passerelle.core.http;

import dev.passerelle.core.adapter.Deprecation;
import dev.passerelle.core.error.PasserelleException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * Makes the Retrofit services of one remote system, with everything in place that a connector must
 * not forget: credentials, retry of what may be repeated, budget, circuit, time-outs, a bound on
 * answers, error translation, and an observer that sees no values.
 *
 * <p>Encrypted connections only, loopback apart. Redirects are not followed. Credentials go to the
 * base address only, never to another host. Nothing is logged. Thread-safe; close it to end the
 * session, if the credentials opened one. The connection pool and the threads are the host's.
 *
 * <pre>{@code
 * ServiceFactory http = ServiceFactory.of("crm", "https://api.hubapi.com/", host)
 *     .credentials(Credentials.bearer(secrets::hubspotToken))
 *     .budget(budget)
 *     .build();
 * HubSpotApi api = http.create(HubSpotApi.class);
 * Company company = http.calls().execute(api.company("42"));
 * }</pre>
 */
public final class ServiceFactory implements AutoCloseable {
  private final Pipeline pipeline;
  private final Circuit circuit;
  private final Retrofit retrofit;

  private ServiceFactory(Builder builder) {
    pipeline = new Pipeline(builder.parts());
    circuit = builder.circuit();
    retrofit =
        new Retrofit.Builder()
            .baseUrl(builder.baseUrl)
            .callFactory(pipeline)
            .addConverterFactory(builder.json.converter())
            .validateEagerly(true)
            .build();
  }

  /**
   * Starts a factory.
   *
   * @param system short name of the system, for errors and metrics
   * @param baseUrl https, or loopback; ends with a slash
   * @param host the host's client: its pool, proxy, DNS, TLS settings and threads are used
   * @throws dev.passerelle.core.error.InvalidConfiguration for an address that is not allowed
   */
  public static Builder of(String system, String baseUrl, OkHttpClient host) {
    return new Builder(system, Addresses.base(system + ".baseUrl", baseUrl), host);
  }

  /** The implementation of a Retrofit interface; its methods return {@link retrofit2.Call}. */
  public <S> S create(Class<S> service) {
    return retrofit.create(service);
  }

  /** Executes the calls of the services. */
  public Calls calls() {
    return new Calls(pipeline, null);
  }

  /** Short name of the system. */
  public String system() {
    return pipeline.system();
  }

  /** The address that paths are appended to; ends with a slash. */
  public String baseUrl() {
    return retrofit.baseUrl().toString();
  }

  /**
   * What an answer means that came inside another one: a part of a batch. As everywhere, a failing
   * system makes a write {@code OutcomeUnknown}.
   *
   * @param operation method and path template, without values
   * @param kind what the inner request was
   * @param status its HTTP status
   * @param headers its headers, by name in any case
   * @param body its body; empty where there is none
   * @return empty where nothing is wrong
   */
  public Optional<PasserelleException> judge(
      String operation,
      CallKind kind,
      int status,
      Function<String, Optional<String>> headers,
      String body) {
    return pipeline.judge(operation, kind, status, headers, body);
  }

  /** Whether the system is thought to work. */
  public Circuit.State circuit() {
    return circuit.state();
  }

  /**
   * Another process drew on the same quotas until so long ago: see {@link Budget#usedElsewhere}.
   */
  public void quotasUsedElsewhere(Duration ago) {
    pipeline.budgets().forEach(budget -> budget.usedElsewhere(ago));
  }

  /** What the system's answers announced the end of, among the operations in use (L34). */
  public List<Deprecation> deprecations() {
    return pipeline.deprecations().all();
  }

  /** Ends the session that the credentials opened, if any. */
  @Override
  public void close() {
    try {
      pipeline.close();
    } catch (InterruptedException e) {
      // The session ends by itself after a while; whoever interrupts wants to go.
      Thread.currentThread().interrupt();
    }
  }

  /** Collects what is optional. Not thread-safe. */
  public static final class Builder {
    private static final int CALLS_AT_ONCE = 64;

    private final String system;
    private final HttpUrl baseUrl;
    private final OkHttpClient host;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, List<Budget>> budgets = new LinkedHashMap<>();
    private Credentials credentials = Credentials.none();
    private ErrorTranslator errors = answer -> Optional.empty();
    private CallListener listener = event -> {};
    private Json json = new Json();
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private RandomGenerator random = new Random();
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration callTimeout = Duration.ofSeconds(60);
    private Duration longestPause = Duration.ofSeconds(60);
    private int attempts = 4;
    private long maxBody = 32L * 1024 * 1024;
    private @Nullable Circuit circuit;

    private Builder(String system, HttpUrl baseUrl, OkHttpClient host) {
      this.system = system;
      this.baseUrl = baseUrl;
      this.host = host;
      headers.put("User-Agent", UserAgent.text());
      headers.put("Accept", "application/json");
    }

    /** Who we are; default: nobody. */
    public Builder credentials(Credentials who) {
      credentials = who;
      return this;
    }

    /** A header on every request to the base address that does not set it itself. */
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /** The quota of all requests that name no other; each further one is charged as well. */
    public Builder budget(Budget budget) {
      return budget("", budget);
    }

    /** The quota of the requests whose {@link Sends#quota} has the given name. */
    public Builder budget(String quota, Budget budget) {
      budgets.computeIfAbsent(quota, name -> new ArrayList<>()).add(budget);
      return this;
    }

    /** What the vendor's error answers mean; default: the standard translation alone. */
    public Builder errors(ErrorTranslator translator) {
      errors = translator;
      return this;
    }

    /** A circuit shared with other factories of the same system; default: one of its own. */
    public Builder circuit(Circuit shared) {
      circuit = shared;
      return this;
    }

    /** Sees every attempt; default: nobody. */
    public Builder listener(CallListener observer) {
      listener = observer;
      return this;
    }

    /** Default: a new one. */
    public Builder json(Json codec) {
      json = codec;
      return this;
    }

    /**
     * Longest time to connect, and longest time of one attempt from sending to the last byte;
     * defaults 10 s and 60 s. A write may have its effect until the latter has passed (L29).
     */
    public Builder timeouts(Duration connect, Duration call) {
      connectTimeout = positive("connect", connect);
      callTimeout = positive("call", call);
      return this;
    }

    /** Attempts in all of what may be repeated, 1 or more; default 4. */
    public Builder attempts(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("attempts must be 1 or more");
      }
      attempts = most;
      return this;
    }

    /** Longest wait between attempts; a remote that asks for more is {@code Throttled}; 60 s. */
    public Builder longestPause(Duration longest) {
      longestPause = positive("longestPause", longest);
      return this;
    }

    /** Largest answer in bytes after decompression, 1 or more; default 32 MiB. */
    public Builder maxBody(long bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("maxBody must be 1 or more");
      }
      maxBody = bytes;
      return this;
    }

    /** Time, as told and as passed; default: the machine's. */
    public Builder time(Clock source, Pause waiting) {
      clock = source;
      pause = waiting;
      return this;
    }

    /** Spreads the waits of many clients; must be thread-safe. */
    public Builder random(RandomGenerator source) {
      random = source;
      return this;
    }

    /** The factory. */
    public ServiceFactory build() {
      return new ServiceFactory(this);
    }

    private Circuit circuit() {
      Circuit own = circuit == null ? Circuit.usual(clock) : circuit;
      circuit = own;
      return own;
    }

    private Pipeline.Parts parts() {
      OkHttpClient client = client();
      return new Pipeline.Parts(
          system,
          baseUrl,
          Map.copyOf(headers),
          credentials,
          new AuthSource.Context(system, client, clock, maxBody),
          copy(budgets),
          circuit(),
          new Wire(client, clock, maxBody),
          new Failures(errors, maxBody),
          new RetryRules(attempts, longestPause, clock, random),
          listener,
          clock,
          pause);
    }

    private OkHttpClient client() {
      Dispatcher dispatcher = new Dispatcher(host.dispatcher().executorService());
      dispatcher.setMaxRequests(CALLS_AT_ONCE);
      dispatcher.setMaxRequestsPerHost(CALLS_AT_ONCE);
      return host.newBuilder()
          .dispatcher(dispatcher)
          .connectTimeout(connectTimeout)
          .readTimeout(callTimeout)
          .writeTimeout(callTimeout)
          .callTimeout(callTimeout)
          .followRedirects(false)
          .followSslRedirects(false)
          // OkHttp would send a write again on another address of the host (L20).
          .retryOnConnectionFailure(false)
          .authenticator(Authenticator.NONE)
          .cookieJar(CookieJar.NO_COOKIES)
          .cache(null)
          .socketFactory(new NoDelaySockets(host.socketFactory()))
          .addNetworkInterceptor(Builder::mark)
          .build();
    }

    /** The last moment before the first byte, and the first after the last. */
    private static Response mark(Interceptor.Chain chain) throws java.io.IOException {
      Wire.Sending sending = chain.request().tag(Wire.Sending.class);
      if (sending != null) {
        sending.begin();
      }
      Response response = chain.proceed(chain.request());
      // OkHttp takes this pair as an order to send again at once, be it a write (L20).
      boolean again = response.code() == 503 && "0".equals(response.header("Retry-After"));
      return again ? response.newBuilder().removeHeader("Retry-After").build() : response;
    }

    private static Map<String, List<Budget>> copy(Map<String, List<Budget>> budgets) {
      Map<String, List<Budget>> copy = new LinkedHashMap<>();
      budgets.forEach((quota, list) -> copy.put(quota, List.copyOf(list)));
      return copy;
    }

    private static Duration positive(String name, Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException(name + " must be positive");
      }
      return duration;
    }
  }
}
