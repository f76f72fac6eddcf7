package dev.passerelle.salesforce;

import dev.passerelle.core.http.CallListener;
import dev.passerelle.core.http.Pause;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.salesforce.model.SalesforceIds;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a Salesforce connector. Immutable; holds no secret itself, only suppliers.
 *
 * <p>Canonical fields have default columns: Salesforce's own where there is one, else the prefix
 * and the field's name ({@code ERP_Siret__c}). {@link Builder#column} replaces a default or adds a
 * field of the embedder's own. See {@code docs/salesforce.md} for the table.
 */
public final class SalesforceSettings {
  private final Builder from;

  private SalesforceSettings(Builder from) {
    this.from = from;
  }

  /**
   * A builder; every other setting has a default.
   *
   * @param url the org's own address (My Domain), {@code https://negoce.my.salesforce.com}
   */
  public static Builder builder(String url, SalesforceCredentials credentials) {
    return new Builder(url, credentials);
  }

  /** A client with these settings; makes no call. The caller closes it. */
  public SalesforceClient newClient() {
    return newClient(from.credentials);
  }

  /** As above, for somebody else's credentials: an administrator's, for the set-up. */
  public SalesforceClient newClient(SalesforceCredentials credentials) {
    SalesforceClient.Builder builder =
        SalesforceClient.builder(from.url, credentials)
            .system(from.system)
            .time(from.clock, from.pause)
            .limits(from.limits)
            .listener(from.listener)
            .callTimeout(from.callTimeout)
            .attempts(from.attempts);
    return from.httpClient == null ? builder.build() : builder.httpClient(from.httpClient).build();
  }

  /** Short name of the system, in errors and positions. */
  public String system() {
    return from.system;
  }

  /** The clock of this side. */
  public Clock clock() {
    return from.clock;
  }

  /** What the org allows. */
  public SalesforceLimits limits() {
    return from.limits;
  }

  /** Prefix of the columns and objects that the connector needs beyond Salesforce's own. */
  public String prefix() {
    return from.prefix;
  }

  /** The external id that holds our reference, the same on every object. */
  public String reference() {
    return from.reference == null ? from.prefix + "Id__c" : from.reference;
  }

  /** The columns that the embedder chose for fields of a type, its facets' included. */
  public Map<Field<?>, String> columns(EntityType type) {
    return from.columns.getOrDefault(type, Map.of());
  }

  /** The org that is expected; empty where any is. */
  public Optional<String> organization() {
    return Optional.ofNullable(from.organization);
  }

  /** ISO 4217 code of an org with one currency. */
  public String currency() {
    return from.currency;
  }

  /** The order status that makes an order final, in the org's own words. */
  public String draftStatus() {
    return from.draftStatus;
  }

  /** How far back a read of changes looks (L2). */
  public Duration overlap() {
    return from.overlap;
  }

  /** How long before now a read of changes ends (L2). */
  public Duration settle() {
    return from.settle;
  }

  /** How often every type is listed in full (L4). */
  public Duration rescan() {
    return from.rescan;
  }

  /** Longest time in which Salesforce may still execute a create that was sent (L20). */
  public Duration maxLag() {
    return from.maxLag;
  }

  /** From how many rows of one kind on a write becomes a bulk job; 0 for never. */
  public int bulkFrom() {
    return from.bulkFrom;
  }

  /** After this time somebody must look after a bulk job that has not ended (L21). */
  public Duration bulkDeadline() {
    return from.bulkDeadline;
  }

  /** Longest time of one attempt. */
  public Duration callTimeout() {
    return from.callTimeout;
  }

  /** Builds {@link SalesforceSettings}. Not thread-safe; the settings are a copy. */
  public static final class Builder {
    private final String url;
    private final SalesforceCredentials credentials;
    private final Map<EntityType, Map<Field<?>, String>> columns = new LinkedHashMap<>();
    private String system = "crm";
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private SalesforceLimits limits = SalesforceLimits.smallest();
    private CallListener listener = event -> {};
    private Duration callTimeout = Duration.ofSeconds(120);
    private int attempts = 4;
    private String prefix = "ERP_";
    private @Nullable String reference;
    private @Nullable String organization;
    private String currency = "EUR";
    private String draftStatus = "Draft";
    private Duration overlap = Duration.ofMinutes(15);
    private Duration settle = Duration.ZERO;
    private Duration rescan = Duration.ofHours(24);
    private Duration maxLag = Duration.ofMinutes(11);
    private int bulkFrom = 2_000;
    private Duration bulkDeadline = Duration.ofHours(4);

    private Builder(String url, SalesforceCredentials credentials) {
      this.url = url;
      this.credentials = credentials;
    }

    private Builder(Builder other) {
      this(other.url, other.credentials);
      other.columns.forEach(
          (type, map) -> columns.put(type, Collections.unmodifiableMap(new LinkedHashMap<>(map))));
      system = other.system;
      httpClient = other.httpClient;
      clock = other.clock;
      pause = other.pause;
      limits = other.limits;
      listener = other.listener;
      callTimeout = other.callTimeout;
      attempts = other.attempts;
      prefix = other.prefix;
      reference = other.reference;
      organization = other.organization;
      currency = other.currency;
      draftStatus = other.draftStatus;
      overlap = other.overlap;
      settle = other.settle;
      rescan = other.rescan;
      maxLag = other.maxLag;
      bulkFrom = other.bulkFrom;
      bulkDeadline = other.bulkDeadline;
    }

    /** Short name of the system; default {@code crm}. */
    public Builder system(String name) {
      system = name;
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

    /** What the org allows; default {@link SalesforceLimits#smallest()}. */
    public Builder limits(SalesforceLimits allowed) {
      limits = allowed;
      return this;
    }

    /** Sees every call, without values; default nobody. */
    public Builder listener(CallListener observer) {
      listener = observer;
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

    /** Prefix of the connector's own columns and objects; default {@code ERP_}. */
    public Builder prefix(String text) {
      prefix = name(text);
      return this;
    }

    /** The external id that holds our reference; default the prefix and {@code Id__c}. */
    public Builder reference(String column) {
      reference = name(column);
      return this;
    }

    /**
     * The column of a field: replaces the default or adds a field of the embedder's own.
     *
     * @param type the entity type, or a facet of it
     * @param field a canonical or custom field
     * @param column API name
     */
    public Builder column(EntityType type, Field<?> field, String column) {
      columns
          .computeIfAbsent(type.recordType(), key -> new LinkedHashMap<>())
          .put(field, name(column));
      return this;
    }

    /** Id of the org that is expected: {@code check()} says when it is another. Default any. */
    public Builder organization(String id) {
      if (!SalesforceIds.isId(id)) {
        throw new IllegalArgumentException("organization must be an id of 15 or 18 characters");
      }
      organization = SalesforceIds.of18(id);
      return this;
    }

    /** Currency of an org that has one only; default {@code EUR}. */
    public Builder currency(String code) {
      if (!code.matches("[A-Z]{3}")) {
        throw new IllegalArgumentException("currency must be an ISO 4217 code");
      }
      currency = code;
      return this;
    }

    /** The status of an order that is not yet activated; default {@code Draft}. */
    public Builder draftStatus(String status) {
      draftStatus = status;
      return this;
    }

    /** How far back a read of changes looks, for transactions that end late; default 15 min. */
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

    /** How often every type is listed in full, for what no stamp shows; default 24 h. */
    public Builder rescan(Duration interval) {
      rescan = notNegative("rescan", interval);
      return this;
    }

    /** Longest time in which Salesforce may still execute a create; default 11 min. */
    public Builder maxLag(Duration time) {
      maxLag = notNegative("maxLag", time);
      return this;
    }

    /**
     * From how many rows that are written together on they go into a job of the Bulk API 2.0, which
     * is accepted at once and executed later; default 2,000, 0 for never.
     */
    public Builder bulkFrom(int rows) {
      if (rows < 0) {
        throw new IllegalArgumentException("bulkFrom must not be negative");
      }
      bulkFrom = rows;
      return this;
    }

    /** After this time a job that has not ended is told to somebody; default 4 hours. */
    public Builder bulkDeadline(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("bulkDeadline must be above zero");
      }
      bulkDeadline = time;
      return this;
    }

    /** The settings. */
    public SalesforceSettings build() {
      return new SalesforceSettings(new Builder(this));
    }

    private static String name(String name) {
      if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
        throw new IllegalArgumentException("'" + name + "' is no API name: letters, digits and _");
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
