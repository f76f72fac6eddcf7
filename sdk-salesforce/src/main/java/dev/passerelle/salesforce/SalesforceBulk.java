package dev.passerelle.salesforce;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Pause;
import dev.passerelle.salesforce.model.BulkJob;
import dev.passerelle.salesforce.model.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Many rows of one object in a job of the Bulk API 2.0 (fact sheet §4): made, filled and closed in
 * three calls; Salesforce executes it in its own time. Its rows come back in any order: they are
 * known by a column of theirs. Thread-safe.
 *
 * <pre>{@code
 * SalesforceBulk accounts = client.bulk("Account");
 * for (List<Row> part : SalesforceBulk.parts(rows)) {
 *   BulkJob job = accounts.await(accounts.upsert("ERP_Id__c", part), Duration.ofHours(1));
 *   accounts.outcomes(job, "ERP_Id__c").values().forEach(System.out::println);
 * }
 * }</pre>
 */
public final class SalesforceBulk {
  /** Bytes of one job: Salesforce takes 150 MB, counted as base64. */
  public static final int MOST_BYTES = 100_000_000;

  private static final MediaType CSV = MediaType.get("text/csv; charset=utf-8");
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

  private final Exchange exchange;
  private final Pause pause;
  private final String object;

  SalesforceBulk(Exchange exchange, Pause pause, String object) {
    this.exchange = exchange;
    this.pause = pause;
    this.object = object;
  }

  /**
   * Whether a job can carry a row as it is meant: not one with trees, with texts of more than
   * 32,000 characters, or with a text that means "empty this" there.
   */
  public static boolean takes(Row row) {
    return BulkCsv.takes(row);
  }

  /** The rows in parts that each fit into one job. */
  public static List<List<Row>> parts(List<Row> rows) {
    return BulkCsv.parts(rows, MOST_BYTES);
  }

  /**
   * Changes the records that have the values of an external id, and makes those that do not exist.
   * No two rows may have the same value.
   *
   * @return the job, closed: it will be executed
   * @throws OutcomeUnknown when nobody knows whether it was closed; of any other failure nothing is
   *     executed
   */
  public BulkJob upsert(String externalId, List<Row> rows) {
    return submit("upsert", externalId, rows);
  }

  /**
   * Changes fields of records and leaves all others alone. Each row names its {@code Id}; a field
   * that a row does not name is left alone, one that is null is emptied.
   *
   * @return as for {@link #upsert}
   */
  public BulkJob update(List<Row> rows) {
    return submit("update", null, rows);
  }

  private BulkJob submit(String operation, @Nullable String externalId, List<Row> rows) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("object", object);
    wanted.put("operation", operation);
    wanted.put("contentType", "CSV");
    wanted.put("lineEnding", "LF");
    if (externalId != null) {
      wanted.put("externalIdFieldName", externalId);
    }
    byte[] csv = BulkCsv.text(rows).getBytes(StandardCharsets.UTF_8);
    if (csv.length > MOST_BYTES) {
      throw new IllegalArgumentException("more than a job takes: see parts");
    }
    BulkJob open =
        BulkJob.of(exchange.calls().execute(exchange.api().openJob(JsonTree.of(wanted))));
    try {
      exchange.calls().run(exchange.api().upload(open.id(), RequestBody.create(csv, CSV)));
    } catch (OutcomeUnknown e) {
      // Whether the rows arrived does not matter: a job that is not closed is never executed.
      abandon(open.id());
      throw new TransientFailure(e.detail(), e);
    } catch (PasserelleException e) {
      abandon(open.id());
      throw e;
    }
    return close(open.id());
  }

  private BulkJob close(String id) {
    try {
      return BulkJob.of(
          exchange.calls().execute(exchange.api().closeJob(id, state("UploadComplete"))));
    } catch (OutcomeUnknown e) {
      throw e;
    } catch (PasserelleException e) {
      abandon(id);
      throw e;
    }
  }

  /** Nobody will close it: this only tidies up, and may fail. */
  private void abandon(String id) {
    try {
      abort(id);
    } catch (PasserelleException e) {
      // Salesforce removes what stays open.
      return;
    }
  }

  /** Ends a job; rows that were worked off stay as they are. */
  public void abort(String id) {
    exchange.calls().run(exchange.api().abortJob(id, state("Aborted")));
  }

  private static JsonTree state(String state) {
    return JsonTree.of(Map.of("state", state));
  }

  /** A job; empty where it is not there any more. */
  public Optional<BulkJob> find(String id) {
    return exchange.calls().find(exchange.api().job(id)).map(BulkJob::of);
  }

  /** Jobs of this object that Salesforce executes now or will, whoever made them. */
  public List<BulkJob> running() {
    List<BulkJob> running = new ArrayList<>();
    JsonTree page = exchange.calls().execute(exchange.api().jobs());
    while (true) {
      page.at("records").items().stream()
          .map(BulkJob::of)
          .filter(job -> job.object().equals(object) && job.state().isRunning())
          .forEach(running::add);
      Optional<String> next = page.at("nextRecordsUrl").text().filter(url -> !url.isBlank());
      if (next.isEmpty()) {
        return running;
      }
      page = exchange.calls().execute(exchange.api().page(next.get()));
    }
  }

  /**
   * Waits until a job has ended, looking at it ever more seldom, at most every 30 seconds.
   *
   * @throws OutcomeUnknown when it has not ended in that time, or is not there any more
   */
  public BulkJob await(BulkJob job, Duration longest) {
    Duration waited = Duration.ZERO;
    Duration look = FIRST_LOOK;
    BulkJob now = job;
    while (!now.state().isFinal()) {
      if (waited.compareTo(longest) >= 0) {
        throw new OutcomeUnknown(unknown("the job has not ended yet"));
      }
      pause(look);
      waited = waited.plus(look);
      look = look.multipliedBy(2).compareTo(LONGEST_LOOK) < 0 ? look.multipliedBy(2) : LONGEST_LOOK;
      now =
          find(job.id())
              .orElseThrow(() -> new OutcomeUnknown(unknown("the job is not there any more")));
    }
    return now;
  }

  private void pause(Duration time) {
    try {
      pause.await(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure(
          ErrorDetail.of(ErrorCode.CALL_INTERRUPTED)
              .system(exchange.system())
              .figure("operation", "bulk job")
              .build(),
          e);
    }
  }

  private ErrorDetail unknown(String why) {
    return ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).system(exchange.system()).cause(why).build();
  }

  /**
   * What became of the rows of a job that has ended, by the value that each has in a column: the
   * external id, or {@code Id}. A row that Salesforce does not mention has no entry: only its
   * record tells.
   *
   * @param job as it was found last
   * @param column the column that names the rows
   */
  public Map<String, RowOutcome> outcomes(BulkJob job, String column) {
    return new BulkResults(exchange, job, column).read();
  }
}
