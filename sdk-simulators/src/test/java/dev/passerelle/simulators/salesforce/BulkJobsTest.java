package dev.passerelle.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs of the Bulk API 2.0 as any program sees them. */
class BulkJobsTest {
  private static final String JOBS = "/jobs/ingest";

  private final OrgClient client = new OrgClient();
  private final SalesforceSimulator org = client.org;

  @AfterEach
  void close() {
    client.close();
  }

  private String open(String operation) {
    return client
        .call("POST", JOBS, Map.of("object", "Account", "operation", operation))
        .map()
        .get("id")
        .toString();
  }

  private Map<String, Object> change(String job, String state) {
    return client.call("PATCH", JOBS + "/" + job, Map.of("state", state)).map();
  }

  private Map<String, Object> look(String job) {
    return client.get(OrgClient.V + JOBS + "/" + job).map();
  }

  private String run(String job, String csv) {
    client.upload(job, csv);
    change(job, "UploadComplete");
    client.clock.advance(Duration.ofSeconds(10));
    return look(job).get("state").toString();
  }

  @Test
  void aJobIsOpenedFilledClosedAndRunsByTheClock() {
    String job = open("insert");
    assertThat(look(job)).containsEntry("state", "Open").containsKey("contentUrl");
    assertThat(client.upload(job, "Name,Phone\nAcme,\"1,2\"\nBeta,\n")).isEqualTo(201);
    assertThat(client.upload(job, "Name\nTwice\n")).isEqualTo(400);
    assertThat(change(job, "UploadComplete")).containsEntry("state", "UploadComplete");
    assertThat(org.user().records("Account")).as("before it runs").isEmpty();
    client.clock.advance(Duration.ofSeconds(5));
    assertThat(look(job)).containsEntry("state", "InProgress");
    assertThat(client.get(OrgClient.V + JOBS + "/" + job + "/successfulResults").error())
        .isEqualTo("INVALIDJOBSTATE");
    client.clock.advance(Duration.ofSeconds(5));
    assertThat(look(job)).containsEntry("state", "JobComplete");
    assertThat(org.user().find("Account", "Phone", "1,2")).hasSize(1);
  }

  @Test
  void rowsComeBackWithTheirOwnCellsAndNotInTheirOrder() {
    String job = open("insert");
    StringBuilder csv = new StringBuilder("Name\n");
    for (int n = 0; n < 20; n++) {
      csv.append("Company ").append(n).append('\n');
    }
    org.refuseRow(3, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "No.");
    assertThat(run(job, csv.toString())).isEqualTo("JobComplete");
    List<Map<String, String>> done =
        CsvText.rows(client.text(JOBS + "/" + job + "/successfulResults"));
    assertThat(done).hasSize(19).allSatisfy(row -> assertThat(row.get("sf__Created")).isNotNull());
    assertThat(done.get(0).get("Name") + done.get(1).get("Name"))
        .isNotEqualTo("Company 0Company 1");
    List<Map<String, String>> failed =
        CsvText.rows(client.text(JOBS + "/" + job + "/failedResults"));
    assertThat(failed).singleElement().extracting(row -> row.get("Name")).isEqualTo("Company 3");
    assertThat(failed.get(0).get("sf__Error"))
        .isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION:No.: --");
  }

  @Test
  void anEmptyCellLeavesAFieldAloneAndAMarkEmptiesIt() {
    String id = org.user().create("Account", Map.of("Name", "Acme", "Phone", "1", "Fax", "2"));
    assertThat(run(open("update"), "Id,Phone,Fax\n" + id + ",,#N/A\n")).isEqualTo("JobComplete");
    SalesforceRow row = org.user().record("Account", id).orElseThrow();
    assertThat(row.value("Phone")).contains("1");
    assertThat(row.value("Fax")).isEmpty();
  }

  @Test
  void anUnknownColumnFailsTheJobAsAWhole() {
    String job = open("insert");
    assertThat(run(job, "Name,Nothing__c\nAcme,1\n")).isEqualTo("Failed");
    assertThat(org.user().records("Account")).isEmpty();
  }

  @Test
  void anAbortedJobHasDoneSomeOfItsRows() {
    String job = open("insert");
    client.upload(job, "Name\nA\nB\nC\nD\n");
    change(job, "UploadComplete");
    org.abortJobs();
    assertThat(look(job)).containsEntry("state", "Aborted");
    assertThat(org.user().records("Account")).hasSize(2);
    assertThat(CsvText.rows(client.text(JOBS + "/" + job + "/unprocessedrecords"))).hasSize(2);
    org.forgetJobs();
    assertThat(client.get(OrgClient.V + JOBS + "/" + job).status()).isEqualTo(404);
  }
}
