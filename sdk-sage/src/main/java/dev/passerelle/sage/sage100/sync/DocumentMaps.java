package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sage.sage100.model.DocumentKind;
import dev.passerelle.sage.sage100.model.DocumentRow;
import dev.passerelle.sage.sage100.model.LineRow;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which field of a document comes from where. */
final class DocumentMaps {
  private final String currency;

  /** A document and the cbMarq of the customers that it names. */
  record Shown(DocumentFields fields, Map<String, Integer> customers) {
    DocumentRow carrier() {
      return fields.trail().carrier();
    }

    @Nullable Ref customer(String number) {
      Integer marq = customers.get(number);
      return marq == null ? null : Ref.to(Customer.TYPE, RecordId.of(marq));
    }
  }

  DocumentMaps(String currency) {
    this.currency = currency;
  }

  FieldMap<Shown> of(DocumentKind kind) {
    FieldMap<Shown> map = common();
    return switch (kind) {
      case QUOTE -> quote(map);
      case ORDER -> order(map);
      case DELIVERY -> delivery(map);
      case INVOICE -> invoice(map);
    };
  }

  /** The fields that all four types have, by the same names. */
  private FieldMap<Shown> common() {
    return new FieldMap<Shown>()
        .with(SalesOrder.NUMBER, shown -> shown.fields().trail().piece())
        .with(SalesOrder.CUSTOMER, shown -> shown.customer(shown.carrier().customerNumber()))
        .with(SalesOrder.DATE, DocumentMaps::date)
        .with(SalesOrder.CURRENCY, shown -> currency)
        .with(SalesOrder.LINES, shown -> shown.fields().lines())
        .with(SalesOrder.NET, shown -> shown.fields().net())
        .with(SalesOrder.TAX, shown -> shown.fields().tax())
        .with(SalesOrder.GROSS, shown -> shown.fields().gross())
        .with(SalesOrder.TAXES, shown -> shown.fields().taxes())
        .index(SalesOrder.OWNER, shown -> shown.carrier().representative());
  }

  /** The header's date, or the one that the lines remember. */
  private static @Nullable LocalDate date(Shown shown) {
    return shown
        .fields()
        .trail()
        .header()
        .map(DocumentRow::date)
        .orElseGet(
            () ->
                shown.fields().trail().lines().stream()
                    .map(LineRow::originDate)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null));
  }

  /** DO_Statut; none when everything went over to later documents. */
  private static @Nullable String status(Shown shown) {
    return shown
        .fields()
        .trail()
        .header()
        .map(header -> Integer.toString(header.status()))
        .orElse(null);
  }

  private static FieldMap<Shown> quote(FieldMap<Shown> map) {
    return map.with(Quote.STATUS, DocumentMaps::status)
        .text(Reference.FIELD, shown -> shown.carrier().webNumber());
  }

  private static FieldMap<Shown> order(FieldMap<Shown> map) {
    return map.with(SalesOrder.STATUS, DocumentMaps::status)
        .text(Reference.FIELD, shown -> shown.carrier().webNumber())
        .with(
            SalesOrder.PAYER,
            shown ->
                shown.carrier().payerNumber().equals(shown.carrier().customerNumber())
                    ? null
                    : shown.customer(shown.carrier().payerNumber()))
        .text(SalesOrder.EXTERNAL_NUMBER, shown -> shown.carrier().reference())
        .index(SalesOrder.WAREHOUSE, shown -> shown.carrier().depot())
        .index(SalesOrder.TAX_CATEGORY, shown -> shown.carrier().taxCategory())
        .with(SalesOrder.DELIVERY_STATUS, shown -> shown.fields().deliveryStatus());
  }

  private static FieldMap<Shown> delivery(FieldMap<Shown> map) {
    return map.with(Delivery.STATUS, DocumentMaps::status)
        .with(Delivery.ORDERS, shown -> refs(shown, SalesOrder.TYPE, LineRow::orderPiece));
  }

  private static FieldMap<Shown> invoice(FieldMap<Shown> map) {
    return map.with(Invoice.STATUS, DocumentMaps::status)
        .with(Invoice.KIND, shown -> shown.carrier().isCredit() ? "credit_note" : "invoice")
        .with(Invoice.DUE_DATE, shown -> shown.fields().trail().dueDate())
        .with(Invoice.PAID, shown -> shown.fields().paid())
        .with(Invoice.REMAINING, shown -> shown.fields().remaining())
        .with(Invoice.POSTED, shown -> shown.carrier().type() == 7)
        .with(Invoice.ORDERS, shown -> refs(shown, SalesOrder.TYPE, LineRow::orderPiece))
        .with(Invoice.DELIVERIES, shown -> refs(shown, Delivery.TYPE, LineRow::deliveryPiece));
  }

  private static Set<Ref> refs(Shown shown, EntityType type, Function<LineRow, String> piece) {
    Set<Ref> refs = new LinkedHashSet<>();
    shown.fields().trail().lines().stream()
        .map(piece)
        .filter(number -> !number.isEmpty())
        .forEach(number -> refs.add(Ref.to(type, number)));
    return refs;
  }
}
