package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A field leaves the mapping, or joins it, while something is under way (L15, L31). */
class ChangedMappingTest {
  private final Mapping names = Mapping.between("erp", "crm").bind(Customer.NAME, ownedBy("erp"));
  private final TwoSystems two =
      new TwoSystems(entity(), entity().showReference().listsShowHints(), flow(notesOf("erp")));

  private static InMemoryEntity.Builder entity() {
    return InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME, Customer.NOTE);
  }

  private static Mapping notesOf(String owner) {
    return Mapping.between("erp", "crm")
        .bind(Customer.NAME, ownedBy("erp"))
        .bind(Customer.NOTE, ownedBy(owner));
  }

  private static RecordSync flow(Mapping mapping) {
    return RecordSync.of("customers", Customer.TYPE, mapping)
        .match(MatchKey.on(Customer.NAME))
        .creates("crm", Creates.always())
        .build();
  }

  /** A customer whose note was sent, with an answer that never came; its record in the CRM. */
  private RecordId noteSent(Fault fault) {
    RecordId erpId = two.inErp().create(Fields.of(Customer.NAME, "One", Customer.NOTE, "by ship"));
    two.engine.run();
    two.inErp().edit(erpId, Fields.of(Customer.NAME, "One SA", Customer.NOTE, "by truck"));
    two.crm.faults().next(SystemCall.WRITE, fault);
    two.clock.advance(Duration.ofMinutes(1));
    two.engine.run();
    return two.inCrm().ids().get(0);
  }

  private void noteIsAudited(RecordId id) {
    SyncEngine upgraded = two.with(flow(names));
    runs(two, upgraded);
    assertThat(two.inCrm().fields(id).orElseThrow().get(Customer.NOTE)).contains("by truck");
    assertThat(upgraded.explain("crm", Customer.TYPE, id, "note"))
        .filteredOn(write -> "by truck".equals(write.after()))
        .extracting(PlannedWrite::before)
        .containsExactly("by ship");
  }

  @Test
  void whatWasSentOfItIsInTheAudit() {
    noteIsAudited(noteSent(Fault.loseAnswer()));
  }

  @Test
  void soItIsWhereTheRestNoLongerShows() {
    RecordId id = noteSent(Fault.loseAnswer());
    two.inCrm().edit(id, Fields.of(Customer.NAME, "ONE"));
    noteIsAudited(id);
  }

  /** A customer that both systems have; its note belongs to the CRM, and only the ERP has one. */
  private RecordId onBothSides() {
    two.inErp().create(Fields.of(Customer.NAME, "One", Customer.NOTE, "by ship"));
    return two.inCrm().create(Fields.of(Customer.NAME, "One"));
  }

  private void noteArrives(RecordId id) {
    runs(two, two.with(flow(notesOf("crm"))));
    assertThat(two.inCrm().fields(id).orElseThrow().get(Customer.NOTE)).contains("by ship");
  }

  /** The first lists were read for names only; nothing was decided when notes were mapped too. */
  @Test
  void aFieldThatJoinsAfterTheFirstListIsReadBeforeAnythingIsDecided() {
    SyncEngine first = two.with(flow(names));
    RecordId id = onBothSides();
    two.clock.advance(Duration.ofHours(1));
    two.crm.faults().next(SystemCall.LIST, Fault.throttle());
    first.run();
    noteArrives(id);
  }

  private static void runs(TwoSystems two, SyncEngine engine) {
    for (int i = 0; i < 3; i++) {
      two.clock.advance(Duration.ofMinutes(5));
      engine.run();
    }
  }
}
