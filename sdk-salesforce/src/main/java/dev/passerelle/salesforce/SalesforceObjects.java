package dev.passerelle.salesforce;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.salesforce.model.DeletedRecords;
import dev.passerelle.salesforce.model.ObjectDescription;
import dev.passerelle.salesforce.model.Row;
import dev.passerelle.salesforce.model.SalesforceRecord;
import dev.passerelle.salesforce.model.SalesforceTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records of one object (fact sheet §2, §4). Rows above Salesforce's limits are split; a
 * collection that is refused as a whole is bisected, so that each row has an outcome of its own.
 */
public final class SalesforceObjects {
  /** Most ids in one read. */
  public static final int READ_LIMIT = 2_000;

  private final Exchange exchange;
  private final String object;

  SalesforceObjects(Exchange exchange, String object) {
    this.exchange = exchange;
    this.object = object;
  }

  /** The object's API name. */
  public String name() {
    return object;
  }

  /** The object as the user sees it; empty where there is none, or it is not visible at all. */
  public Optional<ObjectDescription> describe() {
    return exchange.calls().find(exchange.api().describe(object)).map(ObjectDescription::of);
  }

  /**
   * Live records by id. Those that are deleted, or that the user may not see, are left out.
   *
   * @param fields API names; one that does not exist makes the call fail
   */
  public List<SalesforceRecord> read(Collection<String> ids, Collection<String> fields) {
    List<SalesforceRecord> found = new ArrayList<>();
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += READ_LIMIT) {
      JsonTree body =
          JsonTree.of(
              Map.of(
                  "ids",
                  all.subList(from, Math.min(all.size(), from + READ_LIMIT)),
                  "fields",
                  List.copyOf(fields)));
      JsonTree answer = exchange.calls().execute(exchange.api().retrieve(object, body));
      answer.items().stream()
          .filter(each -> !each.isNull())
          .map(SalesforceRecord::of)
          .forEach(found::add);
    }
    return found;
  }

  /** One live record by id. */
  public Optional<SalesforceRecord> get(String id, Collection<String> fields) {
    return read(Set.of(id), fields).stream().findFirst();
  }

  /** Makes records. Not repeatable: after an unknown outcome look by an external id, or upsert. */
  public List<RowOutcome> create(List<Row> rows) {
    return new CollectionSender(
            exchange,
            some -> part("POST", "composite/sobjects", some),
            body -> exchange.calls().execute(exchange.api().writeTogether(body)))
        .send(rows).stream().map(SalesforceObjects::asCreated).toList();
  }

  /** Changes fields of records and leaves all others alone. Each row names its {@code Id}. */
  public List<RowOutcome> update(List<Row> rows) {
    return new CollectionSender(
            exchange,
            some -> part("PATCH", "composite/sobjects", some),
            body -> exchange.calls().execute(exchange.api().changeTogether(body)))
        .send(rows);
  }

  /**
   * Changes the records that have the values of an external id, and makes those that do not exist.
   * No two rows may have the same value.
   */
  public List<RowOutcome> upsert(String externalId, List<Row> rows) {
    return new CollectionSender(
            exchange,
            some -> part("PATCH", "composite/sobjects/" + object + "/" + externalId, some),
            body -> exchange.calls().execute(exchange.api().writeTogether(body)))
        .send(rows);
  }

  /** Puts records into the recycle bin for 15 days; one outcome per id, which is its key. */
  public List<RowOutcome> delete(Collection<String> ids) {
    List<Row> rows = ids.stream().distinct().map(id -> new Row(id, Map.of())).toList();
    return new CollectionSender(
            exchange,
            this::deletion,
            body -> exchange.calls().execute(exchange.api().changeTogether(body)))
        .send(rows);
  }

  /**
   * What was deleted in a span of time of more than a minute, at most 15 days back. The log may be
   * cut: see {@link DeletedRecords#earliestAvailable()}.
   */
  public DeletedRecords deleted(Instant start, Instant end) {
    return DeletedRecords.of(
        exchange
            .calls()
            .execute(
                exchange
                    .api()
                    .deleted(
                        object, SalesforceTimes.literal(start), SalesforceTimes.literal(end))));
  }

  private Map<String, Object> part(String method, String path, List<Row> rows) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("method", method);
    part.put("url", "/" + SalesforceApi.DATA + path);
    part.put(
        "body",
        Map.of("allOrNone", false, "records", rows.stream().map(r -> r.body(object)).toList()));
    return part;
  }

  private Map<String, Object> deletion(List<Row> rows) {
    String ids = String.join(",", rows.stream().map(Row::key).toList());
    return Map.of(
        "method",
        "DELETE",
        "url",
        "/" + SalesforceApi.DATA + "composite/sobjects?allOrNone=false&ids=" + ids);
  }

  private static RowOutcome asCreated(RowOutcome outcome) {
    return outcome instanceof RowOutcome.Done done
        ? new RowOutcome.Done(done.key(), done.id(), true)
        : outcome;
  }
}
