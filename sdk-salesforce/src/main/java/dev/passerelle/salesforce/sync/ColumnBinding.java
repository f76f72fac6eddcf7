package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.salesforce.model.FieldDescription;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field that lies in one column. */
final class ColumnBinding<T> implements Binding<T> {
  private final Field<T> field;
  private final String object;
  private final String column;
  private final Codec<T> codec;
  private final @Nullable FieldDescription description;
  private final boolean readOnly;

  /**
   * A field of an object.
   *
   * @param description the column as the org has it; null where it has none
   * @param readOnly whether it is not to be written although it could be
   */
  ColumnBinding(
      Field<T> field,
      String object,
      String column,
      Codec<T> codec,
      @Nullable FieldDescription description,
      boolean readOnly) {
    this.field = field;
    this.object = object;
    this.column = description == null ? column : description.name();
    this.codec = codec;
    this.description = description;
    this.readOnly = readOnly || (description != null && description.readOnly());
  }

  @Override
  public Field<T> field() {
    return field;
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public boolean there() {
    return description != null;
  }

  @Override
  public @Nullable T read(SalesforceRecord record) {
    return codec.read().apply(record, column).orElse(null);
  }

  @Override
  public void write(@Nullable T value, @Nullable T before, Map<String, @Nullable Object> into) {
    // A checkbox is never empty.
    Object nothing = codec.kind() == Wanted.Kind.FLAG ? Boolean.FALSE : null;
    into.put(column, value == null ? nothing : codec.write().apply(value));
  }

  @Override
  public FieldRule<T> rule() {
    FieldRule<T> rule = FieldRule.of(field).normalForm(codec.normalForm());
    FieldDescription known = description;
    if (known != null && known.length() > 0) {
      rule = rule.maxLength(known.length());
    }
    if (known != null && known.required()) {
      rule = rule.required();
    }
    return readOnly ? rule.readOnly() : rule;
  }

  @Override
  public List<Wanted> wanted() {
    return List.of(new Wanted(object, column, field.name(), codec.kind(), !readOnly));
  }

  /** Whether records can be found by it. */
  boolean findable() {
    FieldDescription known = description;
    boolean text = field.type().name().equals("text") || field.type().name().equals("code");
    return text && known != null && !known.type().equals("textarea");
  }
}
