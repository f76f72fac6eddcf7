package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** What the entities have in common. */
final class Entities {
  private static final Pattern MARQ = Pattern.compile("[1-9][0-9]{0,8}");

  private Entities() {}

  /** A descriptor of a type that is listed and watched by SQL. */
  static AdapterDescriptor.Builder descriptor(EntityType type, Duration overlap) {
    return AdapterDescriptor.of(type)
        .can(Capability.CHANGES, Capability.LIST)
        .overlap(overlap)
        .pageSize(200)
        .readBatch(200)
        .writeBatch(50);
  }

  /** The numbers behind ids that are cbMarq; others are no ids of ours and are left out. */
  static List<Integer> marqs(Collection<RecordId> ids) {
    return ids.stream()
        .map(RecordId::value)
        .filter(value -> MARQ.matcher(value).matches())
        .map(Integer::valueOf)
        .distinct()
        .toList();
  }

  static List<RecordId> ids(Collection<Integer> marqs) {
    return marqs.stream().map(RecordId::of).toList();
  }

  /** Found for those that were read; the others are gone: SQL is authoritative. */
  static List<Lookup> lookups(Collection<RecordId> ids, Collection<Snapshot> found) {
    Map<RecordId, Snapshot> byId = new HashMap<>();
    found.forEach(snapshot -> byId.put(snapshot.id(), snapshot));
    List<Lookup> lookups = new ArrayList<>();
    for (RecordId id : ids) {
      Snapshot snapshot = byId.get(id);
      lookups.add(snapshot == null ? new Lookup.Gone(id) : new Lookup.Found(snapshot));
    }
    return lookups;
  }

  /** The ids behind codes, in the order of the codes; codes of other things are left out. */
  static List<RecordId> ids(Collection<String> codes, Map<String, Integer> marqs) {
    List<RecordId> ids = new ArrayList<>();
    for (String code : codes) {
      Integer marq = marqs.get(code);
      if (marq != null) {
        ids.add(RecordId.of(marq));
      }
    }
    return ids;
  }

  /** A part of a list without values, of records whose id is their cbMarq. */
  static SageEntity.Listing keys(List<Integer> marqs, long after) {
    return listing(marqs, marq -> marq, marq -> Change.of(RecordId.of(marq)), after);
  }

  /** A part of a list without values, of records whose id is a code. */
  static SageEntity.Listing keys(Map<Integer, String> codes, long after) {
    List<Map.Entry<Integer, String>> entries = List.copyOf(codes.entrySet());
    return listing(entries, Map.Entry::getKey, e -> Change.of(RecordId.of(e.getValue())), after);
  }

  /** A part of a list out of rows in the order of cbMarq. */
  static <R> SageEntity.Listing listing(
      List<R> rows, ToLongFunction<R> marq, Function<R, Change> change, long after) {
    long last = rows.isEmpty() ? after : marq.applyAsLong(rows.get(rows.size() - 1));
    return new SageEntity.Listing(rows.stream().map(change).toList(), last);
  }

  static List<String> texts(Collection<?> values) {
    return values.stream().map(String::valueOf).filter(text -> !text.isBlank()).toList();
  }
}
