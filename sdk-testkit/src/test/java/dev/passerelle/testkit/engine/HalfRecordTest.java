package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.Creates;
import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.testkit.AppliedWrite;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.SystemCall;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A record of which only a part was created is completed, by the engine or by a person (L22). */
class HalfRecordTest {
  private final TwoSystems two =
      new TwoSystems(
          InMemoryEntity.of(Customer.TYPE)
              .fields(Customer.NAME, Customer.PHONE, Customer.NOTE, Customer.EMAIL, Customer.PAYER),
          InMemoryEntity.of(Customer.TYPE)
              .fields(Customer.NAME, Customer.PHONE, Customer.NOTE, Customer.EMAIL, Customer.PAYER)
              .showReference()
              .composite(Customer.PHONE),
          RecordSync.of(
                  "customers",
                  Customer.TYPE,
                  Mapping.between("erp", "crm")
                      .bind(Customer.NAME, ownedBy("erp"))
                      .bind(Customer.PHONE, ownedBy("erp"))
                      .bind(Customer.NOTE, ownedBy("crm"))
                      .bind(Customer.PAYER, ownedBy("erp"))
                      .bind(Customer.EMAIL, shared(ConflictPolicies.prefer("crm"))))
              .creates("crm", Creates.always())
              .build());

  private RecordId halfCreated() {
    two.crm.faults().next(SystemCall.WRITE, Fault.halfWrite(0));
    RecordId id = two.inErp().create(Fields.of(Customer.NAME, "One", Customer.PHONE, "0536"));
    two.engine.run();
    assertThat(two.inCrm().count()).isEqualTo(1);
    return id;
  }

  private Fields inCrm() {
    RecordId id = two.inCrm().ids().get(0);
    return two.inCrm().fields(id).orElseThrow();
  }

  @Test
  void theEngineCompletesIt() {
    halfCreated();
    two.runs(3);
    assertThat(inCrm().get(Customer.PHONE)).contains("0536");
    assertThat(two.engine.waiting(10)).isEmpty();
  }

  @Test
  void whatAPersonCompletedFirstIsLinkedAndFollowed() {
    RecordId id = halfCreated();
    two.inCrm().edit(two.inCrm().ids().get(0), Fields.of(Customer.PHONE, "0536"));
    two.runs(3);
    assertThat(two.engine.waiting(10)).isEmpty();
    two.inErp().edit(id, Fields.of(Customer.NAME, "One and only"));
    two.runs(3);
    assertThat(inCrm().get(Customer.NAME)).contains("One and only");
    assertThat(two.inCrm().count()).isEqualTo(1);
    assertThat(two.engine.waiting(10)).isEmpty();
  }

  /** The payer was completed by a person, and is linked in the batch that decides its debtor. */
  @Test
  void whoWaitsForARecordThatIsLinkedBesideGoesOn() {
    RecordId payer = halfCreated();
    two.inCrm().edit(two.inCrm().ids().get(0), Fields.of(Customer.PHONE, "0536"));
    two.inErp()
        .create(Fields.of(Customer.NAME, "Two", Customer.PAYER, Ref.to(Customer.TYPE, payer)));
    two.runs(3);
    assertThat(two.engine.waiting(10)).isEmpty();
    assertThat(two.inCrm().fields(two.inCrm().ids().get(1)).orElseThrow().get(Customer.PAYER))
        .contains(Ref.to(Customer.TYPE, two.inCrm().ids().get(0)));
  }

  /** What the other side is told beside is an update of a record that is there. */
  @Test
  void theRecordThatItWasMadeOfIsUpdatedAndNotCompleted() {
    RecordId id = halfCreated();
    two.inCrm().edit(two.inCrm().ids().get(0), Fields.of(Customer.NOTE, "calls on Mondays"));
    two.runs(3);
    assertThat(two.inErp().fields(id).orElseThrow().get(Customer.NOTE))
        .contains("calls on Mondays");
    assertThat(two.erp.journal())
        .filteredOn(write -> write.origin() == AppliedWrite.Origin.ADAPTER)
        .extracting(AppliedWrite::operation)
        .containsOnly(Ticket.Operation.UPDATE);
  }

  /** What the half shows is what we wrote, not what somebody of its system entered (L10). */
  @Test
  void whatWasEmptiedMeanwhileIsNotPutBack() {
    RecordId id = halfCreatedBy(two.engine);
    assertEmptiedEverywhere(id, two.engine);
  }

  /** The same where the half is found by another process, since the first one died. */
  @Test
  void whatWasEmptiedBeforeTheHalfWasFoundIsNotPutBack() {
    HeardStore dying =
        new HeardStore(
            two.state,
            call -> {
              if (!two.crm.journal().isEmpty()) {
                throw new LinkageError("killed");
              }
            });
    SyncEngine first = two.on(dying);
    assertThatThrownBy(() -> halfCreatedBy(first)).hasMessage("killed");
    assertEmptiedEverywhere(two.inErp().ids().get(0), two.restarted());
  }

  private RecordId halfCreatedBy(SyncEngine engine) {
    two.crm.faults().next(SystemCall.WRITE, Fault.halfWrite(0));
    RecordId id =
        two.inErp()
            .create(
                Fields.of(Customer.NAME, "One", Customer.PHONE, "0536", Customer.EMAIL, "a@x.fr"));
    engine.run();
    return id;
  }

  private void assertEmptiedEverywhere(RecordId id, SyncEngine engine) {
    assertThat(inCrm().get(Customer.EMAIL)).contains("a@x.fr");
    assertThat(inCrm().get(Customer.PHONE)).isEmpty();
    two.inErp().edit(id, Fields.of(Customer.EMAIL, null));
    two.runs(engine, 4);
    assertThat(two.inErp().fields(id).orElseThrow().get(Customer.EMAIL)).isEmpty();
    assertThat(inCrm().get(Customer.EMAIL)).isEmpty();
    assertThat(inCrm().get(Customer.PHONE)).contains("0536");
    assertThat(engine.explain("crm", Customer.TYPE, two.inCrm().ids().get(0), "email"))
        .extracting(PlannedWrite::after)
        .contains("a@x.fr")
        .containsNull();
    assertThat(engine.waiting(10)).isEmpty();
  }

  /** An update of which half was done: the link is what it was, and the rest follows. */
  @Test
  void anUpdateThatWasHalfDoneIsDoneInTheEnd() throws IOException {
    RecordId id = two.inErp().create(Fields.of(Customer.NAME, "One", Customer.PHONE, "0536"));
    two.runs(2);
    two.crm.faults().next(SystemCall.WRITE, Fault.halfWrite(0));
    two.inErp().edit(id, Fields.of(Customer.NAME, "Two", Customer.PHONE, "0537"));
    two.runs(1);
    assertThat(inCrm().get(Customer.NAME)).contains("Two");
    assertThat(inCrm().get(Customer.PHONE)).contains("0536");
    StringBuilder links = new StringBuilder();
    two.engine.exportLinks(links);
    assertThat(links).contains("ACTIVE").doesNotContain("PENDING");
    two.runs(2);
    assertThat(inCrm().get(Customer.PHONE)).contains("0537");
    assertThat(two.engine.waiting(10)).isEmpty();
    RecordId made = two.inCrm().ids().get(0);
    assertThat(two.engine.explain("crm", Customer.TYPE, made, "name"))
        .extracting(PlannedWrite::after)
        .contains("Two");
    assertThat(two.crm.journal())
        .filteredOn(write -> write.origin() == AppliedWrite.Origin.ADAPTER)
        .extracting(AppliedWrite::operation)
        .containsExactly(Ticket.Operation.CREATE, Ticket.Operation.UPDATE, Ticket.Operation.UPDATE);
  }

  /** An update whose answer was lost: it was done, and its record is the counterpart as before. */
  @Test
  void anUpdateOfARecordStillHalfForItsSystemIsAudited() {
    RecordId id = halfCreated();
    RecordId made = two.inCrm().ids().get(0);
    two.inCrm().edit(made, Fields.of(Customer.PHONE, "0536"));
    two.runs(2);
    two.inErp().edit(id, Fields.of(Customer.NAME, "One and only"));
    two.crm.faults().next(SystemCall.WRITE, Fault.loseAnswer());
    two.runs(3);
    assertThat(inCrm().get(Customer.NAME)).contains("One and only");
    assertThat(two.engine.explain("crm", Customer.TYPE, made, "name"))
        .extracting(PlannedWrite::after)
        .contains("One and only");
    assertThat(two.crm.journal())
        .filteredOn(write -> write.origin() == AppliedWrite.Origin.ADAPTER)
        .extracting(AppliedWrite::operation)
        .containsExactly(Ticket.Operation.CREATE, Ticket.Operation.UPDATE);
  }
}
