package dev.passerelle.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesforceSimulatorTest {
  private final OrgClient client = new OrgClient();
  private final SalesforceSimulator org = client.org;
  private final SalesforceUser user = org.user();

  @AfterEach
  void close() {
    client.close();
  }

  private static Map<String, Object> account(String name) {
    return Map.of("attributes", Map.of("type", "Account"), "Name", name);
  }

  private OrgClient.Reply collection(String method, String path, Object... records) {
    return client.call(
        method,
        "/composite/sobjects" + path,
        Map.of("allOrNone", false, "records", List.of(records)));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> records(OrgClient.Reply reply) {
    return (List<Map<String, Object>>) reply.map().get("records");
  }

  // ---------------------------------------------------------------- sessions

  @Test
  void tokensHaveNoKnownEndAndAreRefusedWhenTheyDo() {
    assertThat(client.token("key", "secret").map())
        .containsKeys("access_token", "instance_url", "id", "issued_at")
        .doesNotContainKey("expires_in");
    assertThat(client.token("key", "wrong").map()).containsEntry("error", "invalid_client");
    assertThat(client.token("nobody", "x").map()).containsEntry("error", "invalid_client_id");
    org.expireTokens();
    OrgClient.Reply refused = client.get(OrgClient.V + "/sobjects");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.error()).isEqualTo("INVALID_SESSION_ID");
  }

  @Test
  void everyAnswerCountsTheDay() {
    org.dailyLimit(3, 1);
    assertThat(client.get(OrgClient.V + "/limits").limits()).isEqualTo("api-usage=2/3");
    assertThat(client.get(OrgClient.V + "/limits").limits()).isEqualTo("api-usage=3/3");
    OrgClient.Reply refused = client.get(OrgClient.V + "/limits");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.error()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
    client.clock.advance(Duration.ofHours(25));
    assertThat(client.get(OrgClient.V + "/limits").status()).isEqualTo(200);
  }

  // ---------------------------------------------------------------- queries

  @Test
  void queriesFilterSortAndFollowRelationships() {
    String parent = user.create("Account", Map.of("Name", "Parent O'Neil \\"));
    user.create("Account", Map.of("Name", "b child", "ParentId", parent));
    user.create("Account", Map.of("Name", "a child", "ParentId", parent));

    OrgClient.Reply reply =
        client.query(
            "query",
            "SELECT Id, Name, Parent.Name FROM Account WHERE (ParentId = '"
                + parent.substring(0, 15)
                + "' AND Parent.Name = 'parent o\\'neil \\\\') OR Name IN ('none') ORDER BY Name");

    assertThat(records(reply))
        .extracting(row -> row.get("Name"))
        .containsExactly("a child", "b child");
    assertThat(records(reply).get(0).get("Parent").toString()).contains("O'Neil");
    assertThat(reply.map()).containsEntry("done", true);
  }

  @Test
  void queriesThatAreWrongAreRefused() {
    user.create("Account", Map.of("Name", "Any"));
    assertThat(client.query("query", "SELECT Nope__c FROM Account").error())
        .isEqualTo("INVALID_FIELD");
    assertThat(client.query("query", "SELECT Id FROM Nope").error()).isEqualTo("INVALID_TYPE");
    assertThat(client.query("query", "SELECT Id FROM Account WHERE Name = 'x").error())
        .isEqualTo("MALFORMED_QUERY");
    assertThat(client.query("query", "SELECT Id FROM Account WHERE CreatedDate > '2026'").error())
        .isEqualTo("INVALID_FIELD");
  }

  @Test
  void longAnswersArePagedByALocator() {
    IntStream.range(0, 2_001).forEach(n -> user.create("Account", Map.of("Name", "A" + n)));
    OrgClient.Reply first = client.query("query", "SELECT Id FROM Account");
    assertThat(records(first)).hasSize(2_000);
    assertThat(first.map()).containsEntry("done", false);
    OrgClient.Reply second = client.get(String.valueOf(first.map().get("nextRecordsUrl")));
    assertThat(records(second)).hasSize(1);
    assertThat(second.map()).containsEntry("done", true);
  }

  @Test
  void aSlowTransactionShowsItsRecordsLateUnderAnOldStamp() {
    org.commitDelay(Duration.ofMinutes(5));
    user.create("Account", Map.of("Name", "Slow"));
    client.clock.advance(Duration.ofMinutes(4));
    String all = "SELECT Id, SystemModstamp FROM Account";
    assertThat(records(client.query("query", all))).isEmpty();
    client.clock.advance(Duration.ofMinutes(2));
    assertThat(records(client.query("query", all)).get(0))
        .containsEntry("SystemModstamp", "2026-03-16T12:00:00.000+0000");
  }

  @Test
  void theRecycleBinIsSeenByQueryAllOnly() {
    String winner = user.create("Account", Map.of("Name", "Winner"));
    String loser = user.create("Account", Map.of("Name", "Loser"));
    user.merge("Account", winner, loser);
    String all = "SELECT Id, IsDeleted, MasterRecordId FROM Account WHERE Id = '" + loser + "'";
    assertThat(records(client.query("query", all))).isEmpty();
    assertThat(records(client.query("queryAll", all)).get(0))
        .containsEntry("IsDeleted", true)
        .containsEntry("MasterRecordId", winner);
    user.purge("Account", loser);
    assertThat(records(client.query("queryAll", all))).isEmpty();
  }

  // ---------------------------------------------------------------- collections

  @Test
  void rowsHaveOutcomesInTheirOrder() {
    OrgClient.Reply reply =
        collection(
            "POST",
            "",
            account("One"),
            Map.of("attributes", Map.of("type", "Account"), "Phone", "1"),
            account("Two"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.list())
        .extracting(row -> row.get("success"))
        .containsExactly(true, false, true);
    assertThat(reply.list().get(1).get("errors").toString())
        .contains("statusCode")
        .contains("REQUIRED_FIELD_MISSING");
  }

  @Test
  void aColumnThatDoesNotExistSpoilsTheWholeRequest() {
    OrgClient.Reply reply =
        collection(
            "POST",
            "",
            account("One"),
            Map.of("attributes", Map.of("type", "Account"), "Name", "Two", "Nope__c", "x"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("INVALID_FIELD");
    assertThat(user.records("Account")).isEmpty();
  }

  @Test
  void allOrNoneLeavesNothing() {
    OrgClient.Reply reply =
        client.call(
            "POST",
            "/composite/sobjects",
            Map.of(
                "allOrNone",
                true,
                "records",
                List.of(account("One"), Map.of("attributes", Map.of("type", "Account")))));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(user.records("Account")).isEmpty();
  }

  @Test
  void aCollectionHasTwoHundredRowsAtMost() {
    Object[] rows = IntStream.range(0, 201).mapToObj(n -> account("A" + n)).toArray();
    assertThat(collection("POST", "", rows).error()).isEqualTo("EXCEEDED_ID_LIMIT");
  }

  @Test
  void readsByIdLeaveOutWhatIsGoneOrHidden() {
    String one = user.create("Account", Map.of("Name", "One"));
    String gone = user.create("Account", Map.of("Name", "Gone"));
    String hidden = user.create("Account", Map.of("Name", "Hidden"));
    user.delete("Account", gone);
    org.hide(hidden);
    OrgClient.Reply reply =
        client.call(
            "POST",
            "/composite/sobjects/Account",
            Map.of("ids", List.of(one, gone, hidden), "fields", List.of("Name")));
    assertThat(reply.list().get(0)).containsEntry("Name", "One");
    assertThat(reply.list().get(1)).isNull();
    assertThat(reply.list().get(2)).isNull();
  }

  @Test
  void valuesAreTrimmedRoundedAndBounded() {
    OrgClient.Reply reply = collection("POST", "", account("  Trimmed "), account("x".repeat(256)));
    String id = String.valueOf(reply.list().get(0).get("id"));
    assertThat(user.record("Account", id).orElseThrow().value("Name")).contains("Trimmed");
    assertThat(reply.list().get(1).toString()).contains("STRING_TOO_LONG");
    String deal =
        user.create(
            "Opportunity",
            Map.of(
                "Name", "D",
                "StageName", "Closed Won",
                "CloseDate", "2026-01-01",
                "Amount", new BigDecimal("1.005")));
    SalesforceRow row = user.record("Opportunity", deal).orElseThrow();
    assertThat(row.value("Amount")).contains("1.01");
    assertThat(row.value("IsWon")).contains("true");
  }

  // ---------------------------------------------------------------- composite

  private static Map<String, Object> part(
      String reference, String method, String url, Object body) {
    return Map.of(
        "referenceId", reference, "method", method, "url", OrgClient.V + url, "body", body);
  }

  @Test
  void laterPartsReferToEarlierAnswers() {
    OrgClient.Reply reply =
        client.call(
            "POST",
            "/composite",
            Map.of(
                "allOrNone",
                true,
                "compositeRequest",
                List.of(
                    part("a", "POST", "/sobjects/Account", Map.of("Name", "Firm")),
                    part(
                        "c",
                        "POST",
                        "/sobjects/Contact",
                        Map.of("LastName", "Durand", "AccountId", "@{a.id}")))));
    assertThat(reply.status()).isEqualTo(200);
    String firm = user.records("Account").get(0).id();
    assertThat(user.find("Contact", "AccountId", firm)).hasSize(1);
  }

  @Test
  void aFailedPartUndoesAllWhereAsked() {
    OrgClient.Reply reply =
        client.call(
            "POST",
            "/composite",
            Map.of(
                "allOrNone",
                true,
                "compositeRequest",
                List.of(
                    part("a", "POST", "/sobjects/Account", Map.of("Name", "Firm")),
                    part("c", "POST", "/sobjects/Contact", Map.of("FirstName", "X")))));
    assertThat(reply.body().toString()).contains("PROCESSING_HALTED", "REQUIRED_FIELD_MISSING");
    assertThat(user.records("Account")).isEmpty();
  }

  @Test
  void aGraphIsAllOrNothing() {
    Map<String, Object> good =
        Map.of(
            "graphId",
            "g1",
            "compositeRequest",
            List.of(part("a", "POST", "/sobjects/Account", Map.of("Name", "Firm"))));
    Map<String, Object> bad =
        Map.of(
            "graphId",
            "g2",
            "compositeRequest",
            List.of(
                part("a", "POST", "/sobjects/Account", Map.of("Name", "Other")),
                part("c", "POST", "/sobjects/Contact", Map.of("FirstName", "X"))));
    OrgClient.Reply reply =
        client.call("POST", "/composite/graph", Map.of("graphs", List.of(good, bad)));
    assertThat(reply.body().toString()).contains("isSuccessful=true", "isSuccessful=false");
    assertThat(user.records("Account")).hasSize(1);
  }

  @Test
  void fiveCollectionsAreTheMost() {
    List<Object> parts = new java.util.ArrayList<>();
    IntStream.range(0, 6)
        .forEach(
            n ->
                parts.add(
                    part(
                        "p" + n,
                        "POST",
                        "/composite/sobjects",
                        Map.of("records", List.of(account("A"))))));
    assertThat(client.call("POST", "/composite", Map.of("compositeRequest", parts)).error())
        .isEqualTo("LIMIT_EXCEEDED");
  }

  // ---------------------------------------------------------------- rules

  @Test
  void aListPriceNeedsAStandardPrice() {
    String product = user.create("Product2", Map.of("Name", "Tube", "IsActive", true));
    String book = user.create("Pricebook2", Map.of("Name", "Trade", "IsActive", true));
    Map<String, Object> price =
        Map.of("Product2Id", product, "Pricebook2Id", book, "UnitPrice", BigDecimal.ONE);
    assertThatThrownBy(() -> user.create("PricebookEntry", price))
        .hasMessageContaining("STANDARD_PRICE_NOT_DEFINED");
    String standard =
        user.records("Pricebook2").stream()
            .filter(each -> each.value("IsStandard").isPresent())
            .findFirst()
            .orElseThrow()
            .id();
    user.create(
        "PricebookEntry",
        Map.of("Product2Id", product, "Pricebook2Id", standard, "UnitPrice", BigDecimal.ONE));
    user.create("PricebookEntry", price);
    assertThatThrownBy(() -> user.create("PricebookEntry", price))
        .hasMessageContaining("DUPLICATE_VALUE");
    user.delete("Product2", product);
    assertThat(user.records("PricebookEntry")).isEmpty();
  }

  @Test
  void anOrderIsADraftUntilItHasLinesAndIsLockedAfterwards() {
    String account = user.create("Account", Map.of("Name", "Firm"));
    String book = user.records("Pricebook2").get(0).id();
    String product = user.create("Product2", Map.of("Name", "Tube", "IsActive", true));
    String entry =
        user.create(
            "PricebookEntry",
            Map.of("Product2Id", product, "Pricebook2Id", book, "UnitPrice", BigDecimal.ONE));
    Map<String, Object> order =
        Map.of(
            "AccountId",
            account,
            "EffectiveDate",
            "2026-03-16",
            "Status",
            "Draft",
            "Pricebook2Id",
            book);
    String id = user.create("Order", order);
    assertThatThrownBy(() -> user.update("Order", id, Map.of("Status", "Activated")))
        .hasMessageContaining("FAILED_ACTIVATION");
    Map<String, Object> item =
        Map.of(
            "OrderId",
            id,
            "PricebookEntryId",
            entry,
            "Quantity",
            new BigDecimal("2"),
            "UnitPrice",
            new BigDecimal("3.5"));
    user.create("OrderItem", item);
    assertThat(user.record("Order", id).orElseThrow().value("TotalAmount")).contains("7");
    user.update("Order", id, Map.of("Status", "Activated"));
    assertThatThrownBy(() -> user.create("OrderItem", item))
        .hasMessageContaining("activated order");
    assertThatThrownBy(() -> user.delete("Order", id)).hasMessageContaining("FAILED_ACTIVATION");
    assertThatThrownBy(() -> user.delete("Product2", product))
        .hasMessageContaining("DELETE_FAILED");
  }

  @Test
  void faultsOfSingleRowsAreShownOnce() {
    org.refuseRow(0, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access");
    assertThat(collection("POST", "", account("A")).list().toString())
        .contains("UNABLE_TO_LOCK_ROW");
    org.omitRow(0);
    assertThat(collection("POST", "", account("B"), account("C")).list()).hasSize(1);
    assertThat(collection("POST", "", account("D")).list().toString()).contains("success=true");
  }
}
