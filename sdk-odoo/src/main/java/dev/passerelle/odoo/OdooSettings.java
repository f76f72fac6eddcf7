package dev.passerelle.odoo;

import dev.passerelle.core.http.CallListener;
import dev.passerelle.core.http.Pause;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.odoo.model.Domain;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an Odoo connector: one database, one user, and at most one company. Immutable;
 * holds no secret itself, only suppliers. Which field of Odoo a canonical field is, is told in
 * {@code docs/odoo.md}; {@link Builder#field} replaces a default or adds a field of the embedder's
 * own.
 */
public final class OdooSettings {
  private final String url;
  private final String database;
  private final OdooCredentials credentials;
  private final String system;
  private final @Nullable OkHttpClient httpClient;
  private final Clock clock;
  private final Pause pause;
  private final CallListener listener;
  private final Duration callTimeout;
  private final int attempts;
  private final int callsPerSecond;
  private final @Nullable OdooDialect dialect;
  private final String language;
  private final @Nullable Long company;
  private final ZoneId zone;
  private final Duration overlap;
  private final Duration maxLag;
  private final String module;
  private final Domain customers;
  private final Domain products;
  private final boolean templates;
  private final boolean confirmsOrders;
  private final Map<EntityType, Map<Field<?>, String>> fields;

  private OdooSettings(Builder from) {
    url = from.url;
    database = from.database;
    credentials = from.credentials;
    system = from.system;
    httpClient = from.httpClient;
    clock = from.clock;
    pause = from.pause;
    listener = from.listener;
    callTimeout = from.callTimeout;
    attempts = from.attempts;
    callsPerSecond = from.callsPerSecond;
    dialect = from.dialect;
    language = from.language;
    company = from.company;
    zone = from.zone;
    overlap = from.overlap;
    maxLag = from.maxLag;
    module = from.module;
    customers = from.customers;
    products = from.products;
    templates = from.templates;
    confirmsOrders = from.confirmsOrders;
    Map<EntityType, Map<Field<?>, String>> copy = new LinkedHashMap<>();
    from.fields.forEach((type, map) -> copy.put(type, Map.copyOf(map)));
    fields = Map.copyOf(copy);
  }

  /**
   * A builder; every other setting has a default.
   *
   * @param url the server's address, https or loopback
   * @param database the database's name
   * @param credentials the integration's user
   */
  public static Builder builder(String url, String database, OdooCredentials credentials) {
    return new Builder(url, database, credentials);
  }

  /** A client with these settings; makes no call. The caller closes it. */
  public OdooClient newClient() {
    OdooClient.Builder builder =
        OdooClient.builder(url, database, credentials)
            .system(system)
            .time(clock, pause)
            .listener(listener)
            .callTimeout(callTimeout)
            .attempts(attempts)
            .language(language);
    Optional.ofNullable(httpClient).ifPresent(builder::httpClient);
    Optional.ofNullable(dialect).ifPresent(builder::dialect);
    Optional.ofNullable(company).ifPresent(builder::company);
    return (callsPerSecond > 0 ? builder.callsPerSecond(callsPerSecond) : builder).build();
  }

  /** Short name of the system, in errors and positions. */
  public String system() {
    return system;
  }

  /** The server's address. */
  public String url() {
    return url;
  }

  /** The database's name. */
  public String database() {
    return database;
  }

  /** The company, where one was chosen. */
  public Optional<Long> company() {
    return Optional.ofNullable(company);
  }

  /** The clock of this side. */
  public Clock clock() {
    return clock;
  }

  /** The zone of business dates: when an order's day begins, and when an invoice is overdue. */
  public ZoneId zone() {
    return zone;
  }

  /** How far back a read of changes looks (L2). */
  public Duration overlap() {
    return overlap;
  }

  /** Longest time in which the server may still execute a create that was sent (L20). */
  public Duration maxLag() {
    return maxLag;
  }

  /** Longest time of one attempt. */
  public Duration callTimeout() {
    return callTimeout;
  }

  /** The module name under which our external ids stand. */
  public String module() {
    return module;
  }

  /** Which partners are customers. */
  public Domain customers() {
    return customers;
  }

  /** Which products are sold. */
  public Domain products() {
    return products;
  }

  /** Whether a product is a template; else it is a variant. */
  public boolean templates() {
    return templates;
  }

  /** Whether an order that is created without a status is confirmed. */
  public boolean confirmsOrders() {
    return confirmsOrders;
  }

  /** The fields of Odoo that the embedder chose for fields of a type. */
  public Map<Field<?>, String> fields(EntityType type) {
    return fields.getOrDefault(type, Map.of());
  }

  /** Builds {@link OdooSettings}. Not thread-safe. */
  public static final class Builder {
    private static final Duration SHORTEST_OVERLAP = Duration.ofMinutes(3);

    private final String url;
    private final String database;
    private final OdooCredentials credentials;
    private final Map<EntityType, Map<Field<?>, String>> fields = new LinkedHashMap<>();
    private String system = "erp";
    private @Nullable OkHttpClient httpClient;
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private CallListener listener = event -> {};
    private Duration callTimeout = Duration.ofSeconds(180);
    private int attempts = 4;
    private int callsPerSecond;
    private @Nullable OdooDialect dialect;
    private String language = "en_US";
    private @Nullable Long company;
    private ZoneId zone = ZoneId.of("UTC");
    private Duration overlap = Duration.ofMinutes(10);
    private Duration maxLag = Duration.ofMinutes(5);
    private String module = "passerelle";
    private Domain customers = Domain.where("parent_id", "=", false).and("customer_rank", ">", 0);
    private Domain products = Domain.where("sale_ok", "=", true);
    private boolean templates;
    private boolean confirmsOrders = true;

    private Builder(String url, String database, OdooCredentials credentials) {
      this.url = Objects.requireNonNull(url, "url");
      this.database = Objects.requireNonNull(database, "database");
      this.credentials = Objects.requireNonNull(credentials, "credentials");
    }

    /** Short name of the system; default {@code erp}. */
    public Builder system(String name) {
      system = name;
      return this;
    }

    /** The host's HTTP client: its pool, proxy, trust and threads; default one of its own. */
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

    /** Sees every call, without values; default nobody. */
    public Builder listener(CallListener observer) {
      listener = observer;
      return this;
    }

    /** Longest time of one attempt; default 180 s. */
    public Builder callTimeout(Duration longest) {
      callTimeout = longest;
      return this;
    }

    /** Attempts in all of what may be repeated, 1 or more; default 4. */
    public Builder attempts(int most) {
      attempts = most;
      return this;
    }

    /** Calls in one second; default no bound. Odoo Online asks for about one. */
    public Builder callsPerSecond(int most) {
      callsPerSecond = most;
      return this;
    }

    /** The one way of calling that is allowed; default: found out. */
    public Builder dialect(OdooDialect only) {
      dialect = only;
      return this;
    }

    /** The language in which translated names are read and written; default {@code en_US}. */
    public Builder language(String code) {
      language = code;
      return this;
    }

    /** The company whose figures and settings count; default the user's own. */
    public Builder company(long id) {
      company = id;
      return this;
    }

    /** The zone of business dates; default UTC. */
    public Builder zone(ZoneId id) {
      zone = id;
      return this;
    }

    /**
     * How far back a read of changes looks, 3 minutes or more; default 10 minutes. A transaction is
     * stamped with its start (fact sheet §3): longer than the longest scheduled job is safe.
     */
    public Builder overlap(Duration time) {
      if (time.compareTo(SHORTEST_OVERLAP) < 0) {
        throw new IllegalArgumentException("overlap must be 3 minutes or more");
      }
      overlap = time;
      return this;
    }

    /** Longest time in which the server may still execute what was sent; default 5 minutes. */
    public Builder maxLag(Duration time) {
      maxLag = time;
      return this;
    }

    /** The module name of our external ids; letters, digits and _; default {@code passerelle}. */
    public Builder module(String name) {
      if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
        throw new IllegalArgumentException("module must be lower-case letters, digits and _");
      }
      module = name;
      return this;
    }

    /** Which partners are customers; default those without a parent and with a customer rank. */
    public Builder customers(Domain which) {
      customers = which;
      return this;
    }

    /** Which products are sold, of variants or templates; default those that may be sold. */
    public Builder products(Domain which) {
      products = which;
      return this;
    }

    /** A product is a template, not a variant: for shops without variants. */
    public Builder productsAreTemplates() {
      templates = true;
      return this;
    }

    /** Whether an order created without a status is confirmed; default yes. */
    public Builder confirmOrders(boolean confirm) {
      confirmsOrders = confirm;
      return this;
    }

    /**
     * The field of Odoo that a field is: replaces the default or adds one of the embedder's own.
     *
     * @param type the entity type
     * @param field a canonical or custom field
     * @param name technical name of Odoo's field, {@code x_price_category}
     */
    public Builder field(EntityType type, Field<?> field, String name) {
      if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
        throw new IllegalArgumentException("field name '" + name + "' is none of Odoo's");
      }
      fields.computeIfAbsent(type, key -> new LinkedHashMap<>()).put(field, name);
      return this;
    }

    /** The settings. */
    public OdooSettings build() {
      return new OdooSettings(this);
    }
  }
}
