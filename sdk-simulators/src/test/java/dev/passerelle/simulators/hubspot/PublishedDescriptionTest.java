package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The simulator's answers against the vendor's OpenAPI files; skipped where there are none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedDescriptionTest {
  private static final String OBJECTS = "/crm/objects/2026-09/";
  private Optional<PublishedDescription> description = Optional.empty();
  private HubSpotSimulator hubspot = HubSpotSimulator.builder().start();
  private final List<String> problems = new ArrayList<>();
  private int checked;

  @BeforeAll
  void find() {
    hubspot.close();
    description = PublishedDescription.find();
    assumeTrue(description.isPresent(), "the published descriptions are not here");
  }

  @BeforeEach
  void start() {
    problems.clear();
    checked = 0;
    hubspot =
        HubSpotSimulator.builder()
            .clock(SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z")))
            .start();
  }

  @AfterEach
  void stop() {
    hubspot.close();
  }

  private TestClient.Reply check(String file, String method, String path, String body, int status) {
    TestClient client = new TestClient(hubspot);
    TestClient.Reply reply =
        switch (method) {
          case "GET" -> client.get(path);
          case "DELETE" -> client.delete(path);
          case "PATCH" -> client.patch(path, body);
          case "PUT" -> client.put(path, body);
          default -> client.post(path, body);
        };
    assertThat(reply.status()).as(method + " " + path + ": " + reply.text()).isEqualTo(status);
    // The description has no multi-status answers; their body is that of the plain answer.
    int described = status == 207 ? 200 : status;
    String plainPath = path.replaceAll("\\?.*", "");
    problems.addAll(
        description.orElseThrow().problems(file, method, plainPath, described, reply.text()));
    checked++;
    return reply;
  }

  private void allIsAsDescribed(int calls) {
    assertThat(problems).isEmpty();
    assertThat(checked).isEqualTo(calls);
  }

  @Test
  void theCheckerFindsWhatIsWrong() {
    assertThat(
            description
                .orElseThrow()
                .problems("objects", "GET", OBJECTS + "companies/1", 200, "{\"id\":\"1\"}"))
        .isNotEmpty();
  }

  @Test
  void records() {
    String company = OBJECTS + "companies";
    String id =
        check("objects", "POST", company, "{'properties':{'name':'A'},'associations':[]}", 201)
            .text("id");
    check("objects", "GET", company + "/" + id + "?propertiesWithHistory=name", "", 200);
    check("objects", "PATCH", company + "/" + id, "{'properties':{'name':'B'}}", 200);
    hubspot.user().create("companies", Map.of("name", "C"));
    check("objects", "GET", company + "?limit=1", "", 200);
    check("companies", "GET", company + "?limit=1", "", 200);
    check("objects", "POST", company + "/search", "{'limit':1}", 200);
    check("objects", "DELETE", company + "/" + id, "", 204);
    check("objects", "GET", company + "/" + id + "?archived=true", "", 200);
    String one = hubspot.user().create("contacts", Map.of("email", "a@b.example")).id();
    String two = hubspot.user().create("contacts", Map.of("email", "c@b.example")).id();
    String merge = "{'primaryObjectId':'" + one + "','objectIdToMerge':'" + two + "'}";
    check("contacts", "POST", OBJECTS + "contacts/merge", merge, 200);
    check("contacts", "POST", OBJECTS + "contacts/gdpr-delete", "{'objectId':'" + one + "'}", 204);
    allIsAsDescribed(10);
  }

  @Test
  void batches() {
    String batch = OBJECTS + "products/batch/";
    String id =
        check(
                "objects",
                "POST",
                batch + "create",
                "{'inputs':[{'properties':{'hs_sku':'A'}}]}",
                201)
            .text("results", 0, "id");
    String partly =
        "{'inputs':[{'objectWriteTraceId':'1','properties':{'hs_sku':'B'}},"
            + "{'objectWriteTraceId':'2','properties':{'hs_sku':'B'}}]}";
    // 207 has the body of 201 here, and of 200 elsewhere; the two are the same.
    TestClient.Reply mixed = new TestClient(hubspot).post(batch + "create", partly);
    assertThat(mixed.status()).isEqualTo(207);
    problems.addAll(
        description.orElseThrow().problems("objects", "POST", batch + "create", 201, mixed.text()));
    String row = "{'inputs':[{'id':'" + id + "','properties':{'name':'N'}}]}";
    check("objects", "POST", batch + "update", row, 200);
    String upsert = "{'inputs':[{'id':'A','idProperty':'hs_sku','properties':{'name':'M'}}]}";
    check("objects", "POST", batch + "upsert", upsert, 200);
    check("objects", "POST", batch + "read", "{'inputs':[{'id':'" + id + "'},{'id':'9'}]}", 207);
    check("objects", "POST", batch + "archive", "{'inputs':[{'id':'" + id + "'}]}", 204);
    allIsAsDescribed(5);
  }

  @Test
  void associations() {
    String contact = hubspot.user().create("contacts", Map.of("email", "a@b.example")).id();
    String company = hubspot.user().create("companies", Map.of("name", "A")).id();
    String links = "/crm/associations/2026-09/contacts/companies/";
    String from = OBJECTS + "contacts/" + contact + "/associations/";
    String spec = "[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':1}]";
    String ends = "'from':{'id':'" + contact + "'},'to':{'id':'" + company + "'}";
    check("associations", "PUT", from + "default/companies/" + company, "", 200);
    check("associations", "PUT", from + "companies/" + company, spec, 201);
    String made = "{'inputs':[{" + ends + ",'types':" + spec + "}]}";
    check("associations", "POST", links + "batch/create", made, 200);
    check(
        "associations",
        "POST",
        links + "batch/associate/default",
        "{'inputs':[{" + ends + "}]}",
        200);
    check(
        "associations",
        "POST",
        links + "batch/read",
        "{'inputs':[{'id':'" + contact + "'},{'id':'9'}]}",
        207);
    check("associationsSchema", "GET", links + "labels", "", 200);
    check("associationsSchema", "POST", links + "labels", "{'name':'b','label':'B'}", 200);
    check("associations", "POST", links + "batch/labels/archive", made, 200);
    String undone =
        "{'inputs':[{'from':{'id':'" + contact + "'},'to':[{'id':'" + company + "'}]}]}";
    check("associations", "POST", links + "batch/archive", undone, 200);
    check("associations", "DELETE", from + "companies/" + company, "", 204);
    check("objects", "GET", OBJECTS + "contacts/" + contact + "?associations=companies", "", 200);
    allIsAsDescribed(11);
  }

  @Test
  void definitions() {
    String properties = "/crm/properties/2026-09/companies";
    String property =
        "'label':'L','groupName':'companyinformation','type':'enumeration','fieldType':'select',"
            + "'options':[{'label':'A','value':'a','displayOrder':0,'hidden':false}]";
    check("properties", "GET", properties, "", 200);
    check("properties", "POST", properties, "{'name':'x'," + property + "}", 201);
    check("properties", "PATCH", properties + "/x", "{'label':'M'}", 200);
    check("properties", "GET", properties + "/x", "", 200);
    String inputs = "{'inputs':[{'name':'y'," + property + "}]}";
    check("properties", "POST", properties + "/batch/create", inputs, 200);
    String read = "{'archived':false,'inputs':[{'name':'y'},{'name':'none'}]}";
    check("properties", "POST", properties + "/batch/read", read, 207);
    check("properties", "POST", properties + "/batch/archive", "{'inputs':[{'name':'y'}]}", 204);
    check("properties", "POST", properties + "/groups", "{'name':'g','label':'G'}", 201);
    check("properties", "GET", properties + "/groups", "", 200);
    check("properties", "DELETE", properties + "/x", "", 204);
    hubspot.load("{\"owners\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
    check("crmOwners", "GET", "/crm/owners/2026-09?limit=1", "", 200);
    check("crmOwners", "GET", "/crm/owners/2026-09/1", "", 200);
    check("pipelines", "GET", "/crm/pipelines/2026-09/deals", "", 200);
    check("pipelines", "GET", "/crm/pipelines/2026-09/deals/default/stages", "", 200);
    String schema =
        "{'name':'doc','labels':{'singular':'D','plural':'D'},'associatedObjects':['companies'],"
            + "'properties':[{'name':'n','label':'N','type':'string','fieldType':'text'}]}";
    check("schemas", "POST", "/crm-object-schemas/2026-09/schemas", schema, 201);
    check("schemas", "GET", "/crm-object-schemas/2026-09/schemas", "", 200);
    allIsAsDescribed(16);
  }
}
