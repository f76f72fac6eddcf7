package dev.passerelle.simulators.odoo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What orders and invoices have in common: lines, prices, taxes and totals. */
final class Documents {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Orm orm;

  Documents(Server server) {
    this.orm = server.orm;
  }

  /** Sums of a document's lines. */
  record Totals(BigDecimal net, BigDecimal tax) {}

  List<Row> lines(String model, String link, long document) {
    return orm.database().table(model).values().stream()
        .filter(row -> row.link(link).filter(id -> id == document).isPresent())
        .toList();
  }

  Totals totals(String model, String link, long document) {
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    for (Row line : lines(model, link, document)) {
      net = net.add(line.number("price_subtotal"));
      tax = tax.add(line.number("price_tax"));
    }
    return new Totals(net, tax);
  }

  Row product(Row line) {
    long id = line.link("product_id").orElse(0L);
    return id == 0 ? new Row(0, orm.database().now()) : orm.database().need("product.product", id);
  }

  @Nullable Object productField(Row product, String field) {
    ModelDef model = orm.model(Catalogue.VARIANT);
    return product.id() == 0 ? null : orm.raw(model, product, model.need(field));
  }

  /** Net, tax and gross of one line, rounded to the cent. */
  void price(Row line, BigDecimal quantity, String taxes) {
    BigDecimal factor = HUNDRED.subtract(line.number("discount")).divide(HUNDRED);
    BigDecimal net = cents(quantity.multiply(line.number("price_unit")).multiply(factor));
    BigDecimal tax = BigDecimal.ZERO;
    for (Long id : line.links(taxes)) {
      BigDecimal rate = orm.database().need("account.tax", id).number("amount");
      tax = tax.add(cents(net.multiply(rate).divide(HUNDRED)));
    }
    line.set("price_subtotal", net).set("price_tax", tax).set("price_total", net.add(tax));
  }

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
