package dev.passerelle.sap;

import dev.passerelle.core.http.CallListener;
import dev.passerelle.core.http.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of both products have in common: the connection, time, and how often is looked.
 * Immutable. Only the two products extend it.
 */
public abstract class SapSettings {
  private final String baseUrl;
  private final String system;
  private final @Nullable ServerTrust trust;
  private final @Nullable OkHttpClient httpClient;
  private final Clock clock;
  private final Pause pause;
  private final CallListener listener;
  private final Duration callTimeout;
  private final int attempts;
  private final ZoneId zone;
  private final Duration overlap;
  private final Duration rescan;
  private final Duration figures;
  private final @Nullable Duration maxLag;

  /** Takes what the builder has now. */
  protected SapSettings(Builder<?> from) {
    baseUrl = from.baseUrl;
    system = from.system;
    trust = from.trust;
    httpClient = from.httpClient;
    clock = from.clock;
    pause = from.pause;
    listener = from.listener;
    callTimeout = from.callTimeout;
    attempts = from.attempts;
    zone = from.zone;
    overlap = from.overlap;
    rescan = from.rescan;
    figures = from.figures;
    maxLag = from.maxLag;
  }

  /** What tells this company or client from every other. */
  public abstract String identity();

  /** The address, with a slash at its end. */
  public final String baseUrl() {
    return baseUrl;
  }

  /** The certificate of a server that made its own; empty for the usual authorities. */
  public final Optional<ServerTrust> trust() {
    return Optional.ofNullable(trust);
  }

  /** The host's HTTP client; empty for one of the connector's own. */
  public final Optional<OkHttpClient> httpClient() {
    return Optional.ofNullable(httpClient);
  }

  /** Short name of the system, in errors and positions. */
  public final String system() {
    return system;
  }

  /** The clock of this side. */
  public final Clock clock() {
    return clock;
  }

  /** How time is passed. */
  public final Pause pause() {
    return pause;
  }

  /** Who sees every call. */
  public final CallListener listener() {
    return listener;
  }

  /** Longest time of one attempt. */
  public final Duration callTimeout() {
    return callTimeout;
  }

  /** Attempts in all of what may be repeated. */
  public final int attempts() {
    return attempts;
  }

  /** The zone of the server's days and times, which have none. */
  public final ZoneId zone() {
    return zone;
  }

  /** How far back a read of changes looks (L2). */
  public final Duration overlap() {
    return overlap;
  }

  /** How often records are listed in full whose changes move no stamp (L4). */
  public final Duration rescan() {
    return rescan;
  }

  /** How often figures are listed that have no stamp at all: stock, balances, open items. */
  public final Duration figures() {
    return figures;
  }

  /** Longest time in which a create that was sent may still be executed (L20). */
  public final Duration maxLag() {
    return maxLag == null ? callTimeout.plusMinutes(1) : maxLag;
  }

  /**
   * Builds settings. Not thread-safe.
   *
   * @param <B> the builder of the product
   */
  public abstract static class Builder<B extends Builder<B>> {
    private final String baseUrl;
    private String system = "erp";
    private @Nullable ServerTrust trust;
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private CallListener listener = event -> {};
    private Duration callTimeout = Duration.ofMinutes(5);
    private int attempts = 4;
    private ZoneId zone = ZoneId.systemDefault();
    private Duration overlap;
    private Duration rescan = Duration.ofHours(24);
    private Duration figures = Duration.ofMinutes(30);
    private @Nullable Duration maxLag;

    /** Begins with the address and the product's own overlap. */
    protected Builder(String baseUrl, Duration overlap) {
      this.baseUrl = baseUrl.endsWith("/") ? baseUrl : baseUrl + "/";
      this.overlap = overlap;
    }

    /** This. */
    protected abstract B self();

    /** Short name of the system; default {@code erp}. */
    public final B system(String name) {
      system = name;
      return self();
    }

    /** The certificate of a server that made its own; default the usual authorities. */
    public final B trust(ServerTrust certificate) {
      trust = certificate;
      return self();
    }

    /** The host's HTTP client: its pool, proxy, threads and certificate; default an own one. */
    public final B httpClient(OkHttpClient client) {
      httpClient = client;
      return self();
    }

    /** Time as told and as passed; default the machine's. */
    public final B time(Clock source, Pause waiting) {
      clock = source;
      pause = waiting;
      return self();
    }

    /** Sees every call, without values; default nobody. */
    public final B listener(CallListener observer) {
      listener = observer;
      return self();
    }

    /** Longest time of one attempt; default 5 min: a document with its checks takes minutes. */
    public final B callTimeout(Duration longest) {
      callTimeout = positive("callTimeout", longest);
      return self();
    }

    /** Attempts in all of what may be repeated, 1 or more; default 4. */
    public final B attempts(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("attempts must be 1 or more");
      }
      attempts = most;
      return self();
    }

    /** The zone of the server's days and times, which have none; default this machine's. */
    public final B zone(ZoneId where) {
      zone = where;
      return self();
    }

    /** How far back a read of changes looks; its default stands on the product's page. */
    public final B overlap(Duration time) {
      overlap = positive("overlap", time);
      return self();
    }

    /** How often is listed in full what changes without a stamp; default 24 h. */
    public final B rescan(Duration interval) {
      rescan = positive("rescan", interval);
      return self();
    }

    /** How often stock, balances and open items are listed; default 30 min. */
    public final B figures(Duration interval) {
      figures = positive("figures", interval);
      return self();
    }

    /** How long a create that was sent may still be executed; default call time-out and 1 min. */
    public final B maxLag(Duration time) {
      maxLag = positive("maxLag", time);
      return self();
    }

    private static Duration positive(String name, Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(name + " must be above zero");
      }
      return time;
    }
  }
}
