package dev.passerelle.hubspot;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.hubspot.RowOutcome.Done;
import dev.passerelle.hubspot.RowOutcome.Failed;
import dev.passerelle.hubspot.RowOutcome.Refused;
import dev.passerelle.hubspot.RowOutcome.Unknown;
import dev.passerelle.hubspot.model.BatchAnswer;
import dev.passerelle.hubspot.model.BatchRow;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends the rows of one batch write: splits above 100 (W7), bisects a batch that is refused as a
 * whole (L23), and finds each row's outcome by trace id, record id or unique value (W6). Not
 * thread-safe; used once.
 */
final class BatchSender {
  static final int MOST = 100;

  private final String system;
  private final Function<List<BatchRow>, BatchAnswer> call;
  private final Map<String, RowOutcome> outcomes = new LinkedHashMap<>();

  BatchSender(String system, Function<List<BatchRow>, BatchAnswer> call) {
    this.system = system;
    this.call = call;
  }

  /** One outcome per row, in the order of the rows. */
  List<RowOutcome> send(List<BatchRow> rows) {
    for (int from = 0; from < rows.size(); from += MOST) {
      sendOne(rows.subList(from, Math.min(rows.size(), from + MOST)));
    }
    return rows.stream().map(row -> outcomeOf(row.objectWriteTraceId())).toList();
  }

  private void sendOne(List<BatchRow> rows) {
    try {
      match(rows, call.apply(rows));
    } catch (RefusedByRemote e) {
      refused(rows, e);
    } catch (OutcomeUnknown | DriftDetected e) {
      rows.forEach(row -> put(new Unknown(row.objectWriteTraceId(), e)));
    } catch (PasserelleException e) {
      // The whole system is concerned. Rows that went before must not be forgotten for it.
      if (outcomes.isEmpty()) {
        throw e;
      }
      rows.forEach(row -> put(new Failed(row.objectWriteTraceId(), e)));
    }
  }

  private void refused(List<BatchRow> rows, RefusedByRemote e) {
    if (rows.size() == 1) {
      put(new Refused(rows.get(0).objectWriteTraceId(), e));
      return;
    }
    int middle = rows.size() / 2;
    sendOne(rows.subList(0, middle));
    sendOne(rows.subList(middle, rows.size()));
  }

  private void match(List<BatchRow> rows, BatchAnswer answer) {
    for (HubSpotObject object : answer.results()) {
      rowOf(rows, object)
          .ifPresent(
              row ->
                  put(
                      new Done(
                          row.objectWriteTraceId(),
                          object,
                          row.id() == null || Boolean.TRUE.equals(object.isNew()))));
    }
    for (JsonTree error : answer.errors()) {
      rowOf(rows, error).ifPresent(row -> put(outcome(row, error)));
    }
    rows.stream()
        .filter(row -> !outcomes.containsKey(row.objectWriteTraceId()))
        .forEach(row -> put(missing(row)));
  }

  private static Optional<BatchRow> rowOf(List<BatchRow> rows, HubSpotObject object) {
    String trace = object.objectWriteTraceId();
    return trace != null
        ? byTrace(rows, trace)
        : rows.stream().filter(row -> isRowOf(row, object)).findFirst();
  }

  private static boolean isRowOf(BatchRow row, HubSpotObject object) {
    String key = row.idProperty();
    return key == null
        ? object.id().equals(row.id())
        : object.text(key).filter(value -> value.equals(row.id())).isPresent();
  }

  private Optional<BatchRow> rowOf(List<BatchRow> rows, JsonTree error) {
    JsonTree context = error.at("context");
    List<String> names = new ArrayList<>();
    context.at("ids").items().forEach(id -> id.text().ifPresent(names::add));
    context.at("id").items().forEach(id -> id.text().ifPresent(names::add));
    error.at("id").text().ifPresent(names::add);
    return context
        .at("objectWriteTraceId")
        .at(0)
        .text()
        .flatMap(trace -> byTrace(rows, trace))
        .or(() -> rows.stream().filter(row -> names.contains(row.id())).findFirst())
        .or(() -> rows.size() == 1 ? Optional.of(rows.get(0)) : Optional.empty());
  }

  private static Optional<BatchRow> byTrace(List<BatchRow> rows, String trace) {
    return rows.stream().filter(row -> row.objectWriteTraceId().equals(trace)).findFirst();
  }

  private RowOutcome outcome(BatchRow row, JsonTree error) {
    String trace = row.objectWriteTraceId();
    String category = error.at("category").text().orElse("");
    RefusedByRemote refusal = HubSpotErrors.refusedRow(system, error);
    return switch (category) {
      case "RATE_LIMITS", "RATE_LIMIT" -> new Failed(trace, refusal);
      case "", "INTERNAL_ERROR" -> new Unknown(trace, refusal);
      default -> new Refused(trace, refusal);
    };
  }

  private Unknown missing(BatchRow row) {
    return new Unknown(
        row.objectWriteTraceId(),
        new OutcomeUnknown(
            ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN)
                .system(system)
                .cause("the answer to the batch does not mention the row")
                .build()));
  }

  private void put(RowOutcome outcome) {
    outcomes.putIfAbsent(outcome.trace(), outcome);
  }

  private RowOutcome outcomeOf(String trace) {
    RowOutcome outcome = outcomes.get(trace);
    if (outcome == null) {
      throw new IllegalStateException("two rows with the trace id " + trace);
    }
    return outcome;
  }
}
