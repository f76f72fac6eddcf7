package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One canonical field in one field of Odoo. */
record ColumnBinding<T>(Field<T> field, String column, Codec<T> codec, FieldRule<T> rule)
    implements Binding {

  static <T> ColumnBinding<T> of(Field<T> field, String column, Codec<T> codec) {
    return new ColumnBinding<>(
        field, column, codec, FieldRule.of(field).normalForm(codec.normalForm()));
  }

  ColumnBinding<T> readOnly() {
    return new ColumnBinding<>(field, column, codec, rule.readOnly());
  }

  ColumnBinding<T> required() {
    return new ColumnBinding<>(field, column, codec, rule.required());
  }

  ColumnBinding<T> in(String other) {
    return new ColumnBinding<>(field, other, codec, rule);
  }

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(rule);
  }

  @Override
  public Set<String> columns() {
    return Set.of(column);
  }

  @Override
  public void read(OdooRecord record, Fields.Builder into) {
    into.set(field, codec.read(record, column).orElse(null));
  }

  @Override
  public void write(
      Fields changed, Fields before, Optional<OdooRecord> current, Map<String, Object> into) {
    if (changed.has(field)) {
      into.put(column, changed.get(field).map(codec::write).orElse(Boolean.FALSE));
    }
  }
}
