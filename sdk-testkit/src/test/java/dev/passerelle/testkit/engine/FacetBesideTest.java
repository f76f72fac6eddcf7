package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A balance that moved is not a sight of its customer: what people change there counts (L11). */
class FacetBesideTest {
  private final World world = new World();
  private final Trade trade = new Trade(world);

  private RecordId settledCustomer() {
    RecordId erp = trade.customer("BATI", "Bâti");
    world.run();
    world.run();
    return erp;
  }

  private void editInCrm(RecordId erp, Field<String> field, String value) {
    world.inCrm(Customer.TYPE).edit(trade.crmCustomer(erp), Fields.of(field, value));
  }

  private void assertInErp(RecordId erp, Field<String> field, String value) {
    assertThat(world.inErp(Customer.TYPE).fields(erp).orElseThrow().get(field)).contains(value);
  }

  @Test
  void anEditInTheCrmCountsWhenTheErpShowsTheBalanceOnly() {
    RecordId erp = settledCustomer();
    trade.balance(erp, "12", "1000", "deliver");
    editInCrm(erp, Customer.EMAIL, "a@bati.example");
    long reads = world.erp.calls().of(SystemCall.READ);
    assertThat(world.run().errors()).isEmpty();
    assertInErp(erp, Customer.EMAIL, "a@bati.example");
    // The base stands for the customer in the ERP: nothing had to be read there (L24).
    assertThat(world.erp.calls().of(SystemCall.READ)).isEqualTo(reads);
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void anEditOfASharedFieldCountsToo() {
    RecordId erp = settledCustomer();
    trade.balance(erp, "12", "1000", "deliver");
    editInCrm(erp, Customer.PHONE, "+33536490000");
    assertThat(world.run().errors()).isEmpty();
    assertInErp(erp, Customer.PHONE, "05 36 49 00 00");
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void anEditWhileTheCrmIsReadForABalanceCountsToo() {
    RecordId erp =
        world.inErp(Customer.TYPE).create(Fields.of(Customer.CODE, "BATI", Customer.NAME, "Bâti"));
    world.run();
    world.run();
    trade.balance(erp, "12", "1000", "deliver");
    world
        .crm
        .faults()
        .next(
            SystemCall.READ,
            Fault.meanwhile(() -> editInCrm(erp, Customer.EMAIL, "a@bati.example")));
    world.run();
    assertThat(world.crm.faults().pending()).isZero();
    world.run();
    assertInErp(erp, Customer.EMAIL, "a@bati.example");
  }

  @Test
  void anEditWhileABalanceIsWrittenCountsToo() {
    RecordId erp = settledCustomer();
    trade.balance(erp, "12", "1000", "deliver");
    world
        .crm
        .faults()
        .next(
            SystemCall.WRITE,
            Fault.meanwhile(() -> editInCrm(erp, Customer.EMAIL, "a@bati.example")));
    world.run();
    assertThat(world.crm.faults().pending()).isZero();
    world.run();
    assertInErp(erp, Customer.EMAIL, "a@bati.example");
  }

  @Test
  void aCustomerThatIsTriedAgainIsNotCreatedFromItsBalanceAlone() {
    RecordId erp = trade.customer("BATI", "Bâti");
    world.crm.faults().next(SystemCall.WRITE, Fault.inUse(0));
    world.run();
    assertThat(world.inCrm(Customer.TYPE).count()).isZero();
    trade.balance(erp, "12", "1000", "deliver");
    // Sooner than the customer itself is tried again.
    world.clock.advance(Duration.ofSeconds(1));
    world.engine.run();
    assertThat(world.crm.journal())
        .first()
        .satisfies(
            create ->
                assertThat(create.after().get(Customer.NAME))
                    .as("name of the new company")
                    .contains("Bâti"));
  }

  @Test
  void aForeignChangeOfABalanceIsTakenBackAlsoWhenOnlyTheCustomerWasObserved() {
    RecordId erp = settledCustomer();
    world.crm.feedDelay(Customer.TYPE, Duration.ofSeconds(90));
    world.inErp(Customer.TYPE).edit(erp, Fields.of(Customer.PHONE, "05 36 49 00 00"));
    world
        .inCrm(Customer.TYPE)
        .edit(
            trade.crmCustomer(erp), Fields.of(CustomerBalance.CREDIT_LIMIT, new BigDecimal("25")));
    world.run();
    world.clock.advance(Duration.ofMinutes(5));
    world.run();
    assertThat(
            world
                .inCrm(Customer.TYPE)
                .fields(trade.crmCustomer(erp))
                .orElseThrow()
                .get(CustomerBalance.CREDIT_LIMIT))
        .hasValueSatisfying(limit -> assertThat(limit).isEqualByComparingTo("1000"));
  }

  @Test
  void aChangeThatWasReadInPassingIsNotForgottenWhenItsWriteFails() {
    RecordId erp = settledCustomer();
    world.erp.feedDelay(Customer.TYPE, Duration.ofSeconds(90));
    world.inErp(Customer.TYPE).edit(erp, Fields.of(Customer.NAME, "Bâti Gwada"));
    editInCrm(erp, Customer.PHONE, "+33536490000");
    world.crm.faults().next(SystemCall.WRITE, Fault.inUse(0));
    world.run();
    assertInErp(erp, Customer.PHONE, "05 36 49 00 00");
    world.clock.advance(Duration.ofMinutes(20));
    world.run();
    world.run();
    assertThat(
            world
                .inCrm(Customer.TYPE)
                .fields(trade.crmCustomer(erp))
                .orElseThrow()
                .get(Customer.NAME))
        .contains("Bâti Gwada");
  }
}
