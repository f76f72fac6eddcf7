package dev.passerelle.testkit;

import static dev.passerelle.testkit.StoreSamples.ITEM;
import static dev.passerelle.testkit.StoreSamples.id;
import static dev.passerelle.testkit.StoreSamples.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store owes to single values and to reading. */
abstract class StoreReadContract extends StoreSupport {

  // ---- values

  @Test
  void everyTypeAndEveryNullComesBackAsItWent() {
    StateStore store = opened();
    Row full =
        item("a", "full")
            .set("amount", Long.MIN_VALUE)
            .set("active", true)
            .set("due", Instant.parse("1969-12-31T23:59:59.999999Z"))
            .set("email", "x@y.example")
            .set("live", Long.MAX_VALUE)
            .set("note", "")
            .set("body", "")
            .build();
    Row empty = item("a", "empty").build();
    store.perform(tx -> tx.insert(ITEM, List.of(full, empty)));
    Map<Key, Row> found =
        store.transact(tx -> tx.findAll(ITEM, List.of(id("a", "full"), id("a", "empty"))));
    assertThat(found)
        .containsExactly(Map.entry(id("a", "full"), full), Map.entry(id("a", "empty"), empty));
    assertThat(one(store, id("a", "empty")).optInstant("due")).isEmpty();
    assertThat(one(store, id("a", "full")).flag("active")).isTrue();
  }

  @Test
  void anInstantKeepsItsMicrosecondsWhateverTheZone() {
    StateStore store = opened();
    Instant exact = Instant.parse("2026-10-25T00:30:00.123456789Z");
    store.perform(tx -> tx.insert(ITEM, item("a", "1").set("due", exact).build()));
    assertThat(one(store, id("a", "1")).instant("due"))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00.123456Z"));
  }

  @Test
  void aPayloadOfOneMegabyteComesBackWhole() {
    StateStore store = opened();
    String body = "0123456789abcdeé".repeat(1 << 16);
    store.perform(tx -> tx.insert(ITEM, item("a", "big").set("body", body).build()));
    assertThat(one(store, id("a", "big")).text("body")).isEqualTo(body);
  }

  @Test
  void everyScriptSurvivesInKeysTextsAndPayloads() {
    StateStore store = opened();
    String text = "Œuvre d'été – 日本 – \uD83D\uDE80 – e\u0301 – \u202Eabc";
    Row row = item("a", text).set("email", text).set("note", text).set("body", text).build();
    store.perform(tx -> tx.insert(ITEM, row));
    assertThat(one(store, id("a", text))).isEqualTo(row);
  }

  static Stream<List<String>> textsThatDiffer() {
    return Stream.of(
        List.of("abc", "ABC"),
        List.of("abc", "abc "),
        List.of(" abc", "abc"),
        List.of("e\u0301", "\u00E9"),
        List.of("strasse", "straße"),
        List.of("a", "a\t"),
        List.of("a ", "a  "));
  }

  @ParameterizedTest
  @MethodSource("textsThatDiffer")
  void textsAreEqualOnlyIfEveryCharacterIs(List<String> pair) {
    StateStore store = opened();
    store.perform(
        tx ->
            pair.forEach(
                text ->
                    tx.insert(ITEM, item("a", text).set("email", text).set("live", 1).build())));
    Row first = one(store, id("a", pair.get(0)));
    assertThat(first.text("email")).isEqualTo(pair.get(0));
    assertThat(one(store, id("a", pair.get(1))).text("email")).isEqualTo(pair.get(1));
    Row expected = Row.builder().set("email", pair.get(1)).build();
    assertThat(store.<Boolean>transact(tx -> tx.compareAndSet(ITEM, expected, first))).isFalse();
  }

  @Test
  void tenantsAreApart() {
    StateStore store = opened();
    store.perform(
        tx -> {
          tx.insert(ITEM, item("a", "1").set("email", "e").set("live", 1).build());
          tx.insert(ITEM, item("b", "1").set("email", "e").set("live", 1).build());
        });
    int gone = store.transact(tx -> tx.deleteWhere(Query.of(ITEM).where("tenant", "a")));
    assertThat(gone).isEqualTo(1);
    assertThat(store.<Optional<Row>>transact(tx -> tx.find(ITEM, id("b", "1")))).isPresent();
  }

  // ---- reading

  @Test
  void findAllReadsTwelveHundredKeysAndLeavesOutTheMissing() {
    StateStore store = opened();
    List<Row> rows = IntStream.range(0, 1_200).mapToObj(i -> item("a", "k" + i).build()).toList();
    store.perform(tx -> tx.insert(ITEM, rows));
    List<Key> asked = new ArrayList<>();
    rows.forEach(row -> asked.add(ITEM.keyOf(row)));
    asked.add(600, id("a", "none"));
    asked.add(id("b", "k1"));
    asked.add(Key.of("a", "other kind", "k1"));
    Map<Key, Row> found = store.transact(tx -> tx.findAll(ITEM, asked));
    assertThat(found.keySet()).containsExactlyElementsOf(rows.stream().map(ITEM::keyOf).toList());
    assertThat(found.values()).containsExactlyElementsOf(rows);
  }

  @Test
  void findAllByTheBeginningsOfAPathGivesTheirRowsAndNoOthers() {
    StateStore store = opened();
    List<Row> rows =
        IntStream.range(0, 300)
            .mapToObj(i -> item("a", "k" + i).set("email", "e" + i / 3).set("live", i % 3).build())
            .toList();
    store.perform(tx -> tx.insert(ITEM, rows));
    store.perform(tx -> tx.insert(ITEM, item("a", "gone").set("email", "gone").build()));
    store.perform(tx -> tx.insert(ITEM, item("b", "k1").set("email", "e1").set("live", 1).build()));
    List<Key> asked = new ArrayList<>();
    IntStream.range(5, 75).forEach(i -> asked.add(Key.of("a", "e" + i)));
    asked.add(Key.of("a", "nobody"));
    asked.add(Key.of("a", "e7"));
    assertThat(beginning(store, "by_email", asked, 210))
        .hasValueSatisfying(
            found -> assertThat(found).containsExactlyInAnyOrderElementsOf(rows.subList(15, 225)));
    assertThat(beginning(store, "by_email", asked, 209)).isEmpty();
    assertThat(beginning(store, "by_email", List.of(), 1)).hasValue(List.of());
    assertThat(beginning(store, Table.PRIMARY_KEY, List.of(Key.of("b")), 2))
        .hasValueSatisfying(found -> assertThat(found).hasSize(1));
  }

  @Test
  void findAllByAWholeUniqueKeyLeavesOutRowsWithoutOne() {
    StateStore store = opened();
    store.perform(tx -> tx.insert(ITEM, item("a", "gone").set("email", "x").build()));
    Row row = item("a", "k1").set("email", "x").set("live", 1).build();
    store.perform(tx -> tx.insert(ITEM, row));
    List<Key> asked = List.of(Key.of("a", "x", 1), Key.of("a", "x", 2));
    assertThat(beginning(store, "by_email", asked, 5)).hasValue(List.of(row));
  }

  private static Optional<List<Row>> beginning(
      StateStore store, String path, List<Key> prefixes, int most) {
    return store.<Optional<List<Row>>>transact(tx -> tx.findAll(ITEM, path, prefixes, most));
  }

  @Test
  void findAllTakesKeysThatDifferInEveryColumn() {
    StateStore store = opened();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      rows.add(
          ITEM.row().set("tenant", "t" + i % 3).set("kind", "k" + i % 5).set("id", "" + i).build());
    }
    store.perform(tx -> tx.insert(ITEM, rows));
    List<Key> keys = rows.stream().map(ITEM::keyOf).toList();
    assertThat(store.<Map<Key, Row>>transact(tx -> tx.findAll(ITEM, keys))).hasSize(120);
    assertThat(store.<Map<Key, Row>>transact(tx -> tx.findAll(ITEM, List.of()))).isEmpty();
  }

  @Test
  void aKeysetScanMeetsEachOfFiveThousandRowsOnceAndInOrder() {
    StateStore store = opened();
    store.perform(tx -> tx.insert(ITEM, StoreSamples.scattered(5_000)));
    Query all = Query.of(ITEM).where("tenant", "a");
    List<Key> expected =
        StoreSamples.scattered(5_000).stream()
            .map(ITEM::keyOf)
            .sorted(StoreSamples::compare)
            .toList();
    assertThat(keys(scan(store, all, 333))).isEqualTo(expected);
    assertThat(keys(scan(store, all.descending(), 1_000)))
        .isEqualTo(StoreSamples.reversed(expected));
  }

  @Test
  void anIndexScanOrdersByIndexThenKeyWithNullsFirst() {
    StateStore store = opened();
    List<Row> rows = StoreSamples.scattered(600);
    store.perform(tx -> tx.insert(ITEM, rows));
    Query byDue = Query.of(ITEM, "by_due").where("tenant", "a");
    List<Row> expected = rows.stream().sorted(StoreSamples.BY_DUE).toList();
    assertThat(scan(store, byDue, 7)).isEqualTo(expected);
    assertThat(scan(store, byDue.descending(), 50)).isEqualTo(StoreSamples.reversed(expected));
  }

  @Test
  void aRangeHoldsItsEndsAsSaidAndNeverANull() {
    StateStore store = opened();
    List<Row> rows = StoreSamples.scattered(600);
    store.perform(tx -> tx.insert(ITEM, rows));
    Instant low = StoreSamples.due(3);
    Instant high = StoreSamples.due(6);
    Query kind = Query.of(ITEM, "by_due").where("tenant", "a");
    assertThat(dues(store, kind.atLeast("due", low).below("due", high))).containsExactly(3, 4, 5);
    assertThat(dues(store, kind.above("due", low).atMost("due", high))).containsExactly(4, 5, 6);
    assertThat(dues(store, kind.below("due", low))).containsExactly(0, 1, 2);
    assertThat(dues(store, kind.descending().above("due", high))).containsExactly(9, 8, 7);
    assertThat(store.<Long>transact(tx -> tx.count(kind.where("due", null))))
        .isEqualTo(rows.stream().filter(r -> r.isNull("due")).count());
  }

  @Test
  void aBoundNeedNotExistAnyMore() {
    StateStore store = opened();
    List<Row> rows = IntStream.range(0, 10).mapToObj(i -> item("a", "k" + i).build()).toList();
    store.perform(tx -> tx.insert(ITEM, rows));
    store.perform(tx -> tx.delete(ITEM, List.of(id("a", "k4"))));
    Query next = Query.of(ITEM).where("tenant", "a").after(rows.get(4)).limit(2);
    assertThat(store.<List<Row>>transact(tx -> tx.select(next))).isEqualTo(rows.subList(5, 7));
  }

  @Test
  void countMeetsEqualityRangeBoundAndLimit() {
    StateStore store = opened();
    store.perform(
        tx ->
            tx.insert(
                ITEM,
                IntStream.range(0, 20).mapToObj(i -> item("a", "k" + (10 + i)).build()).toList()));
    Query all = Query.of(ITEM).where("tenant", "a").where("kind", "item");
    assertThat(count(store, all)).isEqualTo(20);
    assertThat(count(store, all.where("id", "k12"))).isEqualTo(1);
    assertThat(count(store, all.atLeast("id", "k25"))).isEqualTo(5);
    assertThat(count(store, all.after(item("a", "k27").build()))).isEqualTo(2);
    assertThat(count(store, all.limit(7))).isEqualTo(7);
    assertThat(count(store, Query.of(ITEM).where("tenant", "A"))).isZero();
  }
}
