package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;

class ProductContractTest extends EntityAdapterContract {
  private static final Field<BigDecimal> OCTROI = Field.decimal("octroi_de_mer");

  private final Portals portals =
      new Portals().prepared(Product.TYPE, OCTROI, "erp_octroi_de_mer_inclus");

  @AfterEach
  void close() {
    portals.close();
  }

  @Override
  protected Connector connector() {
    return HubSpot.connect(portals.settings);
  }

  @Override
  protected EntityType type() {
    return Product.TYPE;
  }

  @Override
  protected Remote remote() {
    return new PortalRemote(
        portals,
        "products",
        "erp_product_key",
        Column.number(OCTROI, "erp_octroi_de_mer_inclus"),
        Column.text(Product.SKU, "hs_sku"),
        Column.text(Product.NAME, "name"),
        Column.number(Product.PRICE, "price"),
        Column.number(Product.VAT_RATE, "erp_vat_rate"),
        Column.text(Product.UNIT, "erp_unit"),
        Column.number(StockLevel.AVAILABLE, "erp_stock_available"));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(OCTROI, new BigDecimal("0.59"))
        .set(Product.SKU, "TUB-PVC-" + n)
        .set(Product.NAME, "Tube PVC Ø100 prélaqué " + n)
        .set(Product.PRICE, new BigDecimal("8.40"))
        .set(Product.VAT_RATE, new BigDecimal("8.5"))
        .set(Product.UNIT, "U" + n)
        .set(StockLevel.AVAILABLE, new BigDecimal("1200"))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Product.PRICE, new BigDecimal("9"), StockLevel.AVAILABLE, new BigDecimal("-3.25"));
  }
}
