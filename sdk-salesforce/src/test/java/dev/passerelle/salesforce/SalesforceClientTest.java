package dev.passerelle.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.TokenStore;
import dev.passerelle.salesforce.model.DeletedRecords;
import dev.passerelle.salesforce.model.ObjectDescription;
import dev.passerelle.salesforce.model.QueryPage;
import dev.passerelle.salesforce.model.Row;
import dev.passerelle.salesforce.model.SalesforceIds;
import dev.passerelle.salesforce.model.SalesforceRecord;
import dev.passerelle.salesforce.model.SalesforceTimes;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.salesforce.SalesforceFaults;
import dev.passerelle.simulators.salesforce.SalesforceSimulator;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesforceClientTest {
  private static final Instant T0 = Instant.parse("2026-03-16T12:00:00Z");
  private static final String APP = "3MVG9";
  private static final String SECRET = "very-s3cret";

  private final SimulatedClock clock = SimulatedClock.at(T0);
  private final SalesforceSimulator org = SalesforceSimulator.builder().clock(clock).start();
  private final List<AutoCloseable> open = new ArrayList<>();

  SalesforceClientTest() {
    org.app(APP, SECRET, null);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    org.close();
  }

  private SalesforceClient client() {
    return client(SalesforceCredentials.clientCredentials(APP, () -> SECRET));
  }

  private SalesforceClient client(SalesforceCredentials credentials) {
    return client(credentials, SalesforceLimits.smallest());
  }

  private SalesforceClient client(SalesforceCredentials credentials, SalesforceLimits limits) {
    SalesforceClient made =
        SalesforceClient.builder(org.baseUrl(), credentials)
            .time(clock, clock::advance)
            .limits(limits)
            .callTimeout(Duration.ofSeconds(5))
            .build();
    open.add(made);
    return made;
  }

  private static List<Row> accounts(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> new Row("r" + n, Map.of("Name", "Account " + n)))
        .toList();
  }

  // ---------------------------------------------------------------- credentials

  @Test
  void signsInWithClientCredentials() {
    assertThat(client().identity().organization()).isEqualTo(org.organizationId());
  }

  @Test
  void signsInWithAnAssertion() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    KeyPair pair = rsa.generateKeyPair();
    org.app("signing", "unused", pair.getPublic());
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";

    SalesforceClient signed =
        client(SalesforceCredentials.jwtBearer("signing", SalesforceSimulator.USERNAME, () -> pem));
    assertThat(signed.identity().organization()).isEqualTo(org.organizationId());

    SalesforceClient other =
        client(SalesforceCredentials.jwtBearer("signing", "somebody@else.example", () -> pem));
    assertThatThrownBy(other::identity)
        .isInstanceOfSatisfying(
            AuthenticationFailed.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIALS_REFUSED));
  }

  @Test
  void keepsARotatedRefreshToken() {
    AtomicReference<String> kept = new AtomicReference<>(org.refreshToken());
    TokenStore store =
        new TokenStore() {
          @Override
          public String load() {
            return kept.get();
          }

          @Override
          public void save(String token) {
            kept.set(token);
          }
        };
    SalesforceClient client = client(SalesforceCredentials.refreshToken(APP, () -> SECRET, store));

    client.identity();
    assertThat(kept.get()).isEqualTo(org.refreshToken());
    org.expireTokens();
    client.identity();
    assertThat(kept.get()).isEqualTo(org.refreshToken());
    assertThat(org.tokensIssued()).isEqualTo(2);
  }

  @Test
  void aWrongSecretIsSaidToBeOneAndNotTold() {
    SalesforceClient client =
        client(SalesforceCredentials.clientCredentials(APP, () -> "wr0ng-secret"));
    assertThatThrownBy(client::identity)
        .isInstanceOfSatisfying(
            AuthenticationFailed.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIALS_REFUSED);
              assertThat(e.detail().cause()).isEqualTo("invalid_client");
              assertThat(e.toString()).doesNotContain("wr0ng-secret");
            });
  }

  @Test
  void aSessionThatEndsInMidBatchCostsNoRow() {
    SalesforceClient client =
        client(
            SalesforceCredentials.clientCredentials(APP, () -> SECRET),
            new SalesforceLimits(15_000, 100, 2, 1));
    client.identity();
    org.expireTokensAfter(1);

    List<RowOutcome> outcomes = client.objects("Account").create(accounts(7));

    assertThat(outcomes).hasSize(7).allMatch(RowOutcome.Done.class::isInstance);
    assertThat(org.user().records("Account")).hasSize(7);
    assertThat(org.tokensIssued()).isEqualTo(2);
  }

  // ---------------------------------------------------------------- reading

  @Test
  void longQueriesArePaged() {
    IntStream.range(0, 2_500).forEach(n -> org.user().create("Account", Map.of("Name", "A" + n)));
    Soql all = Soql.select("Id", "Name").from("Account").orderBy("Id");

    QueryPage first = client().query().page(all);
    assertThat(first.records()).hasSize(2_000);
    assertThat(first.totalSize()).isEqualTo(2_500);
    assertThat(client().query().all(all).stream().map(SalesforceRecord::id).distinct())
        .hasSize(2_500);
    assertThat(client().query().rows(all)).hasSize(2_500);
  }

  @Test
  void queriesTogetherAreOneCallForFive() {
    SalesforceClient client = client();
    client.identity();
    org.user().create("Account", Map.of("Name", "O'Brien & Söhne + Co \\"));
    org.journal().clear();

    List<Soql> queries =
        IntStream.range(0, 7)
            .mapToObj(
                n ->
                    Soql.select("Id", "Name")
                        .from("Account")
                        .where(Soql.eq("Name", "O'Brien & Söhne + Co \\")))
            .toList();
    assertThat(client.query().rows(queries)).hasSize(7);
    assertThat(org.journal().entries()).hasSize(2);
  }

  @Test
  void recordsShowWhatWasAskedFor() {
    String parent = org.user().create("Account", Map.of("Name", "Parent"));
    String id =
        org.user().create("Account", Map.of("Name", "Child", "ParentId", parent, "Phone", ""));

    SalesforceRecord row =
        client()
            .query()
            .rows(
                Soql.select("Id", "Phone", "Parent.Name", "IsDeleted", "SystemModstamp")
                    .from("Account")
                    .where(Soql.eq("Id", id.substring(0, 15))))
            .get(0);

    assertThat(row.id()).isEqualTo(id);
    assertThat(row.text("Parent.Name")).contains("Parent");
    assertThat(row.shows("Phone")).isTrue();
    assertThat(row.text("Phone")).isEmpty();
    assertThat(row.shows("Name")).isFalse();
    assertThat(row.flag("IsDeleted")).contains(false);
    assertThat(row.instant("SystemModstamp")).contains(T0);
    assertThat(client().objects("Account").get(id, List.of("Id", "Name")))
        .hasValueSatisfying(found -> assertThat(found.text("Name")).contains("Child"));
  }

  @Test
  void deletedRecordsAreTold() {
    String id = org.user().create("Account", Map.of("Name", "Gone"));
    clock.advance(Duration.ofMinutes(5));
    org.user().delete("Account", id);
    clock.advance(Duration.ofMinutes(5));

    DeletedRecords deleted = client().objects("Account").deleted(T0, clock.instant());
    assertThat(deleted.ids()).containsExactly(id);
    assertThat(deleted.earliestAvailable()).isBefore(T0);
    assertThat(client().objects("Account").read(List.of(id), List.of("Id"))).isEmpty();
    Soql all = Soql.select("Id", "IsDeleted").from("Account");
    assertThat(client().query().rows(all)).isEmpty();
    assertThat(client().query().rowsWithDeleted(all)).hasSize(1);
  }

  @Test
  void objectsAreDescribed() {
    ObjectDescription account = client().objects("Account").describe().orElseThrow();
    assertThat(account.field("name").orElseThrow().required()).isTrue();
    assertThat(account.field("SystemModstamp").orElseThrow().readOnly()).isTrue();
    assertThat(client().objects("NoSuch__c").describe()).isEmpty();
    assertThat(client().objectNames()).contains("Account", "Quote");
    assertThat(client().versions()).contains(SalesforceClient.API_VERSION);
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> client().query().rows(Soql.select("Id", "Nope__c").from("Account")))
        .isInstanceOfSatisfying(
            RefusedByRemote.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CUSTOM_PROPERTY_MISSING);
              assertThat(e.field()).contains("Nope__c");
            });
  }

  // ---------------------------------------------------------------- writing

  @Test
  void aThousandRowsAreOneCall() {
    SalesforceClient client = client();
    client.identity();
    org.journal().clear();

    List<RowOutcome> outcomes = client.objects("Account").create(accounts(1_001));

    assertThat(outcomes).hasSize(1_001).allMatch(RowOutcome.Done.class::isInstance);
    assertThat(org.journal().entries()).hasSize(2);
  }

  @Test
  void eachRowHasItsOwnOutcome() {
    List<Row> rows =
        List.of(
            new Row("good", Map.of("Name", "Good")),
            new Row("nameless", Map.of("Phone", "1")),
            new Row("long", Map.of("Name", "x".repeat(300))),
            new Row("strange", Map.of("Name", "S", "Nope__c", "1")));

    Map<String, RowOutcome> byKey = new java.util.HashMap<>();
    client().objects("Account").create(rows).forEach(o -> byKey.put(o.key(), o));

    assertThat(byKey.get("good")).isInstanceOf(RowOutcome.Done.class);
    assertRefused(byKey.get("nameless"), ErrorCode.VALUE_INVALID, "Name");
    assertRefused(byKey.get("long"), ErrorCode.FIELD_TOO_LONG, "Name");
    assertRefused(byKey.get("strange"), ErrorCode.CUSTOM_PROPERTY_MISSING, "Nope__c");
    assertThat(byKey.get("long").toString()).doesNotContain("xxx");
  }

  private static void assertRefused(RowOutcome outcome, ErrorCode code, String field) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            RowOutcome.Refused.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo(code);
              assertThat(refused.error().field()).contains(field);
            });
  }

  @Test
  void aLockedRowMayBeTriedAgain() {
    org.refuseRow(0, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access");
    assertThat(client().objects("Account").create(accounts(2)))
        .hasExactlyElementsOfTypes(RowOutcome.Failed.class, RowOutcome.Done.class);
  }

  @Test
  void aValidationRuleTellsWhatToDo() {
    org.refuseRow(0);
    assertThat(client().objects("Account").create(accounts(1)).get(0))
        .isInstanceOfSatisfying(
            RowOutcome.Refused.class,
            refused -> assertThat(refused.error().detail().cause()).contains("must be complete"));
  }

  @Test
  void aDuplicateNamesTheRecordThatIsThere() {
    org.refuseRow(
        0,
        "DUPLICATE_VALUE",
        "duplicate value found: ERP_Id__c duplicates value on record with id: 0015g0000000001");
    assertThat(client().objects("Account").create(accounts(1)).get(0))
        .isInstanceOfSatisfying(
            RowOutcome.Refused.class,
            refused -> {
              assertThat(refused.existing()).contains(SalesforceIds.of18("0015g0000000001"));
              assertThat(refused.error().field()).contains("ERP_Id__c");
            });
  }

  @Test
  void anAnswerThatMissesARowTellsNothingOfAny() {
    org.omitRow(1);
    assertThat(client().objects("Account").create(accounts(3)))
        .hasSize(3)
        .allMatch(RowOutcome.Unknown.class::isInstance);
  }

  @Test
  void aLostAnswerIsUnknownAndSentOnce() {
    SalesforceClient client = client();
    client.identity();
    org.faults().next(1, "POST", "/composite$", Fault.dropAfterCommit());
    assertThat(client.objects("Account").create(accounts(2)))
        .allMatch(RowOutcome.Unknown.class::isInstance);
    assertThat(org.user().records("Account")).hasSize(2);
  }

  @Test
  void updatesAndDeletesAreRepeatedInPassingFailures() {
    SalesforceClient client = client();
    String id = org.user().create("Account", Map.of("Name", "Old"));
    org.faults().next(1, "POST", "/composite$", Fault.answer(503, ""));
    assertThat(
            client.objects("Account").update(List.of(Row.update("u", id, Map.of("Name", "New")))))
        .allMatch(RowOutcome.Done.class::isInstance);
    assertThat(org.user().record("Account", id).orElseThrow().value("Name")).contains("New");
    org.faults().next(1, "POST", "/composite$", Fault.answer(503, ""));
    assertThat(client.objects("Account").delete(List.of(id)))
        .allMatch(RowOutcome.Done.class::isInstance);
    assertThat(org.user().records("Account")).isEmpty();
  }

  @Test
  void anyPathMayBeCalled() {
    JsonTree made =
        client()
            .raw()
            .post(
                "services/data/v" + SalesforceClient.API_VERSION + "/sobjects/Account",
                JsonTree.of(Map.of("Name", "Raw")));
    assertThat(made.at("success").bool()).contains(true);
  }

  // ---------------------------------------------------------------- limits

  @Test
  void stopsAtItsShareOfTheDay() {
    org.dailyLimit(1_000, 890);
    SalesforceClient client =
        client(
            SalesforceCredentials.clientCredentials(APP, () -> SECRET),
            new SalesforceLimits(1_000, 90, 200, 5));

    int calls = 0;
    PasserelleException stopped = null;
    while (stopped == null && calls < 50) {
      try {
        client.identity();
        calls++;
      } catch (Throttled e) {
        stopped = e;
      }
    }

    assertThat(calls).isEqualTo(10);
    assertThat(stopped).isNotNull();
    assertThat(stopped.code()).isEqualTo(ErrorCode.BUDGET_EXHAUSTED);
  }

  @Test
  void tellsTheDayFromTheMoment() {
    SalesforceClient client =
        SalesforceClient.builder(
                org.baseUrl(), SalesforceCredentials.clientCredentials(APP, () -> SECRET))
            .time(clock, clock::advance)
            .attempts(1)
            .build();
    open.add(client);
    client.identity();
    org.faults().next(1, "GET", "/query", SalesforceFaults.concurrentLimit());
    assertThrottled(client, "ConcurrentRequests", Duration.ofSeconds(5));
    clock.advance(Duration.ofSeconds(6));
    org.faults().next(1, "GET", "/query", SalesforceFaults.dailyLimit());
    assertThrottled(client, "TotalRequests", Duration.ofMinutes(15));
  }

  private void assertThrottled(SalesforceClient client, String scope, Duration pause) {
    assertThatThrownBy(() -> client.query().page(Soql.select("Id").from("Account")))
        .isInstanceOfSatisfying(
            Throttled.class,
            e -> {
              assertThat(e.scope()).isEqualTo(scope);
              assertThat(e.retryAt()).contains(clock.instant().plus(pause));
            });
  }

  @Test
  void anApiThatIsOffNeedsARight() {
    SalesforceClient client = client();
    client.identity();
    org.faults().next(1, "GET", "/query", SalesforceFaults.apiDisabled());
    assertThatThrownBy(() -> client.query().page(Soql.select("Id").from("Account")))
        .isInstanceOfSatisfying(
            AccessDenied.class, e -> assertThat(e.missing()).isEqualTo("API Enabled"));
  }

  @Test
  void limitsAreReasonable() {
    assertThatThrownBy(() -> new SalesforceLimits(1, 1, 201, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SalesforceLimits(1, 101, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(SalesforceLimits.smallest().rowsPerCall()).isEqualTo(1_000);
  }

  // ---------------------------------------------------------------- values

  @Test
  void idsHaveTwoForms() {
    assertThat(SalesforceIds.of18("001A0000006Vm9r")).isEqualTo("001A0000006Vm9rIAC");
    assertThat(SalesforceIds.of18("001A0000006Vm9rIAC")).isEqualTo("001A0000006Vm9rIAC");
    assertThat(SalesforceIds.isId("001A0000006Vm9r")).isTrue();
    assertThat(SalesforceIds.isId("001A' OR '1'='1")).isFalse();
  }

  @Test
  void timesHaveNoColonInTheirOffset() {
    Instant instant = Instant.parse("2026-11-24T02:00:00.120Z");
    assertThat(SalesforceTimes.instant("2026-11-24T02:00:00.120+0000")).isEqualTo(instant);
    assertThat(SalesforceTimes.instant("2026-11-24T03:00:00.120+01:00")).isEqualTo(instant);
    assertThat(SalesforceTimes.instant("2026-11-24T02:00:00Z")).isEqualTo(T("02:00:00Z"));
    assertThat(SalesforceTimes.text(instant)).isEqualTo("2026-11-24T02:00:00.120Z");
    assertThat(SalesforceTimes.literal(instant)).isEqualTo("2026-11-24T02:00:00Z");
  }

  private static Instant T(String time) {
    return Instant.parse("2026-11-24T" + time);
  }
}
