package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.adapter.Pricing;
import dev.passerelle.core.gate.Gate;
import dev.passerelle.core.gate.Need;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what gates need, for many documents at once (L18). */
final class NeedsReader {
  /** Stands for a record that does not exist yet. */
  static final String PENDING = "(pending)";

  private static final int ROUNDS = 4;
  private final Topology topology;

  NeedsReader(Topology topology) {
    this.topology = topology;
  }

  /** Reads until no gate names anything new. */
  void read(EngineSystem target, Collection<Draft> drafts, boolean withPrice) {
    for (int round = 0; round < ROUNDS; round++) {
      Map<EntityType, Set<Ref>> wanted = new LinkedHashMap<>();
      List<Draft> unpriced = new ArrayList<>();
      for (Draft draft : drafts) {
        missing(draft, wanted, unpriced);
      }
      if (withPrice) {
        price(target, unpriced);
      }
      if (wanted.isEmpty()) {
        return;
      }
      wanted.forEach((type, refs) -> share(drafts, type, read(target, type, refs)));
    }
  }

  /** Everything that the gates of a draft name. */
  static Set<Need> needs(Draft draft) {
    Set<Need> needs = new LinkedHashSet<>();
    for (Gate gate : draft.flow().gates()) {
      needs.addAll(gate.needs(draft.gateInput()));
    }
    return needs;
  }

  private static void missing(Draft draft, Map<EntityType, Set<Ref>> wanted, List<Draft> unpriced) {
    for (Need need : needs(draft)) {
      if (need instanceof Need.Record record
          && !draft.records().containsKey(record)
          && !record.ref().value().equals(PENDING)) {
        wanted.computeIfAbsent(record.type(), t -> new LinkedHashSet<>()).add(record.ref());
      } else if (need instanceof Need.Price && draft.priced().isEmpty()) {
        unpriced.add(draft);
      }
    }
  }

  private static void share(
      Collection<Draft> drafts, EntityType type, Map<Ref, Optional<Fields>> found) {
    for (Draft draft : drafts) {
      for (Need need : needs(draft)) {
        if (need instanceof Need.Record record
            && record.type().equals(type)
            && found.containsKey(record.ref())) {
          draft.records().put(record, found.get(record.ref()));
        }
      }
    }
  }

  private static void price(EngineSystem target, List<Draft> drafts) {
    if (drafts.isEmpty() || !(target.connector() instanceof Pricing pricing)) {
      return;
    }
    List<Priced> answers = pricing.price(drafts.stream().map(Draft::target).toList());
    for (int i = 0; i < drafts.size(); i++) {
      drafts.get(i).priced(answers.get(i));
    }
  }

  /** Records, or facets of records, by reference; an absent one is known to be absent. */
  Map<Ref, Optional<Fields>> read(EngineSystem target, EntityType type, Set<Ref> refs) {
    Map<Ref, Optional<Fields>> found = new LinkedHashMap<>();
    Optional<EntityAdapter> adapter =
        target.adapter(type).or(() -> target.adapter(type.recordType()));
    if (adapter.isEmpty()) {
      return found;
    }
    byId(adapter.get(), refs, found);
    Map<String, Set<String>> byKey = new LinkedHashMap<>();
    refs.forEach(
        ref ->
            ref.naturalKey()
                .ifPresent(
                    key ->
                        byKey.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(ref.value())));
    byKey.forEach((key, values) -> byKey(target, adapter.get(), type, key, values, found));
    return found;
  }

  private static void byId(EntityAdapter adapter, Set<Ref> refs, Map<Ref, Optional<Fields>> found) {
    Map<RecordId, Ref> ids = new LinkedHashMap<>();
    refs.forEach(ref -> ref.id().ifPresent(id -> ids.put(id, ref)));
    if (ids.isEmpty()) {
      return;
    }
    Calls.read(adapter, ids.keySet())
        .forEach(
            (id, answer) -> {
              Ref ref = ids.get(id);
              if (ref != null && answer instanceof Lookup.Found value) {
                found.put(ref, Optional.of(value.snapshot().fields()));
              } else if (ref != null && answer instanceof Lookup.Gone) {
                found.put(ref, Optional.empty());
              }
            });
  }

  private void byKey(
      EngineSystem target,
      EntityAdapter adapter,
      EntityType type,
      String key,
      Set<String> values,
      Map<Ref, Optional<Fields>> found) {
    // A facet is found through its host: the key is a field of the host's record.
    EntityAdapter host = target.adapter(type.recordType()).orElse(adapter);
    Optional<Field<?>> field =
        host.describe().findKeys().stream().filter(f -> f.name().equals(key)).findFirst();
    if (field.isEmpty()) {
      return;
    }
    Map<String, Snapshot> byValue = new LinkedHashMap<>();
    for (Snapshot snapshot : host.find(field.get(), values)) {
      snapshot.fields().get(field.get()).ifPresent(v -> byValue.put(v.toString(), snapshot));
    }
    EntityType hostType = type.recordType();
    values.forEach(
        value -> {
          if (!byValue.containsKey(value)) {
            found.put(new Ref(hostType, key, value), Optional.empty());
          }
        });
    if (host == adapter) {
      byValue.forEach((v, s) -> found.put(new Ref(hostType, key, v), Optional.of(s.fields())));
    } else {
      facets(adapter, hostType, key, byValue, found);
    }
  }

  private static void facets(
      EntityAdapter adapter,
      EntityType hostType,
      String key,
      Map<String, Snapshot> byValue,
      Map<Ref, Optional<Fields>> found) {
    Map<RecordId, Ref> refs = new LinkedHashMap<>();
    byValue.forEach((value, snapshot) -> refs.put(snapshot.id(), new Ref(hostType, key, value)));
    Calls.read(adapter, refs.keySet())
        .forEach(
            (id, answer) -> {
              Ref ref = refs.get(id);
              if (ref != null) {
                found.put(
                    ref,
                    answer instanceof Lookup.Found value
                        ? Optional.of(value.snapshot().fields())
                        : Optional.empty());
              }
            });
  }

  /** The feed and id of a record need, for the release of what is held. */
  Optional<String> releaseKey(String system, Need need) {
    return need instanceof Need.Record record
        ? record
            .ref()
            .id()
            .map(
                id ->
                    dev.passerelle.core.internal.ledger.WaitingRoom.recordNeed(
                        topology.feed(system, record.type()), id))
        : Optional.empty();
  }
}
