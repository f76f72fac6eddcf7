package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Deprecation;
import java.time.Instant;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;

/** What answers say about the end of operations (L34). */
class DeprecationsTest extends HttpTest {
  private static final Instant SUNSET = Instant.parse("2027-03-31T00:00:00Z");
  private static final String SUNSET_TEXT = "Wed, 31 Mar 2027 00:00:00 GMT";

  private List<Deprecation> told(MockResponse... answers) {
    ServiceFactory http = factory().attempts(1).build();
    for (MockResponse answer : answers) {
      server.enqueue(answer);
      http.calls().find(http.create(Shop.class).item("7"));
    }
    return http.deprecations();
  }

  @Test
  void nothingIsDeprecatedWithoutAWordOfIt() {
    assertThat(told(item())).isEmpty();
    assertThat(told(item().setHeader("Deprecation", "false"))).isEmpty();
  }

  @Test
  void theOperationIsNamedByItsTemplateWithDatesAndAddress() {
    assertThat(
            told(
                item()
                    .setHeader("Deprecation", "@1790812800")
                    .setHeader("Sunset", SUNSET_TEXT)
                    .setHeader(
                        "Link",
                        "<https://a.example/n>; rel=\"next\","
                            + " <https://a.example/end>; rel=\"deprecation\"; type=\"text/html\"")))
        .containsExactly(
            new Deprecation(
                "GET /items/{id}",
                Instant.parse("2026-10-01T00:00:00Z"),
                SUNSET,
                "https://a.example/end"));
  }

  @Test
  void olderFormsAreUnderstoodAndOddOnesDoNotHurt() {
    assertThat(told(item().setHeader("Deprecation", "true")))
        .containsExactly(new Deprecation("GET /items/{id}", null, null, null));
    assertThat(told(item().setHeader("Deprecation", SUNSET_TEXT)))
        .containsExactly(new Deprecation("GET /items/{id}", SUNSET, null, null));
    assertThat(told(item().setHeader("Sunset", SUNSET_TEXT)))
        .containsExactly(new Deprecation("GET /items/{id}", null, SUNSET, null));
    assertThat(told(item().setHeader("Sunset", "soon"))).isEmpty();
    assertThat(
            told(
                item()
                    .setHeader("Deprecation", "@99999999999999999999")
                    .setHeader("Link", "<javascript:x>; rel=deprecation")))
        .containsExactly(new Deprecation("GET /items/{id}", null, null, null));
  }

  @Test
  void theLastWordCountsButNotThatOfAnErrorPage() {
    MockResponse ends = item().setHeader("Sunset", SUNSET_TEXT);
    assertThat(told(ends, json(404, "{}"))).hasSize(1);
    assertThat(told(ends, item())).isEmpty();
  }
}
