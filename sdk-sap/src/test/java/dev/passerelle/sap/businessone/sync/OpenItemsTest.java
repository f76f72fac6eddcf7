package dev.passerelle.sap.businessone.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.businessone.BusinessOneUser;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is overdue is open and late; everything else is not. The day is 16 March 2026 at first. */
class OpenItemsTest {
  private Companies companies;
  private BusinessOneUser user;
  private Connector connector;

  @BeforeEach
  void furnish() {
    companies = new Companies();
    user = companies.simulator.user();
    user.create("Items", Map.of("ItemCode", "A1", "ItemName", "Article"));
    connector = BusinessOne.connect(companies.settings);
  }

  @AfterEach
  void close() {
    connector.close();
    companies.close();
  }

  private void customer(String code) {
    user.create("BusinessPartners", Map.of("CardCode", code, "CardName", "Acme"));
  }

  private String invoice(String customer, String due, int amount) {
    return user.create(
        "Invoices",
        Map.of(
            "CardCode",
            customer,
            "DocDueDate",
            due,
            "DocumentLines",
            List.of(Map.of("ItemCode", "A1", "Quantity", 1, "UnitPrice", amount))));
  }

  private void pay(String customer, String invoice, String amount) {
    user.create(
        "IncomingPayments",
        Map.of(
            "CardCode",
            customer,
            "CashSum",
            new BigDecimal(amount),
            "PaymentInvoices",
            List.of(
                Map.of(
                    "DocEntry",
                    Integer.parseInt(invoice),
                    "InvoiceType",
                    "it_Invoice",
                    "SumApplied",
                    new BigDecimal(amount)))));
  }

  private BigDecimal total(String invoice) {
    return new BigDecimal(
        user.record("Invoices", invoice).orElseThrow().get("DocTotal").toString());
  }

  private EntityAdapter balances() {
    return connector
        .adapter(
            CustomerBalance.TYPE,
            Selection.of(
                CustomerBalance.OVERDUE,
                CustomerBalance.OLDEST_DUE_DATE,
                CustomerBalance.DAYS_OVERDUE))
        .orElseThrow();
  }

  private Fields read(String customer) {
    Lookup lookup = balances().read(List.of(RecordId.of(customer))).get(0);
    return ((Lookup.Found) lookup).snapshot().fields();
  }

  @Test
  void whatIsOpenAndLateIsOverdue() {
    customer("C1");
    customer("C2");
    String paid = invoice("C1", "2026-03-17", 100);
    String partly = invoice("C1", "2026-03-18", 100);
    String whole = invoice("C1", "2026-03-20", 50);
    invoice("C1", "2026-05-30", 70);
    pay("C1", paid, total(paid).toString());
    pay("C1", partly, "40");
    companies.pass(Duration.ofDays(10));

    Fields late = read("C1");

    assertThat(late.get(CustomerBalance.OVERDUE).orElseThrow())
        .isEqualByComparingTo(total(partly).subtract(new BigDecimal("40")).add(total(whole)));
    assertThat(late.get(CustomerBalance.OLDEST_DUE_DATE)).contains(LocalDate.of(2026, 3, 18));
    assertThat(late.get(CustomerBalance.DAYS_OVERDUE)).contains(8L);
    Fields sound = read("C2");
    assertThat(sound.get(CustomerBalance.OVERDUE).orElseThrow()).isZero();
    assertThat(sound.isBlank(CustomerBalance.OLDEST_DUE_DATE)).isTrue();
  }

  @Test
  void whatFallsDueTodayIsNotLate() {
    customer("C1");
    invoice("C1", "2026-03-16", 100);
    assertThat(read("C1").get(CustomerBalance.OVERDUE).orElseThrow()).isZero();
    companies.pass(Duration.ofDays(1));
    assertThat(read("C1").get(CustomerBalance.DAYS_OVERDUE)).contains(1L);
  }

  @Test
  void moreItemsThanAPageHoldsAndMoreCustomersThanACondition() {
    for (int at = 0; at < 60; at++) {
      customer("C%02d".formatted(at));
      for (int each = 0; each < 5; each++) {
        invoice("C%02d".formatted(at), "2026-03-17", 10);
      }
    }
    BigDecimal one = total(invoice("C00", "2026-05-30", 10));
    companies.pass(Duration.ofDays(10));
    companies.simulator.journal().clear();

    assertThat(balances().list(Position.START, 200, Depth.FULL).changes())
        .hasSize(60)
        .allSatisfy(
            change ->
                assertThat(
                        change
                            .shown()
                            .orElseThrow()
                            .fields()
                            .get(CustomerBalance.OVERDUE)
                            .orElseThrow())
                    .isEqualByComparingTo(one.multiply(BigDecimal.valueOf(5))));
    // 250 rows of the first fifty customers, 50 of the others.
    assertThat(companies.simulator.journal().count("GET", "Invoices$")).isEqualTo(3);
  }

  @Test
  void whoeverDoesNotAskForItReadsNoInvoice() {
    customer("C1");
    EntityAdapter plain =
        connector
            .adapter(CustomerBalance.TYPE, Selection.of(CustomerBalance.ACCOUNTING))
            .orElseThrow();
    plain.list(Position.START, 200, Depth.FULL);
    assertThat(companies.simulator.journal().count("*", "Invoices")).isZero();
  }

  @Test
  void aMissingRightNamesTheInvoices() {
    customer("C1");
    companies.simulator.faults().next(1, "GET", "Invoices$", Fault.answer(403, "{}"));
    assertThatThrownBy(() -> balances().list(Position.START, 200, Depth.FULL))
        .isInstanceOfSatisfying(
            AccessDenied.class, e -> assertThat(e.missing()).isEqualTo("Invoices"));
  }
}
