package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.odoo.model.OdooRecord;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of Odoo's records, their parts included. Thread-safe. */
final class RecordReader {
  private final Instance instance;
  private final RecordMap map;

  RecordReader(Instance instance, RecordMap map) {
    this.instance = instance;
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

  List<Seen> read(List<OdooRecord> records) {
    Map<Long, Fields.Builder> parts = new LinkedHashMap<>();
    if (!records.isEmpty()) {
      for (Part part : map.parts()) {
        part.read(records)
            .forEach(
                (id, fields) -> parts.computeIfAbsent(id, key -> Fields.builder()).setAll(fields));
      }
    }
    List<Seen> seen = new ArrayList<>();
    for (OdooRecord record : records) {
      seen.add(understand(record, parts.getOrDefault(record.id(), Fields.builder()).build()));
    }
    return seen;
  }

  static RecordId id(OdooRecord record) {
    return RecordId.of(Long.toString(record.id()));
  }

  private Seen understand(OdooRecord record, Fields more) {
    try {
      Fields.Builder fields = Fields.builder();
      map.bindings().forEach(binding -> binding.read(record, fields));
      Fields all = fields.setAll(more).build().only(map.rules().keySet());
      boolean away = map.archivable() && record.has("active") && !record.flag("active");
      Snapshot snapshot =
          Snapshot.builder(map.type(), id(record), all)
              .life(away ? Life.ARCHIVED : Life.LIVE)
              .revision(record.text(Trail.STAMP).orElse(null))
              .modifiedAt(record.instant(Trail.STAMP).orElse(null))
              .build();
      return new Seen(id(record), snapshot, null);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      ErrorDetail problem =
          ErrorDetail.of(ErrorCode.VALUE_INVALID)
              .system(instance.settings().system())
              .entity(map.type().name())
              .record(Long.toString(record.id()))
              .cause(e.getClass().getSimpleName())
              .build();
      return new Seen(id(record), null, problem);
    }
  }
}
