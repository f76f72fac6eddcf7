package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.common.Outcomes;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quotations and orders (fact sheet §2.3, §2.4). They are created with all their items in one
 * request and read; a document that exists is changed by people. The catalogue gives the fields of
 * both the same names.
 */
final class DocumentLayout {
  private static final String REFERENCE = "PurchaseOrderByCustomer";
  private static final int REFERENCE_LENGTH = 35;
  private static final String REJECTED = "OverallSDDocumentRejectionSts";

  private DocumentLayout() {}

  static DocumentNames orderNames(Site site) {
    S4HanaCodes codes = site.codes();
    return codes.ordersOverV4()
        ? DocumentNames.orderOfVersionFour(codes.lineProperty())
        : DocumentNames.order(codes.lineProperty());
  }

  static EntityMap orders(Site site, Selection selection) {
    DocumentNames names = orderNames(site);
    Map<Field<?>, Binding<?>> all = common(site, names);
    String reference = site.codes().referenceProperty(SalesOrder.TYPE, REFERENCE);
    Plain<String> external = Plain.text(SalesOrder.EXTERNAL_NUMBER, REFERENCE, REFERENCE_LENGTH);
    Layouts.put(
        all,
        reference.equals(REFERENCE)
            ? Binding.readOnly(SalesOrder.EXTERNAL_NUMBER, Set.of(REFERENCE), external.read())
            : external.header());
    Layouts.put(
        all,
        Binding.readOnly(
            SalesOrder.DELIVERY_STATUS,
            Set.of(names.deliveryStatus()),
            row -> deliveryStatus(row.text(names.deliveryStatus()).orElse(""))));
    taxes(all, names);
    Layout layout =
        layout(site, SalesOrder.TYPE, names, reference)
            .findBy(SalesOrder.NUMBER, Finder.by(names.number()))
            .findBy(SalesOrder.EXTERNAL_NUMBER, Finder.by(REFERENCE))
            .build();
    return Layouts.map(site, layout, chosen(site, SalesOrder.TYPE, all), selection);
  }

  static EntityMap quotations(Site site, Selection selection) {
    DocumentNames names = DocumentNames.quotation();
    Map<Field<?>, Binding<?>> all = common(site, names);
    String end = "BindingPeriodValidityEndDate";
    Layouts.put(all, Plain.of(Quote.EXPIRES, end, row -> row.date(end).orElse(null)).header());
    String reference = site.codes().referenceProperty(Quote.TYPE, REFERENCE);
    Layout layout =
        layout(site, Quote.TYPE, names, reference)
            .findBy(Quote.NUMBER, Finder.by(names.number()))
            .build();
    return Layouts.map(site, layout, chosen(site, Quote.TYPE, all), selection);
  }

  private static Map<Field<?>, Binding<?>> chosen(
      Site site, EntityType type, Map<Field<?>, Binding<?>> all) {
    site.codes()
        .properties(type)
        .forEach((field, property) -> all.put(field, Plain.chosen(field, property).header()));
    return all;
  }

  private static Layout.Builder layout(
      Site site, EntityType type, DocumentNames names, String reference) {
    return Layout.of(type, Source.of(names.api(), names.set(), names.number()))
        .stamp(Stamp.instant("LastChangeDateTime"))
        .can(Layouts.DOCUMENT)
        .reference(reference, REFERENCE_LENGTH)
        .page(50)
        .completion((create, body, outcomes) -> complete(site, names, create, body, outcomes));
  }

  private static Map<Field<?>, Binding<?>> common(Site site, DocumentNames names) {
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(
        all,
        Binding.readOnly(
            SalesOrder.NUMBER,
            Set.of(names.number()),
            row -> row.number(names.number()).orElse(null)));
    Layouts.put(all, customer());
    Layouts.put(
        all,
        Plain.of(SalesOrder.DATE, names.date(), row -> row.date(names.date()).orElse(null))
            .header()
            .required());
    Layouts.put(all, Plain.text(SalesOrder.CURRENCY, "TransactionCurrency", 5).header().required());
    Layouts.put(all, new Lines(site, names).binding(SalesOrder.LINES));
    Layouts.put(
        all,
        Binding.readOnly(
            SalesOrder.NET,
            Set.of("TotalNetAmount"),
            row -> row.decimal("TotalNetAmount").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            SalesOrder.STATUS, Set.of("OverallSDProcessStatus", REJECTED), DocumentLayout::status));
    Layouts.put(all, warehouse(names));
    return all;
  }

  static Binding<Ref> customer() {
    return new Binding<>(
        FieldRule.of(SalesOrder.CUSTOMER).required(),
        Set.of("SoldToParty"),
        row -> row.number("SoldToParty").map(code -> Ref.to(Customer.TYPE, code)).orElse(null),
        (body, value, before) -> body.put("SoldToParty", value == null ? "" : value.value()));
  }

  /** That of the first item; a new document's goes to all of them. */
  private static Binding<String> warehouse(DocumentNames names) {
    return new Binding<>(
        FieldRule.of(SalesOrder.WAREHOUSE).maxLength(4),
        Set.of(names.item(names.plant()), names.item(names.position())),
        row ->
            row.rows(names.items()).stream()
                .flatMap(item -> item.text(names.plant()).stream())
                .findFirst()
                .orElse(null),
        (body, value, before) -> {});
  }

  private static void taxes(Map<Field<?>, Binding<?>> all, DocumentNames names) {
    Set<String> tax = Set.of(names.item("TaxAmount"), names.item(names.position()));
    Layouts.put(all, Binding.readOnly(SalesOrder.TAX, tax, row -> tax(row, names)));
    Set<String> both =
        Set.of(names.item("TaxAmount"), names.item(names.position()), "TotalNetAmount");
    Layouts.put(
        all,
        Binding.readOnly(
            SalesOrder.GROSS, both, row -> row.amount("TotalNetAmount").add(tax(row, names))));
  }

  private static BigDecimal tax(S4Record row, DocumentNames names) {
    return row.rows(names.items()).stream()
        .map(item -> item.amount("TaxAmount"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The system's own letter; a document whose items are all rejected is cancelled. */
  private static @Nullable String status(S4Record row) {
    return row.text(REJECTED).equals(Optional.of("C"))
        ? "cancelled"
        : row.text("OverallSDProcessStatus").orElse(null);
  }

  private static String deliveryStatus(String letter) {
    return switch (letter) {
      case "B" -> "partial";
      case "C" -> "delivered";
      default -> "open";
    };
  }

  private static boolean complete(
      Site site, DocumentNames names, Write.Create create, Body body, Outcomes outcomes) {
    List<DocumentLine> lines = create.fields().get(SalesOrder.LINES).orElse(List.of());
    if (lines.isEmpty()) {
      outcomes.refuse(
          create.key(),
          ErrorCode.VALUE_INVALID,
          FieldError.of(SalesOrder.LINES.name(), "REQUIRED", "a document without lines"));
      return false;
    }
    S4HanaCodes codes = site.codes();
    boolean order = !names.delivered().isEmpty();
    body.put(names.type(), order ? codes.orderType() : codes.quotationType());
    body.put("SalesOrganization", codes.salesOrganization());
    body.put("DistributionChannel", codes.distributionChannel());
    body.put("OrganizationDivision", codes.division());
    LocalDate date = create.fields().get(SalesOrder.DATE).orElseGet(site::today);
    body.values().putIfAbsent("RequestedDeliveryDate", date.plusDays(codes.deliveryDays()));
    // A price without a currency would be read as a percentage.
    String currency =
        create
            .fields()
            .get(SalesOrder.CURRENCY)
            .filter(code -> !code.isBlank())
            .orElseGet(codes::currency);
    body.put("TransactionCurrency", currency);
    @Nullable String plant = create.fields().get(SalesOrder.WAREHOUSE).orElse(null);
    body.put(names.items(), new Lines(site, names).write(body, lines, currency, plant));
    return true;
  }
}
