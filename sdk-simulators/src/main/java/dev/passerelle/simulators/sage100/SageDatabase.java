package dev.passerelle.simulators.sage100;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.h2.jdbcx.JdbcDataSource;

/** The company's database in memory, as Sage itself sees it: one writer at a time, every right. */
final class SageDatabase implements AutoCloseable {
  static final String READER = "lecteur";
  private static final String OWNER = "sage";
  private static final String OPTIONS =
      ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
          + ";IGNORECASE=TRUE;BUILTIN_ALIAS_OVERRIDE=TRUE;DB_CLOSE_DELAY=-1";
  private static final String FUNCTIONS =
      """
      GETDATE getDate
      SYSDATETIME sysDateTime
      GETUTCDATE getUtcDate
      SYSUTCDATETIME sysUtcDateTime
      DB_NAME dbName
      """;

  private static final String INDEXES =
      """
      F_DOCENTETE DO_NoWeb
      F_DOCLIGNE DO_Domaine+DO_Type+DO_Piece
      F_DOCREGL DO_Domaine+DO_Type+DO_Piece
      F_REGLECH DR_No
      F_REGLEMENTT CT_Num
      F_LIVRAISON CT_Num
      F_ECRITUREC CT_Num
      F_ARTCOMPTA AR_Ref
      F_ARTCLIENT AR_Ref
      """;

  private final String instance = UUID.randomUUID().toString();
  private final ReentrantLock writing = new ReentrantLock();
  private final String path;
  private final SageSchema schema;
  private final Clock clock;
  private final Connection anchor;

  /**
   * @param clock the server's clock in the server's zone
   */
  SageDatabase(String name, SageSchema schema, Clock clock, String readerPassword) {
    this.path = "mem:" + instance + "/" + name;
    this.schema = schema;
    this.clock = clock;
    SageFunctions.register(instance, clock);
    try {
      this.anchor = connect();
      create(readerPassword);
    } catch (SQLException e) {
      throw new SageDatabaseException("creation of the database", e);
    }
  }

  private void create(String readerPassword) throws SQLException {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE SCHEMA [simulator]");
    statements.add("CREATE TABLE [simulator].[instance] ([id] varchar(36))");
    statements.add("INSERT INTO [simulator].[instance] VALUES ('" + instance + "')");
    schema.tables().forEach(t -> statements.add(t.createStatement(schema.variant().stamps())));
    for (String line : INDEXES.strip().split("\n")) {
      String[] words = line.strip().split(" ");
      statements.add(
          "CREATE INDEX ON [dbo].[%s] ([%s])".formatted(words[0], words[1].replace("+", "],[")));
    }
    for (String line : FUNCTIONS.strip().split("\n")) {
      String[] names = line.strip().split(" ");
      statements.add(
          "CREATE ALIAS [dbo].[%s] FOR '%s.%s'"
              .formatted(names[0], SageFunctions.class.getName(), names[1]));
    }
    statements.add("CREATE USER " + READER + " PASSWORD '" + readerPassword + "'");
    statements.add("GRANT SELECT ON SCHEMA [dbo] TO " + READER);
    statements.add("GRANT SELECT ON SCHEMA [simulator] TO " + READER);
    execute(statements);
  }

  /** Where the database lies, without protocol and options: {@code mem:…/NEGOCE971}. */
  String path() {
    return path;
  }

  SageSchema schema() {
    return schema;
  }

  /** Does the work in one transaction, alone. Any exception rolls it back. */
  <T> T transact(Function<SageSession, T> work) {
    writing.lock();
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      T result = work.apply(new SageSession(connection, schema, LocalDateTime.now(clock)));
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw new SageDatabaseException("transaction", e);
    } finally {
      writing.unlock();
    }
  }

  /** Begins a transaction beside the others, that its owner ends. */
  SageSession open() {
    try {
      Connection connection = connect();
      connection.setAutoCommit(false);
      return new SageSession(connection, schema, LocalDateTime.now(clock));
    } catch (SQLException e) {
      throw new SageDatabaseException("transaction", e);
    }
  }

  /** Runs statements of definition or administration, each by itself. */
  void execute(List<String> statements) {
    try (Statement statement = anchor.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new SageDatabaseException(statements.toString(), e);
    }
  }

  /** Ends every session of the readers, as a restart of the server does. */
  void endReaders() {
    String sql =
        "SELECT [SESSION_ID] FROM [INFORMATION_SCHEMA].[SESSIONS] WHERE UPPER([USER_NAME]) = UPPER('"
            + READER
            + "')";
    List<String> calls = new ArrayList<>();
    try (Statement statement = anchor.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        calls.add("CALL ABORT_SESSION(" + result.getInt(1) + ")");
      }
    } catch (SQLException e) {
      throw new SageDatabaseException(sql, e);
    }
    execute(calls);
  }

  Connection connect() throws SQLException {
    String init = ";INIT=CREATE SCHEMA IF NOT EXISTS [dbo]\\;SET SCHEMA [dbo]";
    return connect("jdbc:h2:" + path + OPTIONS + init, OWNER, instance);
  }

  /** Connects without the driver manager, which sees only the drivers of its first class loader. */
  static Connection connect(String url, String user, String password) throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    return source.getConnection(user, password);
  }

  @Override
  public void close() {
    SageFunctions.forget(instance);
    try (anchor;
        Statement statement = anchor.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      throw new SageDatabaseException("SHUTDOWN", e);
    }
  }
}
