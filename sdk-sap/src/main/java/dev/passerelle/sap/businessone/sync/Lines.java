package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.businessone.model.B1Record;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a document. Our key of a line is kept in a user field of the line, where the company
 * has one; a line without it goes by its number.
 */
final class Lines {
  private static final String ROWS = "DocumentLines";

  private final Site site;

  Lines(Site site) {
    this.site = site;
  }

  Binding<List<DocumentLine>> binding(Field<List<DocumentLine>> field) {
    return new Binding<>(
        FieldRule.of(field).required(),
        Set.of(ROWS, "DocCurrency"),
        this::read,
        (body, value, before) -> write(body, value),
        false);
  }

  List<DocumentLine> read(B1Record document) {
    boolean foreign = DocumentLayout.isForeign(site, document);
    List<DocumentLine> lines = new ArrayList<>();
    document.rows(ROWS).forEach(row -> lines.add(line(row, foreign)));
    return lines;
  }

  private DocumentLine line(B1Record row, boolean foreign) {
    String number = row.text("LineNum").orElse("");
    BigDecimal quantity = row.amount("Quantity");
    DocumentLine.Builder line =
        DocumentLine.item(row.text(site.settings().lineField()).orElse(number))
            .product(row.text("ItemCode").map(code -> Ref.to(Product.TYPE, code)))
            .quantity(quantity)
            .unit(row.text("MeasureUnit").orElse(null))
            .unitPrice(row.amount("UnitPrice"))
            .taxCode(row.text("VatGroup").orElse(null))
            .taxRate(row.number("TaxPercentagePerRow").orElse(null))
            .net(row.amount(foreign ? "RowTotalFC" : "LineTotal"))
            .delivered(quantity.subtract(row.amount("RemainingOpenQuantity")))
            .remoteId(number);
    row.text("ItemDescription").ifPresent(line::description);
    row.number("DiscountPercent")
        .filter(part -> part.signum() != 0)
        .ifPresent(line::discountPercent);
    return line.build();
  }

  private void write(Body body, @Nullable List<DocumentLine> lines) {
    boolean keyed = site.keepsLineKeys();
    for (DocumentLine line : lines == null ? List.<DocumentLine>of() : lines) {
      if (line.kind() == DocumentLine.Kind.ITEM) {
        body.row(ROWS, row(line, keyed), true);
      }
    }
  }

  private Map<String, @Nullable Object> row(DocumentLine line, boolean keyed) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    line.product().ifPresent(product -> row.put("ItemCode", product.value()));
    line.description().ifPresent(text -> row.put("ItemDescription", cut(text)));
    line.quantity().ifPresent(quantity -> row.put("Quantity", quantity));
    line.unitPrice().ifPresent(price -> row.put("UnitPrice", price));
    line.discountPercent().ifPresent(part -> row.put("DiscountPercent", part));
    line.taxCode().ifPresent(code -> row.put("VatGroup", code));
    if (keyed) {
      row.put(site.settings().lineField(), line.key());
    }
    return row;
  }

  /** A description is a help to read, not a value to keep: the item's own name is there too. */
  private static String cut(String text) {
    return text.length() > 100 ? text.substring(0, 100) : text;
  }
}
