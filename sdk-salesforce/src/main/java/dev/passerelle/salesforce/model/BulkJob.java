package dev.passerelle.salesforce.model;

import dev.passerelle.core.http.JsonTree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An ingest job of the Bulk API 2.0 (fact sheet §4).
 *
 * @param id 18 characters
 * @param object API name
 * @param operation {@code upsert}, {@code update}, …
 * @param createdBy the user who made it, 18 characters
 * @param created when; null where it is not told
 * @param state how far it is
 * @param processed rows that were worked off, failed ones included
 * @param failed rows that were refused
 * @param message why the job failed as a whole; null where it did not
 */
public record BulkJob(
    String id,
    String object,
    String operation,
    String createdBy,
    @Nullable Instant created,
    State state,
    int processed,
    int failed,
    @Nullable String message) {

  /** How far a job is. */
  public enum State {
    /** Takes data; never runs until it is closed. */
    OPEN("Open"),
    /** Closed; runs when its turn comes. */
    UPLOAD_COMPLETE("UploadComplete"),
    /** Runs. */
    IN_PROGRESS("InProgress"),
    /** Has ended; each row has its outcome. */
    COMPLETE("JobComplete"),
    /** Has ended before all rows were worked off. */
    FAILED("Failed"),
    /** Was ended by somebody; rows that were worked off stay. */
    ABORTED("Aborted"),
    /** A state that this version does not know: not taken for an end. */
    OTHER("");

    private final String wire;

    State(String wire) {
      this.wire = wire;
    }

    /** Whether nothing of the job will be executed any more. */
    public boolean isFinal() {
      return this == COMPLETE || this == FAILED || this == ABORTED;
    }

    /** Whether the job executes its rows now or later. */
    public boolean isRunning() {
      return this != OPEN && !isFinal();
    }

    static State of(String text) {
      return Arrays.stream(values())
          .filter(state -> state.wire.equals(text))
          .findFirst()
          .orElse(OTHER);
    }
  }

  /** Reads Salesforce's form. */
  public static BulkJob of(JsonTree json) {
    return new BulkJob(
        json.at("id").text().map(SalesforceIds::of18).orElse(""),
        json.at("object").text().orElse(""),
        json.at("operation").text().orElse(""),
        json.at("createdById").text().map(SalesforceIds::of18).orElse(""),
        json.at("createdDate").text().map(SalesforceTimes::instant).orElse(null),
        State.of(json.at("state").text().orElse("")),
        number(json, "numberRecordsProcessed"),
        number(json, "numberRecordsFailed"),
        json.at("errorMessage").text().orElse(null));
  }

  private static int number(JsonTree json, String name) {
    return json.at(name).number().map(BigDecimal::intValue).orElse(0);
  }
}
