package dev.passerelle.simulators.odoo;

import static dev.passerelle.simulators.odoo.FieldDef.choice;
import static dev.passerelle.simulators.odoo.FieldDef.number;
import static dev.passerelle.simulators.odoo.FieldDef.one;
import static dev.passerelle.simulators.odoo.FieldDef.text;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stock by location (fact sheet §2.2). A change of stock does not move the product's stamp. */
final class Warehouse {
  static final String QUANT = "stock.quant";

  private final Orm orm;

  Warehouse(Server server) {
    this.orm = server.orm;
  }

  void define() {
    orm.define(
        new ModelDef(
            "stock.location",
            text("name"),
            choice("usage", "internal", "customer", "supplier", "inventory", "view"),
            one("warehouse_id", "stock.warehouse")));
    orm.define(
        new ModelDef(
            "stock.warehouse", text("name"), text("code"), one("lot_stock_id", "stock.location")));
    orm.define(
        new ModelDef(
            QUANT,
            one("product_id", Catalogue.VARIANT).needed(),
            one("location_id", "stock.location").needed(),
            one("warehouse_id", "stock.warehouse").through("location_id"),
            one("company_id", "res.company"),
            number("quantity"),
            number("reserved_quantity"),
            number("available_quantity").fixed()));
    orm.compute(
        QUANT,
        "available_quantity",
        row -> row.number("quantity").subtract(row.number("reserved_quantity")));
    sums();
    orm.transaction(
        () -> {
          warehouse("Main", "WH");
          warehouse("Second", "WH2");
          orm.create("stock.location", Map.of("name", "Customers", "usage", "customer"));
          return true;
        });
  }

  private void warehouse(String name, String code) {
    long location = orm.create("stock.location", Map.of("name", "Stock", "usage", "internal"));
    long id =
        orm.create(
            "stock.warehouse",
            Map.of("name", name, "code", code, "lot_stock_id", BigDecimal.valueOf(location)));
    orm.write("stock.location", location, Map.of("warehouse_id", BigDecimal.valueOf(id)));
  }

  private void sums() {
    orm.compute(Catalogue.VARIANT, "qty_available", sum(row -> row.number("quantity")));
    Function<Row, @Nullable Object> free =
        sum(row -> row.number("quantity").subtract(row.number("reserved_quantity")));
    orm.compute(Catalogue.VARIANT, "free_qty", free);
    orm.compute(Catalogue.VARIANT, "virtual_available", free);
  }

  private Function<Row, @Nullable Object> sum(Function<Row, BigDecimal> figure) {
    return product ->
        orm.database().table(QUANT).values().stream()
            .filter(row -> row.link("product_id").filter(id -> id == product.id()).isPresent())
            .filter(this::isInternal)
            .map(figure)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private boolean isInternal(Row quant) {
    return quant
        .link("location_id")
        .flatMap(id -> orm.database().row("stock.location", id))
        .filter(row -> row.is("usage", "internal"))
        .isPresent();
  }
}
