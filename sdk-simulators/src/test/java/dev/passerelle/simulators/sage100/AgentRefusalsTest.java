package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the agent refuses, and that nothing is written then (contract §3, §4, §7; case §7). */
class AgentRefusalsTest {
  private final NegoceCompany company = new NegoceCompany(Variant.RECENT);
  private final AgentClient agent = new AgentClient(company);

  @AfterEach
  void close() {
    company.close();
  }

  private List<String> refusal(String operation, Map<String, ?> content) throws IOException {
    Map<String, Object> outcome = agent.perform("r", operation, content);
    assertThat(outcome).containsEntry("outcome", "refused");
    assertThat(company.sage.effects().all()).isEmpty();
    return AgentClient.errors(outcome);
  }

  private static Map<String, Object> fields(String... pairs) {
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return Map.of("fields", fields);
  }

  @Test
  void refusesDormantArticlesAndBlockedCustomers() throws IOException {
    assertThat(refusal("document.create", Quotes.q1008()))
        .containsExactly("DORMANT lines[0].AR_Ref");
    assertThat(refusal("document.create", Quotes.q1009())).containsExactly("BLOCKED DO_Tiers");
    assertThat(refusal("document.create", Quotes.q1006()))
        .containsExactly("UNKNOWN_CUSTOMER DO_Tiers");
    assertThat(company.value("SELECT DC_Piece FROM F_DOCCURRENTPIECE WHERE DC_IdCol = 1"))
        .isEqualTo("BC260023");
  }

  @Test
  void namesEveryFaultOfADocument() throws IOException {
    Map<String, Object> content =
        Quotes.order(
            "BATIGWADA",
            "a reference that is too long",
            "1",
            Quotes.line("NO-SUCH", "1", "1"),
            Map.of("AR_Ref", "CIM-CPJ-35", "DL_Qte", "0"));
    assertThat(refusal("document.create", content))
        .containsExactlyInAnyOrder("FIELD_TOO_LONG DO_Ref", "REQUIRED lines[1].DL_Qte");
    Json.asObject(content.get("document")).put("DO_Ref", "short");
    Json.asObject(content.get("document"))
        .put(
            "lines",
            List.of(Quotes.line("NO-SUCH", "1", "1"), Quotes.line("VEN-OLD-40", "1", "39")));
    assertThat(refusal("document.create", content))
        .containsExactly("UNKNOWN_ARTICLE lines[0].AR_Ref", "DORMANT lines[1].AR_Ref");
  }

  @Test
  void measuresFieldsByTheColumnsOfThisVersion() throws IOException {
    assertThat(refusal("customer.create", fields("CT_Intitule", "x".repeat(70))))
        .containsExactly("FIELD_TOO_LONG CT_Intitule");
    try (NegoceCompany old = new NegoceCompany(Variant.OLD)) {
      Map<String, Object> outcome =
          new AgentClient(old)
              .perform("r", "customer.create", fields("CT_Intitule", "x".repeat(36)));
      assertThat(outcome.get("errors").toString()).contains("length=36", "limit=35");
    }
  }

  @Test
  void neverReplacesACharacterThatSageCannotHold() throws IOException {
    assertThat(refusal("customer.create", fields("CT_Intitule", "Łukasz")))
        .containsExactly("NOT_ENCODABLE CT_Intitule");
    assertThat(agent.perform("ok", "customer.create", fields("CT_Intitule", "Cœur d’Île")))
        .containsEntry("outcome", "done");
    assertThat(company.value("SELECT CT_Num FROM F_COMPTET WHERE cbMarq = 113"))
        .isEqualTo("COEURDILE");
  }

  @Test
  void keepsSagesRulesForCodes() throws IOException {
    assertThat(refusal("customer.create", fields("CT_Intitule", "X", "CT_Num", "lower")))
        .containsExactly("INVALID_VALUE CT_Num");
    assertThat(refusal("customer.create", fields("CT_Intitule", "X", "CT_Num", "MADINACHAU")))
        .containsExactly("DUPLICATE_CODE CT_Num");
    assertThat(
            refusal("customer.create", fields("CT_Intitule", "X", "CT_Siret", "000000117 00010")))
        .containsExactly("DUPLICATE_SIRET CT_Siret");
    assertThat(refusal("customer.create", fields())).containsExactly("REQUIRED CT_Intitule");
  }

  @Test
  void makesAnotherCodeWhenTheFirstIsTaken() throws IOException {
    agent.perform("a", "customer.create", Quotes.ecolodge());
    agent.perform("b", "customer.create", fields("CT_Intitule", "Eco Lodge Deshaies Plage"));
    agent.perform("c", "customer.create", fields("CT_Intitule", "Sable & Gravier"));
    agent.perform("d", "customer.create", fields("CT_Intitule", "Sable & Gravier"));
    assertThat(company.query("SELECT CT_Num FROM F_COMPTET WHERE cbMarq > 112 ORDER BY cbMarq"))
        .extracting(row -> row.get("CT_Num"))
        .containsExactly("ECOLODGEDE", "ECOLODGE01", "SABLEGRAVI", "SABLEGRA01");
  }

  @Test
  void leavesTheAccountantsColumnsAlone() throws IOException {
    Map<String, Object> content = new HashMap<>(fields("CT_Encours", "99999"));
    content.put("record", 101);
    assertThat(refusal("customer.update", content)).containsExactly("NOT_WRITABLE CT_Encours");
    content.put("fields", Map.of("CT_Nothing", "x"));
    assertThat(refusal("customer.update", content)).containsExactly("UNKNOWN_FIELD CT_Nothing");
    content.put("fields", Map.of("CT_Ville", "X"));
    content.put("record", 9999);
    assertThat(refusal("customer.update", content)).containsExactly("UNKNOWN_RECORD ");
    assertThat(refusal("invoice.create", Map.of())).containsExactly("NOT_SUPPORTED operation");
  }

  @Test
  void aSecondDocumentWithTheSameWebNumberIsRefused() throws IOException {
    agent.perform("q1001", "document.create", Quotes.q1001());
    Map<String, Object> second = agent.perform("other", "document.create", Quotes.q1001());
    assertThat(AgentClient.errors(second)).containsExactly("DUPLICATE_WEB_NUMBER DO_NoWeb");
    assertThat(company.sage.effects().writes("document.create")).isEqualTo(1);
  }

  @Test
  void answersWholeRequestsWithErrors() throws IOException {
    agent.key = "wrong";
    agent.get("/v1/about");
    assertThat(agent.status).isEqualTo(401);
    company.sage.agent().allow("reader", false);
    agent.key = "reader";
    assertThat(agent.get("/v1/about")).containsKey("company");
    Map<String, Object> op = AgentClient.operation("x", "customer.sleep", Map.of("record", 101));
    agent.post("/v1/batch", Map.of("operations", List.of(op)));
    assertThat(agent.status).isEqualTo(403);
    agent.key = NegoceCompany.KEY;
    agent.post("/v1/batch", Map.of("operations", Collections.nCopies(51, op)));
    assertThat(agent.status).isEqualTo(413);
    assertThat(code(agent.post("/v1/batch", Map.of("operations", List.of(op, op)))))
        .isEqualTo("DUPLICATE_KEY");
    assertThat(code(agent.post("/v1/batch", Map.of("operations", List.of(Map.of("x", 1))))))
        .isEqualTo("MALFORMED");
    assertThat(code(agent.get("/v1/nothing"))).isEqualTo("NO_SUCH_PATH");
    assertThat(code(agent.get("/v1/batch"))).isEqualTo("METHOD_NOT_ALLOWED");
    company.sage.locks().unavailable(true);
    assertThat(code(agent.post("/v1/batch", Map.of("operations", List.of(op)))))
        .isEqualTo("SAGE_UNAVAILABLE");
    assertThat(agent.status).isEqualTo(503);
    assertThat(company.sage.effects().all()).isEmpty();
  }

  private static Object code(Map<String, Object> body) {
    return Json.asObject(body.get("error")).get("code");
  }
}
