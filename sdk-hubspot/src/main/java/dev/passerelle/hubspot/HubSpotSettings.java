package dev.passerelle.hubspot;

import dev.passerelle.core.http.CallListener;
import dev.passerelle.core.http.Pause;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a HubSpot connector. Immutable; holds no secret itself, only suppliers.
 *
 * <p>Canonical fields have default properties: HubSpot's own where there is one, else the prefix
 * and a name ({@code erp_siret}). {@link Builder#property} replaces a default or adds a field of
 * the embedder's own. See {@code docs/hubspot.md} for the table.
 */
public final class HubSpotSettings {
  private final HubSpotCredentials credentials;
  private final String system;
  private final String baseUrl;
  private final @Nullable OkHttpClient httpClient;
  private final Clock clock;
  private final Pause pause;
  private final HubSpotLimits limits;
  private final CallListener listener;
  private final Duration callTimeout;
  private final int attempts;
  private final String prefix;
  private final Map<EntityType, String> references;
  private final Map<EntityType, Map<Field<?>, String>> properties;
  private final Duration overlap;
  private final Duration settle;
  private final Duration binSweep;
  private final Duration maxLag;
  private final @Nullable Supplier<String> webhookSecret;

  private HubSpotSettings(Builder from) {
    credentials = from.credentials;
    system = from.system;
    baseUrl = from.baseUrl;
    httpClient = from.httpClient;
    clock = from.clock;
    pause = from.pause;
    limits = from.limits;
    listener = from.listener;
    callTimeout = from.callTimeout;
    attempts = from.attempts;
    prefix = from.prefix;
    references = Map.copyOf(from.references);
    properties = deepCopy(from.properties);
    overlap = from.overlap;
    settle = from.settle;
    binSweep = from.binSweep;
    maxLag = from.maxLag;
    webhookSecret = from.webhookSecret;
  }

  /** A builder; every other setting has a default. */
  public static Builder builder(HubSpotCredentials credentials) {
    return new Builder(credentials);
  }

  /** A client with these settings; makes no call. The caller closes it. */
  public HubSpotClient newClient() {
    HubSpotClient.Builder builder =
        HubSpotClient.builder(credentials)
            .system(system)
            .baseUrl(baseUrl)
            .time(clock, pause)
            .limits(limits)
            .listener(listener)
            .callTimeout(callTimeout)
            .attempts(attempts);
    return httpClient == null ? builder.build() : builder.httpClient(httpClient).build();
  }

  /** Short name of the system, in errors and positions. */
  public String system() {
    return system;
  }

  /** The clock of this side. */
  public Clock clock() {
    return clock;
  }

  /** Prefix of the properties that the connector needs beyond HubSpot's own. */
  public String prefix() {
    return prefix;
  }

  /** The unique property that holds our reference on records of a type. */
  public String reference(EntityType type) {
    String own = references.get(type);
    return own == null ? prefix + type.name() + "_key" : own;
  }

  /** The properties that the embedder chose for fields of a type, its facets' included. */
  public Map<Field<?>, String> properties(EntityType type) {
    return properties.getOrDefault(type, Map.of());
  }

  /** How far back a read of changes looks (L2). */
  public Duration overlap() {
    return overlap;
  }

  /** How long before now a read of changes ends (L2). */
  public Duration settle() {
    return settle;
  }

  /** How often the recycle bin is looked through for deletions. */
  public Duration binSweep() {
    return binSweep;
  }

  /** Longest time in which HubSpot may still execute a create that was sent (L20). */
  public Duration maxLag() {
    return maxLag;
  }

  /** Longest time of one attempt. */
  public Duration callTimeout() {
    return callTimeout;
  }

  /** The client secret of the app whose webhooks are received. */
  public Optional<Supplier<String>> webhookSecret() {
    return Optional.ofNullable(webhookSecret);
  }

  private static Map<EntityType, Map<Field<?>, String>> deepCopy(
      Map<EntityType, Map<Field<?>, String>> from) {
    Map<EntityType, Map<Field<?>, String>> copy = new LinkedHashMap<>();
    from.forEach(
        (type, map) -> copy.put(type, Collections.unmodifiableMap(new LinkedHashMap<>(map))));
    return copy;
  }

  /** Builds {@link HubSpotSettings}. Not thread-safe. */
  public static final class Builder {
    private final HubSpotCredentials credentials;
    private final Map<EntityType, String> references = new LinkedHashMap<>();
    private final Map<EntityType, Map<Field<?>, String>> properties = new LinkedHashMap<>();
    private String system = "crm";
    private String baseUrl = "https://api.hubapi.com/";
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private HubSpotLimits limits = HubSpotLimits.smallest();
    private CallListener listener = event -> {};
    private Duration callTimeout = Duration.ofSeconds(60);
    private int attempts = 4;
    private String prefix = "erp_";
    private Duration overlap = Duration.ofMinutes(2);
    private Duration settle = Duration.ZERO;
    private Duration binSweep = Duration.ofMinutes(5);
    private Duration maxLag = Duration.ofMinutes(2);
    private @Nullable Supplier<String> webhookSecret;

    private Builder(HubSpotCredentials credentials) {
      this.credentials = credentials;
    }

    /** Short name of the system; default {@code crm}. */
    public Builder system(String name) {
      system = name;
      return this;
    }

    /** Default {@code https://api.hubapi.com/}, whatever the account's region. */
    public Builder baseUrl(String url) {
      baseUrl = url;
      return this;
    }

    /** The host's HTTP client: its pool, proxy and threads; default one of the connector's own. */
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

    /** Sees every call, without values; default nobody. */
    public Builder listener(CallListener observer) {
      listener = observer;
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

    /** Prefix of the connector's own properties; default {@code erp_}. Lower case. */
    public Builder prefix(String text) {
      prefix = lowerCase(text);
      return this;
    }

    /** The unique property that holds our reference; default prefix, type, {@code _key}. */
    public Builder reference(EntityType type, String property) {
      references.put(type, lowerCase(property));
      return this;
    }

    /**
     * The property of a field: replaces the default or adds a field of the embedder's own.
     *
     * @param type the entity type, or a facet of it
     * @param field a canonical or custom field
     * @param property internal name of the HubSpot property
     */
    public Builder property(EntityType type, Field<?> field, String property) {
      properties
          .computeIfAbsent(type.recordType(), key -> new LinkedHashMap<>())
          .put(field, lowerCase(property));
      return this;
    }

    /** How far back a read of changes looks, for the lag of the search index; default 2 min. */
    public Builder overlap(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("overlap must be above zero (L2)");
      }
      overlap = time;
      return this;
    }

    /** How long before now a read of changes ends; default zero. */
    public Builder settle(Duration time) {
      settle = notNegative("settle", time);
      return this;
    }

    /**
     * How often the recycle bin is looked through for deletions; default 5 min. It can only be read
     * as a whole: 100 records a call.
     */
    public Builder binSweep(Duration interval) {
      binSweep = notNegative("binSweep", interval);
      return this;
    }

    /** Longest time in which HubSpot may still execute a create that was sent; default 2 min. */
    public Builder maxLag(Duration time) {
      maxLag = notNegative("maxLag", time);
      return this;
    }

    /** The client secret of the app whose webhooks are received; default none. */
    public Builder webhookSecret(Supplier<String> secret) {
      webhookSecret = secret;
      return this;
    }

    /** The settings. */
    public HubSpotSettings build() {
      return new HubSpotSettings(this);
    }

    private static String lowerCase(String name) {
      if (!name.matches("[a-z][a-z0-9_]*")) {
        throw new IllegalArgumentException(
            "property name '" + name + "' must be lower-case letters, digits and _");
      }
      return name;
    }

    private static Duration notNegative(String name, Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException(name + " must not be negative");
      }
      return time;
    }
  }
}
