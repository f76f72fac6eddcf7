package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A create or a change while it is put together. A new record holds its parts; of one that exists,
 * each part is changed at its own place, since the services know no deep update (fact sheet §2.1).
 * Not thread-safe.
 */
final class Body {
  private final @Nullable S4Record current;
  private final boolean fresh;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private final Map<String, Step> parts = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> notes = new LinkedHashMap<>();
  private final List<FieldError> refusals = new ArrayList<>();

  /** What is done with an entity. */
  enum Kind {
    CHANGE,
    ADD,
    REMOVE
  }

  /**
   * One request.
   *
   * @param place the set, or for an addition the way to it
   * @param key of the entity; null for an addition
   * @param etag its precondition; null for none
   */
  record Step(
      Kind kind,
      String place,
      @Nullable ODataKey key,
      Map<String, @Nullable Object> values,
      @Nullable String etag) {}

  private Body(@Nullable S4Record current, boolean fresh) {
    this.current = current;
    this.fresh = fresh;
  }

  /** Of a new record. */
  static Body fresh() {
    return new Body(null, true);
  }

  /** Of a change of this record. */
  static Body change(S4Record current) {
    return new Body(current, false);
  }

  /** Of a change of a record that was not read: of fields that are written {@code alone}. */
  static Body unseen() {
    return new Body(null, false);
  }

  /** Whether the record is made by this. */
  boolean isNew() {
    return fresh;
  }

  /** The record as it is; empty for a new one, and for one that was not read. */
  Optional<S4Record> current() {
    return Optional.ofNullable(current);
  }

  void put(String property, @Nullable Object value) {
    values.put(property, value);
  }

  /** The values of the header, with the parts of a new record inside. */
  Map<String, @Nullable Object> values() {
    return values;
  }

  /** The row that is the same part for several fields; made where there is none. */
  Map<String, @Nullable Object> inside(String label, String... navigation) {
    return inside(values, label, navigation, 0);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> inside(
      Map<String, @Nullable Object> from, String label, String[] navigation, int at) {
    if (at == navigation.length) {
      return from;
    }
    String name = navigation[at];
    if (name.endsWith("!")) {
      Object one =
          from.computeIfAbsent(
              name.substring(0, name.length() - 1), key -> new LinkedHashMap<String, Object>());
      return inside((Map<String, @Nullable Object>) one, label, navigation, at + 1);
    }
    Object rows = from.computeIfAbsent(name, key -> new Rows());
    Rows all = (Rows) rows;
    return inside(
        all.labelled(at == navigation.length - 1 ? label : ""), label, navigation, at + 1);
  }

  /** Rows of a part, told apart by labels of ours that are not sent. */
  private static final class Rows extends ArrayList<Map<String, @Nullable Object>> {
    private static final long serialVersionUID = 1L;
    private final transient Map<String, Map<String, @Nullable Object>> byLabel =
        new LinkedHashMap<>();

    Map<String, @Nullable Object> labelled(String label) {
      return byLabel.computeIfAbsent(
          label,
          name -> {
            Map<String, @Nullable Object> made = new LinkedHashMap<>();
            add(made);
            return made;
          });
    }
  }

  /** The values to change of an entity that is a part of the record. */
  Map<String, @Nullable Object> part(String set, ODataKey key, S4Record row) {
    return step(
        new Step(Kind.CHANGE, set, key, new LinkedHashMap<>(), row.etag().orElse(null)),
        set + key.encoded(ODataDialect.V2));
  }

  /** The values of a part that is added. */
  Map<String, @Nullable Object> added(String path, String label) {
    return step(new Step(Kind.ADD, path, null, new LinkedHashMap<>(), null), path + " " + label);
  }

  void removed(String set, ODataKey key, S4Record row) {
    step(
        new Step(Kind.REMOVE, set, key, Map.of(), row.etag().orElse(null)),
        "- " + set + key.encoded(ODataDialect.V2));
  }

  private Map<String, @Nullable Object> step(Step step, String name) {
    return parts.computeIfAbsent(name, key -> step).values();
  }

  /** A value for what is done after the record itself, {@link Layout.After}. */
  void note(String name, @Nullable Object value) {
    notes.put(name, value);
  }

  Map<String, @Nullable Object> notes() {
    return notes;
  }

  /** The value cannot be written, for a reason that only the record shows. */
  void refuse(FieldError error) {
    refusals.add(error);
  }

  List<FieldError> refusals() {
    return List.copyOf(refusals);
  }

  /**
   * The requests of a change, the header first: its precondition would fail after a part's.
   *
   * @param etag of the header
   */
  List<Step> steps(String set, ODataKey key, @Nullable String etag) {
    List<Step> steps = new ArrayList<>();
    if (!values.isEmpty()) {
      steps.add(new Step(Kind.CHANGE, set, key, values, etag));
    }
    steps.addAll(parts.values());
    return steps;
  }
}
