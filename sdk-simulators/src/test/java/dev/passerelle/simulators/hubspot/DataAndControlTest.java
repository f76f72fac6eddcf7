package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataAndControlTest {
  private static final String DATA =
      """
      {"account": {"portalId": 971, "timeZone": "America/Guadeloupe", "currency": "EUR"},
       "owners": [{"id": "9001", "email": "n@portal.example"}],
       "schemas": [{"name": "erp_doc", "properties": []}],
       "properties": {"companies": [
         {"name": "erp_key", "groupName": "erp", "type": "string", "fieldType": "text",
          "hasUniqueValue": true},
         {"name": "erp_state", "type": "enumeration", "fieldType": "select",
          "options": ["active", "dormant"]}]},
       "pipelines": {"deals": [{"id": "p", "stages": [
         {"id": "won", "metadata": {"isClosed": "true", "probability": "1.0"}}]}]},
       "objects": {
         "companies": [
           {"id": "501", "createdAt": "2026-01-05T13:00:00Z", "updatedAt": "2026-03-01T13:00:00Z",
            "properties": {"name": "Acme", "erp_key": "N:1", "hubspot_owner_id": "9001"}},
           {"id": "502", "properties": {"name": "Branch"}}],
         "contacts": [
           {"id": "601", "properties": {"email": "a@acme.example"},
            "associations": {"companies": ["501"]}},
           {"id": "602", "archivedAt": "2026-03-02T13:00:00Z", "properties": {}}],
         "quotes": [{"id": "70100001001", "properties": {"hs_title": "Q", "hs_status": "DRAFT",
            "hs_quote_number": "Q-1", "hs_quote_amount": "12.50"}}],
         "line_items": [{"properties": {"price": "8.40", "quantity": "2"},
            "associations": {"quotes": ["70100001001"]}}]},
       "associations": [{"from": "companies/502", "to": "companies/501", "types": [14]}]}
      """;

  @TempDir Path folder;
  private final HubSpotSimulator hubspot =
      HubSpotSimulatorMain.start("--clock", "2026-03-16T12:00:00Z", "--control-port", "0");
  private final TestClient client = new TestClient(hubspot);
  private final TestClient control = TestClient.control(hubspot);

  @AfterEach
  void stop() {
    hubspot.close();
  }

  @Test
  void loadsADataSetWithoutEventsOrWrites() {
    hubspot.load(DATA);

    HubSpotRecord acme = hubspot.user().record("companies", "501").orElseThrow();
    assertThat(acme.updatedAt()).hasToString("2026-03-01T13:00:00Z");
    assertThat(acme.linked("contacts")).containsExactly("601");
    assertThat(hubspot.user().record("companies", "502").orElseThrow().properties())
        .containsEntry("hs_parent_company_id", "501");
    assertThat(hubspot.user().record("contacts", "601").orElseThrow().value("associatedcompanyid"))
        .contains("501");
    HubSpotRecord quote = hubspot.user().record("quotes", "70100001001").orElseThrow();
    assertThat(quote.value("hs_quote_amount")).contains("12.50");
    String line = quote.linked("line_items").get(0);
    assertThat(hubspot.user().record("line_items", line).orElseThrow().value("amount"))
        .contains("16.80");
    assertThat(hubspot.webhooks().events()).isEmpty();
    assertThat(hubspot.writes()).isZero();
    assertThat(client.post("/crm/objects/2026-09/companies/search", "{}").text("total"))
        .isEqualTo("2");
    assertThat(client.get("/account-info/2026-03/details").text("portalId")).isEqualTo("971");
    assertThat(client.get("/crm/pipelines/2026-09/deals").list("results")).hasSize(1);
  }

  @Test
  void aDumpLoadsToTheSameAccount() {
    hubspot.load(DATA);
    String dump = hubspot.dump();

    try (HubSpotSimulator copy = HubSpotSimulator.builder().clock(hubspot.clock()).start()) {
      copy.load(dump);
      assertThat(copy.dump()).isEqualTo(dump);
    }
    hubspot.clearRecords();
    assertThat(hubspot.user().records("companies")).isEmpty();
    hubspot.load(dump);
    assertThat(hubspot.dump()).isEqualTo(dump);
  }

  @Test
  void refusesADataSetThatContradictsItselfAsAWhole() {
    for (String bad :
        new String[] {
          "{\"objects\":{\"companies\":[{\"properties\":{\"name\":\"A\"}},{\"properties\":{\"x\":\"1\"}}]}}",
          "{\"objects\":{\"companies\":[{\"properties\":{\"name\":\"A\"},\"associations\":{\"contacts\":[\"9\"]}}]}}",
          "{\"objects\":{\"nonsense\":[]}}",
          "[]"
        }) {
      assertThatThrownBy(() -> hubspot.load(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(hubspot.user().records("companies")).isEmpty();
  }

  @Test
  void startsWithADataFileAsAProgramDoes() throws IOException {
    Path file = Files.writeString(folder.resolve("data.json"), DATA);

    try (HubSpotSimulator other = HubSpotSimulatorMain.start("--data", file.toString())) {
      assertThat(other.controlUrl()).isEqualTo(other.baseUrl() + "/__control");
      assertThat(TestClient.control(other).get("/objects/quotes").list("results")).hasSize(1);
    }
    assertThatThrownBy(() -> HubSpotSimulatorMain.start("--nonsense", "1"))
        .hasMessageContaining("--nonsense");
  }

  @Test
  void theControlEndpointEditsAsAPerson() {
    assertThat(control.post("/data", DATA).status()).isEqualTo(204);
    assertThat(client.get("/__control/objects/companies").status())
        .as("the control endpoint has a port of its own")
        .isEqualTo(404);

    var made = control.post("/objects/companies", "{'properties':{'name':'New'}}");
    String id = made.text("id");
    assertThat(made.status()).isEqualTo(201);
    control.patch("/objects/companies/" + id, "{'properties':{'phone':'1'}}");
    control.put("/associations", "{'from':'contacts/601','to':'companies/" + id + "'}");
    var read = control.get("/objects/companies/" + id);
    assertThat(read.text("properties", "phone")).isEqualTo("1");
    assertThat(read.text("associations", "contacts", 0)).isEqualTo("601");
    control.delete("/objects/companies/" + id);
    assertThat(control.get("/objects/companies/" + id).text("archived")).isEqualTo("true");
    control.post("/objects/companies/" + id + "/restore", "");
    control.post(
        "/objects/companies/merge", "{'primaryObjectId':'501','objectIdToMerge':'" + id + "'}");
    assertThat(control.get("/objects/companies/" + id).status()).isEqualTo(404);
    assertThat(control.post("/quotes/70100001001/approve", "").text("properties", "hs_status"))
        .isEqualTo("APPROVED");
    assertThat(control.get("/objects/companies?property=erp_key&value=N:1").list("results"))
        .hasSize(1);
    assertThat(control.post("/objects/companies", "{'properties':{'x':'1'}}").status())
        .isEqualTo(400);
    assertThat(control.get("/webhooks/events").list("events")).isNotEmpty();
    assertThat(control.get("/journal").text("writes")).isEqualTo("0");
  }

  @Test
  void theControlEndpointSteersClockFaultsLimitsAndLag() {
    control.put("/clock", "{'advance':'PT10S'}");
    assertThat(control.get("/clock").text("instant")).isEqualTo("2026-03-16T12:00:10Z");
    control.post(
        "/faults", "{'method':'GET','path':'companies','kind':'tooManyRequests','retryAfter':7}");
    var refused = client.get("/crm/objects/2026-09/companies");
    assertThat(refused.headers().get("Retry-After")).isEqualTo("7");
    control.put("/limits", "{'burst':1}");
    client.get("/crm/objects/2026-09/companies");
    assertThat(client.get("/crm/objects/2026-09/companies").status()).isEqualTo(429);
    control.put("/limits", "{'enforced':false}");
    control.put("/index-lag", "{'lag':'PT5S'}");
    control.post("/workflows", "{'type':'companies','property':'name','set':{'city':'C'}}");
    client.post("/crm/objects/2026-09/companies", "{'properties':{'name':'A'}}");
    assertThat(client.post("/crm/objects/2026-09/companies/search", "{}").text("total"))
        .isEqualTo("0");
    assertThat(hubspot.user().records("companies").get(0).value("city")).contains("C");
    assertThat(control.get("/writes").text("writes")).isEqualTo("1");
    control.delete("/journal");
    assertThat(control.get("/writes").text("writes")).isEqualTo("0");
    assertThat(control.post("/faults", "{'kind':'nonsense'}").status()).isEqualTo(400);
  }

  @Test
  void theControlEndpointSteersWebhooks() {
    control.put(
        "/webhooks",
        "{'url':'http://127.0.0.1:1/','secret':'s','subscriptions':['company.creation'],'holdNext':1}");
    hubspot.user().create("companies", Map.of("name", "A"));

    assertThat(control.post("/webhooks/deliver", "").list("statuses")).isEmpty();
    assertThat(control.post("/webhooks/release", "").text("released")).isEqualTo("1");
    assertThat(control.post("/webhooks/deliver", "").text("statuses"))
        .as("nobody listens")
        .isEqualTo("[0]");
  }
}
