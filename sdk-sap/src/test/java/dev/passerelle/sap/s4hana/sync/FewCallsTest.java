package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.simulators.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many records in few calls, and what becomes of each when some are refused or an answer lost. */
class FewCallsTest {
  private static final int MANY = 250;

  private Systems systems;
  private Connector connector;
  private EntityAdapter customers;
  private final List<RecordId> ids = new ArrayList<>();

  @BeforeEach
  void start() {
    systems = new Systems();
    connector = S4Hana.connect(systems.settings);
    customers =
        connector
            .adapter(Customer.TYPE, Selection.of(Set.of(Customer.NAME, Reference.FIELD)))
            .orElseThrow();
    customers.describe();
    for (int at = 0; at < MANY; at++) {
      ids.add(RecordId.of(systems.customer("Customer " + at)));
    }
    // The session and its token are there.
    customers.read(ids);
    systems.simulator.journal().clear();
  }

  @AfterEach
  void stop() {
    connector.close();
    systems.close();
  }

  private List<String> calls() {
    return systems.simulator.journal().entries().stream()
        .map(entry -> entry.method() + " " + entry.path().replaceAll(".*/", ""))
        .toList();
  }

  private List<Write> writes(String prefix) {
    List<Write> writes = new ArrayList<>();
    for (int at = 0; at < MANY; at++) {
      writes.add(
          new Write.Update(
              "w" + at,
              ids.get(at),
              Fields.of(Customer.NAME, prefix + at),
              Fields.of(Customer.NAME, "Customer " + at),
              null));
    }
    return writes;
  }

  private Map<String, WriteResult> write(List<Write> writes) {
    Map<String, WriteResult> results = new LinkedHashMap<>();
    customers.write(writes).forEach(result -> results.put(result.key(), result));
    return results;
  }

  private Object name(RecordId id) {
    return systems
        .simulator
        .user()
        .record("A_BusinessPartner", partner(id))
        .orElseThrow()
        .get("OrganizationBPName1");
  }

  /** Both numbers are the same here. */
  private static String partner(RecordId id) {
    return id.value();
  }

  @Test
  void recordsAreReadInOneCall() {
    assertThat(customers.read(ids)).hasSize(MANY);
    assertThat(calls()).containsExactly("POST $batch");
  }

  @Test
  void aHundredChangesAreOneCallAndTheLookBeforeIsOneForAll() {
    Map<String, WriteResult> results = write(writes("New "));

    assertThat(results.values())
        .hasSize(MANY)
        .allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Written.class));
    assertThat(((WriteResult.Written) results.get("w7")).snapshot().fields().get(Customer.NAME))
        .contains("New 7");
    assertThat(calls()).containsExactly("POST $batch", "POST $batch", "POST $batch", "POST $batch");
    assertThat(name(ids.get(249))).isEqualTo("New 249");
  }

  @Test
  void ourReferenceIsWrittenWithoutALookBefore() {
    List<Write> writes = new ArrayList<>();
    for (int at = 0; at < MANY; at++) {
      writes.add(
          new Write.Update(
              "w" + at, ids.get(at), Fields.of(Reference.FIELD, "R" + at), Fields.empty(), null));
    }

    Map<String, WriteResult> results = write(writes);

    assertThat(results.values())
        .hasSize(MANY)
        .allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Written.class));
    assertThat(calls()).containsExactly("POST $batch", "POST $batch", "POST $batch");
    assertThat(
            systems
                .simulator
                .user()
                .record("A_BusinessPartner", partner(ids.get(8)))
                .orElseThrow()
                .get("BusinessPartnerIDByExtSystem"))
        .isEqualTo("R8");
  }

  @Test
  void oneThatSomebodyChangedMeanwhileStopsNobodyElse() {
    systems.after(
        1,
        () ->
            systems
                .simulator
                .user()
                .update(
                    "A_BusinessPartner",
                    partner(ids.get(5)),
                    Map.of("OrganizationBPName1", "Theirs")));

    Map<String, WriteResult> results = write(writes("New "));

    assertThat(results.get("w5")).isInstanceOf(WriteResult.Stale.class);
    assertThat(name(ids.get(5))).isEqualTo("Theirs");
    results.remove("w5");
    assertThat(results.values())
        .hasSize(MANY - 1)
        .allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Written.class));
    assertThat(name(ids.get(4))).isEqualTo("New 4");
    assertThat(name(ids.get(6))).isEqualTo("New 6");
  }

  @Test
  void aLostAnswerLeavesUnknownWhatWasInThatCallOnly() {
    systems.after(
        2, () -> systems.simulator.faults().next(1, "POST", "batch$", Fault.dropAfterCommit()));

    Map<String, WriteResult> results = write(writes("New "));

    Set<String> unknown =
        results.values().stream()
            .filter(WriteResult.Unknown.class::isInstance)
            .map(WriteResult::key)
            .collect(Collectors.toSet());
    assertThat(unknown).hasSize(100).contains("w100", "w199").doesNotContain("w99", "w200");
    results.keySet().removeAll(unknown);
    assertThat(results.values())
        .allSatisfy(result -> assertThat(result).isInstanceOf(WriteResult.Written.class));
  }

  @Test
  void aListAndChangesComeInPagesOfAThousand() {
    Position after = customers.list(Position.START, 1000, Depth.FULL).next();
    assertThat(calls()).containsExactly("POST $batch");

    systems.simulator.journal().clear();
    assertThat(customers.changesSince(after, 1000).last()).isTrue();
    assertThat(calls()).containsExactly("POST $batch");
  }

  @Test
  void aPageThatIsFullIsKnownToBeTheLast() {
    ChangePage list = customers.list(Position.START, MANY, Depth.FULL);
    assertThat(list.changes()).hasSize(MANY);
    assertThat(list.last()).isTrue();
    ids.forEach(this::rename);
    systems.simulator.journal().clear();

    ChangePage changes = customers.changesSince(list.next(), MANY);

    assertThat(changes.changes()).hasSize(MANY);
    assertThat(changes.last()).isTrue();
    assertThat(calls()).containsExactly("POST $batch");
  }

  @Test
  void changesOfOneSecondAreReadOnceHoweverManyPagesTheyFill() {
    Position before = customers.list(Position.START, MANY, Depth.KEYS).next();
    ids.forEach(this::rename);
    systems.simulator.journal().clear();

    List<RecordId> read = read(customers, before, 100);

    assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
    // Three pages, and what has the other kind of stamp.
    assertThat(calls()).hasSize(4);
  }

  @Test
  void changesOfOneInstantAreReadOnceMoreAtMost() {
    EntityAdapter products = adapter(Product.TYPE, Product.NAME);
    Position before = products.list(Position.START, 1000, Depth.KEYS).next();
    for (int at = 0; at < 25; at++) {
      systems.product("P" + at);
    }
    systems.simulator.journal().clear();

    List<RecordId> read = read(products, before, 10);

    assertThat(Set.copyOf(read)).hasSize(25);
    // The first page twice, since only then its order is known; what follows that instant.
    assertThat(read).hasSize(35);
    assertThat(calls()).hasSize(5);
  }

  @Test
  void aPriceHintsAtNoProductThatTheSameReadShows() {
    EntityAdapter products = adapter(Product.TYPE, Product.NAME, Product.PRICE);
    Position before = products.list(Position.START, 1000, Depth.KEYS).next();
    for (int at = 0; at < 25; at++) {
      systems.product("P" + at);
      systems.price("P" + at, Map.of("ConditionRateValue", 12));
    }
    systems.simulator.journal().clear();

    ChangePage page = products.changesSince(before, 25);

    assertThat(page.changes()).hasSize(25).allMatch(change -> change.shown().isPresent());
    assertThat(page.last()).isTrue();
    assertThat(calls())
        .containsExactly(
            "GET A_SlsPrcgConditionRecord", "POST $batch", "GET A_SlsPrcgCndnRecdValidity");
  }

  @Test
  void aServiceThatDoesNotCountIsAskedWithout() {
    systems.simulator.faults().next(1, "POST", "batch$", Fault.answer(400, "{}"));

    assertThat(read(customers, Position.START, 100)).containsExactlyInAnyOrderElementsOf(ids);
    systems.simulator.journal().clear();
    assertThat(customers.list(Position.START, MANY, Depth.KEYS).last()).isFalse();
    assertThat(calls()).containsExactly("POST $batch");
  }

  @Test
  void aServiceWithoutBatchesIsAskedOneByOne() {
    systems.simulator.faults().next(1, "POST", "batch$", Fault.answer(501, "{}"));

    assertThat(customers.list(Position.START, 1000, Depth.KEYS).changes()).hasSize(MANY);
    assertThat(calls())
        .containsExactly(
            "POST $batch",
            "GET A_BusinessPartner",
            "GET A_BusinessPartner",
            "GET A_BusinessPartner");
  }

  private EntityAdapter adapter(EntityType type, Field<?>... fields) {
    return connector.adapter(type, Selection.of(fields)).orElseThrow();
  }

  private void rename(RecordId id) {
    systems
        .simulator
        .user()
        .update("A_BusinessPartner", partner(id), Map.of("OrganizationBPName1", "R" + id));
  }

  private static List<RecordId> read(EntityAdapter adapter, Position from, int limit) {
    List<RecordId> read = new ArrayList<>();
    Position at = from;
    for (boolean last = false; !last; ) {
      ChangePage page =
          from.isStart() ? adapter.list(at, limit, Depth.KEYS) : adapter.changesSince(at, limit);
      page.changes().forEach(change -> read.add(change.id()));
      at = page.next();
      last = page.last();
    }
    return read;
  }
}
