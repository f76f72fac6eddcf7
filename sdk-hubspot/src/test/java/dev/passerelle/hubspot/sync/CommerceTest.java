package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invoices and payments, which an account has only with certain set-ups. */
class CommerceTest {
  private static final Selection INVOICES =
      Selection.of(
          Reference.FIELD,
          Invoice.NUMBER,
          Invoice.DATE,
          Invoice.DUE_DATE,
          Invoice.CURRENCY,
          Invoice.STATUS,
          Invoice.CUSTOMER,
          Invoice.LINES);
  private static final Selection PAYMENTS =
      Selection.of(
          Reference.FIELD,
          Payment.NUMBER,
          Payment.DATE,
          Payment.AMOUNT,
          Payment.CURRENCY,
          Payment.CUSTOMER,
          Payment.INVOICES);

  private final Portals portals = prepared();
  private final HubSpotUser user = portals.simulator.user();
  private final Connector connector = HubSpot.connect(portals.settings);
  private final String company = user.create("companies", Map.of("name", "Bâti")).id();

  private static Portals prepared() {
    Portals portals = new Portals();
    try (HubSpotClient client = portals.administrator()) {
      HubSpotSetup.apply(
          client, portals.settings, Map.of(Invoice.TYPE, INVOICES, Payment.TYPE, PAYMENTS));
    }
    return portals;
  }

  @AfterEach
  void close() {
    connector.close();
    portals.close();
  }

  private Fields written(EntityType type, Selection selection, String reference, Fields fields) {
    EntityAdapter adapter = connector.adapter(type, selection).orElseThrow();
    WriteResult result = adapter.write(List.of(new Write.Create("w", reference, fields))).get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    WriteResult.Written done = (WriteResult.Written) result;
    Lookup found = adapter.read(List.of(done.snapshot().id())).get(0);
    return ((Lookup.Found) found).snapshot().fields();
  }

  @Test
  void anInvoiceIsShownWithItsLinesAndDates() {
    DocumentLine line =
        DocumentLine.item("1000")
            .product(Ref.byKey(Product.TYPE, Product.SKU, "TOL-BAC-3M"))
            .quantity(new BigDecimal("40"))
            .unitPrice(new BigDecimal("38.50"))
            .build();
    Fields shown =
        written(
            Invoice.TYPE,
            INVOICES,
            "NEGOCE971:FA260041",
            Fields.builder()
                .set(Invoice.NUMBER, "FA260041")
                .set(Invoice.DATE, LocalDate.of(2026, 2, 17))
                .set(Invoice.DUE_DATE, LocalDate.of(2026, 3, 31))
                .set(Invoice.CURRENCY, "EUR")
                .set(Invoice.CUSTOMER, Ref.to(Customer.TYPE, company))
                .set(Invoice.LINES, List.of(line))
                .build());
    assertThat(shown.get(Invoice.DATE)).contains(LocalDate.of(2026, 2, 17));
    assertThat(shown.get(Invoice.DUE_DATE)).contains(LocalDate.of(2026, 3, 31));
    assertThat(shown.get(Invoice.CUSTOMER)).contains(Ref.to(Customer.TYPE, company));
    assertThat(shown.get(Invoice.LINES).orElseThrow().get(0).net().orElseThrow())
        .isEqualByComparingTo("1540.00");
  }

  private WriteResult written(Connector to, Selection selection, Fields fields) {
    EntityAdapter invoices = to.adapter(Invoice.TYPE, selection).orElseThrow();
    return invoices.write(List.of(new Write.Create("w", "NEGOCE971:FA260042", fields))).get(0);
  }

  @Test
  void anAmountThatHubSpotComputesIsRefusedByNameAndNothingIsSent() {
    HubSpotSettings computed =
        portals.settings(1).property(Invoice.TYPE, Invoice.REMAINING, "hs_balance_due").build();
    try (Connector to = HubSpot.connect(computed)) {
      Selection selection = Selection.of(Reference.FIELD, Invoice.CURRENCY, Invoice.REMAINING);
      assertThat(
              to.adapter(Invoice.TYPE, selection).orElseThrow().describe().rule(Invoice.REMAINING))
          .hasValueSatisfying(rule -> assertThat(rule.isReadOnly()).isTrue());
      WriteResult result =
          written(
              to,
              selection,
              Fields.of(Invoice.CURRENCY, "EUR", Invoice.REMAINING, new BigDecimal("12")));
      assertThat(result)
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused ->
                  assertThat(refused.fields())
                      .singleElement()
                      .satisfies(error -> assertThat(error.field()).isEqualTo("remaining")));
      assertThat(user.records("invoices")).isEmpty();
    }
  }

  private List<Field<?>> required(EntityType type, Selection selection) {
    AdapterDescriptor descriptor = connector.adapter(type, selection).orElseThrow().describe();
    return descriptor.fields().stream()
        .filter(field -> descriptor.rule(field).filter(FieldRule::isRequired).isPresent())
        .toList();
  }

  @Test
  void whatHubSpotMakesNoRecordWithoutIsDeclared() {
    assertThat(required(Invoice.TYPE, INVOICES)).containsExactly(Invoice.CURRENCY);
    assertThat(required(Payment.TYPE, PAYMENTS))
        .containsExactlyInAnyOrder(Payment.AMOUNT, Payment.DATE);
    WriteResult result = written(connector, INVOICES, Fields.of(Invoice.NUMBER, "FA260042"));
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> assertThat(refused.cause().field()).isEqualTo("hs_currency"));
  }

  @Test
  void anInvoiceThatCannotBeOpenedYetSaysWhyAndIsOpenedOnceItCan() {
    Fields open =
        Fields.builder()
            .set(Invoice.CURRENCY, "EUR")
            .set(Invoice.STATUS, "open")
            .set(Invoice.LINES, List.of(DocumentRemote.line("1000", "TOL-BAC-3M", "40", "38.50")))
            .build();
    WriteResult.Incomplete half = (WriteResult.Incomplete) written(connector, INVOICES, open);
    assertThat(half.cause().field()).isEqualTo("status");
    assertThat(half.cause().record()).isEqualTo(half.id().value());
    assertThat(half.cause().toString()).contains("contact");
    String contact = user.create("contacts", Map.of("email", "a@bati.example")).id();
    user.associate("invoices", half.id().value(), "contacts", contact);
    EntityAdapter invoices = connector.adapter(Invoice.TYPE, INVOICES).orElseThrow();
    assertThat(
            invoices.write(List.of(new Write.Complete("c", "NEGOCE971:FA260042", half.id(), open))))
        .hasOnlyElementsOfType(WriteResult.Written.class);
    assertThat(user.records("invoices"))
        .singleElement()
        .satisfies(
            invoice -> {
              assertThat(invoice.value("hs_invoice_status")).contains("open");
              assertThat(invoice.value("hs_amount_billed")).contains("1540.00");
            });
  }

  @Test
  void anInvoiceIsMadeBeforeItsStatusWithoutLinesToo() {
    Selection plain = Selection.of(Reference.FIELD, Invoice.CURRENCY, Invoice.STATUS);
    WriteResult result =
        written(connector, plain, Fields.of(Invoice.CURRENCY, "EUR", Invoice.STATUS, "open"));
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Incomplete.class,
            half -> assertThat(half.cause().field()).isEqualTo("status"));
    assertThat(user.records("invoices"))
        .singleElement()
        .satisfies(invoice -> assertThat(invoice.value("hs_invoice_status")).contains("draft"));
  }

  @Test
  void aPaymentIsShownWithItsInvoices() {
    String invoice = user.create("invoices", Map.of("hs_currency", "EUR")).id();
    Fields shown =
        written(
            Payment.TYPE,
            PAYMENTS,
            "NEGOCE971:RG0104",
            Fields.builder()
                .set(Payment.NUMBER, "RG0104")
                .set(Payment.DATE, LocalDate.of(2026, 2, 20))
                .set(Payment.AMOUNT, new BigDecimal("2000"))
                .set(Payment.CURRENCY, "EUR")
                .set(Payment.CUSTOMER, Ref.to(Customer.TYPE, company))
                .set(Payment.INVOICES, java.util.Set.of(Ref.to(Invoice.TYPE, invoice)))
                .build());
    assertThat(shown.get(Payment.AMOUNT).orElseThrow()).isEqualByComparingTo("2000");
    assertThat(shown.get(Payment.INVOICES))
        .contains(java.util.Set.of(Ref.to(Invoice.TYPE, invoice)));
  }

  @Test
  void anAccountWithoutCommerceHasNoInvoices() {
    portals
        .simulator
        .faults()
        .next(
            1,
            "GET",
            "/crm/objects/2026-09/invoices$",
            Fault.answer(404, "{\"category\":\"OBJECT_NOT_FOUND\"}"));
    assertThat(connector.adapter(Invoice.TYPE, INVOICES)).isEmpty();
    assertThat(connector.adapter(Payment.TYPE, Selection.of(Payment.AMOUNT))).isPresent();
  }
}
