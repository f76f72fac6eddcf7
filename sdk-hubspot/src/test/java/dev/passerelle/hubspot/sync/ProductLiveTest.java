package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;

class ProductLiveTest extends LiveContract {
  @Override
  protected EntityType type() {
    return Product.TYPE;
  }

  @Override
  String objectType() {
    return "products";
  }

  @Override
  String referenceProperty() {
    return "erp_product_key";
  }

  @Override
  protected Remote remote() {
    return new LiveRemote(
        portal,
        objectType(),
        referenceProperty(),
        Column.text(Product.SKU, "hs_sku"),
        Column.text(Product.NAME, "name"),
        Column.text(Product.DESCRIPTION, "description"),
        Column.number(Product.PRICE, "price"));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Product.SKU, portal.mark + n)
        .set(Product.NAME, portal.mark + "Tube " + n)
        .set(Product.DESCRIPTION, "Copper " + n)
        .set(Product.PRICE, new BigDecimal("12." + (10 + n)))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Product.NAME, portal.mark + "Tuyau " + n, Product.PRICE, new BigDecimal("13.25"));
  }
}
