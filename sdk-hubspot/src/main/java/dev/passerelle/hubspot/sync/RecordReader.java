package dev.passerelle.hubspot.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of HubSpot's records, their parts included. Thread-safe. */
final class RecordReader {
  private final Portal portal;
  private final RecordMap map;

  RecordReader(Portal portal, RecordMap map) {
    this.portal = portal;
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

  /** Authoritative snapshots of records that a consistent call showed. */
  List<Seen> read(Collection<HubSpotObject> objects) {
    if (objects.stream().anyMatch(object -> !map.shownBy(object))) {
      portal.doubt(map);
    }
    Map<String, Fields.Builder> parts = parts(objects);
    List<Seen> seen = new ArrayList<>();
    for (HubSpotObject object : objects) {
      seen.add(understand(object, parts));
    }
    return seen;
  }

  private Map<String, Fields.Builder> parts(Collection<HubSpotObject> objects) {
    Map<String, Fields.Builder> found = new LinkedHashMap<>();
    if (objects.isEmpty()) {
      return found;
    }
    for (Part part : map.parts()) {
      part.read(objects)
          .forEach(
              (id, fields) -> found.computeIfAbsent(id, key -> Fields.builder()).setAll(fields));
    }
    return found;
  }

  private Seen understand(HubSpotObject object, Map<String, Fields.Builder> parts) {
    RecordId id = RecordId.of(object.id());
    try {
      Fields.Builder fields = map.read(object).toBuilder();
      Optional.ofNullable(parts.get(object.id())).ifPresent(more -> fields.setAll(more.build()));
      return new Seen(id, builder(object, fields.build()).build(), null);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return new Seen(id, null, problem(object, e));
    }
  }

  /** A hint: what a search showed, without the parts. */
  Snapshot hint(HubSpotObject object) {
    Fields fields;
    try {
      fields = map.read(object);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      // The authoritative read that follows says what is wrong with it.
      fields = Fields.empty();
    }
    return builder(object, fields).hint().build();
  }

  private Snapshot.Builder builder(HubSpotObject object, Fields fields) {
    Instant updated = object.updatedAt();
    return Snapshot.builder(map.type(), RecordId.of(object.id()), fields)
        .life(object.archived() ? Life.ARCHIVED : Life.LIVE)
        .revision(updated == null ? null : updated.toString())
        .modifiedAt(updated);
  }

  private ErrorDetail problem(HubSpotObject object, RuntimeException e) {
    ErrorDetail.Builder detail =
        ErrorDetail.of(ErrorCode.VALUE_INVALID)
            .system(portal.settings().system())
            .entity(map.type().name())
            .record(object.id())
            .cause(e.getClass().getSimpleName());
    for (Binding<?> binding : map.bindings()) {
      if (!readable(binding, object)) {
        detail.field(binding.properties().get(0));
      }
    }
    return detail.build();
  }

  private static boolean readable(Binding<?> binding, HubSpotObject object) {
    try {
      binding.read(object);
      return true;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return false;
    }
  }
}
