package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deliveries (fact sheet §2.5), read only. Of their changes only the day is kept. */
final class DeliveryLayout {
  private static final String ITEMS = "to_DeliveryDocumentItem";

  private DeliveryLayout() {}

  static EntityMap map(Site site, Selection selection) {
    Layout layout =
        Layout.of(
                Delivery.TYPE,
                Source.of(S4HanaApi.OUTBOUND_DELIVERY, "A_OutbDeliveryHeader", "DeliveryDocument"))
            .stamp(Stamp.day("LastChangeDate"))
            .created(Stamp.dayAndTime("CreationDate", "CreationTime"))
            .findBy(Delivery.NUMBER, Finder.by("DeliveryDocument"))
            .can(Layouts.READ)
            .page(50)
            .build();
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(
        all,
        Binding.readOnly(
            Delivery.NUMBER,
            Set.of("DeliveryDocument"),
            row -> row.number("DeliveryDocument").orElse(null)));
    Layouts.put(all, unwritten(DocumentLayout.customer()));
    Layouts.put(
        all,
        Binding.readOnly(
            Delivery.DATE, Set.of("DocumentDate"), row -> row.date("DocumentDate").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Delivery.CURRENCY,
            Set.of("TransactionCurrency"),
            row -> row.text("TransactionCurrency").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Delivery.STATUS,
            Set.of("OverallGoodsMovementStatus"),
            row -> row.text("OverallGoodsMovementStatus").orElse(null)));
    Layouts.put(
        all,
        Binding.readOnly(
            Delivery.ORDERS, Set.of(ITEMS + "/ReferenceSDDocument"), DeliveryLayout::orders));
    Layouts.put(all, Binding.readOnly(Delivery.LINES, linePaths(), DeliveryLayout::lines));
    return Layouts.map(site, layout, all, selection);
  }

  static <T> Binding<T> unwritten(Binding<T> binding) {
    return Binding.readOnly(binding.field(), binding.paths(), binding.read());
  }

  private static Set<Ref> orders(S4Record delivery) {
    Set<Ref> orders = new LinkedHashSet<>();
    for (S4Record item : delivery.rows(ITEMS)) {
      item.number("ReferenceSDDocument")
          .ifPresent(number -> orders.add(Ref.to(SalesOrder.TYPE, number)));
    }
    return orders;
  }

  private static Set<String> linePaths() {
    Set<String> paths = new LinkedHashSet<>();
    for (String name :
        List.of(
            "DeliveryDocumentItem",
            "Material",
            "DeliveryDocumentItemText",
            "ActualDeliveryQuantity",
            "DeliveryQuantityUnit")) {
      paths.add(ITEMS + "/" + name);
    }
    return paths;
  }

  private static List<DocumentLine> lines(S4Record delivery) {
    List<DocumentLine> lines = new ArrayList<>();
    for (S4Record row : delivery.rows(ITEMS)) {
      String number = row.number("DeliveryDocumentItem").orElse("");
      DocumentLine.Builder line =
          DocumentLine.item(number)
              .product(row.number("Material").map(code -> Ref.to(Product.TYPE, code)))
              .quantity(row.amount("ActualDeliveryQuantity"))
              .unit(row.text("DeliveryQuantityUnit").orElse(null))
              .remoteId(number);
      row.text("DeliveryDocumentItemText").ifPresent(line::description);
      lines.add(line.build());
    }
    return lines;
  }
}
