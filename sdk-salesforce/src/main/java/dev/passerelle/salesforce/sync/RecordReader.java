package dev.passerelle.salesforce.sync;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of Salesforce's records, their parts included. Thread-safe. */
final class RecordReader {
  private final Org org;
  private final RecordMap map;

  RecordReader(Org org, RecordMap map) {
    this.org = org;
    this.map = map;
  }

  /**
   * One record, understood or not.
   *
   * @param id the record
   * @param snapshot what it says; null when it could not be understood
   * @param problem why not
   */
  record Seen(RecordId id, @Nullable Snapshot snapshot, @Nullable ErrorDetail problem) {}

  /**
   * Asks for records. A column that is refused is one that has gone since we looked: the next call
   * looks again (E2).
   */
  <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (RefusedByRemote e) {
      if (e.code() != ErrorCode.CUSTOM_PROPERTY_MISSING) {
        throw e;
      }
      org.forget(map.object());
      throw new DriftDetected(
          e.detail().toBuilder().entity(map.type().name()).cause(Org.column(e)).build());
    }
  }

  /** Snapshots of records that a query or a read showed: true at that moment. */
  List<Seen> read(Collection<SalesforceRecord> records) {
    Map<String, Fields.Builder> parts = parts(records);
    List<Seen> seen = new ArrayList<>();
    for (SalesforceRecord record : records) {
      seen.add(understand(record, parts));
    }
    return seen;
  }

  private Map<String, Fields.Builder> parts(Collection<SalesforceRecord> records) {
    Map<String, Fields.Builder> found = new LinkedHashMap<>();
    if (records.isEmpty()) {
      return found;
    }
    for (Part part : map.parts()) {
      part.read(records)
          .forEach(
              (id, fields) -> found.computeIfAbsent(id, key -> Fields.builder()).setAll(fields));
    }
    return found;
  }

  private Seen understand(SalesforceRecord record, Map<String, Fields.Builder> parts) {
    RecordId id = RecordId.of(record.id());
    try {
      Fields.Builder fields = map.read(record).toBuilder();
      Optional.ofNullable(parts.get(record.id())).ifPresent(more -> fields.setAll(more.build()));
      return new Seen(id, snapshot(record, fields.build()), null);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return new Seen(id, null, problem(record, e));
    }
  }

  private Snapshot snapshot(SalesforceRecord record, Fields fields) {
    String active = map.active();
    boolean archived = active != null && !record.flag(active).orElse(true);
    return Snapshot.builder(map.type(), RecordId.of(record.id()), fields)
        .life(archived ? Life.ARCHIVED : Life.LIVE)
        .revision(record.text(RecordMap.STAMP).orElse(null))
        .modifiedAt(record.instant(RecordMap.STAMP).orElse(null))
        .build();
  }

  private ErrorDetail problem(SalesforceRecord record, RuntimeException e) {
    ErrorDetail.Builder detail =
        ErrorDetail.of(ErrorCode.VALUE_INVALID)
            .system(org.settings().system())
            .entity(map.type().name())
            .record(record.id())
            .cause(e.getClass().getSimpleName());
    for (Binding<?> binding : map.bindings()) {
      if (!readable(binding, record)) {
        detail.field(binding.columns().get(0));
      }
    }
    return detail.build();
  }

  private static boolean readable(Binding<?> binding, SalesforceRecord record) {
    try {
      binding.read(record);
      return true;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return false;
    }
  }
}
