package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An update whose answer is lost and whose record others have changed since (L10, L21). */
class UnprovenUpdateTest {
  private final World world = new World();
  private final Trade trade = new Trade(world);

  /**
   * Of the update, the name no longer shows, the note does: it is ours, not an edit of the CRM that
   * the policy prefers to the ERP's.
   */
  @Test
  void whatStillShowsOfItIsNotTakenForAnEdit() {
    RecordId erpId = trade.customer("QUINCA", "Quincaillerie");
    world.run();
    RecordId crmId = trade.crmCustomer(erpId);
    world
        .inErp(Customer.TYPE)
        .edit(erpId, Fields.of(Customer.NOTE, "opens at 8", Customer.NAME, "Quincaillerie SA"));
    world.crm.faults().next(0, 1, SystemCall.WRITE, Customer.TYPE, Fault.loseAnswer());
    world.run();
    assertThat(noteInCrm(crmId)).as("the update was done").isEqualTo("opens at 8");

    world.inErp(Customer.TYPE).edit(erpId, Fields.of(Customer.NOTE, "opens at 9"));
    world.clock.advance(Duration.ofSeconds(30));
    world.inCrm(Customer.TYPE).edit(crmId, Fields.of(Customer.NAME, "QUINCAILLERIE"));
    for (int i = 0; i < 5; i++) {
      world.clock.advance(Duration.ofMinutes(3));
      world.run();
    }

    assertThat(world.inErp(Customer.TYPE).fields(erpId).orElseThrow().get(Customer.NOTE))
        .contains("opens at 9");
    assertThat(noteInCrm(crmId)).isEqualTo("opens at 9");
  }

  private String noteInCrm(RecordId id) {
    return world.inCrm(Customer.TYPE).fields(id).orElseThrow().get(Customer.NOTE).orElse("");
  }
}
