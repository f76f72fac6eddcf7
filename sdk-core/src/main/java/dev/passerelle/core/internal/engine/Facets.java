package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facets that their systems show apart from their records. */
final class Facets {
  private final Context context;

  Facets(Context context) {
    this.context = context;
  }

  /** Facets of records about to be created, so that they are written together with their host. */
  void ofCreates(List<Case> creates) {
    for (Case one : creates) {
      Side side = one.source();
      for (EntityType facet : one.pairing().facets(side)) {
        read(side, facet, creates);
      }
      return;
    }
  }

  private void read(Side side, EntityType facet, List<Case> creates) {
    List<Case> missing =
        creates.stream()
            .filter(one -> one.source() == side)
            .filter(
                one ->
                    one.on(side).observations().stream()
                        .noneMatch(o -> o.feed().type().equals(facet)))
            .toList();
    read(creates.get(0).pairing(), side, facet, missing);
  }

  /** Reads a facet of some records, where its system shows it apart from them. */
  void read(Pairing pairing, Side side, EntityType facet, List<Case> cases) {
    Optional<EntityAdapter> adapter =
        context.topology().system(pairing.system(side)).adapter(facet);
    if (adapter.isEmpty() || cases.isEmpty()) {
      return;
    }
    Map<RecordId, Case> wanted = new LinkedHashMap<>();
    cases.forEach(one -> one.on(side).id().ifPresent(id -> wanted.put(id, one)));
    Calls.read(adapter.get(), wanted.keySet())
        .forEach(
            (id, answer) -> {
              Case one = wanted.get(id);
              if (one != null && answer instanceof Lookup.Found value) {
                one.on(side).show(value.snapshot(), false);
              }
            });
  }
}
