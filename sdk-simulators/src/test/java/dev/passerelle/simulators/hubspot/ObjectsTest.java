package dev.passerelle.simulators.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.simulators.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectsTest {
  private static final String COMPANIES = "/crm/objects/2026-09/companies";
  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00.123Z"));
  private final HubSpotSimulator hubspot = HubSpotSimulator.builder().clock(clock).start();
  private final TestClient client = new TestClient(hubspot);
  private final HubSpotUser user = hubspot.user();

  @AfterEach
  void stop() {
    hubspot.close();
  }

  private String company(String name) {
    return user.create("companies", Map.of("name", name)).id();
  }

  @Test
  void createsAndReadsARecordWithStringsAndStampsInMilliseconds() {
    var made = client.post(COMPANIES, "{'properties':{'name':'Bâti','annualrevenue':'1250.50'}}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("id")).isEqualTo("30000000001");
    assertThat(made.text("createdAt")).isEqualTo("2026-03-16T12:00:00.123Z");
    assertThat(made.text("properties", "annualrevenue")).isEqualTo("1250.50");
    var read = client.get(COMPANIES + "/30000000001?properties=name,phone,no_such_property");
    assertThat(read.text("properties", "name")).isEqualTo("Bâti");
    assertThat(read.json().get("properties").toString()).contains("phone=null");
    assertThat(read.json().get("properties").toString()).doesNotContain("no_such_property");
  }

  @Test
  void givesAQuoteItsNumberAndThenItsAmount() {
    var quote = user.create("quotes", Map.of("hs_title", "Q", "hs_expiration_date", "2026-05-01"));
    for (String price : List.of("10.50", "4.25")) {
      String line =
          user.create("line_items", Map.of("name", "L", "quantity", "2", "price", price)).id();
      user.associate("quotes", quote.id(), "line_items", line);
    }
    String number = quote.value("hs_quote_number").orElseThrow();
    assertThat(number).startsWith("20260316-");
    assertThat(quote.value("hs_quote_amount")).isEmpty();

    user.approveQuote(quote.id());

    var approved = user.record("quotes", quote.id()).orElseThrow();
    assertThat(approved.value("hs_quote_amount")).contains("29.50");
    assertThat(approved.value("hs_quote_number")).contains(number);
    assertThat(user.create("quotes", Map.of("hs_title", "R", "hs_expiration_date", "2026-05-01")))
        .extracting(other -> other.value("hs_quote_number"))
        .isNotEqualTo(quote.value("hs_quote_number"));
  }

  @Test
  void readsTheDefaultPropertiesWhereNoneIsNamed() {
    String id = user.create("companies", Map.of("name", "A", "phone", "1")).id();

    var read = client.get(COMPANIES + "/" + id);

    assertThat(read.object("properties"))
        .containsOnlyKeys("name", "domain", "hs_object_id", "createdate", "hs_lastmodifieddate");
  }

  @Test
  void refusesUnknownAndReadOnlyPropertiesTogether() {
    var refused =
        client.post(COMPANIES, "{'properties':{'nonsense':'1','hs_object_id':'5','name':'A'}}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("category")).isEqualTo("VALIDATION_ERROR");
    assertThat(refused.text("errors", 0, "code")).isEqualTo("PROPERTY_DOESNT_EXIST");
    assertThat(refused.text("errors", 1, "code")).isEqualTo("READ_ONLY_VALUE");
    assertThat(refused.text("errors", 1, "context", "propertyName", 0)).isEqualTo("hs_object_id");
    assertThat(user.records("companies")).isEmpty();
    assertThat(hubspot.writes()).isZero();
  }

  @Test
  void checksOptionsNumbersAndDates() {
    for (String bad :
        List.of(
            "'industry':'NO_SUCH'",
            "'annualrevenue':'12,5'",
            "'hubspot_owner_id':'77'",
            "'name':5")) {
      assertThat(client.post(COMPANIES, "{'properties':{" + bad + "}}").status())
          .as(bad)
          .isEqualTo(400);
    }
    String dates = "/crm/objects/2026-09/line_items";
    String property = "hs_recurring_billing_start_date";
    assertThat(client.post(dates, "{'properties':{'" + property + "':'1773662400000'}}").status())
        .as("08:00 local is not midnight UTC")
        .isEqualTo(400);
    var made = client.post(dates, "{'properties':{'" + property + "':'1773619200000'}}");
    assertThat(made.text("properties", property)).isEqualTo("2026-03-16");
  }

  @Test
  void clearsWithAnEmptyValueAndLeavesOthersAlone() {
    String id = user.create("companies", Map.of("name", "A", "phone", "1")).id();
    clock.advance(Duration.ofSeconds(5));

    var patched = client.patch(COMPANIES + "/" + id, "{'properties':{'phone':''}}");

    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.at("properties", "phone")).isNull();
    assertThat(patched.text("properties", "name")).isEqualTo("A");
    assertThat(patched.text("updatedAt")).isEqualTo("2026-03-16T12:00:05.123Z");
    assertThat(patched.text("createdAt")).isEqualTo("2026-03-16T12:00:00.123Z");
  }

  @Test
  void aWriteThatChangesNothingLeavesTheStampAndCountsAsAWrite() {
    String id = company("A");
    clock.advance(Duration.ofSeconds(5));

    var patched = client.patch(COMPANIES + "/" + id, "{'properties':{'name':'A'}}");

    assertThat(patched.text("updatedAt")).isEqualTo("2026-03-16T12:00:00.123Z");
    assertThat(hubspot.writes()).isEqualTo(1);
  }

  @Test
  void pagesThroughEveryRecordWhileSomeAreAdded() {
    for (int i = 0; i < 250; i++) {
      company("C" + i);
    }
    List<String> seen = new ArrayList<>();
    String after = "0";
    while (!after.equals("null")) {
      var page = client.get(COMPANIES + "?limit=100&after=" + after);
      page.list("results").forEach(each -> seen.add((String) ((Map<?, ?>) each).get("id")));
      after = page.text("paging", "next", "after");
      if (seen.size() == 100) {
        company("late");
      }
    }
    assertThat(seen).hasSize(251).doesNotHaveDuplicates();
    assertThat(client.get(COMPANIES + "?limit=101").status()).isEqualTo(400);
    assertThat(client.get(COMPANIES + "?limit=51&propertiesWithHistory=name").status())
        .isEqualTo(400);
  }

  @Test
  void archivedRecordsAreFoundOnlyWhereAskedFor() {
    String id = company("A");
    clock.advance(Duration.ofSeconds(1));
    assertThat(client.delete(COMPANIES + "/" + id).status()).isEqualTo(204);
    assertThat(client.delete(COMPANIES + "/" + id).status()).isEqualTo(204);
    assertThat(client.delete(COMPANIES + "/999").status()).isEqualTo(204);

    assertThat(hubspot.writes()).isEqualTo(1);
    var hidden = client.get(COMPANIES + "/" + id);
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.text("category")).isEqualTo("OBJECT_NOT_FOUND");
    assertThat(client.get(COMPANIES + "/" + id + "?archived=true").text("archivedAt"))
        .isEqualTo("2026-03-16T12:00:01.123Z");
    assertThat(client.get(COMPANIES).list("results")).isEmpty();
    assertThat(client.get(COMPANIES + "?archived=true").list("results")).hasSize(1);
    assertThat(client.patch(COMPANIES + "/" + id, "{'properties':{}}").status()).isEqualTo(404);
    user.restore("companies", id);
    assertThat(client.get(COMPANIES + "/" + id).status()).isEqualTo(200);
  }

  @Test
  void anEmailBelongsToOneContact() {
    String id = user.create("contacts", Map.of("email", "Lucie@Bati.example")).id();

    var refused =
        client.post(
            "/crm/objects/2026-09/contacts", "{'properties':{'email':'lucie@bati.example'}}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("category")).isEqualTo("CONFLICT");
    assertThat(refused.text("message")).isEqualTo("Contact already exists. Existing ID: " + id);
    var read = client.get("/crm/objects/2026-09/contacts/lucie@bati.example?idProperty=email");
    assertThat(read.text("id")).isEqualTo(id);
    assertThat(read.text("properties", "email")).isEqualTo("lucie@bati.example");
  }

  @Test
  void aSkuBelongsToOneProductUntilItIsArchived() {
    String id = user.create("products", Map.of("name", "A", "hs_sku", "X1")).id();
    String body = "{'properties':{'name':'B','hs_sku':'X1'}}";

    var refused = client.post("/crm/objects/2026-09/products", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("message")).contains("already has that value");
    user.archive("products", id);
    assertThat(client.post("/crm/objects/2026-09/products", body).status()).isEqualTo(201);
    assertThatThrownBy(() -> user.restore("products", id))
        .hasMessageContaining("already has that value");
  }

  @Test
  void tellsWhoChangedAProperty() {
    String id = company("A");
    clock.advance(Duration.ofSeconds(1));
    client.patch(COMPANIES + "/" + id, "{'properties':{'name':'B'}}");

    var read = client.get(COMPANIES + "/" + id + "?propertiesWithHistory=name");

    assertThat(read.text("propertiesWithHistory", "name", 0, "value")).isEqualTo("B");
    assertThat(read.text("propertiesWithHistory", "name", 0, "sourceType"))
        .isEqualTo("INTEGRATION");
    assertThat(read.text("propertiesWithHistory", "name", 1, "sourceType")).isEqualTo("CRM_UI");
    assertThat(read.text("propertiesWithHistory", "name", 1, "updatedByUserId")).isEqualTo("1");
  }

  @Test
  void mergesAndTheLoserDisappears() {
    String winner = user.create("companies", Map.of("name", "A")).id();
    String loser = user.create("companies", Map.of("name", "B", "phone", "1")).id();
    String contact = user.create("contacts", Map.of("email", "a@b.example")).id();
    user.associate("contacts", contact, "companies", loser);

    var merged =
        client.post(
            COMPANIES + "/merge",
            "{'primaryObjectId':'" + winner + "','objectIdToMerge':'" + loser + "'}");

    assertThat(merged.status()).isEqualTo(200);
    assertThat(merged.text("id")).isEqualTo(winner);
    assertThat(client.get(COMPANIES + "/" + loser).status()).isEqualTo(404);
    assertThat(client.get(COMPANIES + "/" + loser + "?archived=true").status()).isEqualTo(404);
    HubSpotRecord left = user.record("companies", winner).orElseThrow();
    assertThat(left.properties()).containsEntry("name", "A").containsEntry("phone", "1");
    assertThat(left.value("hs_merged_object_ids")).contains(loser);
    assertThat(left.linked("contacts")).containsExactly(contact);
    hubspot.followMergedIds(true);
    assertThat(client.get(COMPANIES + "/" + loser).text("id")).isEqualTo(winner);
  }

  @Test
  void erasesContactsOnly() {
    String id = user.create("contacts", Map.of("email", "a@b.example")).id();

    String body = "{'objectId':'" + id + "'}";
    assertThat(client.post("/crm/objects/2026-09/contacts/gdpr-delete", body).status())
        .isEqualTo(204);
    assertThat(user.record("contacts", id)).isEmpty();
    assertThat(client.post(COMPANIES + "/gdpr-delete", body).status()).isEqualTo(404);
  }

  @Test
  void acceptsTheOlderPathsAndRefusesUnknownOnes() {
    company("A");

    assertThat(client.get("/crm/objects/2026-03/companies").list("results")).hasSize(1);
    assertThat(client.get("/crm/v3/objects/companies").list("results")).hasSize(1);
    assertThat(client.get("/crm/objects/2026-09/0-2").list("results")).hasSize(1);
    assertThat(client.get("/crm/objects/2025-01/companies").status()).isEqualTo(404);
    assertThat(client.get("/crm/objects/2026-09/nonsense").status()).isEqualTo(400);
    assertThat(client.get("/elsewhere").status()).isEqualTo(404);
  }

  @Test
  void anInvoiceIsOpenedWithAContactAndALineItemOnly() {
    String id = user.create("invoices", Map.of("hs_currency", "EUR")).id();
    String path = "/crm/objects/2026-09/invoices/" + id;
    String open = "{'properties':{'hs_invoice_status':'open'}}";

    assertThat(client.patch(path, open).status()).isEqualTo(400);
    user.associate("invoices", id, "contacts", user.create("contacts", Map.of()).id());
    String line = user.create("line_items", Map.of("price", "8.40", "quantity", "3")).id();
    user.associate("invoices", id, "line_items", line);
    var opened = client.patch(path, open);
    assertThat(opened.status()).isEqualTo(200);
    assertThat(opened.text("properties", "hs_balance_due")).isEqualTo("25.20");
  }

  @Test
  void ofManyCallsAtOnceOneCreatesTheContact() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> calls =
          Collections.nCopies(
              16,
              () ->
                  client
                      .post(
                          "/crm/objects/2026-09/contacts",
                          "{'properties':{'email':'one@b.example'}}")
                      .status());
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> each : threads.invokeAll(calls)) {
        statuses.add(each.get());
      }
      assertThat(statuses).containsOnlyOnce(201).contains(409).hasSize(16);
    } finally {
      threads.shutdownNow();
    }
    assertThat(user.records("contacts")).hasSize(1);
  }

  @Test
  void computesLineItemAmountsAndDealStages() {
    var line =
        user.create(
            "line_items",
            Map.of("quantity", "250", "price", "8.40", "hs_discount_percentage", "5"));
    var deal = user.create("deals", Map.of("dealname", "D", "dealstage", "closedwon"));

    assertThat(line.value("amount")).contains("1995.00");
    assertThat(deal.properties())
        .containsEntry("pipeline", "default")
        .containsEntry("hs_is_closed_won", "true");
  }
}
