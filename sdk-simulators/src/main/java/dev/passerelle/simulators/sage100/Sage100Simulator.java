package dev.passerelle.simulators.sage100;

import static java.util.Objects.requireNonNull;

import dev.passerelle.simulators.FaultScript;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.Router;
import dev.passerelle.simulators.SimulatorHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One Sage 100 company on one server: its database, its users, its agent and its import files. Safe
 * for use by several threads. Close it at the end; the company is gone then.
 */
public final class Sage100Simulator implements AutoCloseable {
  private static final String PASSWORD = "lecture";

  private final SageDatabase database;
  private final ReaderDataSource reader;
  private final Effects effects;
  private final SageLocks locks = new SageLocks();
  private final SageUser user;
  private final FaultScript faults = new FaultScript();
  private final Journal journal = new Journal();
  private final SageAgent agent;
  private final SimulatorHost host;
  private final @Nullable SageImports imports;
  private final @Nullable SqlPort sqlPort;

  private Sage100Simulator(Builder builder) {
    Clock server = builder.clock.withZone(builder.zone);
    this.database =
        new SageDatabase(builder.database, SageSchema.of(builder.variant), server, PASSWORD);
    this.reader = new ReaderDataSource("jdbc:h2:" + database.path() + ";SCHEMA=dbo", PASSWORD);
    this.effects = new Effects(server);
    this.user = new SageUser(database, effects);
    if (builder.data != null) {
      new CsvData(database).load(builder.data);
    }
    this.imports = builder.imports(database, locks, effects, server);
    AgentJournal agentJournal = new AgentJournal(server);
    AgentEngine engine = new AgentEngine(database, locks, effects, server, agentJournal);
    this.agent = new SageAgent(engine, agentJournal, faults);
    AgentAbout about = new AgentAbout(builder.database, server, agent);
    Router router = new Router(AgentHttp::unknown);
    new AgentHttp(database, locks, agent, about::describe).addTo(router);
    this.sqlPort = builder.sqlPort < 0 ? null : new SqlPort(database, builder.sqlPort, PASSWORD);
    new ControlHttp(this, server).addTo(router);
    this.host = SimulatorHost.start(builder.agentPort, server, faults, journal, router);
  }

  /**
   * Describes a company.
   *
   * @param database name of its database
   * @param clock the simulated server's time
   */
  public static Builder builder(String database, Clock clock) {
    return new Builder(database, clock);
  }

  /** The connector's read-only login. Connections are plain JDBC, without a pool. */
  public DataSource dataSource() {
    return reader;
  }

  /**
   * The address at which another process reads the company with {@link #sqlUser}.
   *
   * @throws IllegalStateException if the company was started without a SQL port
   */
  public String jdbcUrl() {
    if (sqlPort == null) {
      throw new IllegalStateException("started without a SQL port");
    }
    return sqlPort.url();
  }

  /** The connector's login. */
  public String sqlUser() {
    return SageDatabase.READER;
  }

  /** The connector's password. */
  public String sqlPassword() {
    return PASSWORD;
  }

  /** What users do in Sage. */
  public SageUser user() {
    return user;
  }

  /** The agent, as its operator sees it. */
  public SageAgent agent() {
    return agent;
  }

  /** The address of the agent, without a slash at its end. */
  public String agentUrl() {
    return host.baseUrl();
  }

  /**
   * Faults of the connection to the agent: time-outs before and after the commit, late execution,
   * delays, answers of a proxy. Operation = HTTP method, target = path.
   */
  public FaultScript faults() {
    return faults;
  }

  /** The calls that the agent received. */
  public Journal journal() {
    return journal;
  }

  /** Carries out at once the calls to the agent that were to take effect late. */
  public int executeLateCalls() {
    return host.executeLateCalls();
  }

  /**
   * The task that imports files.
   *
   * @throws IllegalStateException if the company was started without a directory for them
   */
  public SageImports imports() {
    if (imports == null) {
      throw new IllegalStateException("started without a directory for import files");
    }
    return imports;
  }

  /** What keeps the agent and the imports from writing. */
  public SageLocks locks() {
    return locks;
  }

  /** Everything that was done to the company since it was loaded. */
  public Effects effects() {
    return effects;
  }

  /** The database server goes down, ending every session, or comes back. */
  public void databaseDown(boolean down) {
    reader.down(down);
    if (sqlPort != null) {
      sqlPort.down(down);
    }
    if (down) {
      database.endReaders();
    }
  }

  /** The server refuses the connector's login, or no longer. Open sessions stay. */
  public void loginRefused(boolean refused) {
    reader.refused(refused);
    if (sqlPort != null) {
      sqlPort.refused(refused);
    }
  }

  /**
   * An upgrade calls a column otherwise; called again with the names exchanged, it is undone.
   *
   * @throws SageDatabaseException if there is no such column
   */
  public void renameColumn(String table, String column, String newName) {
    database.execute(
        List.of(
            "ALTER TABLE [dbo].[%s] ALTER COLUMN [%s] RENAME TO [%s]"
                .formatted(table, column, newName)));
  }

  @Override
  public void close() {
    host.close();
    if (sqlPort != null) {
      sqlPort.close();
    }
    database.close();
  }

  /** Describes a company before it starts. Not for several threads. */
  public static final class Builder {
    private final String database;
    private final Clock clock;
    private ZoneId zone;
    private Variant variant = Variant.RECENT;
    private @Nullable Path data;
    private int agentPort;
    private int sqlPort = -1;
    private @Nullable Path importRoot;

    private Builder(String database, Clock clock) {
      this.database = requireNonNull(database);
      this.clock = requireNonNull(clock);
      this.zone = clock.getZone();
    }

    /** The server's zone; default: the clock's. */
    public Builder zone(ZoneId serverZone) {
      zone = requireNonNull(serverZone);
      return this;
    }

    /** The form of the database; default {@link Variant#RECENT}. */
    public Builder variant(Variant form) {
      variant = requireNonNull(form);
      return this;
    }

    /** The directory with the company's data, one CSV file per table; default: an empty company. */
    public Builder data(Path directory) {
      data = requireNonNull(directory);
      return this;
    }

    /** The agent's port; default: any free one. */
    public Builder agentPort(int port) {
      agentPort = port;
      return this;
    }

    /** A port for readers in other processes, 0 for any free one; default: none. */
    public Builder sqlPort(int port) {
      sqlPort = port;
      return this;
    }

    /** Where the directories of import files lie; default: no import. */
    public Builder importDirectory(Path root) {
      importRoot = requireNonNull(root);
      return this;
    }

    private @Nullable SageImports imports(
        SageDatabase company, SageLocks companyLocks, Effects companyEffects, Clock server) {
      return importRoot == null
          ? null
          : new SageImports(importRoot, database, company, companyLocks, companyEffects, server);
    }

    /** Starts it. The agent has no key yet. */
    public Sage100Simulator start() {
      return new Sage100Simulator(this);
    }
  }
}
