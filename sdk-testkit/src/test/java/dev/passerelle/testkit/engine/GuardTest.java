package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Guards;
import dev.passerelle.core.Guards.Limit;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What guards stop is told once a run, nothing of it is lost, and a name lets it go on (L27). */
class GuardTest {
  private final World world = new World();
  private final Trade trade = new Trade(world);

  private List<RecordId> customers(int many, int from) {
    List<RecordId> made = new ArrayList<>();
    for (int i = from; i < from + many; i++) {
      made.add(trade.customer("C" + i, "Customer no. " + i));
    }
    return made;
  }

  private void allow(int creates) {
    world.guards = new Guards(new Limit(creates, 0), new Limit(100, 0), new Limit(10, 0));
    world.restart();
  }

  private static void assertStoppedOnce(SyncReport run) {
    assertThat(run.errors())
        .filteredOn(error -> error.code() == ErrorCode.GUARD_STOPPED)
        .hasSize(1);
  }

  @Test
  void tooManyDocumentsAskFirst() {
    List<RecordId> customers = customers(4, 0);
    trade.product("CIM", "8.40");
    world.run();
    allow(2);
    for (int i = 0; i < customers.size(); i++) {
      trade.quote("Q-" + i, trade.crmCustomer(customers.get(i)), "CIM", "1", "8.40");
    }
    assertStoppedOnce(world.run());
    assertThat(world.inErp(SalesOrder.TYPE).count()).isZero();
    world.engine.approve("quotes", "creates", "a.person");
    assertThat(world.run().errors()).isEmpty();
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(4);
  }

  @Test
  void tooManyNewRecordsOfAFeedAskFirst() {
    customers(1, 0);
    world.run();
    allow(2);
    customers(3, 1);
    assertStoppedOnce(world.run());
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(1);
    world.engine.approve("customers", "creates", "a.person");
    assertThat(world.run().errors()).isEmpty();
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(4);
  }

  @Test
  void theHourIsCountedAcrossARestart() {
    customers(1, 0);
    world.run();
    allow(4);
    customers(3, 1);
    assertThat(world.run().errors()).isEmpty();
    world.restart();
    customers(2, 4);
    assertStoppedOnce(world.run());
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(4);
    world.clock.advance(Duration.ofHours(1));
    assertThat(world.run().errors()).as("an hour later they are let through").isEmpty();
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(6);
  }
}
