package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * An older state was put back: a create by upsert that it forgot is not done over what was entered
 * since (L11, L20). The second store stands for the backup: it knows nothing of what is done with
 * the first one.
 */
class PutBackTest {
  private static final Fields NEW = Fields.of(Customer.NAME, "One", Customer.NOTE, "by truck");
  private static final Fields ENTERED = Fields.of(Customer.NOTE, "calls on Mondays");
  private final InMemoryStateStore backup = new InMemoryStateStore();

  private static InMemoryEntity.Builder inCrm(Duration feedDelay) {
    return InMemoryEntity.of(Customer.TYPE)
        .fields(Customer.NAME, Customer.NOTE)
        .showReference()
        .feedDelay(feedDelay)
        .createSafety(CreateSafety.upsert(Duration.ofMinutes(2)));
  }

  private static TwoSystems company(Duration feedDelay) {
    return new TwoSystems(
        InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME, Customer.NOTE),
        inCrm(feedDelay),
        RecordSync.of(
                "customers",
                Customer.TYPE,
                Mapping.between("erp", "crm")
                    .bind(Customer.NAME, ownedBy("erp"))
                    .bind(Customer.NOTE, ownedBy("crm")))
            .creates("crm", Creates.always())
            .build());
  }

  /** The record that the engine makes now, with what a user enters then; the backup is older. */
  private static RecordId madeAndEdited(TwoSystems two) {
    two.engine.run();
    RecordId made = two.inCrm().ids().get(0);
    two.inCrm().edit(made, ENTERED);
    return made;
  }

  private static void isCoupled(TwoSystems two, RecordId erpId, RecordId made) {
    assertThat(two.inCrm().ids()).containsExactly(made);
    assertThat(two.inCrm().fields(made).orElseThrow().get(Customer.NOTE))
        .contains("calls on Mondays");
    assertThat(two.inErp().fields(erpId).orElseThrow().get(Customer.NOTE))
        .contains("calls on Mondays");
    assertThat(two.inCrm().fields(made).orElseThrow().get(Customer.NAME)).contains("One");
  }

  /** The CRM does not show the record yet when its create is decided again. */
  @Test
  void whatTheForgottenCreateMadeIsLookedUpAndNotWrittenOver() {
    TwoSystems two = company(Duration.ofSeconds(90));
    two.on(backup).run();
    RecordId erpId = two.inErp().create(NEW);
    RecordId made = madeAndEdited(two);

    SyncEngine restarted = two.on(backup);
    restarted.run();
    assertThat(two.inCrm().fields(made).orElseThrow().get(Customer.NOTE))
        .contains("calls on Mondays");
    two.clock.advance(Duration.ofMinutes(5));
    restarted.run();
    isCoupled(two, erpId, made);
    assertThat(restarted.waiting(10)).isEmpty();
  }

  /** In the backup the create was still to be done; the CRM shows its record before it is. */
  @Test
  void aCreateStillToBeDoneJoinsWhatShowsUnderItsReference() {
    TwoSystems two = company(Duration.ZERO);
    SyncEngine put = two.on(backup);
    put.run();
    RecordId erpId = two.inErp().create(NEW);
    two.crm.faults().next(SystemCall.WRITE, Fault.throttle(Duration.ofSeconds(30)));
    put.run();
    two.clock.advance(Duration.ofSeconds(31));
    RecordId made = madeAndEdited(two);

    put.run();
    isCoupled(two, erpId, made);
    assertThat(put.waiting(10)).isEmpty();
  }

  /** A process looks up until it has read what it may have forgotten; the very first one never. */
  @Test
  void noLookUpsWhereNothingCanHaveBeenForgotten() {
    TwoSystems two = company(Duration.ZERO);
    two.inErp().create(NEW);
    two.engine.run();
    assertThat(lookUps(two)).isZero();

    SyncEngine restarted = two.restarted();
    restarted.run();
    two.inErp().create(NEW);
    restarted.run();
    assertThat(lookUps(two)).isEqualTo(1);

    two.clock.advance(Duration.ofMinutes(20));
    restarted.run();
    two.inErp().create(NEW);
    restarted.run();
    assertThat(lookUps(two)).isEqualTo(1);
    assertThat(two.inCrm().count()).isEqualTo(3);
  }

  private static long lookUps(TwoSystems two) {
    return two.crm.calls().of(Customer.TYPE, SystemCall.FATE);
  }
}
