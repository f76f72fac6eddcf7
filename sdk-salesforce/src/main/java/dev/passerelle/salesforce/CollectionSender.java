package dev.passerelle.salesforce;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.salesforce.model.Row;
import dev.passerelle.salesforce.model.SalesforceIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows as collections inside composite calls (fact sheet §4): splits what is too long (W7),
 * bisects a collection that is refused as a whole (L23), and gives each row its outcome by its
 * place. An answer of another length tells nothing of any row (W6). Not thread-safe; used once.
 */
final class CollectionSender {
  private final Exchange exchange;
  private final Function<List<Row>, Map<String, Object>> part;
  private final Function<JsonTree, JsonTree> call;
  private final Map<String, RowOutcome> outcomes = new LinkedHashMap<>();

  /**
   * For one kind of write.
   *
   * @param part method, address and body of one collection
   * @param call sends a composite call
   */
  CollectionSender(
      Exchange exchange,
      Function<List<Row>, Map<String, Object>> part,
      Function<JsonTree, JsonTree> call) {
    this.exchange = exchange;
    this.part = part;
    this.call = call;
  }

  /** One outcome per row, in the order of the rows. */
  List<RowOutcome> send(List<Row> rows) {
    List<List<Row>> collections = split(rows, exchange.limits().rowsPerCollection());
    int most = exchange.limits().collectionsPerCall();
    for (int from = 0; from < collections.size(); from += most) {
      sendTogether(collections.subList(from, Math.min(collections.size(), from + most)));
    }
    return rows.stream().map(row -> outcomeOf(row.key())).toList();
  }

  private void sendTogether(List<List<Row>> collections) {
    try {
      match(collections, call.apply(composite(collections)));
    } catch (RefusedByRemote e) {
      collections.forEach(rows -> apart(rows, e, collections.size() > 1));
    } catch (OutcomeUnknown | DriftDetected e) {
      collections.forEach(rows -> unknown(rows, e));
    } catch (PasserelleException e) {
      // The whole system is concerned. Rows that went before must not be forgotten for it.
      if (outcomes.isEmpty()) {
        throw e;
      }
      collections.forEach(rows -> rows.forEach(r -> put(new RowOutcome.Failed(r.key(), e))));
    }
  }

  private JsonTree composite(List<List<Row>> collections) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (List<Row> rows : collections) {
      Map<String, Object> one = new LinkedHashMap<>(part.apply(rows));
      one.put("referenceId", "c" + parts.size());
      parts.add(one);
    }
    return Composite.of(false, parts);
  }

  private void match(List<List<Row>> collections, JsonTree answer) {
    Map<String, JsonTree> byReference = new HashMap<>();
    for (JsonTree each : answer.at("compositeResponse").items()) {
      each.at("referenceId").text().ifPresent(reference -> byReference.put(reference, each));
    }
    for (int i = 0; i < collections.size(); i++) {
      JsonTree one = byReference.get("c" + i);
      matchOne(collections.get(i), one);
    }
  }

  private void matchOne(List<Row> rows, @Nullable JsonTree answer) {
    int status = answer == null ? 0 : Composite.status(answer);
    if (answer == null || status == 0 || status >= 500) {
      unknown(rows, lost("the answer does not mention the rows"));
    } else if (status >= 300) {
      apart(rows, SalesforceErrors.part(exchange.system(), status, answer.at("body")), false);
    } else {
      matchRows(rows, answer.at("body").items());
    }
  }

  private void matchRows(List<Row> rows, List<JsonTree> results) {
    if (results.size() != rows.size()) {
      unknown(rows, lost("the answer has another number of rows"));
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      put(outcome(rows.get(i).key(), results.get(i)));
    }
  }

  private RowOutcome outcome(String key, JsonTree result) {
    if (result.at("success").bool().orElse(false)) {
      String id = result.at("id").text().map(SalesforceIds::of18).orElse("");
      return new RowOutcome.Done(key, id, result.at("created").bool().orElse(false));
    }
    return SalesforceErrors.row(exchange.system(), key, result.at("errors").at(0));
  }

  /** Refused as a whole: each half alone, until the row at fault is. */
  private void apart(List<Row> rows, RefusedByRemote e, boolean tryWhole) {
    if (tryWhole) {
      sendTogether(List.of(rows));
    } else if (rows.size() == 1) {
      put(new RowOutcome.Refused(rows.get(0).key(), e));
    } else {
      int middle = rows.size() / 2;
      sendTogether(List.of(rows.subList(0, middle)));
      sendTogether(List.of(rows.subList(middle, rows.size())));
    }
  }

  private void unknown(List<Row> rows, PasserelleException e) {
    rows.forEach(row -> put(new RowOutcome.Unknown(row.key(), e)));
  }

  private OutcomeUnknown lost(String why) {
    return new OutcomeUnknown(
        ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).system(exchange.system()).cause(why).build());
  }

  private void put(RowOutcome outcome) {
    outcomes.putIfAbsent(outcome.key(), outcome);
  }

  private RowOutcome outcomeOf(String key) {
    RowOutcome outcome = outcomes.get(key);
    if (outcome == null) {
      throw new IllegalStateException("two rows with the key " + key);
    }
    return outcome;
  }

  private static List<List<Row>> split(List<Row> rows, int most) {
    List<List<Row>> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += most) {
      parts.add(rows.subList(from, Math.min(rows.size(), from + most)));
    }
    return parts;
  }
}
