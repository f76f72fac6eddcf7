package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
  private static final String PROPERTIES = "/crm/properties/2026-09/companies";
  private static final String COMPANIES = "/crm/objects/2026-09/companies";
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final HubSpotSimulator hubspot =
      HubSpotSimulator.builder()
          .clock(clock)
          .portalId(4711)
          .timeZone(ZoneId.of("America/Guadeloupe"))
          .start();
  private final TestClient client = new TestClient(hubspot);
  private final HubSpotUser user = hubspot.user();

  @AfterEach
  void stop() {
    hubspot.close();
  }

  private TestClient.Reply define(String name, String more) {
    return client.post(
        PROPERTIES,
        "{'name':'" + name + "','label':'L','groupName':'companyinformation'," + more + "}");
  }

  @Test
  void tellsTheStandardProperties() {
    assertThat(
            client.get(PROPERTIES + "/hs_object_id").text("modificationMetadata", "readOnlyValue"))
        .isEqualTo("true");
    assertThat(client.get(PROPERTIES + "/name").text("hubspotDefined")).isEqualTo("true");
    assertThat(client.get("/crm/properties/2026-09/contacts/email").text("hasUniqueValue"))
        .isEqualTo("true");
    for (ObjectType type : new ObjectTypes().all()) {
      assertThat(client.get("/crm/properties/2026-09/" + type.name()).list("results"))
          .as(type.name())
          .hasSizeGreaterThan(10);
    }
  }

  @Test
  void definesPropertiesAndEnforcesThem() {
    assertThat(
            define(
                    "erp_state",
                    "'type':'enumeration','fieldType':'checkbox','options':"
                        + "[{'label':'A','value':'a'},{'label':'B','value':'b'}]")
                .status())
        .isEqualTo(201);
    String id = user.create("companies", Map.of("erp_state", "a")).id();

    var appended = client.patch(COMPANIES + "/" + id, "{'properties':{'erp_state':';b'}}");
    assertThat(appended.text("properties", "erp_state")).isEqualTo("a;b");
    assertThat(client.patch(COMPANIES + "/" + id, "{'properties':{'erp_state':'c'}}").status())
        .isEqualTo(400);
    assertThat(define("erp_state", "'type':'string','fieldType':'text'").status()).isEqualTo(409);
    assertThat(define("Erp", "'type':'string','fieldType':'text'").status()).isEqualTo(400);
    assertThat(define("erp_x", "'type':'text','fieldType':'text'").status()).isEqualTo(400);
  }

  @Test
  void uniqueValuesBelongToOneRecord() {
    define("erp_key", "'type':'string','fieldType':'text','hasUniqueValue':true");
    String id = user.create("companies", Map.of("erp_key", "N:1")).id();

    assertThat(client.post(COMPANIES, "{'properties':{'erp_key':'N:1'}}").text("message"))
        .contains("already has that value");
    assertThat(client.get(COMPANIES + "/N:1?idProperty=erp_key").text("id")).isEqualTo(id);
    assertThat(client.get(COMPANIES + "/acme?idProperty=domain").status()).isEqualTo(400);
    assertThat(
            client
                .patch(COMPANIES + "/N:1?idProperty=erp_key", "{'properties':{'erp_key':'N:2'}}")
                .status())
        .isEqualTo(200);
    assertThat(client.get(COMPANIES + "/N:1?idProperty=erp_key").status()).isEqualTo(404);
  }

  @Test
  void allowsTenUniquePropertiesPerType() {
    for (int i = 0; i < 10; i++) {
      assertThat(
              define("key" + i, "'type':'string','fieldType':'text','hasUniqueValue':true")
                  .status())
          .isEqualTo(201);
    }
    assertThat(define("key10", "'type':'string','fieldType':'text','hasUniqueValue':true").status())
        .isEqualTo(400);
  }

  @Test
  void archivedPropertiesMakeWritesFail() {
    define("erp_x", "'type':'string','fieldType':'text'");
    assertThat(client.delete(PROPERTIES + "/erp_x").status()).isEqualTo(204);

    assertThat(client.post(COMPANIES, "{'properties':{'erp_x':'1'}}").status()).isEqualTo(400);
    assertThat(client.get(PROPERTIES + "/erp_x").status()).isEqualTo(404);
    assertThat(client.get(PROPERTIES + "?archived=true").text("results")).contains("erp_x");
    assertThat(client.delete(PROPERTIES + "/name").status()).isEqualTo(400);
  }

  @Test
  void batchesAndGroups() {
    assertThat(client.post(PROPERTIES + "/groups", "{'name':'erp','label':'ERP'}").status())
        .isEqualTo(201);
    var made =
        client.post(
            PROPERTIES + "/batch/create",
            "{'inputs':[{'name':'a1','label':'A','groupName':'erp','type':'string','fieldType':'text'},"
                + "{'name':'a2','label':'A','groupName':'none','type':'string','fieldType':'text'}]}");
    assertThat(made.status()).isEqualTo(207);
    assertThat(made.list("results")).hasSize(1);
    var read =
        client.post(PROPERTIES + "/batch/read", "{'archived':false,'inputs':[{'name':'a1'}]}");
    assertThat(read.text("results", 0, "groupName")).isEqualTo("erp");
  }

  @Test
  void tellsAccountOwnersAndPipelines() {
    hubspot.load(
        "{\"owners\":[{\"id\":\"9001\",\"email\":\"n@p.example\"},{\"id\":\"9002\"},"
            + "{\"id\":\"9004\",\"archived\":true}]}");

    var account = client.get("/account-info/2026-03/details");
    assertThat(account.text("portalId")).isEqualTo("4711");
    assertThat(account.text("utcOffsetMilliseconds")).isEqualTo("-14400000");
    assertThat(account.text("companyCurrency")).isEqualTo("EUR");
    var first = client.get("/crm/owners/2026-09?limit=1");
    assertThat(first.text("results", 0, "id")).isEqualTo("9001");
    assertThat(first.text("paging", "next", "after")).isEqualTo("9001");
    assertThat(client.get("/crm/owners/2026-09/9002").status()).isEqualTo(200);
    assertThat(client.get("/crm/owners/2026-09/9003").status()).isEqualTo(404);
    assertThat(client.get("/crm/owners/2026-09/9004").status()).isEqualTo(404);
    assertThat(client.get("/crm/owners/2026-09/9004?archived=true").status()).isEqualTo(200);
    assertThat(
            user.create("companies", Map.of("hubspot_owner_id", "9001")).value("hubspot_owner_id"))
        .contains("9001");
    assertThat(client.get("/crm/pipelines/2026-09/deals").text("results", 0, "stages"))
        .contains("closedwon");
    assertThat(client.get("/crm/pipelines/2026-09/orders/order-pipeline/stages").list("results"))
        .hasSize(5);
    assertThat(
            client
                .post("/crm/objects/2026-09/deals", "{'properties':{'dealstage':'none'}}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void customObjectsBehaveLikeOthers() {
    var made =
        client.post(
            "/crm-object-schemas/2026-09/schemas",
            "{'name':'erp_invoice','labels':{'singular':'Invoice','plural':'Invoices'},"
                + "'allowsSensitiveProperties':false,'requiredProperties':['number'],"
                + "'searchableProperties':['number'],'secondaryDisplayProperties':[],"
                + "'primaryDisplayProperty':'number','associatedObjects':['companies'],'properties':"
                + "[{'name':'number','label':'N','type':'string','fieldType':'text','hasUniqueValue':true}]}");
    assertThat(made.status()).isEqualTo(201);
    String typeId = made.text("objectTypeId");
    assertThat(made.text("fullyQualifiedName")).isEqualTo("p4711_erp_invoice");

    for (String name : List.of(typeId, "erp_invoice", "p4711_erp_invoice")) {
      assertThat(
              client
                  .post("/crm/objects/2026-09/" + name, "{'properties':{'number':'" + name + "'}}")
                  .status())
          .isEqualTo(201);
    }
    assertThat(client.get("/crm/objects/2026-09/" + typeId).list("results")).hasSize(3);
    assertThat(client.get("/crm/schemas/2026-09").list("results")).hasSize(1);
    assertThat(client.delete("/crm-object-schemas/2026-09/schemas/" + typeId).status())
        .isEqualTo(400);
    assertThat(client.get("/crm-object-schemas/2026-09/schemas/companies").status()).isEqualTo(200);
  }

  @Test
  void requiredPropertiesAreRequired() {
    String payments = "/crm/objects/2026-09/commerce_payments";

    assertThat(
            client
                .post(payments, "{'properties':{'hs_initial_amount':'5'}}")
                .text("errors", 0, "code"))
        .isEqualTo("MISSING_REQUIRED_PROPERTY");
    assertThat(
            client
                .post(
                    payments,
                    "{'properties':{'hs_initial_amount':'5','hs_initiated_date':'2026-03-16'}}")
                .status())
        .isEqualTo(201);
  }
}
