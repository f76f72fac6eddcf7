package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The quotes of the case (§5) as orders for Sage. */
final class Orders {
  static final List<Field<?>> FIELDS =
      List.of(
          SalesOrder.NUMBER,
          SalesOrder.CUSTOMER,
          SalesOrder.DATE,
          SalesOrder.LINES,
          SalesOrder.NET,
          SalesOrder.TAX,
          SalesOrder.GROSS,
          SalesOrder.TAXES,
          SalesOrder.OWNER,
          SalesOrder.PAYER,
          SalesOrder.EXTERNAL_NUMBER,
          SalesOrder.STATUS,
          SalesOrder.WAREHOUSE,
          SalesOrder.TAX_CATEGORY,
          SalesOrder.DELIVERY_STATUS,
          Reference.FIELD);

  private Orders() {}

  /** Two bars of iron, as a user enters them. */
  static Map<String, BigDecimal> bars() {
    return Map.of("FER-HA10-6", new BigDecimal(2));
  }

  static EntityAdapter adapter(Negoce negoce) {
    return adapter(negoce, SalesOrder.TYPE);
  }

  static EntityAdapter adapter(Negoce negoce, EntityType type) {
    return negoce.adapter(type, FIELDS);
  }

  static Write.Create q1001() {
    return create(
        "70100001001",
        "HS Q-1001",
        "101",
        line("1", "CIM-CPJ-35", "250", "8.40", "5"),
        line("2", "TUB-PVC-100", "40", "14.20", "0"),
        line("3", "LIV-FORFAIT", "1", "45.00", "0"),
        line("4", "CSG-PALETTE", "7", "15.00", "0"));
  }

  static Write.Create q1006(String customer) {
    return create(
        "70100001006",
        "HS Q-1006",
        customer,
        line("1", "CIT-EAU-1K", "2", "312.50", "0"),
        line("2", "EAU-MIN-6P", "50", "3.30", "0"),
        line("3", "LIV-FORFAIT", "1", "45.00", "0"));
  }

  static Write.Create q1007() {
    return create(
        "70100001007",
        "HS Q-1007",
        "108",
        line("1", "FER-HA10-6", "200", "7.95", "0"),
        line("2", "TOL-BAC-3M", "30", "38.50", "0"));
  }

  static Write.Create create(
      String reference, String number, String customer, DocumentLine... lines) {
    return new Write.Create("k-" + reference, reference, fields(number, customer, lines));
  }

  static Fields fields(String number, String customer, DocumentLine... lines) {
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, customer))
        .set(SalesOrder.EXTERNAL_NUMBER, number)
        .set(SalesOrder.LINES, List.of(lines))
        .build();
  }

  static DocumentLine line(String key, String sku, String quantity, String price, String discount) {
    return DocumentLine.item(key)
        .product(Ref.byKey(Product.TYPE, Product.SKU, sku))
        .quantity(new BigDecimal(quantity))
        .unitPrice(new BigDecimal(price))
        .discountPercent(new BigDecimal(discount))
        .build();
  }
}
