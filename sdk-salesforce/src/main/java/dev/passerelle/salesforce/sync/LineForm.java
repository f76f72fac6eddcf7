package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.salesforce.model.SalesforceIds;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document line as a line item (fact sheet §2). The product is named by its code; the line's key
 * is kept in an external id, and a line that a person added has its own id for a key.
 */
final class LineForm {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String SKU = "Product2.ProductCode";

  private final LineObject lines;
  private final boolean keyed;

  /**
   * For one kind of documents.
   *
   * @param keyed whether the org has the column of the key
   */
  LineForm(LineObject lines, boolean keyed) {
    this.lines = lines;
    this.keyed = keyed;
  }

  List<String> columns() {
    Set<String> columns =
        new LinkedHashSet<>(
            List.of(
                "Id",
                lines.parent(),
                lines.number(),
                "Product2Id",
                SKU,
                "Quantity",
                "UnitPrice",
                "TotalPrice",
                "Description"));
    if (lines.discounts()) {
      columns.add("Discount");
      columns.add("SortOrder");
    }
    if (keyed) {
      columns.add(lines.key());
    }
    return List.copyOf(columns);
  }

  /** The unique value of a line's key: keys are unique within their document only. */
  static String unique(String document, String lineKey) {
    return document + ":" + lineKey;
  }

  /** The lines of a document in the order in which people see them. */
  List<DocumentLine> ordered(String document, List<SalesforceRecord> items) {
    Comparator<SalesforceRecord> order =
        Comparator.<SalesforceRecord, BigDecimal>comparing(
                item -> item.decimal("SortOrder").orElse(BigDecimal.valueOf(Long.MAX_VALUE)))
            .thenComparing(item -> item.text(lines.number()).orElse(""))
            .thenComparing(SalesforceRecord::id);
    return items.stream().sorted(order).map(item -> line(document, item)).toList();
  }

  private DocumentLine line(String document, SalesforceRecord item) {
    String own =
        item.text(lines.key())
            .filter(text -> text.startsWith(document + ":"))
            .map(text -> text.substring(document.length() + 1))
            .orElse(item.id());
    DocumentLine.Builder line = DocumentLine.item(own).remoteId(item.id());
    line.product(product(item));
    item.text("Description").ifPresent(line::description);
    item.decimal("Quantity").ifPresent(line::quantity);
    item.decimal("UnitPrice").ifPresent(line::unitPrice);
    item.decimal("Discount")
        .filter(percent -> percent.signum() != 0)
        .ifPresent(line::discountPercent);
    item.decimal("TotalPrice").ifPresent(line::net);
    return line.build();
  }

  private static Optional<Ref> product(SalesforceRecord item) {
    return item.text(SKU)
        .map(sku -> Ref.byKey(Product.TYPE, Product.SKU, sku))
        .or(() -> item.text("Product2Id").map(id -> Ref.to(Product.TYPE, SalesforceIds.of18(id))));
  }

  /** What is written for a line, its product apart. */
  static Map<String, @Nullable Object> write(DocumentLine line) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("Description", line.description().orElse(null));
    values.put("Quantity", line.quantity().orElse(BigDecimal.ZERO));
    values.put("UnitPrice", price(line));
    return values;
  }

  /** Order items have no discount: the price is the one after it. */
  private static BigDecimal price(DocumentLine line) {
    BigDecimal price = line.unitPrice().orElse(BigDecimal.ZERO);
    BigDecimal percent = line.discountPercent().orElse(BigDecimal.ZERO);
    return price.multiply(HUNDRED.subtract(percent)).divide(HUNDRED, 2, RoundingMode.HALF_UP);
  }

  /** What Salesforce makes of lines: it keeps less than an ERP knows and computes the net (L12). */
  static List<DocumentLine> normalForm(List<DocumentLine> lines) {
    List<DocumentLine> kept = new ArrayList<>();
    lines.forEach(line -> kept.add(normalForm(line)));
    return kept;
  }

  private static DocumentLine normalForm(DocumentLine line) {
    BigDecimal quantity = line.quantity().orElse(BigDecimal.ZERO).setScale(2, RoundingMode.HALF_UP);
    BigDecimal price = price(line);
    DocumentLine.Builder kept =
        DocumentLine.item(line.key())
            .product(line.product())
            .quantity(quantity)
            .unitPrice(price)
            .net(quantity.multiply(price).setScale(2, RoundingMode.HALF_UP));
    line.description().map(String::strip).filter(t -> !t.isEmpty()).ifPresent(kept::description);
    line.remoteId().ifPresent(kept::remoteId);
    return kept.build();
  }
}
