package dev.passerelle.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.passerelle.core.error.UnsupportedOperation;
import org.junit.jupiter.api.Test;

/** The SQL of the databases that no test can run here, word for word. */
class DialectTextTest {

  private static final Table LINK =
      Table.named("link")
          .key(Column.text("tenant", 64), Column.text("id", 190))
          .columns(
              Column.number("attempts"),
              Column.flag("open").orNull(),
              Column.instant("due").orNull(),
              Column.text("live", 8).orNull(),
              Column.payload("body").orNull())
          .unique("by_live", "tenant", "due", "live")
          .index("by_due", "tenant", "due")
          .build();
  private static final Table SEEN =
      Table.named("seen").key(Column.text("tenant", 64)).columns(Column.number("n")).build();
  private static final Table ONLY_KEY =
      Table.named("only_key").key(Column.text("tenant", 64), Column.number("n")).build();

  private static TableSql sql(DatabaseKind kind, Table table) {
    return new TableSql(table, new Naming("pas_", "sync", Dialects.of(kind)));
  }

  private static String ddl(DatabaseKind kind) {
    String script = JdbcStateStore.ddl(kind, StateSchema.of(LINK), "pas_");
    int start = script.indexOf("CREATE TABLE", script.indexOf("-- Version 1"));
    return script.substring(start, script.lastIndexOf("INSERT INTO"));
  }

  @Test
  void sqlServerTables() {
    assertThat(ddl(DatabaseKind.SQL_SERVER))
        .isEqualTo(
            """
            CREATE TABLE [pas_link] (
              [tenant] NVARCHAR(65) COLLATE Latin1_General_100_BIN2 NOT NULL,
              [id] NVARCHAR(191) COLLATE Latin1_General_100_BIN2 NOT NULL,
              [attempts] BIGINT NOT NULL,
              [open] BIT,
              [due] BIGINT,
              [live] NVARCHAR(9) COLLATE Latin1_General_100_BIN2,
              [body] NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2,
              CONSTRAINT [pas_link_pk] PRIMARY KEY NONCLUSTERED ([tenant], [id])
            );
            CREATE UNIQUE NONCLUSTERED INDEX [pas_link_by_live] ON [pas_link] ([tenant], [due], [live]) WHERE [due] IS NOT NULL AND [live] IS NOT NULL;
            CREATE INDEX [pas_link_by_due] ON [pas_link] ([tenant], [due], [id]);
            """);
  }

  @Test
  void sqlServerStatements() {
    TableSql sql = sql(DatabaseKind.SQL_SERVER, SEEN);
    assertThat(sql.upsert())
        .contains(
            "MERGE INTO [sync].[pas_seen] WITH (HOLDLOCK) AS t USING (VALUES (CAST(? AS"
                + " NVARCHAR(65)) COLLATE Latin1_General_100_BIN2, CAST(? AS BIGINT))) AS s"
                + " ([tenant], [n]) ON t.[tenant] = s.[tenant] WHEN MATCHED THEN UPDATE SET [n] ="
                + " s.[n] WHEN NOT MATCHED THEN INSERT ([tenant], [n]) VALUES (s.[tenant],"
                + " s.[n]);");
    assertThat(sql.lookup(SEEN.keyColumns(), SEEN.keyColumns(), 2))
        .isEqualTo(
            "SELECT t.[tenant], t.[n] FROM (VALUES (CAST(? AS NVARCHAR(65)) COLLATE"
                + " Latin1_General_100_BIN2), (CAST(? AS NVARCHAR(65)) COLLATE"
                + " Latin1_General_100_BIN2)) AS k ([k_tenant]) JOIN [sync].[pas_seen] t ON"
                + " t.[tenant] = k.[k_tenant]");
    assertThat(sql(DatabaseKind.SQL_SERVER, ONLY_KEY).upsert())
        .hasValueSatisfying(text -> assertThat(text).doesNotContain("WHEN MATCHED"));
    assertThat(Dialects.of(DatabaseKind.SQL_SERVER).limit(7))
        .isEqualTo(" OFFSET 0 ROWS FETCH NEXT 7 ROWS ONLY");
  }

  @Test
  void sqlServerMarksTrailingBlanks() {
    Dialect dialect = Dialects.of(DatabaseKind.SQL_SERVER);
    Column text = Column.text("id", 190);
    for (String given : new String[] {"", "a", "a ", "a  ", "a\u001F", " ", "a \u001F"}) {
      String stored = dialect.stored(text, given);
      assertThat(stored).doesNotEndWith(" ");
      assertThat(dialect.given(text, stored)).isEqualTo(given);
    }
    assertThat(dialect.stored(text, "a ")).isNotEqualTo(dialect.stored(text, "a \u001F"));
    assertThat(dialect.stored(Column.payload("body"), "a ")).isEqualTo("a ");
  }

  @Test
  void mySqlTables() {
    assertThat(ddl(DatabaseKind.MYSQL))
        .isEqualTo(
            """
            CREATE TABLE `pas_link` (
              `tenant` VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
              `id` VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin NOT NULL,
              `attempts` BIGINT NOT NULL,
              `open` BOOLEAN,
              `due` BIGINT,
              `live` VARCHAR(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
              `body` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin,
              CONSTRAINT `pas_link_pk` PRIMARY KEY (`tenant`, `id`)
            );
            CREATE UNIQUE INDEX `pas_link_by_live` ON `pas_link` (`tenant`, `due`, `live`);
            CREATE INDEX `pas_link_by_due` ON `pas_link` (`tenant`, `due`, `id`);
            """);
    assertThat(ddl(DatabaseKind.MARIADB))
        .isEqualTo(ddl(DatabaseKind.MYSQL).replace("utf8mb4_0900_bin", "utf8mb4_nopad_bin"));
  }

  @Test
  void mySqlStatements() {
    TableSql sql = sql(DatabaseKind.MYSQL, SEEN);
    assertThat(sql.upsert())
        .contains(
            "INSERT INTO `sync`.`pas_seen` (`tenant`, `n`) VALUES (?, ?) ON DUPLICATE KEY UPDATE"
                + " `n` = VALUES(`n`)");
    assertThat(
            sql(DatabaseKind.MYSQL, ONLY_KEY)
                .lookup(ONLY_KEY.keyColumns(), ONLY_KEY.keyColumns(), 2))
        .isEqualTo(
            "SELECT `tenant`, `n` FROM `sync`.`pas_only_key` WHERE (`tenant`, `n`) IN ((?, ?), (?,"
                + " ?))");
  }

  /** It would replace the row of somebody else who has the same unique key. */
  @Test
  void mySqlHasNoSingleUpsertWhereAnotherKeyIsUnique() {
    assertThat(sql(DatabaseKind.MYSQL, LINK).upsert()).isEmpty();
    assertThat(sql(DatabaseKind.MARIADB, LINK).upsert()).isEmpty();
  }

  @Test
  void thePiecesOfAKeysetBoundAreRangesOfTheIndex() {
    TableSql sql = sql(DatabaseKind.POSTGRESQL, LINK);
    Row bound = LINK.row().set("tenant", "a").set("id", "7").set("attempts", 1).build();
    Query query = Query.of(LINK, "by_due").where("tenant", "a");
    QuerySql nulls = new QuerySql(query.after(bound), sql);
    assertThat(nulls.pieces().stream().map(QuerySql.Piece::where))
        .containsExactly(
            "\"tenant\" = ? AND \"due\" IS NULL AND \"id\" > ?",
            "\"tenant\" = ? AND \"due\" IS NOT NULL");
    assertThat(nulls.orderBy()).isEqualTo(" ORDER BY \"tenant\", \"due\" NULLS FIRST, \"id\"");
    Row valued = bound.with("due", java.time.Instant.EPOCH);
    QuerySql back = new QuerySql(query.descending().after(valued), sql);
    assertThat(back.pieces().stream().map(QuerySql.Piece::where))
        .containsExactly(
            "\"tenant\" = ? AND \"due\" = ? AND \"id\" < ?",
            "\"tenant\" = ? AND \"due\" < ?",
            "\"tenant\" = ? AND \"due\" IS NULL");
    assertThat(back.orderBy())
        .isEqualTo(" ORDER BY \"tenant\" DESC, \"due\" DESC NULLS LAST, \"id\" DESC");
  }

  @Test
  void theDatabaseIsFoundByWhatItsDriverSays() {
    assertThat(Dialects.kind("H2", "2.4")).isEqualTo(DatabaseKind.H2);
    assertThat(Dialects.kind("PostgreSQL", "16.1")).isEqualTo(DatabaseKind.POSTGRESQL);
    assertThat(Dialects.kind("Microsoft SQL Server", "15")).isEqualTo(DatabaseKind.SQL_SERVER);
    assertThat(Dialects.kind("MySQL", "8.4.0")).isEqualTo(DatabaseKind.MYSQL);
    assertThat(Dialects.kind("MySQL", "5.5.5-10.11.6-MariaDB")).isEqualTo(DatabaseKind.MARIADB);
    assertThat(Dialects.kind("MariaDB", "11.4")).isEqualTo(DatabaseKind.MARIADB);
    assertThatExceptionOfType(UnsupportedOperation.class)
        .isThrownBy(() -> Dialects.kind("Oracle", "23"))
        .withMessageContaining("Oracle");
  }
}
