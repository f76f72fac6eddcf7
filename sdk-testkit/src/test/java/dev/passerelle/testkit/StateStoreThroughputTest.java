package dev.passerelle.testkit;

import static dev.passerelle.testkit.StoreSamples.ITEM;
import static dev.passerelle.testkit.StoreSamples.SCHEMA;
import static dev.passerelle.testkit.StoreSamples.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes figures for people to {@code target/state-store.txt}; asserts what was stored, no time.
 */
final class StateStoreThroughputTest {

  private static final int ROWS = 20_000;
  private static final int BATCH = 500;

  @TempDir Path folder;

  @Test
  void upsertsTwentyThousandRowsInBatches() throws Exception {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("state"), "sa", "");
    List<String> lines = new ArrayList<>();
    try (StateStore store = JdbcStateStore.over(pool)) {
      store.open(SCHEMA, MigrationMode.RUN);
      lines.add(measured("upsert of new rows", () -> upsert(store, 1)));
      lines.add(measured("upsert of old rows", () -> upsert(store, 2)));
      lines.add(measured("find by key", () -> findAll(store)));
      lines.add(measured("keyset scan", () -> scan(store)));
    } finally {
      pool.dispose();
    }
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target", "state-store.txt"), lines);
    lines.forEach(System.out::println);
  }

  private interface Work {
    int run();
  }

  private static String measured(String what, Work work) {
    long start = System.nanoTime();
    assertThat(work.run()).isEqualTo(ROWS);
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "H2 file, %d rows in batches of %d, %s: %.0f rows/s",
        ROWS,
        BATCH,
        what,
        ROWS / seconds);
  }

  private static int upsert(StateStore store, int round) {
    for (int from = 0; from < ROWS; from += BATCH) {
      List<Row> rows = IntStream.range(from, from + BATCH).mapToObj(i -> row(i, round)).toList();
      store.perform(tx -> tx.upsert(ITEM, rows));
    }
    return Math.toIntExact(
        store.<Long>transact(tx -> tx.count(Query.of(ITEM).where("tenant", "a"))));
  }

  private static Row row(int i, int round) {
    return item("a", "id" + i)
        .set("amount", round)
        .set("email", "person" + i + "@example.com")
        .set("live", 1)
        .set("due", StoreSamples.due(i % 100))
        .set("body", ("{\"name\":\"customer " + i + "\",\"round\":" + round + "}").repeat(4))
        .build();
  }

  private static int findAll(StateStore store) {
    int found = 0;
    for (int from = 0; from < ROWS; from += BATCH) {
      List<Key> keys =
          IntStream.range(from, from + BATCH)
              .mapToObj(i -> StoreSamples.id("a", "id" + i))
              .toList();
      found += store.<Map<Key, Row>>transact(tx -> tx.findAll(ITEM, keys)).size();
    }
    return found;
  }

  private static int scan(StateStore store) {
    Query query = Query.of(ITEM, "by_due").where("tenant", "a").limit(BATCH);
    int seen = 0;
    List<Row> page = store.transact(tx -> tx.select(query));
    while (!page.isEmpty()) {
      seen += page.size();
      Query next = query.after(page.get(page.size() - 1));
      page = store.transact(tx -> tx.select(next));
    }
    return seen;
  }
}
