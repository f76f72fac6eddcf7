package dev.passerelle.odoo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.odoo.OdooSimulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From an order to the last payment, as accounting shows it, in every version. */
class BookedTest {
  private static final String MOVE = "account.move";
  private static final String PAYMENT = "account.payment";
  private static final List<?> NONE = List.of(List.of(6, 0, List.of()));

  private Servers servers = new Servers(19);
  private Connector connector = Odoo.connect(servers.settings());
  private long customer;

  private void start(Servers started) {
    close();
    servers = started;
    connector = Odoo.connect(servers.settings());
    customer = servers.user().create("res.partner", Map.of("name", "Acme", "is_company", true));
  }

  @AfterEach
  void close() {
    connector.close();
    servers.close();
  }

  private EntityAdapter invoices() {
    return connector
        .adapter(
            Invoice.TYPE,
            Selection.of(
                Invoice.NUMBER,
                Invoice.STATUS,
                Invoice.KIND,
                Invoice.POSTED,
                Invoice.GROSS,
                Invoice.PAID,
                Invoice.REMAINING,
                Invoice.ORDERS))
        .orElseThrow();
  }

  private EntityAdapter payments() {
    return connector
        .adapter(
            Payment.TYPE,
            Selection.of(
                Payment.AMOUNT,
                Payment.CURRENCY,
                Payment.METHOD,
                Payment.INVOICES,
                Payment.UNALLOCATED,
                Payment.BOUNCED))
        .orElseThrow();
  }

  private long order() {
    long product =
        servers
            .user()
            .create("product.product", Map.of("name", "Tube", "lst_price", 50, "taxes_id", NONE));
    long order =
        servers
            .user()
            .create(
                "sale.order",
                Map.of(
                    "partner_id",
                    customer,
                    "order_line",
                    List.of(List.of(0, 0, Map.of("product_id", product, "product_uom_qty", 2)))));
    servers.user().press("sale.order", "action_confirm", order);
    return order;
  }

  /** The draft that the wizard makes. */
  private long bill(long order) {
    Map<String, Object> context = context("sale.order", order);
    long wizard =
        servers
            .user()
            .create("sale.advance.payment.inv", Map.of("advance_payment_method", "delivered"));
    servers
        .user()
        .call("sale.advance.payment.inv", "create_invoices", List.of(wizard), Map.of(), context);
    return newest(MOVE);
  }

  private long newest(String model) {
    List<Long> ids = servers.user().ids(model);
    return ids.get(ids.size() - 1);
  }

  private static Map<String, Object> context(String model, long id) {
    return Map.of("active_model", model, "active_ids", List.of(id), "active_id", id);
  }

  private long pay(long invoice, String amount) {
    long wizard =
        servers.user().create("account.payment.register", Map.of("amount", new BigDecimal(amount)));
    servers
        .user()
        .call(
            "account.payment.register",
            "action_create_payments",
            List.of(wizard),
            Map.of(),
            context(MOVE, invoice));
    return newest(PAYMENT);
  }

  private static Fields read(EntityAdapter adapter, long id) {
    Lookup lookup = adapter.read(List.of(record(id))).get(0);
    assertThat(lookup).isInstanceOf(Lookup.Found.class);
    return ((Lookup.Found) lookup).snapshot().fields();
  }

  private static RecordId record(long id) {
    return RecordId.of(Long.toString(id));
  }

  private static void shows(Fields fields, String status, String paid, String remaining) {
    assertThat(fields.get(Invoice.STATUS)).contains(status);
    assertThat(fields.get(Invoice.PAID).orElseThrow()).isEqualByComparingTo(paid);
    assertThat(fields.get(Invoice.REMAINING).orElseThrow()).isEqualByComparingTo(remaining);
  }

  private static List<RecordId> listed(EntityAdapter adapter) {
    return adapter.list(Position.START, 100, Depth.FULL).changes().stream()
        .map(Change::id)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 18, 19})
  void anInvoiceIsPaidInTwoParts(int version) {
    start(new Servers(version));
    long order = order();
    long invoice = bill(order);
    assertThat(listed(invoices())).as("a draft is not booked").isEmpty();
    servers.user().press(MOVE, "action_post", invoice);
    assertThat(listed(invoices())).containsExactly(record(invoice));

    Fields posted = read(invoices(), invoice);
    shows(posted, "not_paid", "0", "100");
    assertThat(posted.get(Invoice.ORDERS))
        .contains(Set.of(Ref.to(SalesOrder.TYPE, Long.toString(order))));
    assertThat(posted.get(Invoice.KIND)).contains("invoice");
    assertThat(posted.get(Invoice.NUMBER).orElseThrow()).startsWith("INV/2026/");

    long first = pay(invoice, "30");
    shows(read(invoices(), invoice), "partial", "30", "70");
    Fields payment = read(payments(), first);
    assertThat(payment.get(Payment.AMOUNT).orElseThrow()).isEqualByComparingTo("30");
    assertThat(payment.get(Payment.UNALLOCATED).orElseThrow()).isEqualByComparingTo("0");
    assertThat(payment.get(Payment.INVOICES))
        .contains(Set.of(Ref.to(Invoice.TYPE, Long.toString(invoice))));
    assertThat(payment.get(Payment.CURRENCY)).contains("EUR");
    assertThat(payment.get(Payment.METHOD)).contains("1");

    long second = pay(invoice, "80");
    shows(read(invoices(), invoice), "paid", "100", "0");
    assertThat(read(payments(), second).get(Payment.UNALLOCATED).orElseThrow())
        .as("paid ten too much")
        .isEqualByComparingTo("10");
    assertThat(listed(payments())).containsExactly(record(first), record(second));
  }

  /** Up to 17 the payment's own stamp does not move. */
  @ParameterizedTest
  @ValueSource(ints = {17, 19})
  void aPaymentThatBouncedIsSaidAndItsInvoiceIsOpenAgain(int version) {
    start(new Servers(version));
    long invoice = bill(order());
    servers.user().press(MOVE, "action_post", invoice);
    long payment = pay(invoice, "100");
    Position position = payments().list(Position.START, 100, Depth.FULL).next();
    servers.pass(Duration.ofHours(1));

    servers.user().press(PAYMENT, "action_cancel", payment);

    ChangePage changes = payments().changesSince(position, 100);
    assertThat(changes.changes()).extracting(Change::id).contains(record(payment));
    Fields shown = read(payments(), payment);
    assertThat(shown.get(Payment.BOUNCED)).contains(true);
    assertThat(shown.get(Payment.INVOICES)).contains(Set.of());
    shows(read(invoices(), invoice), "not_paid", "0", "100");
  }

  @Test
  void whatWasTakenBackToDraftOrCancelledIsOwedByNobody() {
    start(new Servers(18));
    long invoice = bill(order());
    servers.user().press(MOVE, "action_post", invoice);
    Position position = invoices().list(Position.START, 100, Depth.FULL).next();
    servers.pass(Duration.ofHours(1));

    servers.user().press(MOVE, "button_draft", invoice);
    assertThat(invoices().changesSince(position, 100).changes())
        .extracting(Change::id)
        .contains(record(invoice));
    Fields draft = read(invoices(), invoice);
    shows(draft, "draft", "0", "0");
    assertThat(draft.get(Invoice.POSTED)).contains(false);

    servers.user().press(MOVE, "button_cancel", invoice);
    shows(read(invoices(), invoice), "cancel", "0", "0");
  }

  /** Fact sheet §3: the document's own stamp does not move. */
  @Test
  void theTextOfALineIsAChangeOfItsInvoice() {
    start(new Servers(19));
    long invoice = bill(order());
    servers.user().press(MOVE, "action_post", invoice);
    EntityAdapter adapter =
        connector.adapter(Invoice.TYPE, Selection.of(Invoice.LINES)).orElseThrow();
    Position position = adapter.list(Position.START, 100, Depth.FULL).next();
    long line =
        Long.parseLong(read(adapter, invoice).get(Invoice.LINES).orElseThrow().get(0).key());
    servers.pass(Duration.ofHours(1));

    servers.user().write("account.move.line", line, Map.of("name", "Another text"));

    assertThat(adapter.changesSince(position, 100).changes())
        .extracting(Change::id)
        .contains(record(invoice));
    assertThat(read(adapter, invoice).get(Invoice.LINES).orElseThrow().get(0).description())
        .contains("Another text");
  }

  @Test
  void aCreditNoteIsMadeOfAnInvoice() {
    start(new Servers(19));
    long invoice = bill(order());
    servers.user().press(MOVE, "action_post", invoice);
    long wizard = servers.user().create("account.move.reversal", Map.of("reason", "Damaged"));
    servers
        .user()
        .call(
            "account.move.reversal",
            "reverse_moves",
            List.of(wizard),
            Map.of(),
            context(MOVE, invoice));
    long note = newest(MOVE);
    servers.user().press(MOVE, "action_post", note);

    Fields shown = read(invoices(), note);
    assertThat(shown.get(Invoice.KIND)).contains("credit_note");
    assertThat(shown.get(Invoice.GROSS).orElseThrow()).isEqualByComparingTo("100");
    shows(shown, "not_paid", "0", "100");
  }

  @Test
  void anInvoiceOfDepositsOnlyIsADeposit() {
    start(new Servers(19));
    long invoice =
        servers
            .user()
            .create(
                MOVE,
                Map.of(
                    "move_type",
                    "out_invoice",
                    "partner_id",
                    customer,
                    "invoice_line_ids",
                    List.of(
                        List.of(
                            0,
                            0,
                            Map.of(
                                "name",
                                "Down payment",
                                "price_unit",
                                30,
                                "is_downpayment",
                                true,
                                "tax_ids",
                                NONE)))));
    servers.user().press(MOVE, "action_post", invoice);

    assertThat(read(invoices(), invoice).get(Invoice.KIND)).contains("deposit");
  }

  /** From 18 on, where the bank's journal has no outstanding account. */
  @Test
  void aPaymentThatWaitsForTheBankPaysNothingYet() {
    start(new Servers(OdooSimulator.builder().version(18).outstandingAccounts(false)));
    long invoice = bill(order());
    servers.user().press(MOVE, "action_post", invoice);

    long payment = pay(invoice, "100");

    shows(read(invoices(), invoice), "in_payment", "0", "100");
    Fields shown = read(payments(), payment);
    assertThat(shown.has(Payment.UNALLOCATED)).isTrue();
    assertThat(shown.get(Payment.UNALLOCATED)).as("nobody knows").isEmpty();
    assertThat(shown.get(Payment.INVOICES))
        .contains(Set.of(Ref.to(Invoice.TYPE, Long.toString(invoice))));
  }

  @Test
  void whatIsBookedIsNeverWritten() {
    start(new Servers(19));
    long invoice = bill(order());
    servers.user().press(MOVE, "action_post", invoice);
    servers.simulator.journal().clear();

    Fields other = Fields.of(Invoice.NUMBER, "F1");
    assertThatThrownBy(
            () ->
                invoices()
                    .write(
                        List.of(
                            new Write.Update("u", record(invoice), other, Fields.empty(), null))))
        .isInstanceOf(UnsupportedOperation.class)
        .hasMessageContaining("update invoice");
    assertThat(servers.simulator.journal().entries())
        .noneMatch(entry -> entry.path().matches(".*/(write|load|create|unlink)"));
  }
}
