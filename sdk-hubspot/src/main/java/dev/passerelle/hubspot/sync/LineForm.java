package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A document line as a line item (fact sheet §2). The product is named by its SKU; the line's key
 * is kept in a unique property, and a line that a person added has its own id for a key.
 */
final class LineForm {
  static final String TYPE = "line_items";
  private static final String POSITION = "hs_position_on_quote";
  private static final String PERCENT = "hs_discount_percentage";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final String key;
  private final String unit;
  private final String vatRate;
  private final boolean withUnit;
  private final boolean withVatRate;

  /**
   * For an account.
   *
   * @param prefix of the connector's own properties
   * @param known the names of the properties that line items have
   */
  LineForm(String prefix, Set<String> known) {
    key = prefix + "line_key";
    unit = prefix + "unit";
    vatRate = prefix + "vat_rate";
    withUnit = known.contains(unit);
    withVatRate = known.contains(vatRate);
  }

  String keyProperty() {
    return key;
  }

  List<String> properties() {
    return List.of(
        "name",
        "hs_sku",
        "hs_product_id",
        "quantity",
        "price",
        "amount",
        "discount",
        PERCENT,
        "hs_tax_amount",
        POSITION,
        key,
        unit,
        vatRate);
  }

  /** The unique value of a line's key: keys are unique within their document only. */
  static String unique(String document, String lineKey) {
    return document + ":" + lineKey;
  }

  DocumentLine line(String document, HubSpotObject item) {
    String own =
        item.text(key)
            .filter(text -> text.startsWith(document + ":"))
            .map(text -> text.substring(document.length() + 1))
            .orElse(item.id());
    DocumentLine.Builder line = DocumentLine.item(own).remoteId(item.id());
    item.text("hs_sku").ifPresent(sku -> line.product(Ref.byKey(Product.TYPE, Product.SKU, sku)));
    item.text("name").ifPresent(line::description);
    item.decimal("quantity").ifPresent(line::quantity);
    item.decimal("price").ifPresent(line::unitPrice);
    item.text(unit).ifPresent(line::unit);
    item.decimal(vatRate).ifPresent(line::taxRate);
    discount(item).ifPresent(line::discountPercent);
    Optional<BigDecimal> net = item.decimal("amount");
    net.ifPresent(line::net);
    Optional<BigDecimal> tax = item.decimal("hs_tax_amount");
    net.ifPresent(amount -> tax.ifPresent(more -> line.gross(amount.add(more))));
    return line.build();
  }

  /** In percent; an amount off the unit price is converted, to four decimals. */
  private static Optional<BigDecimal> discount(HubSpotObject item) {
    Optional<BigDecimal> percent = item.decimal(PERCENT).filter(value -> value.signum() != 0);
    if (percent.isPresent()) {
      return percent;
    }
    return item.decimal("discount")
        .filter(value -> value.signum() != 0)
        .flatMap(
            off ->
                item.decimal("price")
                    .filter(price -> price.signum() != 0)
                    .map(price -> off.multiply(HUNDRED).divide(price, 4, RoundingMode.HALF_UP)));
  }

  static long position(HubSpotObject item) {
    return item.decimal(POSITION).map(BigDecimal::longValue).orElse(Long.MAX_VALUE);
  }

  /** What is written for a line at a position, from 1. */
  Map<String, String> write(DocumentLine line, int position) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", line.description().orElseGet(() -> sku(line).orElse(line.key())));
    values.put("hs_sku", sku(line).orElse(""));
    values.put("quantity", plain(line.quantity().orElse(BigDecimal.ZERO)));
    values.put("price", plain(line.unitPrice().orElse(BigDecimal.ZERO)));
    values.put(PERCENT, line.discountPercent().map(LineForm::plain).orElse(""));
    values.put(POSITION, Integer.toString(position));
    line.product().flatMap(Ref::id).ifPresent(id -> values.put("hs_product_id", id.value()));
    if (withUnit) {
      values.put(unit, line.unit().orElse(""));
    }
    if (withVatRate) {
      values.put(vatRate, line.taxRate().map(LineForm::plain).orElse(""));
    }
    return values;
  }

  /** What HubSpot makes of lines: it keeps less than an ERP knows and computes the net (L12). */
  List<DocumentLine> normalForm(List<DocumentLine> lines) {
    List<DocumentLine> kept = new ArrayList<>();
    lines.forEach(line -> kept.add(normalForm(line)));
    return kept;
  }

  private DocumentLine normalForm(DocumentLine line) {
    BigDecimal quantity = line.quantity().orElse(BigDecimal.ZERO);
    BigDecimal price = line.unitPrice().orElse(BigDecimal.ZERO);
    BigDecimal percent = line.discountPercent().orElse(BigDecimal.ZERO);
    DocumentLine.Builder kept =
        DocumentLine.item(line.key())
            .product(line.product().filter(ref -> ref.naturalKey().isPresent()))
            .description(line.description().orElseGet(() -> sku(line).orElse(line.key())))
            .quantity(quantity)
            .unitPrice(price)
            .net(
                quantity
                    .multiply(price)
                    .multiply(HUNDRED.subtract(percent))
                    .divide(HUNDRED, 2, RoundingMode.HALF_UP));
    if (percent.signum() != 0) {
      kept.discountPercent(percent);
    }
    if (withUnit) {
      line.unit().ifPresent(kept::unit);
    }
    if (withVatRate) {
      line.taxRate().ifPresent(kept::taxRate);
    }
    line.remoteId().ifPresent(kept::remoteId);
    return kept.build();
  }

  static BigDecimal net(List<DocumentLine> lines) {
    return lines.stream()
        .map(line -> line.net().orElse(BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static Set<String> keys(List<DocumentLine> lines) {
    return lines.stream().map(DocumentLine::key).collect(Collectors.toSet());
  }

  private static Optional<String> sku(DocumentLine line) {
    return line.product().filter(ref -> ref.naturalKey().isPresent()).map(Ref::value);
  }

  private static String plain(BigDecimal value) {
    return value.toPlainString();
  }
}
