package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Billing documents: invoices and credit memos (fact sheet §2.6), read only. What of them is open
 * is asked of the accounting items.
 */
final class BillingLayout {
  private static final String ITEMS = "to_Item";
  private static final String DELIVERY = "J";

  private BillingLayout() {}

  static EntityMap map(Site site, Selection selection) {
    BillingItems open = new BillingItems(site);
    boolean paid =
        selection.uses(Invoice.PAID)
            || selection.uses(Invoice.REMAINING)
            || selection.uses(Invoice.DUE_DATE);
    Layout layout =
        Layout.of(
                Invoice.TYPE,
                Source.of(S4HanaApi.BILLING_DOCUMENT, "A_BillingDocument", "BillingDocument"))
            .stamp(Stamp.instant("LastChangeDateTime"))
            .created(Stamp.dayAndTime("CreationDate", "CreationTime"))
            .findBy(Invoice.NUMBER, Finder.by("BillingDocument"))
            .can(Layouts.READ)
            .page(50)
            .extras(paid ? open : Extras.NONE)
            .build();
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    header(site, all);
    Layouts.put(all, Binding.readOnly(Invoice.LINES, linePaths(), BillingLayout::lines));
    Layouts.put(all, drawn(Invoice.ORDERS, SalesOrder.TYPE));
    Layouts.put(all, drawn(Invoice.DELIVERIES, Delivery.TYPE));
    open.put(all);
    return Layouts.map(site, layout, all, selection);
  }

  private static void header(Site site, Map<Field<?>, Binding<?>> all) {
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.NUMBER,
            Set.of("BillingDocument"),
            row -> row.number("BillingDocument").orElse(null)));
    Layouts.put(all, DeliveryLayout.unwritten(DocumentLayout.customer()));
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.DATE,
            Set.of("BillingDocumentDate"),
            row -> row.date("BillingDocumentDate").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.CURRENCY,
            Set.of("TransactionCurrency"),
            row -> row.text("TransactionCurrency").orElse(null)));
    amount(all, Invoice.NET, "TotalNetAmount");
    amount(all, Invoice.TAX, "TaxAmount");
    amount(all, Invoice.GROSS, "TotalGrossAmount");
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.KIND,
            Set.of("SDDocumentCategory"),
            row ->
                row.text("SDDocumentCategory")
                        .filter(site.codes().creditCategories()::contains)
                        .isPresent()
                    ? "credit_note"
                    : "invoice"));
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.STATUS,
            Set.of("BillingDocumentIsCancelled", "InvoiceClearingStatus"),
            BillingLayout::status));
    Layouts.put(
        all,
        Binding.readOnly(
            Invoice.POSTED,
            Set.of("AccountingPostingStatus"),
            row -> row.text("AccountingPostingStatus").filter("C"::equals).isPresent()));
  }

  private static void amount(
      Map<Field<?>, Binding<?>> all, Field<BigDecimal> field, String property) {
    Layouts.put(
        all, Binding.readOnly(field, Set.of(property), row -> row.decimal(property).orElse(null)));
  }

  /** The system's own letter of clearing; a cancelled one says so. */
  private static @Nullable String status(S4Record row) {
    return row.yes("BillingDocumentIsCancelled")
        ? "cancelled"
        : row.text("InvoiceClearingStatus").orElse(null);
  }

  /** The orders, or the deliveries, that the items were drawn from. */
  private static Binding<Set<Ref>> drawn(Field<Set<Ref>> field, EntityType from) {
    boolean orders = from.equals(SalesOrder.TYPE);
    return Binding.readOnly(
        field,
        orders
            ? Set.of(ITEMS + "/SalesDocument")
            : Set.of(ITEMS + "/ReferenceSDDocument", ITEMS + "/ReferenceSDDocumentCategory"),
        document -> {
          Set<Ref> refs = new LinkedHashSet<>();
          for (S4Record item : document.rows(ITEMS)) {
            boolean counts =
                orders
                    || item.text("ReferenceSDDocumentCategory")
                        .filter(DELIVERY::equals)
                        .isPresent();
            if (counts) {
              item.number(orders ? "SalesDocument" : "ReferenceSDDocument")
                  .ifPresent(number -> refs.add(Ref.to(from, number)));
            }
          }
          return refs;
        });
  }

  private static Set<String> linePaths() {
    Set<String> paths = new LinkedHashSet<>();
    for (String name :
        List.of(
            "BillingDocumentItem",
            "Material",
            "BillingDocumentItemText",
            "BillingQuantity",
            "BillingQuantityUnit",
            "NetAmount",
            "GrossAmount")) {
      paths.add(ITEMS + "/" + name);
    }
    return paths;
  }

  private static List<DocumentLine> lines(S4Record document) {
    List<DocumentLine> lines = new ArrayList<>();
    for (S4Record row : document.rows(ITEMS)) {
      String number = row.number("BillingDocumentItem").orElse("");
      DocumentLine.Builder line =
          DocumentLine.item(number)
              .product(row.number("Material").map(code -> Ref.to(Product.TYPE, code)))
              .quantity(row.amount("BillingQuantity"))
              .unit(row.text("BillingQuantityUnit").orElse(null))
              .net(row.amount("NetAmount"))
              .gross(row.decimal("GrossAmount").orElse(null))
              .remoteId(number);
      row.text("BillingDocumentItemText").ifPresent(line::description);
      lines.add(line.build());
    }
    return lines;
  }
}
