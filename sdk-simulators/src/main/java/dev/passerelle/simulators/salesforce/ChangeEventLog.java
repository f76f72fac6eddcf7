package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Change Data Capture: one event per change of a record, as a subscriber decodes it. */
final class ChangeEventLog {
  private static final Set<String> INNER =
      Set.of("Id", "IsDeleted", "SystemModstamp", "LastModifiedById", "CreatedDate");

  /** What stands for all records of an object. */
  private static final String ALL = "000000000000000AAA";

  private final Org org;
  private final List<Map<String, @Nullable Object>> events = new ArrayList<>();
  private String origin = "";
  private boolean captures;
  private int last;

  ChangeEventLog(Org org) {
    this.org = org;
  }

  /** From now on changes are events. */
  void capture() {
    captures = true;
  }

  /** Who changes things from now on; empty for a person. */
  void origin(String client) {
    origin = client.isEmpty() ? "" : "com/salesforce/api/rest/67.0;" + client;
  }

  Runnable created(StoredRecord record) {
    return add(record.object.name, List.of(record.id), "CREATE", record.values);
  }

  Runnable changed(StoredRecord record, Map<String, ? extends @Nullable Object> values) {
    Object deleted = values.get("IsDeleted");
    if (deleted != null) {
      String type = deleted.equals(true) ? "DELETE" : "UNDELETE";
      return add(record.object.name, List.of(record.id), type, Map.of());
    }
    return add(record.object.name, List.of(record.id), "UPDATE", values);
  }

  void gap(String object, String type, List<String> ids) {
    add(object, ids.isEmpty() ? List.of(ALL) : ids, type, Map.of());
  }

  private Runnable add(
      String object,
      List<String> ids,
      String type,
      Map<String, ? extends @Nullable Object> values) {
    if (!captures) {
      return () -> {};
    }
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("entityName", object);
    header.put("recordIds", ids);
    header.put("changeType", type);
    header.put("changeOrigin", origin);
    header.put("transactionKey", "0001-%08d".formatted(++last));
    header.put("sequenceNumber", 1);
    header.put("commitTimestamp", org.clock.millis());
    header.put("commitNumber", last);
    header.put("commitUser", org.userId);
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("ChangeEventHeader", header);
    List<String> fields = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          if (!INNER.contains(name)) {
            fields.add(name);
            event.put(name, value);
          }
        });
    header.put("changedFields", type.equals("UPDATE") ? fields : List.of());
    events.add(event);
    return () -> events.remove(event);
  }

  List<String> take() {
    List<String> taken = events.stream().map(Json::write).toList();
    events.clear();
    return taken;
  }
}
