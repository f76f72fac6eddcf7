package dev.passerelle.simulators.businessone;

import dev.passerelle.simulators.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person at the screen. Values are those of the Service Layer's JSON: texts, numbers, {@code
 * yyyy-MM-dd}, lists of maps. Same rules as for clients, no session.
 */
public final class BusinessOneUser {
  private final Company company;
  private final Records records;

  BusinessOneUser(Company company, Records records) {
    this.company = company;
    this.records = records;
  }

  /**
   * Adds a record.
   *
   * @return its key, as text
   * @throws IllegalArgumentException where a rule refuses it
   */
  public String create(String set, Map<String, ?> values) {
    return guarded(() -> records.create(set, plain(values)).text(Keys.of(set)));
  }

  /** Changes some values; rows of a collection go by their key, rows without one are added. */
  public void update(String set, String key, Map<String, ?> values) {
    guarded(
        () -> {
          records.update(set, key, plain(values), false);
          return key;
        });
  }

  /** Changes a collection as a whole: rows that are not given are removed. */
  public void replace(
      String set, String key, String collection, List<? extends Map<String, ?>> to) {
    guarded(
        () -> {
          records.update(set, key, plain(Map.of(collection, to)), true);
          return key;
        });
  }

  /** Deletes a record that no transaction uses. */
  public void delete(String set, String key) {
    guarded(
        () -> {
          records.delete(set, key);
          return key;
        });
  }

  /** An action of a document: {@code Cancel}, {@code Close}, {@code Reopen}. */
  public void act(String set, String key, String action) {
    guarded(
        () -> {
          records.action(set, key, action);
          return key;
        });
  }

  /** A record with all its values; empty where there is none. */
  public Optional<Map<String, @Nullable Object>> record(String set, String key) {
    return company.locked(
        () ->
            company
                .find(set, key)
                .map(row -> new Reply(false).record(company.shapes.set(set), row, Set.of())));
  }

  /** All records of a set. */
  public List<Map<String, @Nullable Object>> records(String set) {
    return company.locked(
        () ->
            company.all(set).stream()
                .map(row -> new Reply(false).record(company.shapes.set(set), row, Set.of()))
                .toList());
  }

  /** Sets a figure that no screen lets anybody change: a balance, a stock. The stamp stays. */
  public void set(String set, String key, String property, @Nullable Object value) {
    company.locked(
        () ->
            company
                .need(set, key)
                .set(
                    property,
                    value == null || value instanceof String
                        ? value
                        : new java.math.BigDecimal(value.toString())));
  }

  /** Sets a stock figure of an item in a warehouse. */
  public void stock(String item, String warehouse, String figure, Number quantity) {
    company.locked(
        () ->
            Records.rowOf(
                    company.need("Items", item).rows("ItemWarehouseInfoCollection"),
                    "WarehouseCode",
                    warehouse)
                .set("WarehouseCode", warehouse)
                .set(figure, new java.math.BigDecimal(quantity.toString())));
  }

  private <T> T guarded(java.util.function.Supplier<T> work) {
    try {
      return company.transaction(work);
    } catch (B1Error e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Map<String, @Nullable Object> plain(Map<String, ?> values) {
    return Json.object(Json.write(new LinkedHashMap<>(values)));
  }
}
