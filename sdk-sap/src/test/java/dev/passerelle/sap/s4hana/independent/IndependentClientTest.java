package dev.passerelle.sap.s4hana.independent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaClient;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client alone against Apache Olingo over SAP's published descriptions. */
class IndependentClientTest extends IndependentTest {
  @Test
  void changesNeedTheEtagAndAChangeSetIsAllOrNothing() {
    try (S4HanaClient client = S4HanaClient.of(system.settings())) {
      S4Service orders = client.service(S4HanaApi.SALES_ORDER);
      String one = number(orders);
      String two = number(orders);
      String etag = etag(orders, one);
      Map<String, Object> change = Map.of("PurchaseOrderByCustomer", "X");
      assertThatThrownBy(() -> orders.update("A_SalesOrder", ODataKey.of(one), change, null))
          .isInstanceOf(StaleRecord.class);
      orders.update("A_SalesOrder", ODataKey.of(one), change, etag);
      assertThatThrownBy(() -> orders.update("A_SalesOrder", ODataKey.of(one), change, etag))
          .isInstanceOf(StaleRecord.class);
      ODataBatch batch =
          ODataBatch.builder()
              .changeSet(
                  new ODataBatch.ChangeSet()
                      .update(
                          "a",
                          "A_SalesOrder",
                          ODataKey.of(two),
                          orders.body(Map.of("PurchaseOrderByCustomer", "Y")),
                          etag(orders, two))
                      .update("b", "A_SalesOrder", ODataKey.of(one), orders.body(change), etag))
              .changeSet(
                  new ODataBatch.ChangeSet()
                      .update(
                          "c",
                          "A_SalesOrder",
                          ODataKey.of(one),
                          orders.body(Map.of("PurchaseOrderByCustomer", "Z")),
                          etag(orders, one)))
              .find(
                  "d",
                  "A_SalesOrder",
                  ODataKey.of(one),
                  ODataQuery.all().select("PurchaseOrderByCustomer"))
              .build();
      ODataBatchAnswer answer = orders.send(batch);
      assertThat(answer.part("a").orElseThrow().status()).isEqualTo(412);
      assertThat(orders.failure(answer.part("b").orElseThrow()))
          .containsInstanceOf(StaleRecord.class);
      assertThat(answer.part("c").orElseThrow().isDone()).isTrue();
      assertThat(answer.part("d").orElseThrow().text()).contains("\"Z\"");
      assertThat(reference(orders, two)).isEqualTo("");
    }
  }

  private static String number(S4Service orders) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("SalesOrderType", "OR");
    values.put("SalesOrderDate", LocalDate.of(2026, 3, 16));
    values.put("to_Item", List.of(Map.of("Material", "TG11", "RequestedQuantity", BigDecimal.TEN)));
    return orders
        .create("A_SalesOrder", values)
        .flatMap(row -> row.number("SalesOrder"))
        .orElseThrow();
  }

  private static String etag(S4Service orders, String number) {
    return orders
        .find("A_SalesOrder", ODataKey.of(number), ODataQuery.all())
        .flatMap(S4Record::etag)
        .orElseThrow();
  }

  private static String reference(S4Service orders, String number) {
    return orders
        .find("A_SalesOrder", ODataKey.of(number), ODataQuery.all())
        .flatMap(row -> row.text("PurchaseOrderByCustomer"))
        .orElse("");
  }

  @Test
  void theServersOwnLinksAreFollowed() {
    try (S4HanaClient client = S4HanaClient.of(system.settings())) {
      S4Service orders = client.service(S4HanaApi.SALES_ORDER);
      for (int n = 0; n < 8; n++) {
        number(orders);
        system.clock.advance(Duration.ofSeconds(1));
      }
      ODataQuery query =
          ODataQuery.all()
              .select("SalesOrder")
              .expand("to_Item", ODataQuery.all().select("Material"))
              .filter(ODataFilter.ge("LastChangeDateTime", IndependentSystem.NOW))
              .orderBy("LastChangeDateTime", "SalesOrder");
      List<String> seen = new ArrayList<>();
      S4Service.Page page = orders.page("A_SalesOrder", query.top(100));
      page.records().forEach(row -> seen.add(row.text("SalesOrder").orElseThrow()));
      while (page.next().isPresent()) {
        page = orders.next(page.next().get());
        page.records().forEach(row -> seen.add(row.text("SalesOrder").orElseThrow()));
      }
      assertThat(seen).hasSize(8).doesNotHaveDuplicates().isSorted();
      assertThat(orders.count("A_SalesOrder", ODataQuery.all())).isEqualTo(8);
    }
    assertThat(system.server.refused()).isEmpty();
  }
}
