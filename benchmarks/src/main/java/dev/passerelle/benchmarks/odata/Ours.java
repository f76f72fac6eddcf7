package dev.passerelle.benchmarks.odata;

import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaClient;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The S/4HANA client as an embedder builds it. */
final class Ours implements Client {
  private static final ODataQuery FIELDS =
      ODataQuery.all()
          .select("Product", "ProductType", "ProductGroup", "BaseUnit", "ProductOldID")
          .select("GrossWeight", "LastChangeDateTime");

  private final S4HanaClient client;
  private final S4Service products;

  Ours(String baseUrl) {
    client = S4HanaClient.of(S4HanaSettings.builder(baseUrl, "USER", () -> "secret").build());
    products = client.service(S4HanaApi.PRODUCT);
  }

  @Override
  public List<Product> page(String after, String last) {
    ODataQuery query =
        FIELDS
            .filter(ODataFilter.gt("Product", after).and(ODataFilter.le("Product", last)))
            .orderBy("Product")
            .top(Gateway.PAGE);
    return products.page(Gateway.SET, query).records().stream().map(Ours::product).toList();
  }

  private static Product product(S4Record row) {
    return new Product(
        row.text("Product").orElseThrow(),
        row.amount("GrossWeight").intValueExact(),
        row.etag().orElseThrow());
  }

  @Override
  public Product read(String key) {
    return products.find(Gateway.SET, ODataKey.of(key), FIELDS).map(Ours::product).orElseThrow();
  }

  @Override
  public boolean change(Product product, int weight) {
    try {
      products.update(
          Gateway.SET,
          ODataKey.of(product.key()),
          Map.of("GrossWeight", BigDecimal.valueOf(weight)),
          product.etag());
      return true;
    } catch (StaleRecord e) {
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
