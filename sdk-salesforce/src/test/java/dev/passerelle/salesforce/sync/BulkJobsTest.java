package dev.passerelle.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.model.Customer;
import dev.passerelle.salesforce.RowOutcome;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.model.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A first load is many jobs: what became of all their rows is not kept at once. */
class BulkJobsTest {
  private static final String REFERENCE = "ERP_Id__c";
  private static final int ROWS = 10;

  @Test
  void onlyTheLatestRowsAreKeptAndOlderOnesFetchedAgain() {
    try (Orgs orgs = new Orgs().prepared(Customer.TYPE);
        SalesforceClient client = orgs.settings.newClient()) {
      orgs.simulator.jobDelay(Duration.ZERO);
      BulkJobs jobs = new BulkJobs(new Org(client, orgs.settings), "Account", 2 * ROWS);
      List<String> ids = new ArrayList<>();
      for (int job = 0; job < 6; job++) {
        String id = client.bulk("Account").upsert(REFERENCE, rows(job)).id();
        ids.add(id);
        orgs.pass(Duration.ofSeconds(1));
        assertThat(jobs.runs(id, REFERENCE)).isFalse();
        assertThat(jobs.outcome(id, REFERENCE, "R" + job + "-3"))
            .containsInstanceOf(RowOutcome.Done.class);
        assertThat(jobs.rowsKept()).as("after %s jobs", job + 1).isLessThanOrEqualTo(3 * ROWS);
      }
      assertThat(jobs.outcome(ids.get(0), REFERENCE, "R0-7"))
          .as("of the first job, asked for once more")
          .containsInstanceOf(RowOutcome.Done.class);
      assertThat(jobs.rowsKept()).isLessThanOrEqualTo(3 * ROWS);
    }
  }

  private static List<Row> rows(int job) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      String key = "R" + job + "-" + row;
      rows.add(new Row(key, Map.of(REFERENCE, key, "Name", "Company " + key)));
    }
    return rows;
  }
}
