package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssociationsTest {
  private static final String OBJECTS = "/crm/objects/2026-09/";
  private static final String LINKS = "/crm/associations/2026-09/";
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final HubSpotSimulator hubspot = HubSpotSimulator.builder().clock(clock).start();
  private final TestClient client = new TestClient(hubspot);
  private final HubSpotUser user = hubspot.user();
  private final String company = user.create("companies", Map.of("name", "A")).id();
  private final String other = user.create("companies", Map.of("name", "B")).id();
  private final String contact = user.create("contacts", Map.of("email", "a@b.example")).id();

  @AfterEach
  void stop() {
    hubspot.close();
  }

  private TestClient.Reply link(String from, String to) {
    return client.put(OBJECTS + from.replace("->", "/associations/default/") + "/" + to, "");
  }

  @Test
  void theFirstCompanyOfAContactIsItsPrimaryOne() {
    var made = link("contacts/" + contact + "->companies", company);
    link("contacts/" + contact + "->companies", other);

    assertThat(made.status()).isEqualTo(200);
    assertThat(made.text("results", 0, "associationSpec", "associationTypeId")).isEqualTo("279");
    assertThat(made.text("results", 1, "associationSpec", "associationTypeId")).isEqualTo("280");
    var read =
        client.get(
            OBJECTS
                + "contacts/"
                + contact
                + "?associations=companies&properties=associatedcompanyid");
    assertThat(read.list("associations", "companies", "results"))
        .as("a record linked in two ways is listed twice")
        .hasSize(3);
    assertThat(read.text("associations", "companies", "results").replace(" ", ""))
        .contains("contact_to_company_unlabeled");
    assertThat(read.text("properties", "associatedcompanyid")).isEqualTo(company);
  }

  @Test
  void createsARecordWithItsLinks() {
    var made =
        client.post(
            OBJECTS + "contacts",
            "{'properties':{'email':'x@y.example'},'associations':[{'to':{'id':'"
                + company
                + "'},'types':[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':279}]}]}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(user.record("companies", company).orElseThrow().linked("contacts"))
        .containsExactly(made.text("id"));
    var refused =
        client.post(
            OBJECTS + "contacts",
            "{'properties':{'email':'z@y.example'},'associations':[{'to':{'id':'999'},"
                + "'types':[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':279}]}]}");
    assertThat(refused.status()).isEqualTo(404);
    assertThat(user.find("contacts", "email", "z@y.example")).isEmpty();
  }

  @Test
  void aLineItemHasOneParent() {
    String line = user.create("line_items", Map.of("name", "L")).id();
    String deal = user.create("deals", Map.of("dealname", "D")).id();
    String quote = user.create("quotes", Map.of("hs_title", "Q")).id();

    assertThat(link("quotes/" + quote + "->line_items", line).status()).isEqualTo(200);
    assertThat(link("deals/" + deal + "->line_items", line).status()).isEqualTo(400);
    var read = client.get(OBJECTS + "quotes/" + quote + "?associations=line_items");
    assertThat(read.text("associations", "line items", "results", 0, "type"))
        .isEqualTo("quote_to_line_item");
  }

  @Test
  void aCompanyHasOneParent() {
    String third = user.create("companies", Map.of("name", "C")).id();
    String path = OBJECTS + "companies/" + company + "/associations/companies/";
    String parent = "[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':14}]";

    assertThat(client.put(path + other, parent).status()).isEqualTo(201);
    assertThat(user.record("companies", company).orElseThrow().value("hs_parent_company_id"))
        .contains(other);
    assertThat(client.put(path + third, parent).status()).isEqualTo(400);
    assertThat(client.delete(path + other).status()).isEqualTo(204);
    assertThat(user.record("companies", company).orElseThrow().value("hs_parent_company_id"))
        .isEmpty();
  }

  @Test
  void listsPageByPageAndHidesArchivedRecords() {
    link("contacts/" + contact + "->companies", company);
    link("contacts/" + contact + "->companies", other);
    String path = OBJECTS + "contacts/" + contact + "/associations/companies";

    var first = client.get(path + "?limit=1");
    assertThat(first.list("results")).hasSize(1);
    var next = client.get(path + "?limit=1&after=" + first.text("paging", "next", "after"));
    assertThat(next.text("results", 0, "toObjectId")).isEqualTo(other);
    assertThat(next.at("paging")).isNull();
    user.archive("companies", other);
    assertThat(client.get(path).list("results")).hasSize(1);
    assertThat(client.get(path + "?limit=501").status()).isEqualTo(400);
  }

  @Test
  void batchReadTellsRecordsWithoutLinksAsErrors() {
    link("contacts/" + contact + "->companies", company);

    var answer =
        client.post(
            LINKS + "companies/contacts/batch/read",
            "{'inputs':[{'id':'" + company + "'},{'id':'" + other + "'}]}");

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.text("results", 0, "to", 0, "toObjectId")).isEqualTo(contact);
    assertThat(answer.text("errors", 0, "subCategory"))
        .isEqualTo("crm.associations.NO_ASSOCIATIONS_FOUND");
  }

  @Test
  void batchCreateAndArchive() {
    String inputs = "{'inputs':[{'from':{'id':'" + contact + "'},%s}]}";
    var made =
        client.post(
            LINKS + "contacts/companies/batch/create",
            inputs.formatted(
                "'to':{'id':'"
                    + company
                    + "'},'types':"
                    + "[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':1}]"));

    assertThat(made.text("results", 0, "labels", 0)).isEqualTo("Primary");
    assertThat(user.record("contacts", contact).orElseThrow().linked("companies"))
        .containsExactly(company);
    var undone =
        client.post(
            LINKS + "contacts/companies/batch/archive",
            inputs.formatted("'to':[{'id':'" + company + "'}]"));
    assertThat(undone.status()).isEqualTo(200);
    assertThat(user.record("contacts", contact).orElseThrow().associations()).isEmpty();
  }

  @Test
  void labelsAreListedAndDefined() {
    assertThat(client.get(LINKS + "contacts/companies/labels").text("results"))
        .contains("Primary")
        .contains("279");
    var defined =
        client.post(LINKS + "contacts/companies/labels", "{'name':'buyer','label':'Buyer'}");
    assertThat(defined.status()).isEqualTo(200);
    String typeId = defined.text("results", 0, "typeId");
    String path = OBJECTS + "contacts/" + contact + "/associations/companies/" + company;
    String spec = "[{'associationCategory':'USER_DEFINED','associationTypeId':" + typeId + "}]";
    assertThat(client.put(path, spec).text("labels", 0)).isEqualTo("Buyer");
    assertThat(client.put(path, spec.replace("USER", "HUBSPOT")).status()).isEqualTo(400);
  }
}
