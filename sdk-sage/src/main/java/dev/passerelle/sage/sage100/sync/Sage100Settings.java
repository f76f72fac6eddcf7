package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.http.Pause;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.sage.sage100.BalanceRules;
import dev.passerelle.sage.sage100.ImportDirectory;
import dev.passerelle.sage.sage100.SageAgent;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How one Sage 100 company is read and written. Without a way of writing the connector is
 * read-only: its adapters then offer neither create nor update. Immutable.
 */
public final class Sage100Settings {
  private final Builder from;
  private final Map<EntityType, Map<Field<?>, String>> freeFields;

  private Sage100Settings(Builder from) {
    this.from = from.copy();
    Map<EntityType, Map<Field<?>, String>> copy = new LinkedHashMap<>();
    from.freeFields.forEach((type, fields) -> copy.put(type, Map.copyOf(fields)));
    this.freeFields = Map.copyOf(copy);
  }

  /**
   * A builder.
   *
   * @param dataSource connections to the company's database with a login that may only read
   * @param zone the zone of the company's business dates
   */
  public static Builder builder(DataSource dataSource, ZoneId zone) {
    return new Builder(dataSource, zone);
  }

  DataSource dataSource() {
    return from.dataSource;
  }

  ZoneId zone() {
    return from.zone;
  }

  ZoneId serverZone() {
    return from.serverZone == null ? from.zone : from.serverZone;
  }

  String system() {
    return from.system;
  }

  Clock clock() {
    return from.clock;
  }

  Duration overlap() {
    return from.overlap;
  }

  Duration rescan() {
    return from.rescan;
  }

  Pause pause() {
    return from.pause;
  }

  Duration queryTimeout() {
    return from.queryTimeout;
  }

  BalanceRules balances() {
    return from.balances;
  }

  StockFormula stock() {
    return from.stock;
  }

  int taxCategory() {
    return from.taxCategory;
  }

  String currency() {
    return from.currency;
  }

  ZeroLines zeroLines() {
    return from.zeroLines;
  }

  Optional<SageAgent> agent() {
    return Optional.ofNullable(from.agent);
  }

  Optional<String> agentInstance() {
    return Optional.ofNullable(from.agentInstance);
  }

  Optional<ImportDirectory> importFiles() {
    return Optional.ofNullable(from.importFiles);
  }

  Duration importDeadline() {
    return from.importDeadline;
  }

  Duration maxLag() {
    return from.maxLag;
  }

  Supplier<String> ids() {
    return from.ids;
  }

  /** Columns of the free fields of a type's table, by field. */
  Map<Field<?>, String> freeFields(EntityType type) {
    return freeFields.getOrDefault(type, Map.of());
  }

  /** Builds {@link Sage100Settings}. Not thread-safe. */
  public static final class Builder {
    private final DataSource dataSource;
    private final ZoneId zone;
    private final Map<EntityType, Map<Field<?>, String>> freeFields = new LinkedHashMap<>();
    private @Nullable ZoneId serverZone;
    private String system = "sage100";
    private Clock clock = Clock.systemUTC();
    private Duration overlap = Duration.ofMinutes(5);
    private Duration rescan = Duration.ofMinutes(30);
    private Duration queryTimeout = Duration.ofSeconds(30);
    private Pause pause = Pause.sleeping();
    private BalanceRules balances = BalanceRules.DEFAULT;
    private StockFormula stock = StockFormula.ON_HAND_LESS_PICKING;
    private int taxCategory = 1;
    private String currency = "EUR";
    private ZeroLines zeroLines = ZeroLines.REFUSE;
    private @Nullable SageAgent agent;
    private @Nullable String agentInstance;
    private @Nullable ImportDirectory importFiles;
    private Duration importDeadline = Duration.ofHours(24);
    private Duration maxLag = Duration.ofSeconds(120);
    private Supplier<String> ids = () -> UUID.randomUUID().toString();

    private Builder(DataSource dataSource, ZoneId zone) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
      this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** The zone of the SQL server's local time; default the company's. */
    public Builder serverZone(ZoneId value) {
      serverZone = Objects.requireNonNull(value, "serverZone");
      return this;
    }

    /** The name by which errors call this system; default {@code sage100}. */
    public Builder system(String name) {
      system = Objects.requireNonNull(name, "system");
      return this;
    }

    /** The clock for business dates and instants of reading; default the machine's. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * How long Sage's longest transaction may last: readings of changes begin so long before the
     * last one began. Default 5 minutes, at least 2 (columns of a minute) or 5 seconds.
     */
    public Builder overlap(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("overlap: above zero");
      }
      overlap = time;
      return this;
    }

    /**
     * How often balances, stock and documents are listed in full, for what no row shows: deleted
     * documents, entries and payments. Default 30 minutes.
     */
    public Builder rescan(Duration interval) {
      if (interval.compareTo(Duration.ofMinutes(1)) < 0) {
        throw new IllegalArgumentException("rescan: at least a minute");
      }
      rescan = interval;
      return this;
    }

    /** The longest time of one query; default 30 s. */
    public Builder queryTimeout(Duration time) {
      queryTimeout = Objects.requireNonNull(time, "queryTimeout");
      return this;
    }

    /** How to wait between attempts of a query; default by sleeping. */
    public Builder pause(Pause value) {
      pause = Objects.requireNonNull(value, "pause");
      return this;
    }

    /** How balances are made; default {@link BalanceRules#DEFAULT}. */
    public Builder balances(BalanceRules rules) {
      balances = Objects.requireNonNull(rules, "balances");
      return this;
    }

    /** What can be sold; default {@link StockFormula#ON_HAND_LESS_PICKING}. */
    public Builder stock(StockFormula formula) {
      stock = Objects.requireNonNull(formula, "stock");
      return this;
    }

    /** The accounting category (N_CatCompta) whose VAT products show; default 1. */
    public Builder taxCategory(int category) {
      if (category < 1 || category > 50) {
        throw new IllegalArgumentException("taxCategory: 1 to 50");
      }
      taxCategory = category;
      return this;
    }

    /** ISO 4217 code of the company's currency; default EUR. */
    public Builder currency(String code) {
      currency = Objects.requireNonNull(code, "currency");
      return this;
    }

    /**
     * A free field ("information libre"): a column of a customer's own, by its name in Sage with
     * blanks and accents, or any other column that the connector does not read by itself.
     *
     * @param type customer, product, quote, sales order, delivery or invoice
     * @param field text, code, decimal, integer, flag or date
     */
    public Builder freeField(EntityType type, Field<?> field, String column) {
      if (!Set.copyOf(FreeColumns.TABLES.keySet()).contains(type)) {
        throw new IllegalArgumentException("freeField: " + type + " has no free fields");
      }
      freeFields.computeIfAbsent(type, t -> new LinkedHashMap<>()).put(field, column);
      return this;
    }

    /** What is made of lines without quantity and price; default {@link ZeroLines#REFUSE}. */
    public Builder zeroLines(ZeroLines treatment) {
      zeroLines = Objects.requireNonNull(treatment, "zeroLines");
      return this;
    }

    /**
     * Writes through the agent beside Sage. The connector closes it.
     *
     * @param client the agent's client
     */
    public Builder agent(SageAgent client) {
      agent = Objects.requireNonNull(client, "agent");
      return this;
    }

    /**
     * Writes by files for Sage's own import, where no agent runs; not together with an agent.
     * Asynchronous: writes are accepted and told about later (L21). Default: none.
     */
    public Builder importFiles(ImportDirectory directory) {
      importFiles = Objects.requireNonNull(directory, "importFiles");
      return this;
    }

    /** When somebody must look after a file that nobody imported; default 24 h. */
    public Builder importDeadline(Duration time) {
      if (time.compareTo(Duration.ofMinutes(1)) < 0) {
        throw new IllegalArgumentException("importDeadline: at least a minute");
      }
      importDeadline = time;
      return this;
    }

    /**
     * The instance of the agent's journal that an operator knows; default the one that is met
     * first. While the agent shows another one, what it does not know is not taken for absent.
     */
    public Builder agentInstance(String instance) {
      agentInstance = Objects.requireNonNull(instance, "agentInstance");
      return this;
    }

    /**
     * The longest time in which a request that was sent to the agent may still take effect: its own
     * longest execution and a margin; with import files, in which a file may still be written.
     * Default 120 s.
     */
    public Builder maxLag(Duration time) {
      if (time.compareTo(Duration.ofSeconds(10)) < 0) {
        throw new IllegalArgumentException("maxLag: at least 10 s");
      }
      maxLag = time;
      return this;
    }

    /** Makes the references of updates, each another; default random. */
    public Builder ids(Supplier<String> unique) {
      ids = Objects.requireNonNull(unique, "ids");
      return this;
    }

    private Builder copy() {
      Builder copy = new Builder(dataSource, zone);
      copy.serverZone = serverZone;
      copy.system = system;
      copy.clock = clock;
      copy.overlap = overlap;
      copy.rescan = rescan;
      copy.queryTimeout = queryTimeout;
      copy.pause = pause;
      copy.balances = balances;
      copy.stock = stock;
      copy.taxCategory = taxCategory;
      copy.currency = currency;
      copy.zeroLines = zeroLines;
      copy.agent = agent;
      copy.importFiles = importFiles;
      copy.importDeadline = importDeadline;
      copy.agentInstance = agentInstance;
      copy.maxLag = maxLag;
      copy.ids = ids;
      return copy;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException when two ways of writing are given
     */
    public Sage100Settings build() {
      if (agent != null && importFiles != null) {
        throw new IllegalArgumentException("agent and importFiles: one way of writing only");
      }
      return new Sage100Settings(this);
    }
  }
}
