package dev.passerelle.simulators.s4hana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.simulators.Json;
import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway as the fact sheet says, asked by the JDK's own client. */
class S4HanaSimulatorTest {
  private static final String ORDERS = "sap/opu/odata/sap/API_SALES_ORDER_SRV/";
  private static final String PRODUCTS = "sap/opu/odata/sap/API_PRODUCT_SRV/";
  private static final String ITEMS =
      "\"to_Item\":[{\"Material\":\"TG1\",\"RequestedQuantity\":\"2\"}]";

  private static final SimulatedClock CLOCK =
      SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static S4HanaSimulator sap;
  private static String customer;

  private final Map<String, String> session = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    sap = S4HanaSimulator.builder().clock(CLOCK).start();
    customer =
        sap.user()
            .create(
                "A_BusinessPartner",
                Map.of(
                    "BusinessPartnerCategory",
                    "2",
                    "OrganizationBPName1",
                    "Acme",
                    "to_BusinessPartnerRole",
                    List.of(Map.of("BusinessPartnerRole", "FLCU01")),
                    "to_Customer",
                    Map.of(
                        "to_CustomerSalesArea",
                        List.of(
                            Map.of(
                                "SalesOrganization",
                                "1010",
                                "DistributionChannel",
                                "10",
                                "Division",
                                "00")))));
    for (String product : List.of("TG1", "TG2", "TG3")) {
      sap.user()
          .create("A_Product", Map.of("Product", product, "ProductType", "HAWA", "BaseUnit", "PC"));
    }
  }

  @AfterAll
  static void stop() {
    sap.close();
  }

  @BeforeEach
  void logOn() throws Exception {
    session.clear();
    HttpResponse<String> head = send("HEAD", ORDERS, "", Map.of("x-csrf-token", "fetch"));
    assertThat(head.statusCode()).isEqualTo(200);
    session.put("x-csrf-token", head.headers().firstValue("x-csrf-token").orElseThrow());
    StringBuilder cookies = new StringBuilder();
    head.headers()
        .allValues("Set-Cookie")
        .forEach(each -> cookies.append(each.split(";")[0]).append("; "));
    session.put("Cookie", cookies.toString());
  }

  private HttpResponse<String> send(
      String method, String path, String body, Map<String, String> more)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sap.baseUrl() + path.replace(" ", "%20")))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    String secret = S4HanaSimulator.USER + ":" + S4HanaSimulator.PASSWORD;
    request.header(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    Map<String, String> headers = new LinkedHashMap<>(session);
    headers.putAll(more);
    headers.forEach(request::setHeader);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, Object> d(HttpResponse<String> answer) {
    return Json.asObject(Json.object(answer.body()).get("d"));
  }

  private static List<?> results(HttpResponse<String> answer) {
    return (List<?>) d(answer).get("results");
  }

  private static String order(String more) {
    return "{\"SalesOrderType\":\"OR\",\"SalesOrganization\":\"1010\",\"DistributionChannel\":"
        + "\"10\",\"OrganizationDivision\":\"00\",\"SoldToParty\":\""
        + customer
        + "\","
        + more
        + "}";
  }

  @Test
  void aWriteNeedsTheTokenAndAllItsCookies() throws Exception {
    HttpResponse<String> without =
        send("POST", ORDERS + "A_SalesOrder", order(ITEMS), Map.of("x-csrf-token", "none"));
    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(without.headers().firstValue("x-csrf-token")).hasValue("Required");
    String one = session.get("Cookie").split(";")[0];
    assertThat(
            send("POST", ORDERS + "A_SalesOrder", order(ITEMS), Map.of("Cookie", one)).statusCode())
        .isEqualTo(403);
    assertThat(send("POST", ORDERS + "A_SalesOrder", order(ITEMS), Map.of()).statusCode())
        .isEqualTo(201);
    sap.expireSessions();
    assertThat(send("POST", ORDERS + "A_SalesOrder", order(ITEMS), Map.of()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aWrongPasswordGetsAPage() throws Exception {
    HttpResponse<String> answer =
        send("GET", ORDERS, "", Map.of("Authorization", "Basic " + "bm86bm8="));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html");
  }

  @Test
  void aChangeNeedsTheEtagThatIsThere() throws Exception {
    String path = PRODUCTS + "A_Product('TG2')";
    String body = "{\"ProductGroup\":\"L1\"}";
    assertThat(send("PATCH", path, body, Map.of()).statusCode()).isEqualTo(428);
    String etag = send("GET", path, "", Map.of()).headers().firstValue("ETag").orElseThrow();
    assertThat(send("PATCH", path, body, Map.of("If-Match", etag)).statusCode()).isEqualTo(204);
    assertThat(send("PATCH", path, body, Map.of("If-Match", etag)).statusCode()).isEqualTo(412);
    assertThat(send("PATCH", path, body, Map.of("If-Match", "*")).statusCode()).isEqualTo(204);
    assertThat(send("DELETE", path, "", Map.of("If-Match", "*")).statusCode()).isEqualTo(405);
  }

  @Test
  void pagesGoOnByALinkWithEverythingThatWasAskedFor() throws Exception {
    sap.pageSize(2);
    try {
      HttpResponse<String> first =
          send(
              "GET",
              PRODUCTS + "A_Product?$select=Product&$orderby=Product desc&$inlinecount=allpages",
              "",
              Map.of());
      assertThat(results(first)).hasSize(2);
      assertThat(d(first).get("__count")).isEqualTo("3");
      String next = String.valueOf(d(first).get("__next"));
      HttpResponse<String> second = send("GET", next.substring(1), "", Map.of());
      assertThat(results(second)).singleElement().asString().contains("TG1");
      assertThat(d(second).get("__next")).isNull();
    } finally {
      sap.pageSize(1000);
    }
  }

  @Test
  void numbersAreComparedWithTheirZeros() throws Exception {
    String number =
        String.valueOf(
            d(send("POST", ORDERS + "A_SalesOrder", order(ITEMS), Map.of())).get("SalesOrder"));
    String padded = "0".repeat(10 - number.length()) + number;
    assertThat(send("GET", ORDERS + "A_SalesOrder('" + padded + "')", "", Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(
            results(
                send(
                    "GET",
                    ORDERS + "A_SalesOrder?$filter=SalesOrder eq '" + padded + "'",
                    "",
                    Map.of())))
        .hasSize(1);
  }

  @Test
  void whatIsUnknownOrBadlyWrittenIsRefused() throws Exception {
    for (String query :
        List.of(
            "$select=Nope",
            "$filter=Nope eq '1'",
            "$filter=LastChangeDateTime ge '2026'",
            "$expand=to_Nope",
            "$select=to_Item/Material")) {
      assertThat(send("GET", ORDERS + "A_SalesOrder?" + query, "", Map.of()).statusCode())
          .as(query)
          .isEqualTo(400);
    }
    String number = "\"to_Item\":[{\"Material\":\"TG1\",\"RequestedQuantity\":2}]";
    assertThat(send("POST", ORDERS + "A_SalesOrder", order(number), Map.of()).statusCode())
        .as("V2 wants decimals as texts")
        .isEqualTo(400);
    assertThat(send("GET", "sap/opu/odata/sap/NOPE/X", "", Map.of()).body()).contains("MED/170");
  }

  @Test
  void rulesOfTheBusinessAreToldInTheDetails() throws Exception {
    String unknown = "\"to_Item\":[{\"Material\":\"NONE\",\"RequestedQuantity\":\"2\"}]";
    HttpResponse<String> answer = send("POST", ORDERS + "A_SalesOrder", order(unknown), Map.of());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("An exception was raised").contains("V1/382");
    sap.user().update("A_Customer", customer, Map.of("OrderIsBlockedForCustomer", "01"));
    try {
      assertThat(send("POST", ORDERS + "A_SalesOrder", order(ITEMS), Map.of()).body())
          .contains("V1/364");
    } finally {
      sap.user().update("A_Customer", customer, Map.of("OrderIsBlockedForCustomer", ""));
    }
  }

  @Test
  void aChangeSetIsAllOrNothing() throws Exception {
    String body =
        """
        --b
        Content-Type: multipart/mixed;boundary=c

        --c
        Content-Type: application/http
        Content-Transfer-Encoding: binary
        Content-ID: 1

        PATCH A_Product('TG3') HTTP/1.1
        If-Match: *
        Content-Type: application/json

        {"ProductGroup":"LOST"}
        --c
        Content-Type: application/http
        Content-Transfer-Encoding: binary
        Content-ID: 2

        PATCH A_Product('NONE') HTTP/1.1
        If-Match: *
        Content-Type: application/json

        {"ProductGroup":"L"}
        --c--

        --b--
        """
            .replace("\n", "\r\n");
    HttpResponse<String> answer =
        send(
            "POST",
            PRODUCTS + "$batch",
            body,
            Map.of("Content-Type", "multipart/mixed;boundary=b"));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).containsOnlyOnce("HTTP/1.1 404");
    assertThat(sap.user().record("A_Product", "TG3").orElseThrow().get("ProductGroup"))
        .isNotEqualTo("LOST");
  }

  @Test
  void anOrderIsDeliveredBilledAndPaid() throws Exception {
    String number =
        String.valueOf(
            d(send("POST", ORDERS + "A_SalesOrder", order(ITEMS), Map.of())).get("SalesOrder"));
    CLOCK.advance(Duration.ofMinutes(1));
    sap.user().deliver(number, "10", BigDecimal.ONE);
    assertThat(sap.user().record("A_SalesOrder", number).orElseThrow())
        .containsEntry("OverallTotalDeliveryStatus", "B")
        .containsEntry("LastChangeDateTime", CLOCK.instant().toString());
    String bill = sap.user().bill(number);
    sap.user().pay(bill);
    assertThat(sap.user().rows("A_OperationalAcctgDocItemCube", Map.of("BillingDocument", bill)))
        .allMatch(row -> Boolean.TRUE.equals(row.get("IsCleared")));
  }

  @Test
  void controlMovesTheClockAndAddsRecords() throws Exception {
    Instant before = CLOCK.instant();
    assertThat(send("POST", "__control/clock", "{\"advance\":\"PT1H\"}", Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(CLOCK.instant()).isEqualTo(before.plus(Duration.ofHours(1)));
    String body = "{\"Product\":\"tg9\",\"ProductType\":\"HAWA\",\"BaseUnit\":\"PC\"}";
    assertThat(send("POST", "__control/records/A_Product", body, Map.of()).body()).contains("TG9");
    assertThatThrownBy(() -> S4HanaSimulatorMain.start("--nothing", "1"))
        .isInstanceOf(IllegalArgumentException.class);
    sap.user().rows("A_Product", Map.of("Product", "TG9"));
  }
}
