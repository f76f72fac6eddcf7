package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.Change.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges two records: the primary keeps its id and its values, the other one disappears. */
final class Merger {
  private static final Set<String> MERGEABLE =
      Set.of("companies", "contacts", "deals", "products", "orders");

  private final Store store;
  private final PropertyCatalog catalog;
  private final AssociationWriter associations;

  Merger(Store store, PropertyCatalog catalog, AssociationWriter associations) {
    this.store = store;
    this.catalog = catalog;
    this.associations = associations;
  }

  RecordState merge(Transaction tx, RecordState primary, RecordState loser) {
    if (!MERGEABLE.contains(primary.type().name()) && !primary.type().custom()) {
      throw HubSpotError.validation(primary.type().name() + " cannot be merged");
    }
    if (primary.id() == loser.id()) {
      throw HubSpotError.validation("Cannot merge a record with itself");
    }
    associations.move(tx, loser, primary);
    store.remove(tx, loser);
    store.markMerged(tx, loser.id(), primary.id());
    RecordState before = store.find(primary.type(), primary.id()).orElseThrow();
    RecordState next = before.with(taken(before, loser), tx.at(), tx.source());
    store.put(tx, next);
    tx.record(
        Change.of(Kind.MERGE, next, tx.at(), tx.source())
            .withProperties(before.changed(taken(before, loser)))
            .withAbsorbed(List.of(loser.id())));
    return next;
  }

  private Map<String, String> taken(RecordState winner, RecordState loser) {
    Map<String, String> taken = new LinkedHashMap<>();
    loser
        .values()
        .forEach(
            (name, value) -> {
              boolean calculated =
                  catalog
                      .find(loser.type(), name)
                      .map(each -> each.is(PropertyDefinition.Trait.CALCULATED))
                      .orElse(true);
              if (!calculated && winner.value(name) == null) {
                taken.put(name, value);
              }
            });
    taken.put("hs_merged_object_ids", joined(winner, "hs_merged_object_ids", loser.idText()));
    String email = loser.values().get("email");
    if (email != null && winner.values().containsKey("email")) {
      taken.put("hs_additional_emails", joined(winner, "hs_additional_emails", email));
    }
    return taken;
  }

  private static String joined(RecordState winner, String property, String more) {
    String before = winner.values().getOrDefault(property, "");
    return before.isEmpty() ? more : before + ";" + more;
  }
}
