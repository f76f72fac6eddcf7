package dev.passerelle.simulators.s4hana;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices of items: the price condition that was sent, else the condition records; percentages on
 * top; one tax rate. A percentage is a condition without a currency, or with {@code %}.
 */
final class Pricing {
  private static final String PRICE = "PPR0";
  private static final BigDecimal TAX = new BigDecimal("0.20");

  private final Store store;

  Pricing(Store store) {
    this.store = store;
  }

  List<Row> elements(DocumentKind kind, String number, String position) {
    return store.where(
        kind.price(),
        each ->
            each.text(kind.number()).equals(number) && each.text(kind.position()).equals(position));
  }

  String name(String material) {
    return store.by("A_ProductDescription", "Product", material).stream()
        .map(each -> each.text("ProductDescription"))
        .findFirst()
        .orElse("");
  }

  void item(DocumentKind kind, Row item) {
    String number = item.text(kind.number());
    String position = item.text(kind.position());
    if (elements(kind, number, position).stream().noneMatch(Pricing::isPrice)) {
      automatic(kind, item);
    }
    BigDecimal quantity = item.number("RequestedQuantity");
    BigDecimal net = BigDecimal.ZERO;
    for (Row each : elements(kind, number, position)) {
      if (isPrice(each)) {
        BigDecimal per = each.number("ConditionQuantity").max(BigDecimal.ONE);
        net = quantity.multiply(each.number("ConditionRateValue"));
        net = net.divide(per, 2, RoundingMode.HALF_UP);
        each.set("ConditionAmount", net);
      }
    }
    BigDecimal base = net;
    for (Row each : elements(kind, number, position)) {
      if (!isPrice(each)) {
        BigDecimal part =
            base.multiply(percent(each)).divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
        each.set("ConditionAmount", part);
        net = net.add(part);
      }
    }
    BigDecimal counted = item.isBlank("SalesDocumentRjcnReason") ? net : BigDecimal.ZERO;
    item.set("NetAmount", counted);
    item.set("TaxAmount", counted.multiply(TAX).setScale(2, RoundingMode.HALF_UP));
  }

  /** The two versions have properties of their own for it: whichever was sent counts. */
  private static BigDecimal percent(Row element) {
    BigDecimal percent =
        element.get("ConditionRateValue") == null
            ? element.number("ConditionRateRatio")
            : element.number("ConditionRateValue");
    element.set("ConditionRateValue", percent).set("ConditionRateRatio", percent);
    return percent;
  }

  static boolean isPrice(Row element) {
    String currency = element.text("ConditionCurrency");
    return !currency.isEmpty() && !currency.equals("%");
  }

  private void automatic(DocumentKind kind, Row item) {
    Optional<Row> record =
        store.by("A_SlsPrcgCndnRecdValidity", "Material", item.text("Material")).stream()
            .filter(each -> each.text("ConditionType").equals(PRICE))
            .filter(each -> each.isBlank("Customer") && each.isBlank("PriceListType"))
            .max(Comparator.comparing(each -> each.text("ConditionRecord")))
            .flatMap(
                each ->
                    store.find(
                        "A_SlsPrcgConditionRecord",
                        Map.of("ConditionRecord", each.text("ConditionRecord"))));
    Row element = new Row().set(kind.number(), item.get(kind.number()));
    element.set(kind.position(), item.get(kind.position()));
    element.set("PricingProcedureStep", "5").set("PricingProcedureCounter", "1");
    element.set("ConditionType", PRICE);
    element.set("ConditionRateValue", record.map(Pricing::rate).orElse(BigDecimal.ZERO));
    element.set("ConditionCurrency", record.map(r -> r.text("ConditionCurrency")).orElse("EUR"));
    element.set(
        "ConditionQuantity", record.map(r -> r.number("ConditionQuantity")).orElse(BigDecimal.ONE));
    store.add(kind.price(), element);
  }

  private static BigDecimal rate(Row record) {
    return record.get("ConditionRateAmount") == null
        ? record.number("ConditionRateValue")
        : record.number("ConditionRateAmount");
  }

  void total(DocumentKind kind, Row document) {
    BigDecimal net = BigDecimal.ZERO;
    for (Row item : store.by(kind.item(), kind.number(), document.text(kind.number()))) {
      net = net.add(item.number("NetAmount"));
      item.set("TransactionCurrency", document.get("TransactionCurrency"));
    }
    document.set("TotalNetAmount", net);
    if (kind == DocumentKind.SIMULATION) {
      store.add(
          "A_SalesOrderPricingSimulation",
          new Row()
              .set("SalesOrder", "$1")
              .set("TotalNetAmount", net)
              .set("TransactionCurrency", document.get("TransactionCurrency")));
    }
  }
}
