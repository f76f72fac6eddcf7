package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.salesforce.SalesforceQueries;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the price book entries that line items need, by the product's code or id. */
final class LineProducts {
  private final Org org;

  LineProducts(Org org) {
    this.org = org;
  }

  /** Entries of the standard price book by product. */
  record Entries(Map<String, String> byProduct) {
    boolean lacks(Ref product) {
      return !byProduct.containsKey(key(product.naturalKey().isPresent(), product.value()));
    }

    String of(Ref product) {
      return byProduct.getOrDefault(key(product.naturalKey().isPresent(), product.value()), "");
    }

    private static String key(boolean sku, String value) {
      return (sku ? "sku " : "id ") + value.toLowerCase(Locale.ROOT);
    }
  }

  Entries of(List<DocumentLine> lines) {
    Set<String> skus = new LinkedHashSet<>();
    Set<String> ids = new LinkedHashSet<>();
    for (DocumentLine line : lines) {
      line.product()
          .ifPresent(
              product -> {
                boolean sku = product.naturalKey().filter(Product.SKU.name()::equals).isPresent();
                (sku ? skus : ids).add(product.value());
              });
    }
    List<Soql> queries = new ArrayList<>();
    SalesforceQueries.portions(skus)
        .forEach(some -> queries.add(query(Soql.in("Product2.ProductCode", some))));
    SalesforceQueries.portions(ids)
        .forEach(some -> queries.add(query(Soql.in("Product2Id", some))));
    Map<String, String> byProduct = new HashMap<>();
    if (!queries.isEmpty()) {
      for (SalesforceRecord entry : org.client().query().rows(queries)) {
        entry
            .text("Product2.ProductCode")
            .ifPresent(sku -> byProduct.putIfAbsent(Entries.key(true, sku), entry.id()));
        entry
            .text("Product2Id")
            .ifPresent(id -> byProduct.putIfAbsent(Entries.key(false, id), entry.id()));
      }
    }
    return new Entries(byProduct);
  }

  private Soql query(Soql.Condition products) {
    return Soql.select("Id", "Product2Id", "Product2.ProductCode")
        .from("PricebookEntry")
        .where(
            products
                .and(Soql.eq("Pricebook2Id", org.standardBook()))
                .and(Soql.eq("IsActive", true)));
  }
}
