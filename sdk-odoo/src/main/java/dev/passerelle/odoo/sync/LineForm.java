package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Ref;
import dev.passerelle.odoo.model.OdooRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * A line of an order or invoice as Odoo shows it, and what Odoo makes of one that is sent: unit and
 * tax are taken, and not shown again, since a line without them gets those of its product.
 */
final class LineForm {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Instance instance;
  private final String model;
  private final String quantityColumn;

  /** For the lines of a model, whose quantity lies in this column. */
  LineForm(Instance instance, String model, String quantityColumn) {
    this.instance = instance;
    this.model = model;
    this.quantityColumn = quantityColumn;
  }

  DocumentLine read(String key, OdooRecord row, Optional<Ref> product) {
    String kind = row.text("display_type").orElse("product");
    if (!kind.equals("product")) {
      return DocumentLine.comment(key, row.text("name").orElse("")).toBuilder()
          .remoteId(Long.toString(row.id()))
          .build();
    }
    return item(DocumentLine.item(key).product(product), row);
  }

  private DocumentLine item(DocumentLine.Builder line, OdooRecord row) {
    row.text("name").ifPresent(line::description);
    row.number(quantityColumn).ifPresent(line::quantity);
    row.number("price_unit").ifPresent(line::unitPrice);
    row.number("discount").filter(LineForm::isSome).ifPresent(line::discountPercent);
    row.number("price_subtotal").ifPresent(line::net);
    row.number("qty_delivered").filter(LineForm::isSome).ifPresent(line::delivered);
    row.number("qty_invoiced").filter(LineForm::isSome).ifPresent(line::invoiced);
    return line.remoteId(Long.toString(row.id())).build();
  }

  private static boolean isSome(BigDecimal number) {
    return number.signum() != 0;
  }

  List<DocumentLine> normalForm(List<DocumentLine> lines) {
    return lines.stream().map(this::normalForm).toList();
  }

  private DocumentLine normalForm(DocumentLine line) {
    if (line.kind() == DocumentLine.Kind.COMMENT) {
      return line;
    }
    BigDecimal quantity = kept(line.quantity(), quantityColumn);
    BigDecimal price = price(line);
    BigDecimal discount = kept(line.discountPercent(), "discount");
    DocumentLine.Builder kept =
        DocumentLine.item(line.key())
            .product(line.product())
            .quantity(quantity)
            .unitPrice(price)
            .net(
                quantity
                    .multiply(price)
                    .multiply(HUNDRED.subtract(discount))
                    .divide(HUNDRED, 2, RoundingMode.HALF_UP));
    line.description().ifPresent(kept::description);
    if (isSome(discount)) {
      kept.discountPercent(discount);
    }
    line.delivered().filter(LineForm::isSome).ifPresent(kept::delivered);
    line.invoiced().filter(LineForm::isSome).ifPresent(kept::invoiced);
    line.remoteId().ifPresent(kept::remoteId);
    return kept.build();
  }

  /** The unit price as the database keeps it (fact sheet §11). */
  BigDecimal price(DocumentLine line) {
    return kept(line.unitPrice(), "price_unit");
  }

  /** Numbers are rounded without a word, where they are (fact sheet §9, §11). */
  private BigDecimal kept(Optional<BigDecimal> number, String column) {
    return Codecs.rounded(number.orElse(BigDecimal.ZERO), instance.digits(model, column));
  }
}
