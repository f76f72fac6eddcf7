package dev.passerelle.sap.s4hana;

import dev.passerelle.sap.s4hana.sync.Systems;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A simulated gateway with a customer and seven products, and a new client for each test. */
abstract class OnGateway {
  static final String PRODUCTS = "A_Product";
  static Systems systems;
  private static String customer;

  S4HanaClient client;

  @BeforeAll
  static void start() {
    systems = new Systems();
    customer = systems.customer("Acme");
    for (int n = 1; n <= 7; n++) {
      systems.product("TG" + n);
    }
  }

  @AfterAll
  static void stop() {
    systems.close();
  }

  @BeforeEach
  void open() {
    systems.simulator.faults().clear();
    systems.simulator.journal().clear();
    client = S4HanaClient.of(systems.settings);
  }

  @AfterEach
  void close() {
    systems.simulator.demandTokens(true);
    systems.simulator.answerHead(true);
    systems.simulator.pageSize(1000);
    client.close();
  }

  S4Service products() {
    return client.service(S4HanaApi.PRODUCT);
  }

  S4Service orders() {
    return client.service(S4HanaApi.SALES_ORDER);
  }

  static Map<String, Object> order(String reference, String... materials) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (String material : materials) {
      items.add(
          Map.of(
              "Material",
              material,
              "RequestedQuantity",
              new BigDecimal("2"),
              "to_PricingElement",
              List.of(
                  Map.of(
                      "ConditionType",
                      "PPR0",
                      "ConditionRateValue",
                      new BigDecimal("10.50"),
                      "ConditionCurrency",
                      "EUR"))));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("SalesOrderType", "OR");
    values.put("SalesOrganization", "1010");
    values.put("DistributionChannel", "10");
    values.put("OrganizationDivision", "00");
    values.put("SoldToParty", customer);
    values.put("PurchaseOrderByCustomer", reference);
    values.put("SalesOrderDate", LocalDate.of(2026, 3, 16));
    values.put("to_Item", items);
    return values;
  }
}
