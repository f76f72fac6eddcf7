package dev.passerelle.simulators.businessone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.simulators.Json;
import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusinessOneSimulatorTest {
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final BusinessOneSimulator sap = BusinessOneSimulator.builder().clock(clock).start();
  private final OkHttpClient http = new OkHttpClient();
  private String cookies = "";

  private record Answer(int status, String body, Response response) {
    Map<String, Object> json() {
      return Json.object(body);
    }

    List<?> rows() {
      return (List<?>) json().get("value");
    }
  }

  @AfterEach
  void close() {
    sap.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private Answer call(String method, String path, String body, String... headers)
      throws IOException {
    Request.Builder request = new Request.Builder().url(HttpUrl.get(sap.baseUrl() + path));
    request.method(
        method, body.isEmpty() ? null : RequestBody.create(body, MediaType.get(type(headers))));
    request.header("Cookie", cookies);
    for (int at = 0; at < headers.length; at += 2) {
      request.header(headers[at], headers[at + 1]);
    }
    try (Response response = http.newCall(request.build()).execute()) {
      return new Answer(response.code(), response.body().string(), response);
    }
  }

  private static String type(String... headers) {
    int at = List.of(headers).indexOf("Content-Type");
    return at < 0 ? "application/json" : headers[at + 1];
  }

  private Answer login(String database, String user, String password) throws IOException {
    return call(
        "POST",
        "v2/Login",
        Json.write(Map.of("CompanyDB", database, "UserName", user, "Password", password)));
  }

  private void login() throws IOException {
    Answer answer =
        login(
            BusinessOneSimulator.DATABASE,
            BusinessOneSimulator.USER,
            BusinessOneSimulator.PASSWORD);
    assertThat(answer.status()).isEqualTo(200);
    cookies =
        answer.response().headers("Set-Cookie").stream()
            .map(each -> each.substring(0, each.indexOf(';')))
            .reduce((a, b) -> a + "; " + b)
            .orElseThrow();
    assertThat(cookies).contains("B1SESSION=").contains("ROUTEID=.node1");
  }

  @Test
  void aSessionNeedsBothCookiesAndDiesOfIdleness() throws IOException {
    assertThat(call("GET", "v2/Items", "").status()).isEqualTo(401);
    login();
    assertThat(call("GET", "v2/Items", "").status()).isEqualTo(200);
    assertThat(call("GET", "v2/Items", "", "Cookie", cookies.split("; ")[0]).status())
        .isEqualTo(401);
    clock.advance(Duration.ofMinutes(29));
    assertThat(call("GET", "v1/Items", "").status()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(30));
    Answer dead = call("GET", "v2/Items", "");
    assertThat(dead.status()).isEqualTo(401);
    assertThat(dead.json().toString()).contains("code=301");
    assertThat(call("GET", "v1/Items", "").json().toString()).contains("lang=en-us");
  }

  @Test
  void wrongPasswordAndCompanyAreToldApart() throws IOException {
    assertThat(login(BusinessOneSimulator.DATABASE, "manager", "no").body()).contains("-304");
    assertThat(login("OTHER", "manager", "no").body()).contains("-306");
    login();
    assertThat(sap.openSessions()).isEqualTo(1);
    assertThat(call("POST", "v2/Logout", "{}").status()).isEqualTo(204);
    assertThat(sap.openSessions()).isZero();
  }

  private void partners(int count) {
    for (int n = 1; n <= count; n++) {
      sap.user()
          .create(
              "BusinessPartners", Map.of("CardCode", "C%03d".formatted(n), "CardName", "N" + n));
      clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void pagesAreTwentyOrWhatIsAskedFor() throws IOException {
    login();
    partners(45);
    Answer first = call("GET", "v2/BusinessPartners?$select=CardCode&$count=true", "");
    assertThat(first.rows()).hasSize(20);
    assertThat(first.json()).containsKeys("@odata.nextLink", "@odata.count");
    String next = (String) first.json().get("@odata.nextLink");
    assertThat(call("GET", "v2/" + next, "").rows()).hasSize(20);
    assertThat(call("GET", "v2/BusinessPartners", "", "Prefer", "odata.maxpagesize=0").rows())
        .hasSize(45);
    Answer full = call("GET", "v1/BusinessPartners", "", "Prefer", "odata.maxpagesize=45");
    assertThat(full.json()).as("a full last page carries a link").containsKey("odata.nextLink");
  }

  @Test
  void filtersAsADatabaseDoes() throws IOException {
    login();
    partners(5);
    String since =
        "(UpdateDate gt '2026-03-16') or (UpdateDate eq '2026-03-16' and UpdateTime ge '13:00:03')";
    assertThat(filtered(since)).hasSize(2);
    assertThat(
            filtered("CardName eq 'n2' or startswith(CardCode,'c00') and not (CardCode ne 'C001')"))
        .hasSize(2);
    assertThat(filtered("FederalTaxID eq null and CreditLimit le 0.0")).hasSize(5);
    assertThat(filtered("contains(CardName,'N') and SalesPersonCode eq -1")).hasSize(5);
    assertThat(filtered("CardName eq 'O''Neill'")).isEmpty();
    for (String bad : List.of("CardName", "CardName eq", "CardName like 'x'", "(CardName eq 'a'")) {
      assertThat(call("GET", url(bad), "").status()).as(bad).isEqualTo(400);
    }
    assertThat(call("GET", url("U_Nothing eq 'a'"), "").body()).contains("-1000");
  }

  private String url(String filter) {
    return "v2/BusinessPartners?$filter=" + filter.replace(" ", "%20").replace("'", "%27");
  }

  private List<?> filtered(String filter) throws IOException {
    return call("GET", url(filter), "").rows();
  }

  @Test
  void aPatchMergesRowsByTheirKey() throws IOException {
    login();
    Answer made =
        call(
            "POST",
            "v2/BusinessPartners",
            "{\"CardCode\":\"C1\",\"CardName\":\"A\",\"BPAddresses\":"
                + "[{\"AddressName\":\"Bill\",\"City\":\"Paris\"}]}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(call("POST", "v2/BusinessPartners", "{\"CardCode\":\"c1\"}").body()).contains("-10");
    String etag = made.response().header("ETag");
    String patch = "{\"BPAddresses\":[{\"RowNum\":0,\"City\":\"Lyon\"}]}";
    assertThat(call("PATCH", "v2/BusinessPartners('C1')", patch, "If-Match", etag).status())
        .isEqualTo(204);
    assertThat(call("PATCH", "v2/BusinessPartners('C1')", patch, "If-Match", etag).status())
        .isEqualTo(412);
    call("PATCH", "v2/BusinessPartners('C1')", "{\"BPAddresses\":[{\"AddressName\":\"X\"}]}");
    assertThat(call("GET", "v2/BusinessPartners('C1')", "").body()).contains("Lyon", "\"X\"");
    call("PATCH", "v2/BusinessPartners('C1')", patch, "B1S-ReplaceCollectionsOnPatch", "true");
    assertThat(call("GET", "v2/BusinessPartners('C1')", "").body()).doesNotContain("\"X\"");
    assertThat(call("PATCH", "v2/BusinessPartners('C9')", "{}").status()).isEqualTo(404);
    assertThat(call("PATCH", "v2/BusinessPartners('C1')", "{\"Nope\":1}").body()).contains("-1000");
  }

  private void trade() {
    sap.user().create("BusinessPartners", Map.of("CardCode", "C1", "CardName", "Acme"));
    sap.user()
        .create(
            "Items",
            Map.of(
                "ItemCode",
                "A1",
                "ItemName",
                "Tube",
                "SalesVATGroup",
                "C1",
                "ItemPrices",
                List.of(Map.of("PriceList", 1, "Price", 10.5))));
    sap.user().stock("A1", "01", "InStock", 100);
  }

  @Test
  void aDocumentDrawsAnother() {
    trade();
    BusinessOneUser user = sap.user();
    String order =
        user.create(
            "Orders",
            Map.of(
                "CardCode",
                "C1",
                "DocDueDate",
                "2026-03-20",
                "DocumentLines",
                List.of(Map.of("ItemCode", "A1", "Quantity", 4))));
    Map<String, Object> made = user.record("Orders", order).orElseThrow();
    assertThat(made.get("DocTotal")).hasToString("50.4");
    assertThat(partner("OpenOrdersBalance")).isEqualTo("50.4");
    String delivery =
        user.create(
            "DeliveryNotes",
            Map.of(
                "CardCode",
                "C1",
                "DocumentLines",
                List.of(Map.of("BaseType", 17, "BaseEntry", 1, "BaseLine", 0, "Quantity", 3))));
    assertThat(user.record("Orders", order).orElseThrow().get("DocumentStatus"))
        .isEqualTo("bost_Open");
    assertThat(user.record("Items", "A1").orElseThrow().toString()).contains("InStock=97");
    user.create(
        "DeliveryNotes",
        Map.of(
            "CardCode",
            "C1",
            "DocumentLines",
            List.of(Map.of("BaseType", 17, "BaseEntry", 1, "BaseLine", 0))));
    assertThat(user.record("Orders", order).orElseThrow().get("DocumentStatus"))
        .isEqualTo("bost_Close");
    String invoice =
        user.create(
            "Invoices",
            Map.of(
                "CardCode",
                "C1",
                "DocumentLines",
                List.of(
                    Map.of(
                        "BaseType", 15, "BaseEntry", Integer.valueOf(delivery), "BaseLine", 0))));
    assertThat(partner("CurrentAccountBalance")).isEqualTo("37.8");
    user.create(
        "IncomingPayments",
        Map.of(
            "CardCode",
            "C1",
            "CashSum",
            37.8,
            "PaymentInvoices",
            List.of(Map.of("DocEntry", Integer.valueOf(invoice), "SumApplied", 37.8))));
    assertThat(partner("CurrentAccountBalance")).isEqualTo("0");
    assertThat(user.record("Invoices", invoice).orElseThrow().get("DocumentStatus"))
        .isEqualTo("bost_Close");
    assertThatThrownBy(
            () ->
                user.create(
                    "DeliveryNotes",
                    Map.of(
                        "CardCode",
                        "C1",
                        "DocumentLines",
                        List.of(Map.of("BaseType", 17, "BaseEntry", 1, "BaseLine", 0)))))
        .hasMessageContaining("closed");
  }

  private String partner(String figure) {
    return new java.math.BigDecimal(
            String.valueOf(sap.user().record("BusinessPartners", "C1").orElseThrow().get(figure)))
        .stripTrailingZeros()
        .toPlainString();
  }

  @Test
  void aChangeSetIsAllOrNothing() throws IOException {
    login();
    trade();
    String batch =
        """
        --b
        Content-Type: multipart/mixed;boundary=c

        --c
        Content-Type: application/http
        Content-ID: 1

        POST /b1s/v2/BusinessPartners

        {"CardCode":"C2","CardName":"Two"}
        --c
        Content-Type: application/http
        Content-ID: 3

        PATCH /b1s/v2/BusinessPartners('C1')

        {"CardName":"Renamed"}
        --c
        Content-Type: application/http
        Content-ID: 2

        POST /b1s/v2/BusinessPartners

        {"CardCode":"C1"}
        --c--
        --b
        Content-Type: application/http

        GET /b1s/v2/Items('A1')?$select=ItemCode


        --b
        Content-Type: application/http

        POST /b1s/v2/BusinessPartners

        {"CardCode":"C3","CardName":"Three"}
        --b--
        """
            .replace("\n", "\r\n");
    var before = sap.user().record("BusinessPartners", "C1").orElseThrow();
    Answer answer = call("POST", "v2/$batch", batch, "Content-Type", "multipart/mixed;boundary=b");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(sap.user().record("BusinessPartners", "C1").orElseThrow()).isEqualTo(before);
    assertThat(answer.body()).contains("HTTP/1.1 400", "HTTP/1.1 200", "HTTP/1.1 201");
    assertThat(sap.user().record("BusinessPartners", "C2")).isEmpty();
    assertThat(sap.user().record("BusinessPartners", "C3")).isPresent();
  }

  @Test
  void userFieldsAreDefinedThenUsed() throws IOException {
    login();
    trade();
    assertThat(call("GET", "v2/Orders?$select=DocEntry,U_Ref", "").body()).contains("-1000");
    String field =
        "{\"TableName\":\"ORDR\",\"Name\":\"Ref\",\"Type\":\"db_Alpha\",\"Size\":20,"
            + "\"Description\":\"Reference\"}";
    assertThat(call("POST", "v2/UserFieldsMD", field).status()).isEqualTo(201);
    assertThat(call("POST", "v2/UserFieldsMD", field).body()).contains("-2035");
    assertThat(call("GET", "v2/Orders?$select=DocEntry,U_Ref", "").status()).isEqualTo(200);
    assertThat(call("GET", "v2/$metadata", "").body()).contains("Name=\"U_Ref\"");
  }

  @Test
  void theControlEndpointMovesIt() throws IOException {
    String control = "../__control/";
    assertThat(call("POST", control + "clock", "{\"advance\":\"PT1H\"}").body()).contains("13:00");
    call("POST", control + "records/BusinessPartners", "{\"CardCode\":\"C7\"}");
    assertThat(call("GET", control + "records/BusinessPartners", "").body()).contains("C7");
    call("POST", control + "faults", "{\"kind\":\"answer\",\"status\":500,\"code\":299}");
    assertThat(call("GET", "v2/Items", "").status()).isEqualTo(500);
    assertThat(call("GET", control + "journal", "").body()).contains("\"status\":500");
    assertThat(call("POST", control + "faults", "{\"kind\":\"x\"}").status()).isEqualTo(400);
  }
}
