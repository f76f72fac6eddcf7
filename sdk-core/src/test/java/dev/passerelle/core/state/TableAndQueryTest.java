package dev.passerelle.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TableAndQueryTest {

  private static final Column TENANT = Column.text("tenant", 64);
  private static final Table ITEM =
      Table.named("item")
          .key(TENANT, Column.text("id", 190))
          .columns(
              Column.instant("due").orNull(), Column.number("n").orNull(), Column.payload("body"))
          .index("by_due", "tenant", "due")
          .build();

  private static void refused(String text, ThrowingCallable attempt) {
    assertThatIllegalArgumentException().isThrownBy(attempt).withMessageContaining(text);
  }

  @Test
  void aTableThatNotEveryDatabaseHoldsIsRefused() {
    refused("begin with", () -> Table.named("t").key(Column.text("id", 9)).build());
    refused("begin with", () -> Table.named("t").key(Column.number("tenant")).build());
    refused("begin with", () -> keyed().index("i", "id").build());
    refused("has no column x", () -> keyed().index("i", "tenant", "x").build());
    refused("twice", () -> keyed().index("i", "tenant", "id", "id").build());
    refused("two keys", () -> keyed().index("i", "tenant").unique("i", "tenant").build());
    refused("two keys", () -> keyed().index("pk", "tenant").build());
    refused("two columns id", () -> keyed().columns(Column.number("id")).build());
    refused(
        "must not be nullable",
        () -> Table.named("t").key(TENANT, Column.number("n").orNull()).build());
    refused("too long", () -> Table.named("t").key(TENANT, Column.text("id", 191)).build());
    refused(
        "too long", () -> keyed().columns(Column.payload("p")).index("i", "tenant", "p").build());
    refused(
        "too wide",
        () ->
            keyed()
                .columns(Column.text("a", 190), Column.text("b", 190), Column.text("c", 190))
                .index("i", "tenant", "a", "b", "c")
                .build());
    for (String name : List.of("Item", "1item", "it-em", "", "a_name_of_more_than_24_ch")) {
      refused("table name", () -> Table.named(name).key(TENANT).build());
    }
  }

  private static Table.Builder keyed() {
    return Table.named("t").key(TENANT, Column.text("id", 190));
  }

  @Test
  void anOrderEndsWithTheRestOfThePrimaryKey() {
    assertThat(ITEM.order("by_due").stream().map(Column::name))
        .containsExactly("tenant", "due", "id");
    assertThat(ITEM.order(Table.PRIMARY_KEY)).isEqualTo(ITEM.keyColumns());
  }

  @Test
  void aQueryRefusesWhatItsPathCannotServe() {
    Query query = Query.of(ITEM, "by_due").where("tenant", "a");
    refused("not the next", () -> Query.of(ITEM).where("id", "1"));
    refused("not the next", () -> query.where("n", 1));
    refused("not the next", () -> query.atLeast("id", "1"));
    refused("names the tenant", () -> Query.of(ITEM).atLeast("tenant", "a"));
    refused("no index", () -> Query.of(ITEM, "by_n"));
    refused("equality comes before", () -> query.atLeast("due", Instant.EPOCH).where("due", null));
    refused("must be a Instant", () -> query.below("due", 5));
    refused("is required", () -> Query.of(ITEM).where("tenant", null));
    refused("limit", () -> query.limit(0));
    refused("limit", () -> query.limit(Query.MAX_LIMIT + 1));
    Row other = ITEM.row().set("tenant", "b").set("id", "1").set("body", "").build();
    refused("differs from the query", () -> query.after(other));
    refused("has no column", () -> query.after(Row.builder().set("tenant", "a").build()));
  }

  @Test
  void aRowIsCheckedAndEqualByContent() {
    refused(
        "body of table item is required",
        () -> ITEM.row().set("tenant", "a").set("id", "1").build());
    refused("no column x", () -> ITEM.row().set("x", 1).build());
    refused("not java.lang.Double", () -> ITEM.row().set("n", 1.5));
    refused("U+0000", () -> ITEM.row().set("id", "a\0b"));
    refused("surrogate", () -> ITEM.row().set("id", "a\uD83D"));
    refused("surrogate", () -> ITEM.row().set("id", "\uDE80a"));
    refused("range of microseconds", () -> ITEM.row().set("due", Instant.MAX));
    Row row = ITEM.row().set("tenant", "a").set("id", "1").set("body", "").set("n", 3).build();
    Row same =
        Row.builder()
            .set("n", 3L)
            .set("body", "")
            .set("due", null)
            .set("id", "1")
            .set("tenant", "a")
            .build();
    assertThat(row).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(row.with("n", 4)).isNotEqualTo(row);
    assertThat(row.optInstant("due")).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> row.instant("due"));
    refused("not a String", () -> row.text("n"));
    refused("no column x", () -> row.optText("x"));
    assertThat(row.toString()).doesNotContain("a1").contains("tenant");
    assertThat(ITEM.keyOf(row)).isEqualTo(Key.of("a", "1"));
    assertThat(Key.of("a", 1)).isEqualTo(Key.of("a", 1L));
  }

  @Test
  void aSchemaBuildsUponItsVersions() {
    SchemaVersion first = SchemaVersion.creating(1, "first", ITEM);
    SchemaChange add = new SchemaChange.AddColumn("item", Column.number("later").orNull());
    StateSchema schema =
        new StateSchema(List.of(first, new SchemaVersion(2, "more", List.of(add))));
    assertThat(schema.table("item").column("later").nullable()).isTrue();
    assertThat(schema.tables()).hasSize(1).doesNotContain(ITEM);
    refused(
        "numbered from 1", () -> new StateSchema(List.of(new SchemaVersion(2, "x", List.of()))));
    refused("created twice", () -> StateSchema.of(ITEM, ITEM));
    SchemaChange required = new SchemaChange.AddColumn("item", Column.number("later"));
    refused(
        "must be nullable",
        () -> new StateSchema(List.of(first, new SchemaVersion(2, "more", List.of(required)))));
  }
}
