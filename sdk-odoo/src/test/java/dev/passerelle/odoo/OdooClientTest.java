package dev.passerelle.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.LoadAnswer;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.OdooVersion;
import dev.passerelle.odoo.model.Query;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.odoo.OdooSimulator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OdooClientTest {
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));

  private OdooClient client(OdooSimulator odoo, OdooCredentials credentials) {
    return OdooClient.builder(odoo.baseUrl(), OdooSimulator.DATABASE, credentials)
        .time(clock, clock::advance)
        .build();
  }

  private OdooClient byKey(OdooSimulator odoo) {
    return client(odoo, OdooCredentials.apiKey(OdooSimulator.LOGIN, () -> OdooSimulator.KEY));
  }

  private OdooSimulator server(int version) {
    return OdooSimulator.builder().clock(clock).version(version).start();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 19})
  void readsAndWritesAnyModel(int version) {
    try (OdooSimulator odoo = server(version);
        OdooClient client = byKey(odoo)) {
      OdooModel partners = client.partners();
      List<Long> ids =
          partners.create(List.of(Map.of("name", "Acme"), Map.of("name", "Bolt", "ref", "B")));
      assertThat(ids).hasSize(2);
      partners.write(ids, Map.of("city", "Namur"));
      assertThat(partners.count(Domain.where("city", "=", "Namur"))).isEqualTo(2);
      OdooRecord bolt =
          partners
              .searchRead(
                  Query.of(Domain.where("ref", "in", List.of("B")))
                      .fields(List.of("name", "ref", "vat", "country_id", "active")))
              .get(0);
      assertThat(bolt.text("name")).contains("Bolt");
      assertThat(bolt.text("vat")).as("false is empty").isEmpty();
      assertThat(bolt.link("country_id")).isEmpty();
      assertThat(bolt.flag("active")).isTrue();
      // A method that returns nothing leaves no trace in one dialect, and null in the other.
      assertThat(partners.action("action_archive", ids).isNull()).isTrue();
      assertThat(partners.count(Domain.all().and("id", "in", ids))).isZero();
      assertThat(partners.search(Query.of(Domain.where("id", "in", ids)).withArchived()))
          .isEqualTo(ids);
      partners.unlink(ids);
      assertThat(partners.read(ids, List.of("name"))).isEmpty();
      assertThat(partners.fields().get("type").options()).contains("contact", "delivery");
    }
  }

  @Test
  void choosesTheDialectByWhatTheServerHas() {
    OdooCredentials password =
        OdooCredentials.password(OdooSimulator.LOGIN, () -> OdooSimulator.PASSWORD);
    try (OdooSimulator old = server(18);
        OdooSimulator fresh = server(19);
        OdooClient toOld = byKey(old);
        OdooClient toFresh = byKey(fresh);
        OdooClient withPassword = client(fresh, password)) {
      assertThat(toOld.dialect()).isEqualTo(OdooDialect.JSON_RPC);
      assertThat(toFresh.dialect()).isEqualTo(OdooDialect.JSON_2);
      assertThat(withPassword.dialect()).isEqualTo(OdooDialect.JSON_RPC);
      assertThat(toFresh.userId()).isEqualTo(toOld.userId());
    }
  }

  @Test
  void readsVersionsOfEveryKind() {
    assertThat(version("saas~17.4").major()).isEqualTo(17);
    assertThat(version("19.0+e-20251227")).matches(v -> v.major() == 19 && v.enterprise());
    assertThat(version("nonsense").major()).isZero();
  }

  private static OdooVersion version(String text) {
    return OdooVersion.of(JsonTree.of(Map.of("server_version", text)));
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 19})
  void loadsOnceByExternalId(int version) {
    try (OdooSimulator odoo = server(version);
        OdooClient client = byKey(odoo)) {
      List<String> columns = List.of("id", "name", "country_id/.id");
      LoadAnswer first = client.partners().load(columns, List.of(List.of("me.a", "Acme", "1")));
      LoadAnswer second = client.partners().load(columns, List.of(List.of("me.a", "Acme 2", "")));
      assertThat(second.ids()).isEqualTo(first.ids());
      assertThat(client.byExternalId("me", "a")).contains(first.ids().get(0));
      assertThat(client.byExternalId("me", "b")).isEmpty();
      assertThat(client.partners().externalIds(first.ids())).containsValue("me.a");
      LoadAnswer bad =
          client
              .partners()
              .load(columns, List.of(List.of("me.c", "Good", "1"), List.of("me.d", "Bad", "999")));
      assertThat(bad.isDone()).isFalse();
      assertThat(client.byExternalId("me", "c")).as("all or nothing").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 19})
  void sendsNothingAgainThatIsTheCallersMistake(int version) {
    try (OdooSimulator odoo = server(version);
        OdooClient client = byKey(odoo)) {
      client.userId();
      odoo.journal().clear();
      assertThatThrownBy(
              () -> client.partners().searchRead(Query.of(Domain.where("x_none", "=", 1))))
          .isInstanceOfSatisfying(
              DriftDetected.class, drift -> assertThat(drift.detail().field()).isEqualTo("x_none"));
      assertThatThrownBy(() -> client.partners().create(List.of(Map.of("type", "nonsense"))))
          .isInstanceOfSatisfying(
              RefusedByRemote.class,
              refused -> assertThat(refused.detail().field()).isEqualTo("type"));
      assertThat(odoo.journal().entries()).hasSize(2);
    }
  }

  /** Each call says for which company and in which language, be it a search or an import. */
  @ParameterizedTest
  @ValueSource(ints = {18, 19})
  void everyCallSaysCompanyAndLanguage(int version) {
    List<String> bodies = new CopyOnWriteArrayList<>();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  Buffer body = new Buffer();
                  if (chain.request().body() != null) {
                    chain.request().body().writeTo(body);
                  }
                  bodies.add(body.readUtf8());
                  return chain.proceed(chain.request());
                })
            .build();
    try (OdooSimulator odoo = server(version);
        OdooClient client =
            OdooClient.builder(
                    odoo.baseUrl(),
                    OdooSimulator.DATABASE,
                    OdooCredentials.apiKey(OdooSimulator.LOGIN, () -> OdooSimulator.KEY))
                .httpClient(http)
                .company(3)
                .language("fr_FR")
                .build()) {
      client.userId();
      bodies.clear();
      client.partners().search(Query.of(Domain.all()).limit(1).withArchived());
      client.partners().load(List.of("id", "name"), List.of(List.of("me.x", "Acme")));
      assertThat(bodies).hasSize(2);
      assertThat(bodies)
          .allMatch(body -> body.contains("\"allowed_company_ids\":[3]"))
          .allMatch(body -> body.contains("\"lang\":\"fr_FR\""));
      assertThat(bodies.get(0)).contains("\"active_test\":false");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 19})
  void tellsHiddenFromDeleted(int version) {
    try (OdooSimulator odoo = server(version);
        OdooClient client = byKey(odoo)) {
      long hidden = odoo.user().create("res.partner", Map.of("name", "Secret"));
      odoo.hide("res.partner", hidden);
      assertThatThrownBy(() -> client.partners().read(List.of(hidden), List.of("name")))
          .isInstanceOf(AccessDenied.class);
      assertThat(client.partners().read(List.of(99_999L), List.of("name"))).isEmpty();
    }
  }

  @Test
  void doesNotKnowWhatBecameOfALostWrite() {
    try (OdooSimulator odoo = server(19);
        OdooClient client = byKey(odoo)) {
      odoo.loseAnswer("create");
      assertThatThrownBy(() -> client.partners().create(List.of(Map.of("name", "Once"))))
          .isInstanceOf(OutcomeUnknown.class);
      assertThat(client.partners().count(Domain.where("name", "=", "Once"))).isOne();
    }
  }

  @Test
  void keepsSecretsAndValuesOutOfMessages() {
    try (OdooSimulator odoo = server(18);
        OdooClient client =
            client(odoo, OdooCredentials.apiKey(OdooSimulator.LOGIN, () -> "wr0ng-s3cret"))) {
      assertThatThrownBy(client::userId)
          .isInstanceOfSatisfying(
              PasserelleException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIALS_REFUSED))
          .hasMessageNotContaining("wr0ng-s3cret");
    }
  }

  @Test
  void keepsDigits() {
    try (OdooSimulator odoo = server(19);
        OdooClient client = byKey(odoo)) {
      long id =
          odoo.user()
              .create("product.product", Map.of("name", "A", "lst_price", new BigDecimal("0.10")));
      assertThat(
              client.products().read(List.of(id), List.of("lst_price")).get(0).number("lst_price"))
          .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("0.1"));
    }
  }
}
