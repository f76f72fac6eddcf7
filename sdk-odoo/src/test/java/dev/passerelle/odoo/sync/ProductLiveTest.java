package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.Map;

class ProductLiveTest extends LiveContract {
  @Override
  protected EntityType type() {
    return Product.TYPE;
  }

  @Override
  protected Remote remote() {
    return new LiveRemote(
        server,
        "product.product",
        Map.of("sale_ok", true),
        Column.text(Product.SKU, "default_code"),
        Column.text(Product.NAME, "name"),
        Column.text(Product.DESCRIPTION, "description_sale"),
        Column.number(Product.PRICE, "lst_price"));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Product.SKU, server.mark + n)
        .set(Product.NAME, server.mark + "Tube " + n)
        .set(Product.DESCRIPTION, "Copper " + n)
        .set(Product.PRICE, new BigDecimal("12." + (10 + n)))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Product.NAME, server.mark + "Tuyau " + n, Product.PRICE, new BigDecimal("13.25"));
  }
}
