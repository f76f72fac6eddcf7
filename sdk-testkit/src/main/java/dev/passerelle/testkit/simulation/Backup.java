package dev.passerelle.testkit.simulation;

import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import dev.passerelle.core.state.Table;
import java.util.ArrayList;
import java.util.List;

/** A copy of what one tenant keeps. */
final class Backup {
  private Backup() {}

  /** A store with the same rows as another one has now. */
  static StateStore of(StateStore store, StateSchema schema, String tenant) {
    StateStore copy = new InMemoryStateStore();
    copy.open(schema, MigrationMode.RUN);
    for (Table table : schema.tables()) {
      List<Row> rows = store.transact(tx -> rows(tx, table, tenant));
      copy.transact(
          tx -> {
            tx.insert(table, rows);
            return true;
          });
    }
    return copy;
  }

  /** All rows of a tenant. */
  static List<Row> rows(StateTransaction tx, Table table, String tenant) {
    Query all = Query.of(table).where("tenant", tenant).limit(Query.MAX_LIMIT);
    List<Row> rows = new ArrayList<>();
    List<Row> page = tx.select(all);
    while (!page.isEmpty()) {
      rows.addAll(page);
      page =
          page.size() < Query.MAX_LIMIT
              ? List.of()
              : tx.select(all.after(page.get(page.size() - 1)));
    }
    return rows;
  }
}
