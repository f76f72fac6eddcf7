package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final HubSpotSimulator hubspot = HubSpotSimulator.builder().clock(clock).start();
  private final HubSpotUser user = hubspot.user();
  private final HubSpotWebhooks webhooks = hubspot.webhooks();

  @AfterEach
  void stop() {
    hubspot.close();
  }

  @Test
  void signsAsTheVendorPublished() {
    String body =
        "[{\"eventId\":1,\"subscriptionId\":12345,\"portalId\":62515,\"occurredAt\":1564113600000,"
            + "\"subscriptionType\":\"contact.creation\",\"attemptNumber\":0,\"objectId\":123,"
            + "\"changeSource\":\"CRM\",\"changeFlag\":\"NEW\",\"appId\":54321}]";

    assertThat(WebhookSignature.v1("yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy", body))
        .isEqualTo("232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de");
    assertThat(
            WebhookSignature.v3(
                "demo-secret",
                "POST",
                "https://sync.example/hooks/hubspot?x=a%40b",
                "[{\"eventId\":1}]",
                1_700_000_000_000L))
        .isEqualTo("ClyGjmMjKg3TF9x5Tg7zkQQ71QONWCUO6lgI+GdovHQ=");
  }

  @Test
  void tellsWhatHappenedToRecords() {
    String id = user.create("companies", Map.of("name", "A")).id();
    String other = user.create("companies", Map.of("name", "B")).id();
    user.update("companies", id, "phone", "1");
    user.merge("companies", id, other);
    user.archive("companies", id);
    user.restore("companies", id);
    user.create("orders", Map.of("hs_order_name", "O"));

    List<WebhookEvent> events = webhooks.events();
    assertThat(events)
        .extracting(WebhookEvent::subscriptionType)
        .contains(
            "company.creation",
            "company.propertyChange",
            "company.merge",
            "company.deletion",
            "company.restore",
            "object.creation");
    WebhookEvent change =
        events.stream()
            .filter(each -> each.propertyName().equals("phone"))
            .findFirst()
            .orElseThrow();
    assertThat(change.objectId()).isEqualTo(id);
    assertThat(change.json())
        .containsEntry("propertyValue", "1")
        .containsEntry("changeSource", "CRM_UI")
        .containsEntry("occurredAt", 1_773_662_400_000L)
        .containsEntry("portalId", 971_001L);
    WebhookEvent merge =
        events.stream()
            .filter(each -> each.subscriptionType().equals("company.merge"))
            .findFirst()
            .orElseThrow();
    assertThat(merge.json())
        .containsEntry("primaryObjectId", Long.valueOf(id))
        .containsEntry("mergedObjectIds", List.of(Long.valueOf(other)));
  }

  @Test
  void losesDoublesAndHoldsBackOnDemand() {
    webhooks.subscribe("company.creation");
    webhooks.loseNext(1);
    user.create("companies", Map.of("name", "lost"));
    webhooks.duplicateNext(1);
    user.create("companies", Map.of("name", "twice"));
    webhooks.holdNext(1);
    user.create("companies", Map.of("name", "late"));
    user.create("companies", Map.of("name", "last"));

    assertThat(webhooks.take().orElseThrow().body().split("eventId", -1)).hasSize(4);
    assertThat(webhooks.take()).isEmpty();
    assertThat(webhooks.releaseHeld()).isEqualTo(1);
    assertThat(webhooks.take()).isPresent();
  }

  @Test
  void deliversSignedArraysOfAHundredAndTriesAgain() throws Exception {
    try (MockWebServer listener = new MockWebServer()) {
      listener.start();
      String url = listener.url("/hooks").toString();
      webhooks.target(url, "shh");
      webhooks.subscribe("company.creation");
      for (int i = 0; i < 101; i++) {
        user.create("companies", Map.of("name", "" + i));
      }
      listener.enqueue(new MockResponse().setResponseCode(500));
      assertThat(webhooks.deliver()).containsExactly(500);
      listener.enqueue(new MockResponse());
      listener.enqueue(new MockResponse());
      assertThat(webhooks.deliver()).containsExactly(200, 200);

      listener.takeRequest();
      RecordedRequest again = listener.takeRequest();
      String body = again.getBody().readUtf8();
      assertThat(body).startsWith("[{").contains("\"attemptNumber\":1");
      assertThat(again.getHeader("X-HubSpot-Signature-v3"))
          .isEqualTo(WebhookSignature.v3("shh", "POST", url, body, clock.millis()));
      assertThat(again.getHeader("X-HubSpot-Request-Timestamp")).isEqualTo("" + clock.millis());
    }
  }

  @Test
  void deliversByItselfIfAskedTo() throws Exception {
    try (MockWebServer listener = new MockWebServer()) {
      listener.start();
      listener.enqueue(new MockResponse());
      webhooks.target(listener.url("/hooks").toString(), "shh");
      webhooks.subscribe("company.creation");
      webhooks.automatic(true);

      user.create("companies", Map.of("name", "A"));

      assertThat(listener.takeRequest(20, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void workflowsWriteAfterTheAnswer() {
    hubspot.workflow(
        "companies", "name", record -> Map.of("city", "SET " + record.value("name").orElse("")));
    hubspot.normalise("companies", "phone", value -> value.replace(" ", ""));
    TestClient client = new TestClient(hubspot);

    var made =
        client.post(
            "/crm/objects/2026-09/companies",
            "{'properties':{'name':'A','city':'X','phone':'1 2'}}");

    assertThat(made.text("properties", "city")).isEqualTo("X");
    assertThat(made.text("properties", "phone")).as("at once").isEqualTo("12");
    var read =
        client.get(
            "/crm/objects/2026-09/companies/"
                + made.text("id")
                + "?propertiesWithHistory=city&properties=city");
    assertThat(read.text("properties", "city")).isEqualTo("SET A");
    assertThat(read.text("propertiesWithHistory", "city", 0, "sourceType"))
        .isEqualTo("AUTOMATION_PLATFORM");
  }
}
