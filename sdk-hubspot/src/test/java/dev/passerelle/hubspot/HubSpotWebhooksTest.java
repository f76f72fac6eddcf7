package dev.passerelle.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vectors of the fact sheet §7. */
class HubSpotWebhooksTest {
  private static final String V1_SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
  private static final byte[] V1_BODY =
      bytes(
          "[{\"eventId\":1,\"subscriptionId\":12345,\"portalId\":62515,"
              + "\"occurredAt\":1564113600000,\"subscriptionType\":\"contact.creation\","
              + "\"attemptNumber\":0,\"objectId\":123,\"changeSource\":\"CRM\","
              + "\"changeFlag\":\"NEW\",\"appId\":54321}]");
  private static final String V1 =
      "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de";
  private static final String SECRET = "demo-secret";
  private static final String URL = "https://sync.example/hooks/hubspot?x=a%40b";
  private static final byte[] BODY = bytes("[{\"eventId\":1}]");
  private static final String STAMP = "1700000000000";
  private static final String V3 = "ClyGjmMjKg3TF9x5Tg7zkQQ71QONWCUO6lgI+GdovHQ=";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static HubSpotWebhooks at(long millis, String secret) {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    return new HubSpotWebhooks("crm", () -> secret, clock);
  }

  private static Map<String, String> v3(String signature, String stamp) {
    return Map.of("x-hubspot-signature-v3", signature, "x-hubspot-request-timestamp", stamp);
  }

  @Test
  void takesTheVendorsVectorOfVersion1() {
    Map<String, String> headers =
        Map.of("x-hubspot-signature", V1, "x-hubspot-signature-version", "v1");
    assertThatCode(() -> at(0, V1_SECRET).verify("POST", URL, headers, V1_BODY))
        .doesNotThrowAnyException();
    refuses(at(0, "another"), URL, headers, V1_BODY);
    refuses(at(0, V1_SECRET), URL, headers, bytes("[]"));
  }

  @Test
  void takesVersion2OverMethodAndAddress() {
    String signature = HubSpotWebhooks.signV2(SECRET, "POST", URL, BODY);
    Map<String, String> headers =
        Map.of("x-hubspot-signature", signature, "x-hubspot-signature-version", "v2");
    assertThatCode(() -> at(0, SECRET).verify("POST", URL, headers, BODY))
        .doesNotThrowAnyException();
    refuses(at(0, SECRET), URL + "&y=1", headers, BODY);
  }

  @Test
  void takesVersion3WithTheEscapesUndone() {
    assertThatCode(() -> at(1_700_000_000_000L, SECRET).verify("POST", URL, v3(V3, STAMP), BODY))
        .doesNotThrowAnyException();
    refuses(at(1_700_000_000_000L, SECRET), URL.replace("%40", "%26"), v3(V3, STAMP), BODY);
  }

  @Test
  void leavesOtherEscapesAlone() {
    String signature =
        HubSpotWebhooks.signV3(SECRET, "POST", "https://x.example/?a=%26%3D%20", BODY, STAMP);
    assertThat(signature)
        .isNotEqualTo(
            HubSpotWebhooks.signV3(SECRET, "POST", "https://x.example/?a=&= ", BODY, STAMP));
  }

  @Test
  void refusesWhatIsOlderThanFiveMinutes() {
    assertThatCode(() -> at(1_700_000_300_000L, SECRET).verify("POST", URL, v3(V3, STAMP), BODY))
        .doesNotThrowAnyException();
    refuses(at(1_700_000_300_001L, SECRET), URL, v3(V3, STAMP), BODY);
    refuses(at(1_700_000_000_000L, SECRET), URL, v3(V3, "soon"), BODY);
  }

  @Test
  void aGoodOldSignatureDoesNotHealABadNewOne() {
    Map<String, String> headers = new LinkedHashMap<>(v3("AAAA", STAMP));
    headers.put("x-hubspot-signature", HubSpotWebhooks.signV1(SECRET, BODY));
    refuses(at(1_700_000_000_000L, SECRET), URL, headers, BODY);
  }

  @Test
  void refusesWhatIsNotSigned() {
    refuses(at(0, SECRET), URL, Map.of(), BODY);
    refuses(
        at(0, SECRET),
        URL,
        Map.of("x-hubspot-signature", "x", "x-hubspot-signature-version", "v9"),
        BODY);
  }

  private static void refuses(
      HubSpotWebhooks webhooks, String url, Map<String, String> headers, byte[] body) {
    assertThatThrownBy(() -> webhooks.verify("POST", url, headers, body))
        .isInstanceOfSatisfying(
            AccessDenied.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.WEBHOOK_SIGNATURE_INVALID));
  }
}
