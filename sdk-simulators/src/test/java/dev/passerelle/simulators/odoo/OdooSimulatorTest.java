package dev.passerelle.simulators.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.Json;
import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fact sheet observed, over plain HTTP. */
class OdooSimulatorTest {
  private static final String STAMP = "2026-03-16 12:00:00";
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final OkHttpClient http = new OkHttpClient.Builder().followRedirects(false).build();

  @AfterEach
  void end() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private OdooSimulator server(int version) {
    return OdooSimulator.builder().clock(clock).version(version).start();
  }

  private record Answer(int status, Map<String, Object> body, String text) {}

  private Answer post(OdooSimulator odoo, String path, Object body, String key) {
    Request request =
        new Request.Builder()
            .url(odoo.baseUrl() + path)
            .header("Authorization", "bearer " + key)
            .post(RequestBody.create(Json.write(body), MediaType.get("application/json")))
            .build();
    try (Response response = http.newCall(request).execute()) {
      String text = response.body().string();
      boolean object = text.startsWith("{");
      return new Answer(response.code(), object ? Json.object(text) : Map.of(), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Answer rpc(OdooSimulator odoo, String service, String method, Object... args) {
    Map<String, Object> params =
        Map.of("service", service, "method", method, "args", List.of(args));
    return post(
        odoo,
        "/jsonrpc",
        Map.of("jsonrpc", "2.0", "method", "call", "id", 1, "params", params),
        "none");
  }

  private Answer call(OdooSimulator odoo, String model, String method, List<?> args, Map<?, ?> kw) {
    return rpc(
        odoo,
        "object",
        "execute_kw",
        OdooSimulator.DATABASE,
        2,
        OdooSimulator.KEY,
        model,
        method,
        args,
        kw);
  }

  private long count(OdooSimulator odoo, String operator, String value) {
    Answer answer =
        call(
            odoo,
            "res.partner",
            "search_count",
            List.of(List.of(List.of("write_date", operator, value))),
            Map.of());
    return Long.parseLong(String.valueOf(answer.body().get("result")));
  }

  @ParameterizedTest
  @CsvSource({
    "18, >, 1", "18, =, 0", "18, <=, 0", "18, >=, 1", "18, <, 0",
    "19, >, 0", "19, =, 1", "19, <=, 1", "19, >=, 1", "19, <, 0"
  })
  void comparesStampsAsItsVersionDoes(int version, String operator, long expected) {
    try (OdooSimulator odoo = server(version)) {
      odoo.user().create("res.partner", Map.of("name", "Acme"));
      assertThat(count(odoo, operator, STAMP)).isEqualTo(expected);
    }
  }

  @Test
  void refusesAnOffsetFrom19On() {
    try (OdooSimulator old = server(18);
        OdooSimulator fresh = server(19)) {
      assertThat(count(old, ">=", "2026-03-16T12:00:00Z")).isZero();
      Answer answer =
          call(
              fresh,
              "res.partner",
              "search_count",
              List.of(List.of(List.of("write_date", ">=", "2026-03-16T12:00:00Z"))),
              Map.of());
      assertThat(answer.text()).contains("builtins.ValueError");
    }
  }

  @ParameterizedTest
  @CsvSource({"18, 200", "19, 0"})
  void tellsErrorsWithStatus200ByJsonRpc(int version, int code) {
    try (OdooSimulator odoo = server(version)) {
      Answer answer = call(odoo, "res.partner", "read", List.of(List.of(1)), Map.of("x", 1));
      assertThat(answer.status()).isEqualTo(200);
      Map<String, ?> error = Json.asObject(answer.body().get("error"));
      assertThat(error.get("code")).hasToString(Integer.toString(code));
      assertThat(error.get("data").toString()).contains("builtins.ValueError");
    }
  }

  @Test
  void leadsJson2ToTheLogInPageUpTo18() {
    try (OdooSimulator old = server(18);
        OdooSimulator fresh = server(19)) {
      String path = "/json/2/res.users/context_get";
      assertThat(post(old, path, Map.of(), OdooSimulator.KEY).status()).isEqualTo(303);
      assertThat(post(fresh, path, Map.of(), OdooSimulator.KEY).body()).containsKey("uid");
      assertThat(post(fresh, path, Map.of(), "wrong").status()).isEqualTo(401);
      assertThat(post(fresh, path, Map.of("ids", List.of(1)), OdooSimulator.KEY).status())
          .isEqualTo(422);
      assertThat(post(fresh, "/json/2/no.model/read", Map.of(), OdooSimulator.KEY).status())
          .isEqualTo(404);
    }
  }

  @Test
  void answersFalseToAWrongPasswordAndLeavesNothingOut() {
    try (OdooSimulator odoo = server(17)) {
      Answer wrong =
          rpc(
              odoo,
              "common",
              "authenticate",
              OdooSimulator.DATABASE,
              OdooSimulator.LOGIN,
              "no",
              Map.of());
      assertThat(wrong.body()).containsEntry("result", false);
      long id = odoo.user().create("res.partner", Map.of("name", "Acme"));
      Answer nothing = call(odoo, "res.partner", "action_archive", List.of(List.of(id)), Map.of());
      assertThat(nothing.body()).doesNotContainKeys("result", "error");
      assertThat(odoo.user().record("res.partner", id).orElseThrow())
          .containsEntry("active", false)
          .containsEntry("vat", false);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 19})
  void loadsAllOrNothingAndNamesAnInnocentRowToo(int version) {
    try (OdooSimulator odoo = server(version)) {
      List<String> columns = List.of("id", "name", "country_id/.id");
      Answer bad =
          call(
              odoo,
              "res.partner",
              "load",
              List.of(columns, List.of(List.of("a.1", "Good", "1"), List.of("a.2", "Bad", "999"))),
              Map.of());
      Map<String, ?> result = Json.asObject(bad.body().get("result"));
      assertThat(result.get("ids")).isEqualTo(false);
      assertThat((List<?>) result.get("messages")).hasSize(2);
      assertThat(odoo.user().byExternalId("a.1")).isEmpty();
    }
  }

  @Test
  void stampsATransactionWithItsStart() {
    try (OdooSimulator odoo = server(19)) {
      long id = odoo.user().create("res.partner", Map.of("name", "Acme"));
      odoo.delayCommits(Duration.ofMinutes(2));
      odoo.user().write("res.partner", id, Map.of("name", "Late"));
      assertThat(odoo.user().record("res.partner", id).orElseThrow()).containsEntry("name", "Acme");
      clock.advance(Duration.ofMinutes(3));
      Map<String, Object> now = odoo.user().record("res.partner", id).orElseThrow();
      assertThat(now).containsEntry("name", "Late").containsEntry("write_date", STAMP);
    }
  }

  @Test
  void opensAWindowInsteadOfCancellingUpTo18() {
    try (OdooSimulator odoo = server(18)) {
      long partner = odoo.user().create("res.partner", Map.of("name", "Acme"));
      long order = odoo.user().create("sale.order", Map.of("partner_id", partner));
      odoo.user().press("sale.order", "action_confirm", order);
      assertThat(odoo.user().press("sale.order", "action_cancel", order).orElseThrow().toString())
          .contains("ir.actions.act_window");
      assertThat(odoo.user().record("sale.order", order).orElseThrow())
          .containsEntry("state", "sale");
    }
  }

  @Test
  void isControlledOverHttp() {
    try (OdooSimulator odoo = server(19)) {
      Map<String, Object> values = new LinkedHashMap<>(Map.of("name", "By hand"));
      Answer made = post(odoo, "/__control/records/res.partner", values, "");
      assertThat(made.status()).isEqualTo(200);
      long id = Long.parseLong(made.body().get("id").toString());
      assertThat(odoo.user().record("res.partner", id)).isPresent();
      assertThat(odoo.journal().entries()).isEmpty();
    }
  }
}
