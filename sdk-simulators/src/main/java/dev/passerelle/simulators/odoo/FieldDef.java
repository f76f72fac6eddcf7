package dev.passerelle.simulators.odoo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of a model.
 *
 * @param name its name
 * @param kind its type
 * @param relation the model that a relational field leads to; empty for others
 * @param inverse the field of that model that leads back, of a one2many; empty for others
 * @param options the keys of a selection
 * @param required whether a create needs it
 * @param readonly whether the user's screens refuse to change it
 * @param via the many2one of this model through whose record the value is read and written; empty
 *     where the record has it itself
 * @param digits to how many a number is rounded; below 0 where it is kept as it is
 */
record FieldDef(
    String name,
    FieldKind kind,
    String relation,
    String inverse,
    List<String> options,
    boolean required,
    boolean readonly,
    String via,
    int digits) {

  static FieldDef of(String name, FieldKind kind) {
    return new FieldDef(name, kind, "", "", List.of(), false, false, "", -1);
  }

  static FieldDef text(String name) {
    return of(name, FieldKind.CHAR);
  }

  static FieldDef flag(String name) {
    return of(name, FieldKind.BOOLEAN);
  }

  static FieldDef whole(String name) {
    return of(name, FieldKind.INTEGER);
  }

  static FieldDef number(String name) {
    return of(name, FieldKind.FLOAT);
  }

  static FieldDef money(String name) {
    return of(name, FieldKind.MONETARY);
  }

  static FieldDef date(String name) {
    return of(name, FieldKind.DATE);
  }

  static FieldDef time(String name) {
    return of(name, FieldKind.DATETIME);
  }

  static FieldDef choice(String name, String... options) {
    return new FieldDef(name, FieldKind.SELECTION, "", "", List.of(options), false, false, "", -1);
  }

  static FieldDef one(String name, String relation) {
    return new FieldDef(name, FieldKind.MANY2ONE, relation, "", List.of(), false, false, "", -1);
  }

  static FieldDef many(String name, String relation) {
    return new FieldDef(name, FieldKind.MANY2MANY, relation, "", List.of(), false, false, "", -1);
  }

  static FieldDef children(String name, String relation, String inverse) {
    return new FieldDef(
        name, FieldKind.ONE2MANY, relation, inverse, List.of(), false, false, "", -1);
  }

  FieldDef needed() {
    return new FieldDef(name, kind, relation, inverse, options, true, readonly, via, digits);
  }

  FieldDef fixed() {
    return new FieldDef(name, kind, relation, inverse, options, required, true, via, digits);
  }

  FieldDef through(String link) {
    return new FieldDef(name, kind, relation, inverse, options, required, readonly, link, digits);
  }

  FieldDef rounded(int most) {
    return new FieldDef(name, kind, relation, inverse, options, required, readonly, via, most);
  }

  FieldDef withKind(FieldKind other) {
    return new FieldDef(name, other, relation, inverse, options, required, readonly, via, digits);
  }

  FieldDef withOption(String option) {
    List<String> more = new ArrayList<>(options);
    more.add(option);
    return new FieldDef(name, kind, relation, inverse, more, required, readonly, via, digits);
  }

  /** The number as it is stored: rounded without a word, where it is (fact sheet §11). */
  BigDecimal kept(BigDecimal number) {
    return digits < 0 ? number : number.setScale(digits, RoundingMode.HALF_UP);
  }

  /** The description that {@code fields_get} gives. */
  Map<String, @Nullable Object> describe() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("type", kind.name().toLowerCase(java.util.Locale.ROOT));
    map.put("string", name.replace('_', ' '));
    map.put("required", required);
    map.put("readonly", readonly);
    if (!relation.isEmpty()) {
      map.put("relation", relation);
    }
    if (kind == FieldKind.SELECTION) {
      map.put("selection", options.stream().map(key -> List.of(key, "Label " + key)).toList());
    }
    if (kind == FieldKind.FLOAT && digits >= 0) {
      map.put("digits", List.of(16, digits));
    }
    return map;
  }
}
