package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.Throttled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Query;

/** How a connector uses the kit, from the address to a list of records. */
class ConnectorSketchTest extends HttpTest {
  interface Api {
    record Company(String id, Map<String, @Nullable String> properties) {}

    record Next(String after) {}

    record Paging(@Nullable Next next) {}

    record Companies(List<Company> results, @Nullable Paging paging) {}

    @GET("crm/objects/2026-09/companies")
    Call<Companies> companies(@Query("limit") int limit, @Query("after") String after);

    @Sends(value = CallKind.READ, quota = "search")
    @POST("crm/objects/2026-09/companies/search")
    Call<Companies> search(@Body JsonTree query);
  }

  private static Optional<PasserelleException> translate(RemoteAnswer answer) {
    return switch (answer.json().at("category").text().orElse("")) {
      case "MISSING_SCOPES" ->
          Optional.of(
              new AccessDenied(
                  answer.detail(ErrorCode.SCOPE_MISSING).build(),
                  answer.json().at("errors").at(0).at("scope").text().orElse("")));
      case "RATE_LIMITS" ->
          Optional.of(
              new Throttled(
                  answer.detail(ErrorCode.THROTTLED).build(),
                  answer.json().at("policyName").text().orElse("")));
      default -> Optional.empty();
    };
  }

  private ServiceFactory connect(Budget budget, Budget search) {
    return factory()
        .credentials(Credentials.bearer(() -> "pat-na1-0"))
        .budget(budget)
        .budget("search", search)
        .errors(ConnectorSketchTest::translate)
        .build();
  }

  private final Budget budget =
      Budget.of(time, time).window("TEN_SECONDLY", 190, Duration.ofSeconds(10)).build();
  private final Budget search =
      Budget.of(time, time).window("SECONDLY", 5, Duration.ofSeconds(1)).build();

  @Test
  void aListIsWalkedPageByPageInItsLane() {
    server.enqueue(
        json(
            200,
            "{\"results\":[{\"id\":\"1\",\"properties\":{\"name\":null}}],"
                + "\"paging\":{\"next\":{\"after\":\"1\",\"link\":\"?\"}}}"));
    server.enqueue(json(200, "{\"results\":[{\"id\":\"2\",\"properties\":{}}]}"));
    ServiceFactory http = connect(budget, search);
    Api api = http.create(Api.class);
    Calls lists = http.calls().in(Lane.LISTS);

    Pager<Api.Company> companies =
        Pager.of(
            "crm",
            1_000,
            "",
            after -> {
              Api.Companies page = lists.execute(api.companies(100, after));
              Api.Next next = page.paging() == null ? null : page.paging().next();
              return new Pager.Page<>(page.results(), next == null ? null : next.after());
            });

    assertThat(companies).extracting(Api.Company::id).containsExactly("1", "2");
    assertThat(events).extracting(CallListener.Event::lane).containsOnly(Lane.LISTS);
    assertThat(budget.available(Lane.INTERACTIVE)).isEqualTo(188);
  }

  @Test
  void theVendorsErrorsBecomeTheFamily() {
    server.enqueue(
        json(403, "{\"category\":\"MISSING_SCOPES\",\"errors\":[{\"scope\":\"companies.read\"}]}"));
    ServiceFactory http = connect(budget, search);

    assertThatThrownBy(() -> http.calls().execute(http.create(Api.class).companies(1, "")))
        .isInstanceOfSatisfying(
            AccessDenied.class, e -> assertThat(e.missing()).isEqualTo("companies.read"))
        .hasMessageContaining("requires the scope companies.read");
  }

  @Test
  void aThrottledSearchWaitsForItsOwnWindow() {
    server.enqueue(json(429, "{\"category\":\"RATE_LIMITS\",\"policyName\":\"SECONDLY\"}"));
    server.enqueue(json(200, "{\"results\":[]}"));
    ServiceFactory http = connect(budget, search);

    http.calls().execute(http.create(Api.class).search(JsonTree.of(Map.of("limit", 200))));

    assertThat(time.passed()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_250));
    assertThat(budget.available(Lane.INTERACTIVE)).isEqualTo(190);
  }
}
