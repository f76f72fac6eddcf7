package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Price;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import dev.passerelle.simulators.salesforce.SalesforceUser;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Products with their price books: composite records. */
class ProductContractTest extends EntityAdapterContract {
  private final Orgs orgs =
      new Orgs().prepared(Product.TYPE, Product.VAT_RATE, StockLevel.AVAILABLE);
  private final SalesforceUser user = orgs.simulator.user();
  private final String standard = user.records("Pricebook2").get(0).id();
  private final String trade = user.create("Pricebook2", Map.of("Name", "Trade", "IsActive", true));

  @AfterEach
  void close() {
    orgs.close();
  }

  @Override
  protected Connector connector() {
    return Salesforce.connect(orgs.settings);
  }

  @Override
  protected EntityType type() {
    return Product.TYPE;
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(
        orgs,
        "Product2",
        Column.number(Product.VAT_RATE, "ERP_Vat_Rate__c"),
        Column.text(Product.SKU, "ProductCode"),
        Column.text(Product.NAME, "Name"),
        Column.text(Product.UNIT, "QuantityUnitOfMeasure"),
        Column.number(StockLevel.AVAILABLE, "ERP_Stock_Available__c")) {
      @Override
      Map<String, Object> always() {
        return new LinkedHashMap<>(Map.of("IsActive", true));
      }

      @Override
      void others(String id, Fields fields) {
        if (fields.has(Product.PRICE)) {
          set(id, standard, fields.get(Product.PRICE));
        }
        if (fields.has(Product.PRICES)) {
          Set<Price> prices = fields.get(Product.PRICES).orElse(Set.of());
          for (String book : List.of(standard, trade)) {
            set(
                id,
                book,
                prices.stream()
                    .filter(p -> p.list().equals(book.equals(standard) ? "" : book))
                    .map(Price::amount)
                    .findFirst());
          }
        }
      }

      private void set(String product, String book, Optional<BigDecimal> amount) {
        Optional<SalesforceRow> entry =
            entries(product).stream()
                .filter(each -> each.value("Pricebook2Id").equals(Optional.of(book)))
                .findFirst();
        if (entry.isPresent()) {
          user.update(
              "PricebookEntry",
              entry.get().id(),
              amount
                  .<Map<String, Object>>map(a -> Map.of("UnitPrice", a, "IsActive", true))
                  .orElse(Map.of("IsActive", false)));
        } else {
          amount.ifPresent(
              a ->
                  user.create(
                      "PricebookEntry",
                      Map.of(
                          "Product2Id",
                          product,
                          "Pricebook2Id",
                          book,
                          "UnitPrice",
                          a,
                          "IsActive",
                          true)));
        }
      }

      private List<SalesforceRow> entries(String product) {
        return user.find("PricebookEntry", "Product2Id", product);
      }

      @Override
      Fields elsewhere(SalesforceRow row) {
        Set<Price> prices = new LinkedHashSet<>();
        for (SalesforceRow entry : entries(row.id())) {
          if (entry.value("IsActive").equals(Optional.of("true"))) {
            String book = entry.value("Pricebook2Id").orElseThrow();
            prices.add(
                price(book.equals(standard) ? "" : book, entry.value("UnitPrice").orElseThrow()));
          }
        }
        return Fields.of(
            Product.PRICES,
            prices,
            Product.PRICE,
            prices.stream()
                .filter(price -> price.list().isEmpty())
                .map(Price::amount)
                .findFirst()
                .orElse(null));
      }

      @Override
      public void archive(RecordId id) {
        user.update("Product2", id.value(), Map.of("IsActive", false));
      }

      @Override
      public void merge(RecordId loser, RecordId winner) {
        Remote.cannot("merge products");
      }

      @Override
      public void hide(RecordId id) {
        Remote.cannot("hide a product: whoever may read products sees them all");
      }

      @Override
      public void editPart(RecordId id) {
        user.update(
            "PricebookEntry",
            entries(id.value()).get(0).id(),
            Map.of("UnitPrice", new BigDecimal("77")));
      }

      @Override
      public void halfWriteNext() {
        orgs.simulator.faults().next(1, 1, "POST", WRITES, Fault.dropBeforeCommit());
      }
    };
  }

  private static Price price(String list, String amount) {
    return new Price(list, "EUR", BigDecimal.ZERO, false, new BigDecimal(amount));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Product.VAT_RATE, new BigDecimal("8.5"))
        .set(Product.SKU, "TUB-PVC-" + n)
        .set(Product.NAME, "Tube PVC Ø100 prélaqué " + n)
        .set(Product.UNIT, "U" + n)
        .set(Product.PRICE, new BigDecimal("8.40"))
        .set(Product.PRICES, Set.of(price("", "8.4"), price(trade, "7.1")))
        .set(StockLevel.AVAILABLE, new BigDecimal("1200"))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Product.NAME, "Tuyau " + n, StockLevel.AVAILABLE, new BigDecimal("-3.25"));
  }
}
