package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Guards;
import dev.passerelle.core.Guards.Limit;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a system causes is told once and costs no record anything (L25). */
class SystemTroubleTest {
  /** More than the tries that a record has. */
  private static final int LONG = 12;

  private final World world = new World();
  private final Trade trade = new Trade(world);

  private void down(dev.passerelle.testkit.InMemorySystem system, SystemCall call) {
    system.faults().next(0, 1000, call, null, Fault.unavailable());
  }

  private SyncReport later() {
    world.clock.advance(Duration.ofMinutes(11));
    return world.run();
  }

  private static void assertOne(SyncReport run, String system) {
    assertThat(run.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.system()).isEqualTo(system);
              assertThat(error.code()).isEqualTo(ErrorCode.SYSTEM_ERROR);
            });
  }

  @Test
  void aSystemThatTakesNoWritesIsToldOnceAndNothingIsRejected() {
    for (int i = 0; i < 3; i++) {
      trade.customer("C" + i, "Customer no. " + i);
      trade.product("P" + i, "1");
    }
    down(world.crm, SystemCall.WRITE);
    assertOne(world.run(), "crm");
    for (int i = 0; i < LONG; i++) {
      assertOne(later(), "crm");
    }
    assertThat(world.engine.waiting(100)).noneMatch(entry -> entry.kind().equals("REJECTED"));
    world.crm.faults().clear();
    assertThat(later().errors()).isEmpty();
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(3);
    assertThat(world.inCrm(Product.TYPE).count()).isEqualTo(3);
    assertThat(world.engine.waiting(100)).isEmpty();
  }

  @Test
  void aSystemThatTakesNoDocumentsUsesUpNoneOfTheirAttempts() {
    RecordId customer = trade.customer("BATI", "Bâti");
    trade.product("CIM", "8.40");
    world.run();
    down(world.erp, SystemCall.WRITE);
    trade.quote("Q-1", trade.crmCustomer(customer), "CIM", "1", "8.40");
    assertOne(world.run(), "erp");
    for (int i = 0; i < LONG; i++) {
      later();
    }
    assertThat(world.engine.waiting(100)).noneMatch(entry -> entry.kind().equals("REJECTED"));
    world.erp.faults().clear();
    later();
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
  }

  @Test
  void whatWasNotSentDoesNotCountForAGuard() {
    world.run();
    world.guards = new Guards(new Limit(3, 0), new Limit(100, 0), new Limit(10, 0));
    world.restart();
    for (int i = 0; i < 2; i++) {
      trade.customer("C" + i, "Customer no. " + i);
    }
    down(world.crm, SystemCall.WRITE);
    for (int i = 0; i < 5; i++) {
      world.clock.advance(Duration.ofMinutes(1));
      assertOne(world.run(), "crm");
    }
    world.crm.faults().clear();
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(world.run().errors()).isEmpty();
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(2);
  }

  @Test
  void documentsThatWereNotSentDoNotCountForAGuard() {
    RecordId customer = trade.customer("BATI", "Bâti");
    trade.product("CIM", "8.40");
    world.run();
    world.guards = new Guards(new Limit(3, 0), new Limit(100, 0), new Limit(10, 0));
    world.restart();
    trade.quote("Q-1", trade.crmCustomer(customer), "CIM", "1", "8.40");
    down(world.erp, SystemCall.WRITE);
    for (int i = 0; i < 5; i++) {
      world.clock.advance(Duration.ofMinutes(1));
      assertOne(world.run(), "erp");
    }
    world.erp.faults().clear();
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(world.run().errors()).isEmpty();
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
  }

  @Test
  void theSystemThatFailedIsLeftAloneNotTheOneThatWasDecided() {
    RecordId erp = trade.customer("BATI", "Bâti");
    world.run();
    world.run();
    world.inErp(Customer.TYPE).edit(erp, Fields.of(Customer.PHONE, "05 36 49 00 00"));
    down(world.crm, SystemCall.READ);
    assertOne(world.run(), "crm");
    assertThat(world.engine.health().troubles()).containsOnlyKeys("crm");
    world.crm.faults().clear();
    assertThat(later().errors()).isEmpty();
    assertThat(world.engine.health().troubles()).isEmpty();
    assertThat(
            world
                .inCrm(Customer.TYPE)
                .fields(trade.crmCustomer(erp))
                .orElseThrow()
                .get(Customer.PHONE))
        .contains("+33536490000");
  }

  @Test
  void aRightThatIsMissingForOneTypeStopsNoOther() {
    trade.customer("BATI", "Bâti");
    trade.product("CIM", "8.40");
    world
        .crm
        .faults()
        .next(0, 1000, SystemCall.WRITE, Product.TYPE, Fault.deny("crm.objects.products.write"));
    for (int i = 0; i < 3; i++) {
      assertThat(world.run().errors())
          .singleElement()
          .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
    }
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(1);
    assertThat(world.engine.health().troubles()).containsKey("crm");
    world.crm.faults().clear();
    assertThat(later().errors()).isEmpty();
    assertThat(world.inCrm(Product.TYPE).count()).isEqualTo(1);
    assertThat(later().errors()).isEmpty();
    assertThat(world.engine.health().troubles()).isEmpty();
  }

  @Test
  void refusedCredentialsAreOneErrorAndOneAlert() {
    trade.customer("BATI", "Bâti");
    world.crm.revokeCredentials(true);
    assertThat(world.run().errors()).extracting(ErrorDetail::system).containsExactly("crm");
    assertThat(world.engine.alerts()).hasSize(1);
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(world.run().errors()).extracting(ErrorDetail::system).containsExactly("crm");
    assertThat(world.engine.alerts()).hasSize(1);
    world.crm.revokeCredentials(false);
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(world.run().errors()).isEmpty();
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(1);
    assertThat(world.engine.alerts()).isEmpty();
  }

  @Test
  void aClockAnHourOffIsToldOnceAndTheWorkGoesOn() {
    trade.customer("BATI", "Bâti");
    world.crm.skew(Duration.ofHours(1));
    SyncReport run = world.run();
    assertThat(run.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.CLOCK_SKEW);
              assertThat(error.system()).isEqualTo("crm");
              assertThat(error.figures()).containsEntry("seconds", "3600");
            });
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(1);
    world.crm.skew(Duration.ofMinutes(-29));
    assertThat(world.run().errors()).isEmpty();
  }

  @Test
  void everyPageThatIsReadIsTold() {
    trade.customer("BATI", "Bâti");
    world.run();
    assertThat(pages("erp", "customer"))
        .contains(new SyncEvent.PageRead("erp", "customer", 1, true));
    world.events.clear();
    world.run();
    assertThat(pages("erp", "customer"))
        // The overlap shows the record once more.
        .containsExactly(new SyncEvent.PageRead("erp", "customer", 1, false));
  }

  private List<SyncEvent.PageRead> pages(String system, String entity) {
    return world.events.stream()
        .filter(SyncEvent.PageRead.class::isInstance)
        .map(SyncEvent.PageRead.class::cast)
        .filter(page -> page.system().equals(system) && page.entity().equals(entity))
        .toList();
  }
}
