package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Deleted on one side and edited on the other (L28). */
class VanishConflictTest {
  private final World world = new World();
  private final Trade trade = new Trade(world);

  @Test
  void aConflictOfADeletionStaysAPersonsBusinessWhenAllIsListedAgain() {
    RecordId erpId = trade.customer("QUINCA", "Quincaillerie");
    world.run();
    RecordId crmId = world.inCrm(Customer.TYPE).ids().get(0);
    world.inErp(Customer.TYPE).delete(erpId);
    world.inCrm(Customer.TYPE).edit(crmId, Fields.of(Customer.PHONE, "0590 12 34 56"));
    world.clock.advance(Duration.ofMinutes(11));
    world.run();
    assertThat(world.engine.waiting(10)).extracting(WaitingEntry::kind).contains("REVIEW");

    world.erp.losePositions(Customer.TYPE);
    world.crm.losePositions(Customer.TYPE);
    world.clock.advance(Duration.ofMinutes(11));

    assertThat(world.run().totalWrites()).isZero();
    assertThat(world.inCrm(Customer.TYPE).fields(crmId).orElseThrow().get(Customer.STATE))
        .isEmpty();
  }
}
