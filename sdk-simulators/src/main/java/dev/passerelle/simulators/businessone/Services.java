package dev.passerelle.simulators.businessone;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that belong to no set, and the service document. */
final class Services {
  private final Company company;

  Services(Company company) {
    this.company = company;
  }

  Map<String, Object> document(boolean two) {
    List<Object> sets = new ArrayList<>();
    company
        .shapes
        .all()
        .keySet()
        .forEach(set -> sets.add(Map.of("name", set, "kind", "EntitySet", "url", set)));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(new Reply(two).annotation(two ? "context" : "metadata"), "$metadata");
    body.put("value", sets);
    return body;
  }

  HttpAnswer call(String name, String body) {
    return switch (name) {
      case "CompanyService_GetAdminInfo" ->
          HttpAnswer.json(
              200,
              Map.of(
                  "Code",
                  1,
                  "CompanyName",
                  "Negoce",
                  "LocalCurrency",
                  company.localCurrency,
                  "TotalsAccuracy",
                  2,
                  "PriceAccuracy",
                  4));
      case "CompanyService_GetItemPrice" ->
          HttpAnswer.json(200, price(Json.asObject(Json.object(body).get("ItemPriceParams"))));
      default -> throw B1Error.unsupported(name);
    };
  }

  private Map<String, Object> price(Map<String, @Nullable Object> asked) {
    Row item = company.need("Items", String.valueOf(asked.get("ItemCode")));
    Row partner = company.need("BusinessPartners", String.valueOf(asked.get("CardCode")));
    Row price = Records.rowOf(item.rows("ItemPrices"), "PriceList", partner.text("PriceListNum"));
    return Map.of(
        "Price",
        price.number("Price"),
        "Currency",
        price.text("Currency"),
        "Discount",
        BigDecimal.ZERO);
  }
}
