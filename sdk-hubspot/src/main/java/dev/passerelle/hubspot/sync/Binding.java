package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field that lies in one or several properties of the record itself. */
interface Binding<T> {
  Field<T> field();

  /** The properties to read and write. */
  List<String> properties();

  /** What the object shows; null when it is not set. Throws on a text that is no such value. */
  @Nullable T read(HubSpotObject object);

  /**
   * Puts the properties that differ.
   *
   * @param before what the field was; null when that is not known
   */
  void write(@Nullable T value, @Nullable T before, Map<String, String> into);

  FieldRule<T> rule();

  /** The properties that this needs in the account. */
  List<Wanted> wanted();

  /** Whether the object says anything of all the properties. */
  default boolean shownBy(HubSpotObject object) {
    return properties().stream().allMatch(object::shows);
  }

  /** Sets the field when the object shows it. */
  default void readInto(HubSpotObject object, Fields.Builder into) {
    if (shownBy(object)) {
      into.set(field(), read(object));
    }
  }

  /** Sets the field as the answer to a write shows it. */
  default void readWritten(HubSpotObject shown, Fields sent, Fields.Builder into) {
    readInto(shown, into);
  }

  /** Writes the field when it is among the changed ones. */
  default void writeFrom(Fields changed, Fields before, Map<String, String> into) {
    if (changed.has(field())) {
      write(changed.get(field()).orElse(null), before.get(field()).orElse(null), into);
    }
  }
}
