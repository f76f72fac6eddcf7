package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.StockLevel;
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
        org,
        "Product2",
        Map.of("IsActive", true),
        Column.number(StockLevel.AVAILABLE, "ERP_Stock_Available__c"),
        Column.text(Product.SKU, "ProductCode"),
        Column.text(Product.NAME, "Name")) {
      @Override
      public void archive(RecordId id) {
        edit(id, Fields.empty(), Map.of("IsActive", false));
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.of(
        StockLevel.AVAILABLE,
        new BigDecimal("1200"),
        Product.SKU,
        org.mark + n,
        Product.NAME,
        org.mark + "Tube " + n);
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Product.NAME, org.mark + "Tuyau " + n, StockLevel.AVAILABLE, new BigDecimal("-3.25"));
  }
}
