package dev.passerelle.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A page of a scan costs the depth of the index and the page, not the table. */
class H2PlanTest {

  private static final Table ITEM =
      Table.named("item")
          .key(Column.text("tenant", 64), Column.text("kind", 32), Column.text("id", 64))
          .columns(Column.instant("due").orNull(), Column.payload("body").orNull())
          .index("by_due", "tenant", "due")
          .build();

  private final DataSource database = H2.memory();

  @Test
  void everyPieceOfAPageReadsTheIndexInItsOrder() throws SQLException {
    JdbcStateStore store = JdbcStateStore.over(database);
    store.open(StateSchema.of(ITEM), MigrationMode.RUN);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      rows.add(
          ITEM.row()
              .set("tenant", "t" + i % 2)
              .set("kind", "k" + i % 3)
              .set("id", "i" + i)
              .set("due", i % 5 == 0 ? null : Instant.EPOCH.plusSeconds(i % 50))
              .build());
    }
    store.perform(tx -> tx.insert(ITEM, rows));
    H2.execute(database, "ANALYZE");
    TableSql sql = new TableSql(ITEM, new Naming("pas_", null, new H2Dialect()));
    List<Query> queries =
        List.of(
            Query.of(ITEM).where("tenant", "t1").after(rows.get(1)),
            Query.of(ITEM, "by_due").where("tenant", "t1").after(rows.get(1)),
            Query.of(ITEM, "by_due").where("tenant", "t1").after(rows.get(5)),
            Query.of(ITEM, "by_due").where("tenant", "t1").descending().after(rows.get(1)),
            Query.of(ITEM, "by_due")
                .where("tenant", "t1")
                .below("due", Instant.EPOCH.plusSeconds(20)));
    for (Query query : queries) {
      QuerySql conditions = new QuerySql(query, sql);
      for (QuerySql.Piece piece : conditions.pieces()) {
        assertThat(plan(sql, conditions, piece))
            .contains("index sorted")
            .doesNotContain("tableScan");
      }
    }
  }

  private String plan(TableSql sql, QuerySql conditions, QuerySql.Piece piece) throws SQLException {
    String text =
        "EXPLAIN " + sql.select() + " WHERE " + piece.where() + conditions.orderBy() + " LIMIT 10";
    try (Connection connection = database.getConnection();
        var statement = connection.prepareStatement(text)) {
      piece.parameters().bind(statement, new H2Dialect());
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }
}
