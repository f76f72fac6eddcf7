package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a preview shows is what the run does. */
class PreviewTest {
  private final World world = new World();
  private final Trade trade = new Trade(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anOrderWhoseAnswerWasLostIsNotShownAsNew() {
    RecordId customer = trade.customer("HOTEL", "Hôtel");
    trade.product("CLI", "429");
    world.run();
    trade.quote("Q-7", trade.crmCustomer(customer), "CLI", "1", "429");
    world.erp.faults().next(SystemCall.WRITE, Fault.loseAnswer());
    world.run();
    RecordId order = world.inErp(SalesOrder.TYPE).ids().get(0);
    world.clock.advance(Duration.ofMinutes(20));
    assertThat(world.engine.preview().writes())
        .filteredOn(write -> write.entity().equals("sales_order"))
        .allMatch(write -> write.record().equals(order.value()));
  }

  @Test
  void aValueThatASystemKeepsInItsOwnFormIsNotShownAsNotTaken() {
    RecordId customer = trade.customer("HOTEL", "Hôtel");
    world.run();
    RecordId crm = trade.crmCustomer(customer);
    world.inCrm(Customer.TYPE).edit(crm, Fields.of(Customer.EMAIL, "Bonjour@Hotel.example"));
    assertThat(world.engine.preview().writes())
        .filteredOn(write -> write.field().equals(Customer.EMAIL.name()))
        .singleElement()
        .satisfies(write -> assertThat(write.reason()).doesNotContain("not-taken"));
  }
}
