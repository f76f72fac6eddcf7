package dev.passerelle.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.salesforce.model.BulkJob;
import dev.passerelle.salesforce.model.Row;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import dev.passerelle.simulators.salesforce.SalesforceSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs of the Bulk API 2.0 by the client alone. */
class SalesforceBulkTest {
  private static final String KEY = "AccountNumber";
  private static final Duration LONG = Duration.ofMinutes(10);

  private final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private final SalesforceSimulator org = SalesforceSimulator.builder().clock(clock).start();
  private final SalesforceClient client = client();
  private final SalesforceBulk accounts = client.bulk("Account");

  private SalesforceClient client() {
    org.app("key", "secret", null);
    return SalesforceClient.builder(
            org.baseUrl(), SalesforceCredentials.clientCredentials("key", () -> "secret"))
        .time(clock, clock::advance)
        .callTimeout(Duration.ofSeconds(5))
        .attempts(1)
        .build();
  }

  @AfterEach
  void close() {
    client.close();
    org.close();
  }

  private static Row account(int n) {
    return row("R-" + n, "Company " + n);
  }

  private static Row row(String key, String name) {
    return new Row(key, Map.of(KEY, key, "Name", name));
  }

  private Map<String, String> ids(int count) {
    Map<String, String> ids = new HashMap<>();
    for (int n = 0; n < count; n++) {
      ids.put("R-" + n, org.user().create("Account", account(n).values()));
    }
    return ids;
  }

  private List<Row> updates(Map<String, String> ids) {
    List<Row> rows = new ArrayList<>();
    ids.forEach((key, id) -> rows.add(Row.update(key, id, Map.of("Name", "New " + key))));
    return rows;
  }

  @Test
  void eachRowHasItsOwnOutcomeWhateverTheOrder() {
    Map<String, String> ids = ids(50);
    org.refuseRow(7);
    List<Row> rows = updates(ids);
    BulkJob job = accounts.await(accounts.update(rows), LONG);
    assertThat(job.state()).isEqualTo(BulkJob.State.COMPLETE);
    Map<String, RowOutcome> outcomes = accounts.outcomes(job, "Id");
    assertThat(outcomes).hasSize(50);
    String refused = String.valueOf(rows.get(7).values().get("Id"));
    assertThat(outcomes.get(refused))
        .isInstanceOfSatisfying(
            RowOutcome.Refused.class,
            row -> assertThat(row.error().detail().cause()).contains("must be complete"));
    ids.forEach(
        (key, id) -> {
          if (!id.equals(refused)) {
            assertThat(outcomes.get(id)).isEqualTo(new RowOutcome.Done(id, id, false));
            assertThat(org.user().record("Account", id).orElseThrow().value("Name"))
                .contains("New " + key);
          }
        });
  }

  @Test
  void valuesArriveAsTheyAre() {
    String id = org.user().create("Account", Map.of("Name", "A", "Phone", "1", "Fax", "2"));
    String odd = "Émile, \"Fils\"\n& Cie; 'x' \\";
    Map<String, Object> values = new HashMap<>(Map.of("Name", "Émile, \"Fils\" & Cie"));
    values.put("Description", odd);
    values.put("Phone", null);
    String other = org.user().create("Account", Map.of("Name", "B", "Fax", "3"));
    BulkJob job =
        accounts.update(
            List.of(Row.update("a", id, values), Row.update("b", other, Map.of("Fax", "4"))));
    accounts.await(job, LONG);
    SalesforceRow row = org.user().record("Account", id).orElseThrow();
    assertThat(row.value("Name")).contains("Émile, \"Fils\" & Cie");
    assertThat(row.value("Description")).contains(odd);
    assertThat(row.value("Phone")).as("emptied").isEmpty();
    assertThat(row.value("Fax")).as("of another row's columns").contains("2");
    SalesforceRow second = org.user().record("Account", other).orElseThrow();
    assertThat(second.value("Name")).contains("B");
    assertThat(second.value("Fax")).contains("4");
  }

  @Test
  void whatAJobWouldTakeForSomethingElseIsNotForIt() {
    assertThat(SalesforceBulk.takes(row("1", "#N/A"))).isFalse();
    assertThat(SalesforceBulk.takes(row("1", "x".repeat(32_001)))).isFalse();
    assertThat(SalesforceBulk.takes(new Row("1", Map.of("Owner", Map.of("Name", "x"))))).isFalse();
    assertThat(SalesforceBulk.takes(row("1", "N/A"))).isTrue();
  }

  @Test
  void rowsAreSplitWhereTheyDoNotFit() {
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      rows.add(row("R-" + n, "\"é\"".repeat(n)));
    }
    List<List<Row>> parts = BulkCsv.parts(rows, 3_000);
    assertThat(parts.stream().flatMap(List::stream).toList()).isEqualTo(rows);
    assertThat(parts).hasSizeGreaterThan(5);
    for (List<Row> part : parts) {
      assertThat(BulkCsv.text(part).getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(3_000);
    }
  }

  @Test
  void aJobWhoseRowsMayNotHaveArrivedIsNeverExecuted() {
    Map<String, String> ids = ids(3);
    org.faults().next(1, "PUT", "/batches$", Fault.dropAfterCommit());
    assertThatThrownBy(() -> accounts.update(updates(ids))).isInstanceOf(TransientFailure.class);
    assertThat(org.jobStates()).containsExactly("Aborted");
    clock.advance(Duration.ofHours(1));
    assertThat(client.bulk("Account").running()).isEmpty();
    assertThat(org.user().find("Account", "Name", "New R-0")).isEmpty();
  }

  @Test
  void aJobWhoseCloseIsNotAnsweredIsUnknownAndFoundAmongThoseThatRun() {
    Map<String, String> ids = ids(3);
    org.faults().next(1, "PATCH", "/jobs/ingest/", Fault.dropAfterCommit());
    assertThatThrownBy(() -> accounts.update(updates(ids))).isInstanceOf(OutcomeUnknown.class);
    assertThat(accounts.running()).hasSize(1);
    assertThat(client.bulk("Contact").running()).as("of another object").isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(accounts.running()).isEmpty();
    assertThat(org.user().find("Account", "Name", "New R-0")).hasSize(1);
  }

  @Test
  void waitingHasAnEnd() {
    org.jobDelay(Duration.ofHours(2));
    BulkJob job = accounts.update(updates(ids(1)));
    Instant begun = clock.instant();
    assertThatThrownBy(() -> accounts.await(job, Duration.ofHours(1)))
        .isInstanceOfSatisfying(
            PasserelleException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
    assertThat(Duration.between(begun, clock.instant()))
        .isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    assertThat(org.journal().entries().stream().filter(e -> e.method().equals("GET")).count())
        .as("looks, ever more seldom")
        .isLessThan(130);
  }

  @Test
  void ofAnAbortedJobTheRowsThatWereWorkedOffAreDone() {
    Map<String, String> ids = ids(10);
    BulkJob job = accounts.update(updates(ids));
    org.abortJobs();
    BulkJob ended = accounts.await(job, LONG);
    assertThat(ended.state()).isEqualTo(BulkJob.State.ABORTED);
    Map<String, RowOutcome> outcomes = accounts.outcomes(ended, "Id");
    assertThat(outcomes.values()).filteredOn(each -> each instanceof RowOutcome.Done).hasSize(5);
    assertThat(outcomes.values()).filteredOn(each -> each instanceof RowOutcome.Failed).hasSize(5);
  }

  @Test
  void aRowThatIsNotMentionedHasNoOutcome() {
    Map<String, String> ids = ids(10);
    BulkJob job = accounts.await(accounts.update(updates(ids)), LONG);
    org.truncateResults();
    assertThat(accounts.outcomes(job, "Id")).hasSize(9);
    org.forgetJobs();
    assertThat(accounts.find(job.id())).isEmpty();
    assertThat(accounts.outcomes(job, "Id")).as("nothing is left of it").isEmpty();
  }
}
