package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.SyncReport;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.Messages;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentFlowTest {
  private final World world = new World();
  private final Trade trade = new Trade(world);

  private Fields report(RecordId quote) {
    return world.inCrm(Quote.TYPE).fields(quote).orElseThrow();
  }

  @Test
  void aValidatedQuoteBecomesOneOrderAndIsTold() {
    RecordId customer = trade.customer("BATI", "Bâti Gwada");
    trade.product("CIM", "8.40");
    world.run();
    RecordId quote = trade.quote("Q-1", trade.crmCustomer(customer), "CIM", "4", "8.40");
    SyncReport run = world.run();
    assertThat(run.errors()).isEmpty();
    assertThat(world.inErp(SalesOrder.TYPE).byReference(quote.value())).hasSize(1);
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("synced");
    assertThat(world.run().totalWrites()).isZero();
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
  }

  @Test
  void aCustomerThatTheErpLacksIsMadeFirst() {
    trade.product("CIM", "8.40");
    world.run();
    RecordId prospect = trade.prospect("Éco-Lodge");
    RecordId quote = trade.quote("Q-2", prospect, "CIM", "1", "8.40");
    SyncReport run = world.run();
    assertThat(run.errors()).isEmpty();
    assertThat(world.inErp(Customer.TYPE).count()).isEqualTo(1);
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
    assertThat(report(quote).get(DocumentReport.MESSAGE).orElseThrow()).contains("created");
  }

  @Test
  void aProspectWithoutADocumentIsNotCreatedInTheErp() {
    world.run();
    trade.prospect("Nobody yet");
    world.run();
    assertThat(world.inErp(Customer.TYPE).count()).isZero();
  }

  @Test
  void aQuoteAboveTheCreditLimitIsHeldAndGoesOnWhenTheCustomerPays() {
    RecordId customer = trade.customer("HOTEL", "Hôtel");
    trade.product("CLI", "429");
    trade.balance(customer, "900", "1000", "watch");
    world.run();
    RecordId quote = trade.quote("Q-5", trade.crmCustomer(customer), "CLI", "1", "429");
    world.run();
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("held");
    assertThat(report(quote).get(DocumentReport.MESSAGE))
        .contains("CREDIT_LIMIT_EXCEEDED: 1329.00 > 1000.00");
    assertThat(world.run().totalWrites()).isZero();
    trade.balance(customer, "100", "1000", "watch");
    world.run();
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("synced");
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
  }

  @Test
  void aHalfMadeOrderIsCompletedAlthoughItsGatesWouldHoldItNow() {
    RecordId customer = trade.customer("HOTEL", "Hôtel");
    trade.product("CLI", "429");
    world.run();
    RecordId quote = trade.quote("Q-6", trade.crmCustomer(customer), "CLI", "1", "429");
    world.erp.faults().next(SystemCall.WRITE, Fault.halfWrite(0));
    world.run();
    assertThat(report(quote).get(DocumentReport.STATUS)).isNotEqualTo(Optional.of("synced"));
    trade.balance(customer, "900", "1000", "watch");
    world.clock.advance(Duration.ofMinutes(20));
    world.run();
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("synced");
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
  }

  @Test
  void aSalespersonReadsTheReasonInTheLanguageOfTheHouse() {
    world.locale = Locale.FRANCE;
    world.restart();
    RecordId customer = trade.customer("HOTEL", "Hôtel");
    trade.product("CLI", "429");
    trade.balance(customer, "900", "1000", "watch");
    world.run();
    RecordId quote = trade.quote("Q-5", trade.crmCustomer(customer), "CLI", "1", "429");
    world.run();
    assertThat(report(quote).get(DocumentReport.MESSAGE).orElseThrow())
        .startsWith(Messages.title(ErrorCode.CREDIT_LIMIT_EXCEEDED, Locale.FRANCE) + " (")
        .endsWith("(CREDIT_LIMIT_EXCEEDED: 1329.00 > 1000.00)");
  }

  @Test
  void aRefusedQuoteIsJudgedAgainWhenItChanges() {
    RecordId customer = trade.customer("CANTINE", "Cantine");
    RecordId old = trade.product("OLD", "39");
    world.inErp(Product.TYPE).edit(old, Fields.of(Product.STATE, "dormant"));
    trade.product("NEW", "10");
    world.run();
    RecordId crm = trade.crmCustomer(customer);
    RecordId quote = trade.quote("Q-8", crm, "OLD", "1", "39");
    world.run();
    assertThat(report(quote).get(DocumentReport.MESSAGE)).contains("PRODUCT_INACTIVE: OLD");
    assertThat(world.engine.waiting(10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.code()).isEqualTo(ErrorCode.PRODUCT_INACTIVE));
    RecordId other = trade.quote("Q-8b", crm, "NEW", "1", "10");
    Fields good = report(other);
    world
        .inCrm(Quote.TYPE)
        .edit(quote, good.only(java.util.List.of(Quote.LINES, Quote.NET, Quote.GROSS)));
    world.run();
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("synced");
    assertThat(world.engine.waiting(10)).isEmpty();
  }

  @Test
  void aLineWithoutQuantityAndPriceRefusesTheQuoteAndIsNeverDropped() {
    RecordId customer = trade.customer("BATI", "Bâti Gwada");
    trade.product("CIM", "8.40");
    world.run();
    RecordId quote = trade.quote("Q-0", trade.crmCustomer(customer), "CIM", "0", "0");
    world.run();
    assertThat(world.inErp(SalesOrder.TYPE).count()).isZero();
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("refused");
    assertThat(report(quote).get(DocumentReport.MESSAGE)).contains("LINE_WITHOUT_VALUE: line 1");
  }

  @Test
  void aLostAnswerMakesNoSecondOrder() {
    RecordId customer = trade.customer("MAIRIE", "Mairie");
    trade.product("PEI", "96");
    world.run();
    world.erp.faults().next(SystemCall.WRITE, Fault.loseAnswer());
    RecordId quote = trade.quote("Q-4", trade.crmCustomer(customer), "PEI", "1", "96");
    for (int i = 0; i < 4; i++) {
      world.run();
      world.clock.advance(Duration.ofMinutes(2));
    }
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("synced");
  }

  @Test
  void aRequestThatNeverArrivedIsSentAgainAfterItsTime() {
    RecordId customer = trade.customer("MAIRIE", "Mairie");
    trade.product("PEI", "96");
    world.run();
    world.erp.faults().next(SystemCall.WRITE, Fault.timeOut());
    RecordId quote = trade.quote("Q-4", trade.crmCustomer(customer), "PEI", "1", "96");
    for (int i = 0; i < 4; i++) {
      world.run();
      world.clock.advance(Duration.ofMinutes(2));
    }
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("synced");
  }

  @Test
  void aQuoteChangedAfterItsOrderIsOnlyTold() {
    RecordId customer = trade.customer("SUPER", "Super");
    trade.product("RIZ", "27.90");
    world.run();
    RecordId quote = trade.quote("Q-9", trade.crmCustomer(customer), "RIZ", "2", "27.90");
    world.run();
    world.inCrm(Quote.TYPE).edit(quote, Fields.of(Quote.GROSS, new BigDecimal("99")));
    world.run();
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("changed_after_sync");
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void theDeliveryOfAnOrderIsShownOnItsQuote() {
    RecordId customer = trade.customer("STB", "Villas");
    trade.product("CIT", "312.50");
    world.run();
    RecordId quote = trade.quote("Q-3", trade.crmCustomer(customer), "CIT", "1", "312.50");
    world.run();
    RecordId order = world.inErp(SalesOrder.TYPE).ids().get(0);
    world.inErp(SalesOrder.TYPE).edit(order, Fields.of(SalesOrder.DELIVERY_STATUS, "delivered"));
    world.run();
    assertThat(report(quote).get(DocumentReport.DELIVERY_STATUS)).contains("delivered");
  }

  @Test
  void aSecondOrderIsMadeOnlyWhenAPersonSaysSo() {
    RecordId customer = trade.customer("BATI", "Bâti Gwada");
    trade.product("CIM", "8.40");
    world.run();
    RecordId quote = trade.quote("Q-1", trade.crmCustomer(customer), "CIM", "4", "8.40");
    world.run();
    RecordId first = world.inErp(SalesOrder.TYPE).ids().get(0);
    world.inErp(SalesOrder.TYPE).delete(first);
    world.engine.replay("crm", Quote.TYPE, quote);
    world.run();
    assertThat(world.inErp(SalesOrder.TYPE).count()).as("a replay makes no second order").isZero();
    world.engine.reopen("quotes", quote, "a.person", "cancelled in the ERP");
    assertThat(world.run().errors()).isEmpty();
    assertThat(world.inErp(SalesOrder.TYPE).byReference(quote.value() + "#2")).hasSize(1);
    assertThat(report(quote).get(DocumentReport.STATUS)).contains("synced");
    assertThat(world.run().totalWrites()).isZero();
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
  }

  @Test
  void whatWasNotMadeIsNotReopened() {
    RecordId customer = trade.customer("HOTEL", "Hôtel");
    trade.product("CLI", "429");
    trade.balance(customer, "900", "1000", "watch");
    world.run();
    RecordId quote = trade.quote("Q-5", trade.crmCustomer(customer), "CLI", "1", "429");
    world.run();
    assertThatThrownBy(() -> world.engine.reopen("quotes", quote, "a.person", ""))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("quotes: crm/quote " + quote)
        .hasMessageContaining("replay it instead");
    assertThatThrownBy(() -> world.engine.reopen("offers", quote, "a.person", ""))
        .hasMessageContaining("no document flow");
  }

  @Test
  void anOrderUnderWayIsNotReopened() {
    RecordId customer = trade.customer("BATI", "Bâti Gwada");
    trade.product("CIM", "8.40");
    world.run();
    world.erp.faults().next(0, 1, SystemCall.WRITE, SalesOrder.TYPE, Fault.loseAnswer());
    RecordId quote = trade.quote("Q-1", trade.crmCustomer(customer), "CIM", "4", "8.40");
    world.run();
    assertThatThrownBy(() -> world.engine.reopen("quotes", quote, "a.person", ""))
        .isInstanceOf(InvalidConfiguration.class);
    world.clock.advance(Duration.ofMinutes(10));
    world.run();
    assertThat(world.inErp(SalesOrder.TYPE).count()).isEqualTo(1);
  }
}
