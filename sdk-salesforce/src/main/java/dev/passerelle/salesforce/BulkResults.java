package dev.passerelle.salesforce;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.salesforce.model.BulkJob;
import dev.passerelle.salesforce.model.SalesforceIds;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import okhttp3.ResponseBody;

/** The three lists of a job that has ended. Not thread-safe; used once. */
final class BulkResults {
  private static final String ID = "Id";

  private final Exchange exchange;
  private final BulkJob job;
  private final String column;
  private final Map<String, RowOutcome> outcomes = new HashMap<>();

  BulkResults(Exchange exchange, BulkJob job, String column) {
    this.exchange = exchange;
    this.job = job;
    this.column = column;
  }

  Map<String, RowOutcome> read() {
    boolean whole = job.state() == BulkJob.State.COMPLETE;
    if (!whole || job.processed() > job.failed()) {
      take("successfulResults", this::done);
    }
    if (!whole || job.failed() > 0) {
      take("failedResults", this::refused);
    }
    if (!whole) {
      take("unprocessedrecords", this::untouched);
    }
    return outcomes;
  }

  private void take(String list, BiFunction<String, Map<String, String>, RowOutcome> outcome) {
    Optional<ResponseBody> body = exchange.calls().find(exchange.api().jobRows(job.id(), list));
    if (body.isEmpty()) {
      return;
    }
    try (ResponseBody text = body.get()) {
      BulkCsv.rows(
          text.charStream(),
          row -> {
            String key = key(row);
            if (!key.isEmpty()) {
              outcomes.put(key, outcome.apply(key, row));
            }
          });
    } catch (IOException e) {
      throw new TransientFailure(
          ErrorDetail.of(ErrorCode.RESPONSE_UNREADABLE).system(exchange.system()).build(), e);
    }
  }

  private String key(Map<String, String> row) {
    String value = row.getOrDefault(column, "");
    return column.equals(ID) ? SalesforceIds.of18(value) : value;
  }

  private RowOutcome done(String key, Map<String, String> row) {
    return new RowOutcome.Done(
        key,
        SalesforceIds.of18(row.getOrDefault("sf__Id", "")),
        Boolean.parseBoolean(row.getOrDefault("sf__Created", "false")));
  }

  /** {@code CODE:message:Field,Field --}, where the message may hold colons too. */
  private RowOutcome refused(String key, Map<String, String> row) {
    String text = row.getOrDefault("sf__Error", "").replaceAll("\\s*--\\s*$", "");
    int first = text.indexOf(':');
    int last = text.lastIndexOf(':');
    String code = first < 0 ? text : text.substring(0, first);
    String message = last > first ? text.substring(first + 1, last) : "";
    List<String> fields =
        last > first && !text.substring(last + 1).isBlank()
            ? List.of(text.substring(last + 1).strip().split("\\s*,\\s*"))
            : List.of();
    return SalesforceErrors.row(
        exchange.system(),
        key,
        JsonTree.of(Map.of("statusCode", code, "message", message, "fields", fields)));
  }

  private RowOutcome untouched(String key, Map<String, String> row) {
    return new RowOutcome.Failed(
        key,
        new TransientFailure(
            ErrorDetail.of(ErrorCode.SYSTEM_ERROR)
                .system(exchange.system())
                .cause("the job ended before this row: " + job.state())
                .build()));
  }
}
