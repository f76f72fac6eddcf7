package dev.passerelle.simulators.hubspot;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds records by id or by the value of a unique property. */
final class Locator {
  private final Store store;
  private final PropertyCatalog catalog;
  private boolean followMerges;

  Locator(Store store, PropertyCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /** Whether the id of a record that was merged leads to the record that took it in. */
  void followMerges(boolean follow) {
    followMerges = follow;
  }

  /**
   * The record, live or archived.
   *
   * @param idProperty the property that {@code id} is a value of; null for the record id
   */
  Optional<RecordState> find(ObjectType type, String id, @Nullable String idProperty) {
    if (idProperty == null || idProperty.isEmpty() || idProperty.equals("hs_object_id")) {
      return numeric(id).flatMap(number -> byId(type, number));
    }
    checkUnique(type, idProperty);
    return store.holder(type, idProperty, id).flatMap(holder -> store.find(type, holder));
  }

  RecordState live(ObjectType type, String id, @Nullable String idProperty) {
    return find(type, id, idProperty)
        .filter(each -> !each.archived())
        .orElseThrow(() -> HubSpotError.notFound(type, id));
  }

  void checkUnique(ObjectType type, String property) {
    if (!catalog.unique(type).contains(property)) {
      throw HubSpotError.validation(
          "Property " + property + " of " + type.name() + " is not a unique property");
    }
  }

  private Optional<RecordState> byId(ObjectType type, long id) {
    Optional<RecordState> found = store.find(type, id);
    if (found.isEmpty() && followMerges) {
      return store.mergedInto(id).flatMap(winner -> byId(type, winner));
    }
    return found;
  }

  private static Optional<Long> numeric(String id) {
    try {
      return Optional.of(Long.valueOf(id));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
