package dev.passerelle.sap.s4hana;

import dev.passerelle.core.http.CallListener;
import dev.passerelle.core.http.Credentials;
import dev.passerelle.core.http.Pause;
import dev.passerelle.sap.ServerTrust;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * How one system is reached, in the cloud or on premise. What a company has customized is in {@link
 * S4HanaCodes}. Immutable; holds no secret itself, only suppliers.
 */
public final class S4HanaSettings {
  private final Builder from;

  private S4HanaSettings(Builder from) {
    this.from = from;
  }

  /**
   * A builder for a user with a password: a communication user in the cloud, a technical user on
   * premise. Every other setting has a default.
   *
   * @param baseUrl the host, {@code https://my300000-api.s4hana.cloud.sap/}; in the cloud the one
   *     with {@code -api}
   * @param password asked for at the first call and after a refusal
   */
  public static Builder builder(String baseUrl, String user, Supplier<String> password) {
    return builder(baseUrl, Credentials.basic(user, password));
  }

  /**
   * A builder for other credentials: {@link Credentials#oauth(String, String, Supplier) OAuth 2}
   * with its client credentials, a key in a header for the sandbox, or {@link Credentials#none()}
   * where the host's HTTP client shows a certificate.
   */
  public static Builder builder(String baseUrl, Credentials credentials) {
    return new Builder(baseUrl, credentials);
  }

  String baseUrl() {
    return from.baseUrl;
  }

  /** What tells this system from every other: the host and the client. */
  public String identity() {
    HttpUrl url = HttpUrl.parse(from.baseUrl);
    String host = url == null ? from.baseUrl : url.host();
    return from.client.isEmpty() ? host : from.client + "@" + host;
  }

  Credentials credentials() {
    return from.credentials;
  }

  String client() {
    return from.client;
  }

  /** The language of texts, two letters. */
  public String language() {
    return from.language;
  }

  String path(S4HanaApi api) {
    return from.paths.getOrDefault(api, api.path());
  }

  Optional<ServerTrust> trust() {
    return Optional.ofNullable(from.trust);
  }

  Optional<OkHttpClient> httpClient() {
    return Optional.ofNullable(from.httpClient);
  }

  /** Short name of the system, in errors and positions. */
  public String system() {
    return from.system;
  }

  /** The clock of this side. */
  public Clock clock() {
    return from.clock;
  }

  Pause pause() {
    return from.pause;
  }

  CallListener listener() {
    return from.listener;
  }

  /** Longest time of one attempt. */
  public Duration callTimeout() {
    return from.callTimeout;
  }

  int attempts() {
    return from.attempts;
  }

  /** The zone of days and times that have none. */
  public ZoneId zone() {
    return from.zone;
  }

  /** What the company has customized. */
  public S4HanaCodes codes() {
    return from.codes;
  }

  /** How far back a read of changes looks (L2). */
  public Duration overlap() {
    return from.overlap;
  }

  /** How often records are listed in full whose changes move no stamp (L4). */
  public Duration rescan() {
    return from.rescan;
  }

  /** How often figures are listed that have no stamp at all: stock and open items. */
  public Duration figures() {
    return from.figures;
  }

  /** Longest time in which a create that was sent may still be executed (L20). */
  public Duration maxLag() {
    return from.maxLag == null ? from.callTimeout.plusMinutes(1) : from.maxLag;
  }

  /** Builds {@link S4HanaSettings}. Not thread-safe. */
  public static final class Builder {
    private final String baseUrl;
    private final Credentials credentials;
    private final Map<S4HanaApi, String> paths = new EnumMap<>(S4HanaApi.class);
    private String client = "";
    private String language = "EN";
    private String system = "erp";
    private @Nullable ServerTrust trust;
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private CallListener listener = event -> {};
    private Duration callTimeout = Duration.ofMinutes(5);
    private int attempts = 4;
    private ZoneId zone = ZoneId.systemDefault();
    private S4HanaCodes codes = S4HanaCodes.builder("1010", "10", "00").build();
    private Duration overlap = Duration.ofMinutes(10);
    private Duration rescan = Duration.ofHours(24);
    private Duration figures = Duration.ofMinutes(30);
    private @Nullable Duration maxLag;

    private Builder(String baseUrl, Credentials credentials) {
      this.baseUrl = baseUrl.endsWith("/") ? baseUrl : baseUrl + "/";
      this.credentials = credentials;
    }

    /** The client of a system that has several, {@code 100}; default the system's own. */
    public Builder client(String number) {
      if (!number.matches("\\d{3}")) {
        throw new IllegalArgumentException("client '" + number + "' is not three digits");
      }
      client = number;
      return this;
    }

    /** The language of texts and messages, two letters; default {@code EN}. */
    public Builder language(String code) {
      if (!code.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException("language '" + code + "' is not two capitals");
      }
      language = code;
      return this;
    }

    /**
     * Another place of a service below the host; ends with a slash, begins without one.
     *
     * @param path {@code sap/opu/odata/sap/Z_SALES_ORDER_SRV/}
     */
    public Builder path(S4HanaApi api, String path) {
      if (path.startsWith("/") || !path.endsWith("/")) {
        throw new IllegalArgumentException("path '" + path + "' must end with a slash only");
      }
      paths.put(api, path);
      return this;
    }

    /** Short name of the system; default {@code erp}. */
    public Builder system(String name) {
      system = name;
      return this;
    }

    /** The certificate of a server that made its own; default the usual authorities. */
    public Builder trust(ServerTrust certificate) {
      trust = certificate;
      return this;
    }

    /** The host's HTTP client: its pool, proxy, threads and certificate; default an own one. */
    public Builder httpClient(OkHttpClient host) {
      httpClient = host;
      return this;
    }

    /** Time as told and as passed; default the machine's. */
    public Builder time(Clock source, Pause waiting) {
      clock = source;
      pause = waiting;
      return this;
    }

    /** Sees every call, without values; default nobody. */
    public Builder listener(CallListener observer) {
      listener = observer;
      return this;
    }

    /** Longest time of one attempt; default 5 min: an order with its checks takes seconds. */
    public Builder callTimeout(Duration longest) {
      callTimeout = positive("callTimeout", longest);
      return this;
    }

    /** Attempts in all of what may be repeated, 1 or more; default 4. */
    public Builder attempts(int most) {
      attempts = most;
      return this;
    }

    /** The zone of the application server's days and times; default this machine's. */
    public Builder zone(ZoneId where) {
      zone = where;
      return this;
    }

    /** What the company has customized; default sales area 1010/10/00 and the usual codes. */
    public Builder codes(S4HanaCodes customizing) {
      codes = customizing;
      return this;
    }

    /** How far back a read of changes looks; default 10 min, a day where only days are kept. */
    public Builder overlap(Duration time) {
      overlap = positive("overlap", time);
      return this;
    }

    /** How often is listed in full what changes without a stamp; default 24 h. */
    public Builder rescan(Duration interval) {
      rescan = positive("rescan", interval);
      return this;
    }

    /** How often stock and open items are listed; default 30 min. */
    public Builder figures(Duration interval) {
      figures = positive("figures", interval);
      return this;
    }

    /** How long a create that was sent may still be executed; default call time-out and 1 min. */
    public Builder maxLag(Duration time) {
      maxLag = positive("maxLag", time);
      return this;
    }

    /** The settings. */
    public S4HanaSettings build() {
      return new S4HanaSettings(this);
    }

    private static Duration positive(String name, Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(name + " must be above zero");
      }
      return time;
    }
  }
}
