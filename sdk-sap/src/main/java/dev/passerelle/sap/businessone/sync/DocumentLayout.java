package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.businessone.model.B1Record;
import dev.passerelle.sap.common.Outcomes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Quotations and orders (fact sheet §2.3). They are created and read; a document that exists is
 * changed by people. The catalogue gives the fields of both the same names.
 */
final class DocumentLayout {
  static final Set<String> COLLECTIONS = Set.of("DocumentLines");
  private static final Set<Capability> CAN =
      Set.of(Capability.CHANGES, Capability.LIST, Capability.FIND, Capability.CREATE);
  private static final int NUMBER_AT_CARD = 100;

  private DocumentLayout() {}

  static EntityMap orders(Site site, Selection selection) {
    Map<Field<?>, Binding<?>> all = common(site);
    Layouts.put(all, Binding.text(SalesOrder.EXTERNAL_NUMBER, "NumAtCard", NUMBER_AT_CARD));
    Layouts.put(
        all,
        Binding.readOnly(SalesOrder.DELIVERY_STATUS, COLLECTIONS, DocumentLayout::deliveryStatus));
    EntityMap.Layout layout =
        new EntityMap.Layout(
            SalesOrder.TYPE,
            List.of(Source.byNumber("Orders", "DocEntry", "")),
            "ORDR",
            COLLECTIONS,
            row -> false,
            true,
            Set.of(SalesOrder.NUMBER, SalesOrder.EXTERNAL_NUMBER),
            CAN,
            (create, body, outcomes) -> complete(site, create, body, outcomes));
    return Layouts.map(site, layout, all, selection);
  }

  static EntityMap quotations(Site site, Selection selection) {
    Map<Field<?>, Binding<?>> all = common(site);
    Layouts.put(all, Binding.text(Quote.TITLE, "Comments", 254));
    Layouts.put(
        all,
        Binding.of(
            Quote.EXPIRES,
            "DocDueDate",
            row -> row.date("DocDueDate").orElse(null),
            LocalDate::toString));
    EntityMap.Layout layout =
        new EntityMap.Layout(
            Quote.TYPE,
            List.of(Source.byNumber("Quotations", "DocEntry", "")),
            "OQUT",
            COLLECTIONS,
            row -> false,
            true,
            Set.of(Quote.NUMBER),
            CAN,
            (create, body, outcomes) -> complete(site, create, body, outcomes));
    return Layouts.map(site, layout, all, selection);
  }

  static Map<Field<?>, Binding<?>> common(Site site) {
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(
        all,
        Binding.readOnly(
            SalesOrder.NUMBER, Set.of("DocNum"), row -> row.text("DocNum").orElse(null)));
    Layouts.put(all, customer());
    Layouts.put(
        all,
        Binding.of(
                SalesOrder.DATE,
                "DocDate",
                row -> row.date("DocDate").orElse(null),
                LocalDate::toString)
            .required());
    Layouts.put(all, Binding.text(SalesOrder.CURRENCY, "DocCurrency", 3).required());
    Layouts.put(all, new Lines(site).binding(SalesOrder.LINES));
    money(all, site, SalesOrder.NET, DocumentLayout::net);
    money(all, site, SalesOrder.TAX, DocumentLayout::tax);
    money(all, site, SalesOrder.GROSS, DocumentLayout::gross);
    Layouts.put(all, Binding.number(SalesOrder.OWNER, "SalesPersonCode", true));
    Layouts.put(
        all,
        Binding.readOnly(
            SalesOrder.STATUS, Set.of("DocumentStatus", "Cancelled"), DocumentLayout::status));
    return all;
  }

  private static void money(
      Map<Field<?>, Binding<?>> all,
      Site site,
      Field<BigDecimal> field,
      BiFunction<B1Record, Boolean, BigDecimal> amount) {
    Layouts.put(
        all,
        Binding.readOnly(
            field,
            Set.of("DocTotal", "DocTotalFc", "VatSum", "VatSumFc", "DocCurrency"),
            row -> amount.apply(row, isForeign(site, row))));
  }

  static boolean isForeign(Site site, B1Record row) {
    String currency = row.text("DocCurrency").orElse("");
    return !currency.isEmpty() && !currency.equals(site.currency());
  }

  static BigDecimal gross(B1Record row, boolean foreign) {
    return row.amount(foreign ? "DocTotalFc" : "DocTotal");
  }

  static BigDecimal tax(B1Record row, boolean foreign) {
    return row.amount(foreign ? "VatSumFc" : "VatSum");
  }

  static BigDecimal net(B1Record row, boolean foreign) {
    return gross(row, foreign).subtract(tax(row, foreign));
  }

  /** The system's own word; a cancelled document is closed there as well. */
  static @Nullable String status(B1Record row) {
    return row.yes("Cancelled") ? "cancelled" : row.text("DocumentStatus").orElse(null);
  }

  static Binding<Ref> customer() {
    return new Binding<>(
        FieldRule.of(SalesOrder.CUSTOMER).required(),
        Set.of("CardCode"),
        row -> row.text("CardCode").map(code -> Ref.to(Customer.TYPE, code)).orElse(null),
        (body, value, before) -> body.put("CardCode", value == null ? null : value.value()),
        false);
  }

  private static String deliveryStatus(B1Record row) {
    BigDecimal ordered = BigDecimal.ZERO;
    BigDecimal open = BigDecimal.ZERO;
    for (B1Record line : row.rows("DocumentLines")) {
      ordered = ordered.add(line.amount("Quantity"));
      open = open.add(line.amount("RemainingOpenQuantity"));
    }
    boolean nothing = open.compareTo(ordered) >= 0;
    return nothing ? "open" : open.signum() > 0 ? "partial" : "delivered";
  }

  /** An order needs a delivery date (fact sheet §2.3); a customer that is not known is awaited. */
  private static boolean complete(Site site, Write.Create create, Body body, Outcomes outcomes) {
    if (create.fields().isBlank(SalesOrder.LINES)) {
      outcomes.refuse(
          create.key(),
          ErrorCode.VALUE_INVALID,
          FieldError.of(SalesOrder.LINES.name(), "REQUIRED", "a document without lines"));
      return false;
    }
    Optional<LocalDate> date = create.fields().get(SalesOrder.DATE);
    LocalDate today = LocalDate.ofInstant(site.now(), site.settings().zone());
    if (!body.values().containsKey("DocDueDate")) {
      body.put(
          "DocDueDate", date.orElse(today).plusDays(site.settings().deliveryDays()).toString());
    }
    return true;
  }
}
