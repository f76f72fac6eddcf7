package dev.passerelle.sap.businessone.sync;

import dev.passerelle.sap.businessone.model.B1Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a create or a change while it is put together. Not thread-safe. */
final class Body {
  private final @Nullable B1Record current;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private boolean adds;

  private final boolean fresh;

  private Body(@Nullable B1Record current, boolean fresh) {
    this.current = current;
    this.fresh = fresh;
  }

  /** Of a new record. */
  static Body fresh() {
    return new Body(null, true);
  }

  /** Of a change; {@code current} where it had to be read. */
  static Body change(@Nullable B1Record current) {
    return new Body(current, false);
  }

  /** Whether the record is made by this. */
  boolean isNew() {
    return fresh;
  }

  /** The record as it is; empty for a new one. */
  Optional<B1Record> current() {
    return Optional.ofNullable(current);
  }

  void put(String property, @Nullable Object value) {
    values.put(property, value);
  }

  /** A row of a collection; one without its key is added by the server. */
  @SuppressWarnings("unchecked")
  void row(String collection, Map<String, @Nullable Object> row, boolean added) {
    List<Object> rows =
        (List<Object>) values.computeIfAbsent(collection, name -> new ArrayList<Object>());
    rows.add(row);
    adds |= added;
  }

  /** Whether sending it twice would add a row twice. */
  boolean adds() {
    return adds;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  Map<String, @Nullable Object> values() {
    return values;
  }
}
