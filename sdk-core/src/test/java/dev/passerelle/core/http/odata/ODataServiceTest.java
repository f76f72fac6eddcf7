package dev.passerelle.core.http.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.ServiceFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ODataServiceTest {
  private final MockWebServer server = new MockWebServer();
  private ServiceFactory http;
  private ODataService four;
  private ODataService two;

  @BeforeEach
  void start() throws IOException {
    server.start(java.net.InetAddress.getByName("127.0.0.1"), 0);
    String base = "http://127.0.0.1:" + server.getPort() + "/";
    http = ServiceFactory.of("erp", base, new OkHttpClient()).attempts(1).build();
    four = ODataService.of(http, "odata/shop/", ODataDialect.V4);
    two = ODataService.of(http, "sap/opu/", ODataDialect.V2);
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    server.shutdown();
  }

  private void answers(int status, String body) {
    server.enqueue(
        new MockResponse()
            .setResponseCode(status)
            .setHeader("Content-Type", "application/json")
            .setBody(body));
  }

  @Test
  void readsBothEnvelopes() throws InterruptedException {
    answers(200, "{\"@odata.etag\":\"W/\\\"1\\\"\",\"Id\":\"4 2\"}");
    answers(
        200,
        "{\"d\":{\"__metadata\":{\"etag\":\"W/\\\"2\\\"\"},\"Id\":\"42\","
            + "\"to_Item\":{\"results\":[{\"Pos\":1}]},\"to_Text\":{\"__deferred\":{}}}}");

    ODataEntity first = four.find("Orders", ODataKey.of("4 2"), ODataQuery.all()).orElseThrow();
    ODataEntity second = two.find("Orders", ODataKey.of("42"), ODataQuery.all()).orElseThrow();

    assertThat(first.etag()).contains("W/\"1\"");
    assertThat(second.etag()).contains("W/\"2\"");
    assertThat(second.rows("to_Item")).hasSize(1);
    assertThat(second.rows("to_Text")).isEmpty();
    assertThat(server.takeRequest().getPath()).isEqualTo("/odata/shop/Orders('4%202')");
  }

  @Test
  void whatIsNotThereIsEmpty() {
    answers(404, "{}");
    assertThat(four.find("Orders", ODataKey.of("1"), ODataQuery.all())).isEmpty();
  }

  @Test
  void followsThePagesOfTheService() throws InterruptedException {
    answers(
        200,
        "{\"@odata.count\":3,\"value\":[{\"Id\":\"1\"}],\"@odata.nextLink\":\"Orders?$skip=1\"}");
    answers(200, "{\"value\":[{\"Id\":\"2\"}]}");
    answers(
        200,
        "{\"d\":{\"__count\":\"3\",\"results\":[{\"Id\":\"1\"}],\"__next\":\""
            + http.baseUrl()
            + "sap/opu/Orders?$skiptoken=x%20y\"}}");
    answers(200, "{\"d\":{\"results\":[]}}");

    ODataPage page = four.page("Orders", ODataQuery.all().counted(), 1);
    assertThat(page.total()).isEqualTo(3);
    assertThat(four.next(page.next().orElseThrow(), 1).next()).isEmpty();
    ODataPage old = two.page("Orders", ODataQuery.all().counted(), 0);
    assertThat(old.total()).isEqualTo(3);
    assertThat(two.next(old.next().orElseThrow(), 0).entities()).isEmpty();

    RecordedRequest asked = server.takeRequest();
    assertThat(asked.getPath()).isEqualTo("/odata/shop/Orders?$count=true");
    assertThat(asked.getHeader("Prefer")).isEqualTo("odata.maxpagesize=1");
    assertThat(server.takeRequest().getPath()).isEqualTo("/odata/shop/Orders?$skip=1");
    assertThat(server.takeRequest().getPath()).isEqualTo("/sap/opu/Orders?$inlinecount=allpages");
    assertThat(server.takeRequest().getPath()).isEqualTo("/sap/opu/Orders?$skiptoken=x%20y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/odata/shop/Orders?$skip=1",
        "//elsewhere.example/odata/shop/Orders",
        "http://127.0.0.1:1/odata/shop/Orders",
        "/other/Orders?$skip=1",
        "../../Orders",
        "ftp://127.0.0.1/x"
      })
  void aLinkThatLeadsAwayIsNotFollowed(String link) {
    assertThatThrownBy(() -> four.next(link, 0))
        .isInstanceOf(DriftDetected.class)
        .hasMessageContaining("leads away");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void writesCarryTheirPrecondition() throws InterruptedException {
    answers(204, "");
    answers(412, "{}");
    four.update("Orders", ODataKey.of(5), JsonTree.of(Map.of("A", 1)), "W/\"1\"");
    assertThatThrownBy(() -> four.delete("Orders", ODataKey.of(5), "W/\"0\""))
        .isInstanceOf(StaleRecord.class);

    RecordedRequest patch = server.takeRequest();
    assertThat(patch.getMethod()).isEqualTo("PATCH");
    assertThat(patch.getHeader("If-Match")).isEqualTo("W/\"1\"");
    assertThat(server.takeRequest().getHeader("If-Match")).isEqualTo("W/\"0\"");
  }

  @Test
  void countsAndActions() {
    server.enqueue(new MockResponse().setHeader("Content-Type", "text/plain").setBody("\uFEFF12"));
    answers(201, "{\"DocEntry\":7}");
    answers(204, "");
    answers(200, "{\"Price\":1.50}");
    assertThat(four.count("Orders", ODataQuery.all())).isEqualTo(12);
    assertThat(four.create("Orders", JsonTree.of(Map.of())).orElseThrow().fields().at("DocEntry"))
        .isEqualTo(JsonTree.of(7));
    assertThat(four.invoke("Orders(7)/Cancel", JsonTree.of(Map.of()))).isEmpty();
    assertThat(four.in(Lane.LISTS).ask("Price", JsonTree.of(Map.of())).at("Price").number())
        .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("1.5"));
  }

  @Test
  void anActionOfVersionTwoHasItsParametersInTheAddress() throws InterruptedException {
    answers(204, "");
    answers(412, "{}");

    assertThat(two.invoke("PostGoodsIssue", Map.of("DeliveryDocument", "8'0"), null)).isEmpty();
    assertThatThrownBy(() -> two.invoke("PostGoodsIssue", Map.of("Item", 7), "W/\"1\""))
        .isInstanceOf(StaleRecord.class);

    RecordedRequest first = server.takeRequest();
    assertThat(first.getPath())
        .isEqualTo("/sap/opu/PostGoodsIssue?DeliveryDocument=%278%27%270%27");
    assertThat(first.getHeader("If-Match")).isNull();
    RecordedRequest second = server.takeRequest();
    assertThat(second.getPath()).isEqualTo("/sap/opu/PostGoodsIssue?Item=7");
    assertThat(second.getHeader("If-Match")).isEqualTo("W/\"1\"");
  }

  @Test
  void aBatchInsideTwoHundredMayBeRefused() {
    server.enqueue(
        new MockResponse()
            .setResponseCode(202)
            .setHeader("Content-Type", "multipart/mixed; boundary=b")
            .setBody(
                "--b\r\nContent-Type: application/http\r\n\r\n"
                    + "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n"
                    + "{\"error\":{\"message\":\"no\"}}\r\n--b--\r\n"));
    ODataBatch batch =
        ODataBatch.builder()
            .changeSet(new ODataBatch.ChangeSet().create("k", "Orders", JsonTree.of(Map.of())))
            .build();

    ODataBatchAnswer.Part part = four.send(batch).part("k").orElseThrow();
    assertThat(four.failure(part)).get().isInstanceOf(RefusedByRemote.class);
  }

  @Test
  void aBatchThatCannotBeReadIsUnknownWhereItWrote() {
    for (String body : List.of("", "--b\r\n", "{}")) {
      server.enqueue(
          new MockResponse()
              .setHeader("Content-Type", "multipart/mixed; boundary=b")
              .setBody(body));
      assertThatThrownBy(
              () ->
                  four.send(
                      ODataBatch.builder().create("k", "Orders", JsonTree.of(Map.of())).build()))
          .isInstanceOf(OutcomeUnknown.class);
      server.enqueue(new MockResponse().setHeader("Content-Type", "text/plain").setBody(body));
      assertThatThrownBy(
              () -> four.send(ODataBatch.builder().get("k", "Orders", ODataQuery.all()).build()))
          .isInstanceOf(DriftDetected.class);
    }
    assertThat(four.send(ODataBatch.builder().build()).parts()).isEmpty();
  }

  @Test
  void aPartThatFailsInTheSystemIsUnknownWhereItWrote() {
    ODataBatchAnswer.Part post = new ODataBatchAnswer.Part("k", "POST", 503, Map.of(), "");
    assertThat(four.failure(post)).get().isInstanceOf(OutcomeUnknown.class);
    assertThat(four.failure(new ODataBatchAnswer.Part("k", "PATCH", 204, Map.of(), ""))).isEmpty();
  }

  @Test
  void metadataIsRead() {
    server.enqueue(
        new MockResponse().setHeader("Content-Type", "application/xml").setBody(Shapes.V2));
    answers(200, "{}");
    assertThat(two.metadata().typeOf("Orders")).isPresent();
    assertThatThrownBy(two::metadata).isInstanceOf(DriftDetected.class);
  }
}
