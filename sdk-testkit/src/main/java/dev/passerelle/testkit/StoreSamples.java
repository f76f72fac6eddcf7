package dev.passerelle.testkit;

import dev.passerelle.core.state.Column;
import dev.passerelle.core.state.Index;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.SchemaChange;
import dev.passerelle.core.state.SchemaVersion;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Tables and rows of the store's contract. */
final class StoreSamples {

  static final Table ITEM = item(100);
  static final Table FOREIGN =
      Table.named("foreign_one").key(Column.text("tenant", 64), Column.text("id", 64)).build();
  static final StateSchema SCHEMA = StateSchema.of(ITEM);

  /** The same schema, one version later. */
  static final StateSchema LATER =
      new StateSchema(
          List.of(
              SCHEMA.versions().get(0),
              new SchemaVersion(
                  2,
                  "phases",
                  List.of(
                      new SchemaChange.AddColumn("item", Column.text("phase", 20).orNull()),
                      new SchemaChange.AddIndex(
                          "item", new Index("by_phase", List.of("tenant", "phase")))))));

  /** A later schema whose first version is not the one that was released. */
  static final StateSchema ALTERED =
      new StateSchema(
          List.of(SchemaVersion.creating(1, "first tables", item(101)), LATER.versions().get(1)));

  static final Comparator<Row> BY_DUE =
      Comparator.<Row, Instant>comparing(row -> row.optInstant("due").orElse(Instant.MIN))
          .thenComparing(ITEM::keyOf, StoreSamples::compare);

  private static final Instant START = Instant.parse("2026-01-31T22:00:00Z");

  private StoreSamples() {}

  private static Table item(int emailLength) {
    return Table.named("item")
        .key(Column.text("tenant", 64), Column.text("kind", 32), Column.text("id", 190))
        .columns(
            Column.number("amount").orNull(),
            Column.flag("active").orNull(),
            Column.instant("due").orNull(),
            Column.text("email", emailLength).orNull(),
            Column.number("live").orNull(),
            Column.text("note", 500).orNull(),
            Column.payload("body").orNull())
        .unique("by_email", "tenant", "email", "live")
        .index("by_due", "tenant", "due")
        .build();
  }

  static Row.Builder item(String tenant, String id) {
    return ITEM.row().set("tenant", tenant).set("kind", "item").set("id", id);
  }

  static Key id(String tenant, String id) {
    return Key.of(tenant, "item", id);
  }

  /** Rows of tenant "a" in no order, of several kinds, due in ten steps or never. */
  static List<Row> scattered(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Row.Builder row = item("a", "id" + i).set("kind", "kind" + i % 4).set("amount", i);
      rows.add(row.set("due", i % 11 == 10 ? null : due(i % 11)).build());
    }
    Collections.shuffle(rows, new Random(7));
    return rows;
  }

  static Instant due(int step) {
    return START.plus(Duration.ofHours(step));
  }

  static int numberOf(Instant due) {
    return (int) Duration.between(START, due).toHours();
  }

  static int compare(Key a, Key b) {
    for (int i = 0; i < a.values().size(); i++) {
      int compared = a.text(i).compareTo(b.text(i));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  static <T> List<T> reversed(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    Collections.reverse(copy);
    return copy;
  }
}
