package dev.passerelle.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.hubspot.model.Associations.Associated;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.BatchRow;
import dev.passerelle.hubspot.model.HubSpotObject;
import dev.passerelle.hubspot.model.Search;
import dev.passerelle.hubspot.model.Search.Filter;
import dev.passerelle.hubspot.model.Search.FilterGroup;
import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against bodies as HubSpot writes them (fact sheet §2, §4, §8). */
class HubSpotClientTest {
  private static final String TOKEN = "pat-eu1-11111111-2222-3333-4444-555555555555";

  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final MockWebServer server = new MockWebServer();
  private HubSpotClient client;

  @BeforeEach
  void start() throws IOException {
    server.start();
    client =
        HubSpotClient.builder(HubSpotCredentials.token(() -> TOKEN))
            .system("crm")
            .baseUrl(server.url("/").toString())
            .time(clock, clock::advance)
            .callTimeout(Duration.ofSeconds(5))
            .build();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.shutdown();
  }

  private void answers(int status, String body) {
    server.enqueue(
        new MockResponse()
            .setResponseCode(status)
            .setHeader("Content-Type", "application/json;charset=utf-8")
            .setBody(body));
  }

  private RecordedRequest asked() throws InterruptedException {
    return server.takeRequest();
  }

  @Test
  void readsARecordAndIgnoresWhatItDoesNotKnow() throws InterruptedException {
    answers(
        200,
        """
        {"id":"123","properties":{"name":"Bâti Gwada SAS","price":"8.40","gone":null,
         "erp_send":"true","closedate":"2026-03-16T04:00:00Z","old":"1773633600000"},
         "createdAt":"2026-03-01T10:00:00.123Z","updatedAt":"2026-03-16T11:59:59.001Z",
         "archived":false,"url":"https://app.example/123","warnings":[{"code":"X"}]}
        """);

    HubSpotObject company = client.companies().get("123", List.of("name", "price")).orElseThrow();

    assertThat(company.text("name")).contains("Bâti Gwada SAS");
    assertThat(company.decimal("price")).contains(new BigDecimal("8.40"));
    assertThat(company.flag("erp_send")).contains(true);
    assertThat(company.instant("closedate")).contains(Instant.parse("2026-03-16T04:00:00Z"));
    assertThat(company.instant("old")).contains(Instant.ofEpochMilli(1773633600000L));
    assertThat(company.shows("gone")).isTrue();
    assertThat(company.text("gone")).isEmpty();
    assertThat(company.shows("never asked")).isFalse();
    assertThat(company.updatedAt()).isEqualTo(Instant.parse("2026-03-16T11:59:59.001Z"));
    RecordedRequest request = asked();
    assertThat(request.getPath())
        .isEqualTo("/crm/objects/2026-09/companies/123?properties=name%2Cprice");
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
  }

  @Test
  void closingEndsItsOwnThreads() throws InterruptedException {
    Set<Thread> others = keeping();
    answers(200, "{\"portalId\":971001,\"timeZone\":\"UTC\"}");
    client.account().details();
    Set<Thread> own = keeping();
    own.removeAll(others);
    client.close();
    for (Thread thread : own) {
      thread.join(5_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void closingLeavesTheHostsHttpClientAlone() {
    OkHttpClient host = new OkHttpClient();
    HubSpotClient.builder(HubSpotCredentials.token(() -> TOKEN)).httpClient(host).build().close();
    assertThat(host.dispatcher().executorService().isShutdown()).isFalse();
    host.dispatcher().executorService().shutdown();
  }

  /** Threads that would keep the process alive. */
  private static Set<Thread> keeping() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> thread.isDaemon() || !thread.getName().startsWith("OkHttp"));
    return threads;
  }

  @Test
  void aRecordThatIsNotThereIsEmpty() {
    answers(404, "{\"status\":\"error\",\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"no\"}");
    assertThat(client.contacts().get("1", List.of())).isEmpty();
  }

  @Test
  void walksAListPageByPage() throws InterruptedException {
    answers(
        200,
        "{\"results\":["
            + record("1")
            + "],\"paging\":{\"next\":{\"after\":\"1\",\"link\":\"\"}}}");
    answers(200, "{\"results\":[" + record("2") + "]}");
    List<String> ids = new ArrayList<>();
    client.products().all(List.of("name")).forEach(product -> ids.add(product.id()));
    assertThat(ids).containsExactly("1", "2");
    assertThat(asked().getPath()).doesNotContain("after=");
    assertThat(asked().getPath()).contains("after=1").contains("limit=100");
  }

  private static String record(String id) {
    return "{\"id\":\"" + id + "\",\"properties\":{},\"archived\":false}";
  }

  @Test
  void searchesWithTheFiltersThatItWasGiven() throws InterruptedException {
    answers(200, "{\"total\":0,\"results\":[]}");
    client
        .deals()
        .search(
            new Search(
                List.of(FilterGroup.of(Filter.of("dealname", "EQ", "a \"b\""))),
                List.of(),
                List.of("dealname"),
                200,
                null));
    assertThat(asked().getBody().readUtf8())
        .contains("{\"propertyName\":\"dealname\",\"operator\":\"EQ\",\"value\":\"a \\\"b\\\"\"}")
        .doesNotContain("after");
  }

  @Test
  void readsMoreThanAHundredInSeveralCalls() throws InterruptedException {
    answers(200, "{\"status\":\"COMPLETE\",\"results\":[" + record("1") + "]}");
    answers(207, "{\"status\":\"COMPLETE\",\"results\":[],\"numErrors\":1,\"errors\":[{}]}");
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= 130; i++) {
      ids.add(Integer.toString(i));
    }
    assertThat(client.companies().read(BatchRead.byId(ids, List.of("name")), false)).hasSize(1);
    assertThat(inputs(asked())).hasSize(100);
    assertThat(inputs(asked())).hasSize(30);
  }

  private static List<JsonTree> inputs(RecordedRequest request) {
    return new dev.passerelle.core.http.Json()
        .tree(request.getBody().readUtf8())
        .at("inputs")
        .items();
  }

  @Test
  void rowsAreMatchedByTraceIdWhateverTheirOrder() {
    answers(
        207,
        """
        {"status":"COMPLETE","results":[
          {"id":"12","properties":{"name":"B"},"archived":false,"new":false,
           "objectWriteTraceId":"b"},
          {"id":"11","properties":{"name":"A"},"archived":false,"new":true,
           "objectWriteTraceId":"a"}],
         "numErrors":1,"errors":[{"status":"error","category":"VALIDATION_ERROR",
           "message":"Property values were not valid: \\"secret-value\\"",
           "context":{"objectWriteTraceId":["c"]},
           "errors":[{"message":"secret-value was not valid","code":"INVALID_OPTION",
                      "context":{"propertyName":["erp_state"]}}]}]}
        """);

    List<RowOutcome> outcomes =
        client.companies().upsert(List.of(row("a"), row("b"), row("c"), row("d")));

    assertThat(outcomes).extracting(RowOutcome::trace).containsExactly("a", "b", "c", "d");
    assertThat(((RowOutcome.Done) outcomes.get(0)).object().id()).isEqualTo("11");
    assertThat(((RowOutcome.Done) outcomes.get(0)).created()).isTrue();
    assertThat(((RowOutcome.Done) outcomes.get(1)).created()).isFalse();
    RefusedByRemote refusal = ((RowOutcome.Refused) outcomes.get(2)).error();
    assertThat(refusal.code()).isEqualTo(ErrorCode.VALUE_INVALID);
    assertThat(refusal.fieldErrors().get(0).field()).isEqualTo("erp_state");
    assertThat(refusal.getMessage()).doesNotContain("secret-value");
    assertThat(outcomes.get(3)).as("not mentioned").isInstanceOf(RowOutcome.Unknown.class);
  }

  private static BatchRow row(String trace) {
    return BatchRow.upsert(trace, "erp_key", "K" + trace, Map.of("name", trace));
  }

  @Test
  void updatesAreMatchedByIdWhereHubSpotForgetsTheTrace() {
    answers(200, "{\"status\":\"COMPLETE\",\"results\":[" + record("8") + "," + record("7") + "]}");
    List<RowOutcome> outcomes =
        client
            .companies()
            .update(
                List.of(
                    BatchRow.update("x", "7", Map.of("name", "X")),
                    BatchRow.update("y", "8", Map.of("name", "Y"))));
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(((RowOutcome.Done) outcome).object().id())
                    .isEqualTo(outcome.trace().equals("x") ? "7" : "8"));
  }

  @Test
  void aBatchThatIsRefusedAsAWholeIsBisected() {
    String refusal = "{\"status\":\"error\",\"category\":\"VALIDATION_ERROR\",\"message\":\"no\"}";
    answers(400, refusal);
    answers(200, done("a", "b"));
    answers(400, refusal);
    answers(200, done("c"));
    answers(400, refusal);

    List<RowOutcome> outcomes =
        client.companies().upsert(List.of(row("a"), row("b"), row("c"), row("d")));

    assertThat(outcomes.subList(0, 3)).allMatch(RowOutcome.Done.class::isInstance);
    assertThat(outcomes.get(3)).isInstanceOf(RowOutcome.Refused.class);
    assertThat(server.getRequestCount()).isEqualTo(5);
  }

  private static String done(String... traces) {
    List<String> rows = new ArrayList<>();
    for (String trace : traces) {
      rows.add(
          "{\"id\":\"1\",\"properties\":{},\"archived\":false,\"objectWriteTraceId\":\""
              + trace
              + "\"}");
    }
    return "{\"status\":\"COMPLETE\",\"results\":[" + String.join(",", rows) + "]}";
  }

  @Test
  void aConflictNamesTheRecordThatIsThere() {
    answers(
        409,
        "{\"status\":\"error\",\"message\":\"Contact already exists. Existing ID: 4711\","
            + "\"category\":\"CONFLICT\"}");
    RowOutcome outcome = client.contacts().upsert(List.of(row("a"))).get(0);
    assertThat(((RowOutcome.Refused) outcome).existing()).contains("4711");
    assertThat(((RowOutcome.Refused) outcome).error().code()).isEqualTo(ErrorCode.DUPLICATE_VALUE);
  }

  @Test
  void aLostAnswerToACreateIsUnknownAndNotSentAgain() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    RowOutcome outcome = client.companies().create(List.of(BatchRow.create("a", Map.of()))).get(0);
    assertThat(outcome).isInstanceOf(RowOutcome.Unknown.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void anUpdateIsSentAgain() {
    answers(503, "");
    answers(200, "{\"status\":\"COMPLETE\",\"results\":[" + record("7") + "]}");
    RowOutcome outcome =
        client.companies().update(List.of(BatchRow.update("x", "7", Map.of("name", "X")))).get(0);
    assertThat(outcome).isInstanceOf(RowOutcome.Done.class);
  }

  @Test
  void rowsWrittenBeforeTheSystemFailedAreNotForgotten() {
    List<BatchRow> rows = new ArrayList<>();
    List<String> traces = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      rows.add(row("t" + i));
      traces.add("t" + i);
    }
    answers(200, done(traces.subList(0, 100).toArray(String[]::new)));
    answers(403, "{\"category\":\"MISSING_SCOPES\"}");
    List<RowOutcome> outcomes = client.companies().upsert(rows);
    assertThat(outcomes.subList(0, 100)).allMatch(RowOutcome.Done.class::isInstance);
    assertThat(outcomes.get(100)).isInstanceOf(RowOutcome.Failed.class);
  }

  @Test
  void readsAllAssociationsOfARecord() throws InterruptedException {
    answers(
        207,
        """
        {"status":"COMPLETE","results":[{"from":{"id":"1"},"to":[{"toObjectId":"5",
           "associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":1,"label":"Primary"},
                               {"category":"HUBSPOT_DEFINED","typeId":279,"label":null}]}],
           "paging":{"next":{"after":"5"}}}],
         "numErrors":1,"errors":[{"status":"error","category":"OBJECT_NOT_FOUND"}]}
        """);
    answers(
        200,
        "{\"status\":\"COMPLETE\",\"results\":[{\"from\":{\"id\":\"1\"},\"to\":["
            + "{\"toObjectId\":\"6\",\"associationTypes\":[]}]}]}");

    Map<String, List<Associated>> found =
        client.associations("contacts", "companies").read(List.of("1", "2"));

    assertThat(found.get("1")).extracting(Associated::toObjectId).containsExactly("5", "6");
    assertThat(found.get("2")).isEmpty();
    asked();
    assertThat(asked().getBody().readUtf8())
        .isEqualTo("{\"inputs\":[{\"id\":\"1\",\"after\":\"5\"}]}");
  }

  @Test
  void speaksOfOneThingPerError() {
    refuses(
        401,
        "{\"category\":\"INVALID_AUTHENTICATION\",\"message\":\"no\",\"correlationId\":\"c-1\"}",
        AuthenticationFailed.class,
        ErrorCode.TOKEN_REFUSED);
    refuses(
        403,
        "{\"category\":\"MISSING_SCOPES\",\"errors\":[{\"context\":"
            + "{\"requiredGranularScopes\":[\"crm.objects.companies.read\"]}}]}",
        AccessDenied.class,
        ErrorCode.SCOPE_MISSING);
    refuses(
        400,
        "{\"category\":\"VALIDATION_ERROR\",\"message\":\"Property values were not valid\","
            + "\"errors\":[{\"message\":\"Property \\\"erp_x\\\" does not exist\","
            + "\"code\":\"PROPERTY_DOESNT_EXIST\"}]}",
        RefusedByRemote.class,
        ErrorCode.CUSTOM_PROPERTY_MISSING);
    refuses(
        400,
        "{\"category\":\"VALIDATION_ERROR\",\"message\":\"Property values were not valid: "
            + "[{\\\"isValid\\\":false,\\\"message\\\":\\\"private-value was not\\\","
            + "\\\"error\\\":\\\"INVALID_OPTION\\\",\\\"name\\\":\\\"erp_state\\\"}]\"}",
        RefusedByRemote.class,
        ErrorCode.VALUE_INVALID);
    clock.advance(Duration.ofMinutes(5));
    server.enqueue(
        new MockResponse()
            .setResponseCode(502)
            .setHeader("Content-Type", "text/html")
            .setBody("<html>Cloudflare</html>"));
    server.enqueue(
        new MockResponse()
            .setResponseCode(200)
            .setHeader("Content-Type", "text/html")
            .setBody("<html>Log in</html>"));
    assertThatThrownBy(() -> client.account().details())
        .isInstanceOfSatisfying(
            SystemUnavailable.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.HTML_INSTEAD_OF_JSON));
  }

  private void refuses(
      int status, String body, Class<? extends PasserelleException> type, ErrorCode code) {
    answers(status, body);
    assertThatThrownBy(() -> client.account().details())
        .isInstanceOf(type)
        .isInstanceOfSatisfying(
            PasserelleException.class,
            e -> {
              assertThat(e.code()).as("status %s", status).isEqualTo(code);
              assertThat(e.system()).contains("crm");
              assertThat(e.getMessage()).doesNotContain(TOKEN).doesNotContain("private-value");
            });
  }

  @Test
  void waitsAsLongAsTheQuotaThatIsUsedUpSays() {
    Instant start = clock.instant();
    answers(
        429,
        "{\"message\":\"You have reached your ten_secondly_rolling limit.\","
            + "\"policyName\":\"TEN_SECONDLY_ROLLING\",\"errorType\":\"RATE_LIMIT\"}");
    answers(200, "{\"portalId\":971001}");
    assertThat(client.account().details().portalId()).isEqualTo(971001);
    assertThat(Duration.between(start, clock.instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aDaysQuotaIsToldWithItsMidnight() {
    answers(429, "{\"message\":\"You have reached your daily limit.\",\"policyName\":\"DAILY\"}");
    assertThatThrownBy(() -> client.account().details())
        .isInstanceOfSatisfying(
            Throttled.class,
            e -> {
              assertThat(e.scope()).isEqualTo("DAILY");
              assertThat(e.retryAt()).contains(Instant.parse("2026-03-17T00:00:00Z"));
            });
  }

  @Test
  void searchesAreHeldToTheirOwnQuota() {
    Instant start = clock.instant();
    for (int i = 0; i < 9; i++) {
      answers(200, "{\"total\":0,\"results\":[]}");
      client
          .deals()
          .search(
              new Search(
                  List.of(FilterGroup.of(Filter.of("a", "EQ", "b"))),
                  List.of(),
                  List.of(),
                  1,
                  null));
    }
    assertThat(Duration.between(start, clock.instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theHeadersCorrectTheBudget() {
    Instant start = clock.instant();
    server.enqueue(
        new MockResponse()
            .setHeader("X-HubSpot-RateLimit-Max", "100")
            .setHeader("X-HubSpot-RateLimit-Remaining", "0")
            .setBody("{\"portalId\":1}"));
    answers(200, "{\"portalId\":1}");
    client.account().details();
    client.account().details();
    assertThat(Duration.between(start, clock.instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void knowsTheVendorsClock() {
    assertThat(client.serverTime()).isEmpty();
    server.enqueue(
        new MockResponse()
            .setHeader("Date", "Mon, 16 Mar 2026 13:30:00 GMT")
            .setBody("{\"portalId\":1}"));
    client.account().details();
    assertThat(client.serverTime()).contains(Instant.parse("2026-03-16T13:30:00Z"));
    assertThat(client.clockAhead()).contains(Duration.ofMinutes(90));
  }

  @Test
  void takesAnyPathWithAnyBody() throws InterruptedException {
    answers(201, "{\"id\":\"9\",\"n\":1.10}");
    server.enqueue(new MockResponse().setResponseCode(204));
    server.enqueue(new MockResponse().setResponseCode(204));
    JsonTree made =
        client.raw().post("crm/objects/2026-09/p1_machines", JsonTree.of(Map.of("a", 1)));
    assertThat(made.at("n").number()).contains(new BigDecimal("1.10"));
    assertThat(client.raw().put("x/y", JsonTree.of(Map.of())).isMissing()).isTrue();
    client.raw().delete("crm/objects/2026-09/p1_machines/9");
    assertThat(asked().getPath()).isEqualTo("/crm/objects/2026-09/p1_machines");
    asked();
    assertThat(asked().getMethod()).isEqualTo("DELETE");
  }

  @Test
  void aRawWriteWhoseAnswerIsLostIsUnknown() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    assertThatThrownBy(() -> client.raw().post("x", JsonTree.of(Map.of())))
        .isInstanceOf(OutcomeUnknown.class);
  }
}
