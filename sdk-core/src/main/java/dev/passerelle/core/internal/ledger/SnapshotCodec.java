package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Snapshots as stored payloads, for the fields that the flows use of each feed. */
public final class SnapshotCodec {
  private final Map<String, Set<Field<?>>> known = new HashMap<>();

  /** A codec that knows the given fields per feed key. */
  public SnapshotCodec(Map<String, Set<Field<?>>> known) {
    this.known.putAll(known);
  }

  /** The fields used of a feed. */
  public Set<Field<?>> fields(Feed feed) {
    return known.getOrDefault(feed.key(), Set.of());
  }

  /** The digest of what the flows use of a snapshot: values and life. */
  public String digest(Feed feed, Snapshot snapshot) {
    Map<String, @Nullable Object> content =
        new LinkedHashMap<>(snapshot.fields().only(fields(feed)).toJson());
    content.put("life!", snapshot.life().name());
    return Payload.digest(content);
  }

  Map<String, @Nullable Object> toMap(Snapshot snapshot) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("fields", snapshot.fields().toJson());
    map.put("life", snapshot.life().name());
    map.put("auth", snapshot.authoritative());
    snapshot.revision().ifPresent(value -> map.put("revision", value));
    snapshot.etag().ifPresent(value -> map.put("etag", value));
    snapshot.modifiedAt().ifPresent(value -> map.put("modified", value.toString()));
    if (!snapshot.changedAt().isEmpty()) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>();
      snapshot.changedAt().forEach((field, at) -> changed.put(field.name(), at.toString()));
      map.put("changed", changed);
    }
    return map;
  }

  Snapshot fromMap(Feed feed, RecordId id, Map<String, @Nullable Object> map) {
    Set<Field<?>> fields = fields(feed);
    Snapshot.Builder snapshot =
        Snapshot.builder(feed.type(), id, Fields.fromJson(Payload.map(map, "fields"), fields))
            .life(Life.valueOf(Objects.requireNonNull(Payload.text(map, "life"))))
            .revision(Payload.text(map, "revision"))
            .etag(Payload.text(map, "etag"))
            .modifiedAt(instant(Payload.text(map, "modified")))
            .changedAt(instants(Payload.map(map, "changed"), fields));
    return (Boolean.TRUE.equals(map.get("auth")) ? snapshot : snapshot.hint()).build();
  }

  static Map<Field<?>, Instant> instants(Map<String, @Nullable Object> map, Set<Field<?>> fields) {
    Map<Field<?>, Instant> found = new HashMap<>();
    for (Field<?> field : fields) {
      Instant at = instant((String) map.get(field.name()));
      if (at != null) {
        found.put(field, at);
      }
    }
    return found;
  }

  static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
