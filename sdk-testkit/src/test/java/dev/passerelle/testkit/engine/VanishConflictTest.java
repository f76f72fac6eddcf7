package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.adapter.WebhookSource.Hint;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deleted on one side and edited on the other (L28). */
class VanishConflictTest {
  private final World world = new World();
  private final Trade trade = new Trade(world);

  /** A customer, deleted in the ERP and edited in the CRM before the next run; that one, too. */
  private RecordId deletedAndEdited(Fields edit) {
    RecordId erpId = trade.customer("QUINCA", "Quincaillerie");
    world.run();
    RecordId crmId = world.inCrm(Customer.TYPE).ids().get(0);
    world.inErp(Customer.TYPE).delete(erpId);
    world.inCrm(Customer.TYPE).edit(crmId, edit);
    world.clock.advance(Duration.ofMinutes(11));
    world.run();
    return crmId;
  }

  @Test
  void aConflictOfADeletionStaysAPersonsBusinessWhenAllIsListedAgain() {
    RecordId crmId = deletedAndEdited(Fields.of(Customer.PHONE, "0590 12 34 56"));
    assertThat(world.engine.waiting(10)).extracting(WaitingEntry::kind).contains("REVIEW");

    world.erp.losePositions(Customer.TYPE);
    world.crm.losePositions(Customer.TYPE);
    world.clock.advance(Duration.ofMinutes(11));

    assertThat(world.run().totalWrites()).isZero();
    assertThat(world.inCrm(Customer.TYPE).fields(crmId).orElseThrow().get(Customer.STATE))
        .isEmpty();
  }

  @Test
  void anEditBesideADeletionThatWaitsForAPersonWaitsWithIt() {
    RecordId crmId = deletedAndEdited(Fields.of(Customer.EMAIL, "info@quinca.example"));
    long written = world.erp.calls().of(Customer.TYPE, SystemCall.WRITE);

    world.inCrm(Customer.TYPE).edit(crmId, Fields.of(Customer.EMAIL, "achats@quinca.example"));
    world.clock.advance(Duration.ofMinutes(1));
    world.run();

    assertThat(world.engine.waiting(10))
        .allSatisfy(entry -> assertThat(entry.code()).isEqualTo(ErrorCode.CONFLICT))
        .extracting(WaitingEntry::system)
        .containsExactlyInAnyOrder("erp", "crm");
    assertThat(world.erp.calls().of(Customer.TYPE, SystemCall.WRITE)).isEqualTo(written);
    world.erp.losePositions(Customer.TYPE);
    world.crm.losePositions(Customer.TYPE);
    world.clock.advance(Duration.ofMinutes(11));
    assertThat(world.run().totalWrites()).isZero();
  }

  /** The record is deleted in the moment between reading and writing. */
  @Test
  void aDeletionSeenAfterAnEditWasRefusedForItIsAConflict() {
    RecordId erpId = trade.customer("QUINCA", "Quincaillerie");
    world.run();
    RecordId crmId = world.inCrm(Customer.TYPE).ids().get(0);
    world.inCrm(Customer.TYPE).edit(crmId, Fields.of(Customer.EMAIL, "info@quinca.example"));
    world
        .erp
        .faults()
        .next(
            0,
            1,
            SystemCall.WRITE,
            Customer.TYPE,
            Fault.meanwhile(() -> world.inErp(Customer.TYPE).delete(erpId)));
    world.run();
    assertThat(world.engine.waiting(10))
        .extracting(WaitingEntry::code)
        .containsExactly(ErrorCode.RECORD_NOT_FOUND);

    world.erp.losePositions(Customer.TYPE);
    world.clock.advance(Duration.ofMinutes(11));

    assertThat(world.run().totalWrites()).isZero();
    assertThat(world.engine.waiting(10))
        .extracting(WaitingEntry::system, WaitingEntry::kind)
        .contains(tuple("erp", "REVIEW"), tuple("crm", "REJECTED"));
  }

  /** What one side shows sets the case aside: what was only hinted of the other waits with it. */
  @Test
  void aCustomerMergedAwayHereAndDeletedThereWaitsForAPerson() {
    RecordId erpId = trade.customer("QUINCA", "Quincaillerie");
    RecordId erpOther = trade.customer("QUINC2", "Quincaillerie du port");
    world.run();
    RecordId crmId = trade.crmCustomer(erpId);
    world.inErp(Customer.TYPE).merge(erpId, erpOther);
    world.inCrm(Customer.TYPE).delete(crmId);
    world.engine.hints("erp", List.of(new Hint(Customer.TYPE, erpId)));
    world.engine.hints("crm", List.of(new Hint(Customer.TYPE, crmId)));
    world.clock.advance(Duration.ofMinutes(11));
    world.run();

    assertThat(world.engine.health().feeds())
        .allSatisfy(feed -> assertThat(feed.pending()).isZero());
    assertThat(world.engine.waiting(10)).extracting(WaitingEntry::kind).contains("REVIEW");
  }
}
