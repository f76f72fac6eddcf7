package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final String COMPANIES = "/crm/objects/2026-09/companies";
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final HubSpotSimulator hubspot =
      HubSpotSimulator.builder()
          .clock(clock)
          .timeZone(ZoneId.of("America/Guadeloupe"))
          .token("reader", "crm.objects.companies.read")
          .start();
  private final TestClient client = new TestClient(hubspot);

  @AfterEach
  void stop() {
    hubspot.close();
  }

  @Test
  void namesTheMissingScope() {
    client.as("reader");

    assertThat(client.get(COMPANIES).status()).isEqualTo(200);
    var refused = client.post(COMPANIES, "{'properties':{}}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("category")).isEqualTo("MISSING_SCOPES");
    assertThat(refused.text("errors", 0, "context", "requiredGranularScopes", 0))
        .isEqualTo("crm.objects.companies.write");
  }

  @Test
  void refusesUnknownAndRevokedTokens() {
    assertThat(client.as("nobody").get(COMPANIES).text("category"))
        .isEqualTo("INVALID_AUTHENTICATION");
    hubspot.revoke("reader");
    assertThat(client.as("reader").get(COMPANIES).status()).isEqualTo(401);
  }

  @Test
  void givesAndRefreshesTokensThatExpire() {
    hubspot.oauth().app("app", "secret", "https://sync.example/cb");
    String code = hubspot.oauth().authorize("app", "*");
    String client1 = "client_id=app&client_secret=secret";
    String redeem =
        client1
            + "&grant_type=authorization_code&redirect_uri=https%3A%2F%2Fsync.example%2Fcb&code="
            + code;

    var first = client.form("/oauth/2026-03/token", redeem);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("expires_in")).isEqualTo("1800");
    assertThat(client.form("/oauth/2026-03/token", redeem).status()).as("once only").isEqualTo(400);
    client.as(first.text("access_token"));
    assertThat(client.get(COMPANIES).status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1_875));
    var expired = client.get(COMPANIES);
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.text("category")).isEqualTo("EXPIRED_AUTHENTICATION");
    assertThat(expired.text("message"))
        .isEqualTo("The OAuth token used to make this call expired 75 second(s) ago.");

    String refresh =
        client1 + "&grant_type=refresh_token&refresh_token=" + first.text("refresh_token");
    var second = client.form("/oauth/v1/token", refresh);
    assertThat(second.json())
        .containsOnlyKeys("access_token", "refresh_token", "expires_in", "token_type");
    assertThat(client.as(second.text("access_token")).get(COMPANIES).status()).isEqualTo(200);
    assertThat(hubspot.oauth().refreshes()).isEqualTo(1);
    hubspot.oauth().revoke(first.text("refresh_token"));
    assertThat(client.form("/oauth/v1/token", refresh).text("status"))
        .isEqualTo("BAD_REFRESH_TOKEN");
    assertThat(client.form("/oauth/2026-09/token", refresh).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(client.form("/oauth/v1/token", refresh.replace("=secret", "=wrong")).status())
        .isEqualTo(400);
  }

  @Test
  void aTokenForTheAppHasNoRefreshToken() {
    hubspot.oauth().app("app", "secret", "x");

    var given =
        client.form(
            "/oauth/2026-03/token",
            "client_id=app&client_secret=secret&grant_type=client_credentials&scope=a%20b");

    assertThat(given.json()).doesNotContainKey("refresh_token");
    assertThat(given.text("scopes")).isEqualTo("[a, b]");
    String token = given.text("access_token");
    assertThat(client.form("/oauth/2026-03/token/introspect", "token=" + token).text("active"))
        .isEqualTo("true");
    client.form("/oauth/2026-03/token/revoke", "token=" + token);
    assertThat(client.form("/oauth/2026-03/token/introspect", "token=" + token).text("active"))
        .isEqualTo("false");
  }

  @Test
  void limitsBurstsPerTenSeconds() {
    hubspot.limits(new HubSpotLimits(true, 3, Duration.ofSeconds(10), 5, 1_000));
    client.get(COMPANIES);
    var second = client.get(COMPANIES);
    assertThat(second.headers().get("X-HubSpot-RateLimit-Max")).isEqualTo("3");
    assertThat(second.headers().get("X-HubSpot-RateLimit-Remaining")).isEqualTo("1");
    assertThat(second.headers().get("X-HubSpot-RateLimit-Interval-Milliseconds"))
        .isEqualTo("10000");
    assertThat(second.headers().get("X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("998");
    client.get(COMPANIES);

    var refused = client.get(COMPANIES);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("policyName")).isEqualTo("TEN_SECONDLY_ROLLING");
    assertThat(refused.text("message"))
        .isEqualTo("You have reached your ten_secondly_rolling limit.");
    clock.advance(Duration.ofSeconds(10));
    assertThat(client.get(COMPANIES).status()).isEqualTo(200);
  }

  @Test
  void limitsSearchesPerSecondWithoutHeaders() {
    hubspot.limits(HubSpotLimits.professional());
    for (int i = 0; i < 5; i++) {
      var answer = client.post(COMPANIES + "/search", "{}");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().get("X-HubSpot-RateLimit-Max")).isNull();
    }

    var refused = client.post(COMPANIES + "/search", "{}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("message")).contains("secondly limit");
    assertThat(refused.text("policyName")).isEqualTo("SECONDLY");
    clock.advance(Duration.ofSeconds(1));
    assertThat(client.post(COMPANIES + "/search", "{}").status()).isEqualTo(200);
  }

  @Test
  void theDayEndsAtMidnightOfTheAccount() {
    clock.set(Instant.parse("2026-03-17T03:59:59Z"));
    hubspot.limits(new HubSpotLimits(true, 100, Duration.ofSeconds(10), 5, 1));
    client.get(COMPANIES);

    assertThat(client.get(COMPANIES).text("policyName")).isEqualTo("DAILY");
    clock.advance(Duration.ofSeconds(1));
    assertThat(client.get(COMPANIES).status()).isEqualTo(200);
  }
}
