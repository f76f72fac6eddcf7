package dev.passerelle.hubspot;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.Pager;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.BatchRow;
import dev.passerelle.hubspot.model.HubSpotObject;
import dev.passerelle.hubspot.model.Inputs;
import dev.passerelle.hubspot.model.ObjectId;
import dev.passerelle.hubspot.model.ObjectPage;
import dev.passerelle.hubspot.model.Search;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of one object type (fact sheet §2 to §4). Batches above HubSpot's limit are split; a
 * batch that is refused as a whole is bisected, so that each row has an outcome of its own.
 */
public final class HubSpotObjects {
  /** Most records in a page of a list. */
  public static final int LIST_LIMIT = 100;

  /** Most records in a page of a search. */
  public static final int SEARCH_LIMIT = 200;

  private static final int READ_LIMIT = 100;
  private static final int HISTORY_LIMIT = 50;
  private static final int MANY_PAGES = 1_000_000;

  private final Exchange exchange;
  private final String type;

  HubSpotObjects(Exchange exchange, String type) {
    this.exchange = exchange;
    this.type = type;
  }

  /** The object type's name, as in the path. */
  public String type() {
    return type;
  }

  /**
   * A page of all records, in the order of their ids; consistent, without the limits of searches.
   *
   * @param properties internal names to show; unknown ones are silently left out
   * @param limit 1 to 100
   * @param after bookmark of the page; null for the first
   * @param archived whether to list the recycle bin instead
   */
  public ObjectPage list(
      Collection<String> properties, int limit, @Nullable String after, boolean archived) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", Integer.toString(Math.min(limit, LIST_LIMIT)));
    query.put("archived", Boolean.toString(archived));
    if (after != null) {
      query.put("after", after);
    }
    if (!properties.isEmpty()) {
      query.put("properties", String.join(",", properties));
    }
    return exchange.calls().execute(exchange.api().list(type, query));
  }

  /** All live records, read page by page while they are consumed, in the lane of lists. */
  public Pager<HubSpotObject> all(Collection<String> properties) {
    HubSpotObjects slow =
        new HubSpotObjects(
            new Exchange(exchange.system(), exchange.api(), exchange.calls().in(Lane.LISTS)), type);
    return Pager.of(
        exchange.system(),
        MANY_PAGES,
        "",
        after -> {
          ObjectPage page =
              slow.list(properties, LIST_LIMIT, after.isEmpty() ? null : after, false);
          return new Pager.Page<>(page.results(), page.after().orElse(null));
        });
  }

  /** A live record by id; empty when there is none. */
  public Optional<HubSpotObject> get(String id, Collection<String> properties) {
    return get(id, Map.of("properties", String.join(",", properties)));
  }

  /** A live record by a unique property; empty when there is none. */
  public Optional<HubSpotObject> getBy(
      String idProperty, String value, Collection<String> properties) {
    return get(value, Map.of("properties", String.join(",", properties), "idProperty", idProperty));
  }

  private Optional<HubSpotObject> get(String id, Map<String, String> query) {
    return exchange.calls().find(exchange.api().get(type, id, query));
  }

  /** A page of a search: hints from a lagging index, at most 10,000 per query. */
  public ObjectPage search(Search search) {
    return exchange.calls().execute(exchange.api().search(type, search));
  }

  /**
   * Records by id or unique property, consistently. Those that do not exist are left out; of a
   * merged one HubSpot may show its successor, under the successor's id.
   *
   * @param archived whether to look into the recycle bin instead
   */
  public List<HubSpotObject> read(BatchRead read, boolean archived) {
    List<HubSpotObject> found = new ArrayList<>();
    int most = read.propertiesWithHistory().isEmpty() ? READ_LIMIT : HISTORY_LIMIT;
    for (int from = 0; from < read.inputs().size(); from += most) {
      List<ObjectId> some =
          read.inputs().subList(from, Math.min(read.inputs().size(), from + most));
      found.addAll(
          readSome(
              new BatchRead(
                  read.properties(), read.propertiesWithHistory(), read.idProperty(), some),
              archived));
    }
    return found;
  }

  private List<HubSpotObject> readSome(BatchRead read, boolean archived) {
    try {
      return exchange.calls().execute(exchange.api().batchRead(type, archived, read)).results();
    } catch (RefusedByRemote e) {
      if (e.code() == ErrorCode.RECORD_NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * Makes records. Not repeatable: after an unknown outcome look by a unique property, or upsert.
   */
  public List<RowOutcome> create(List<BatchRow> rows) {
    return sender(HubSpotApi::batchCreate).send(rows);
  }

  /** Changes properties of records and leaves all others alone. */
  public List<RowOutcome> update(List<BatchRow> rows) {
    return sender(HubSpotApi::batchUpdate).send(rows);
  }

  /** Changes the records that have the unique values, and makes those that do not exist. */
  public List<RowOutcome> upsert(List<BatchRow> rows) {
    return sender(HubSpotApi::batchUpsert).send(rows);
  }

  /** Puts records into the recycle bin for 90 days; unknown ids are ignored. */
  public void archive(Collection<String> ids) {
    List<ObjectId> all = ObjectId.of(ids);
    for (int from = 0; from < all.size(); from += BatchSender.MOST) {
      List<ObjectId> some = all.subList(from, Math.min(all.size(), from + BatchSender.MOST));
      exchange.calls().run(exchange.api().batchArchive(type, new Inputs<>(some)));
    }
  }

  private BatchSender sender(Send send) {
    return new BatchSender(
        exchange.system(),
        rows -> exchange.calls().execute(send.call(exchange.api(), type, new Inputs<>(rows))));
  }

  private interface Send {
    retrofit2.Call<dev.passerelle.hubspot.model.BatchAnswer> call(
        HubSpotApi api, String type, Inputs<BatchRow> rows);
  }
}
