package dev.passerelle.samples.matrix;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The names that a system gives to the fields of a type, for its users' hands and eyes. */
final class Vocabulary {
  private final Map<Field<?>, String> names = new LinkedHashMap<>();
  private final Map<String, String> usual = new LinkedHashMap<>();
  private Optional<Address> address = Optional.empty();

  /** The fields of an address: street, complement, postal code, city; "" where there is none. */
  private record Address(Field<PostalAddress> field, String[] names) {}

  private String yes = "true";
  private String no = "false";

  final EntityType type;
  final String object;

  Vocabulary(EntityType type, String object) {
    this.type = type;
    this.object = object;
  }

  Vocabulary name(Field<?> field, String name) {
    names.put(field, name);
    return this;
  }

  /** How this system writes yes and no. */
  Vocabulary flags(String asYes, String asNo) {
    yes = asYes;
    no = asNo;
    return this;
  }

  Vocabulary address(Field<PostalAddress> field, String... parts) {
    address = Optional.of(new Address(field, parts));
    return this;
  }

  /** What this system's screens fill in. */
  Vocabulary usual(String name, String value) {
    usual.put(name, value);
    return this;
  }

  Map<String, String> entered(Fields fields) {
    Map<String, String> values = new LinkedHashMap<>(usual);
    values.putAll(written(fields));
    return values;
  }

  Map<String, String> written(Fields fields) {
    Map<String, String> values = new LinkedHashMap<>();
    names.forEach(
        (field, name) -> {
          if (fields.has(field)) {
            values.put(name, fields.get(field).map(this::text).orElse(""));
          }
        });
    address.ifPresent(
        known ->
            fields
                .get(known.field())
                .ifPresent(
                    place -> {
                      String[] parts = parts(place);
                      for (int at = 0; at < parts.length; at++) {
                        if (!known.names()[at].isEmpty()) {
                          values.put(known.names()[at], parts[at]);
                        }
                      }
                    }));
    return values;
  }

  private String text(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? yes : no;
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static String[] parts(PostalAddress place) {
    return new String[] {
      or(place.street()), or(place.complement()), or(place.postalCode()), or(place.city())
    };
  }

  private static String or(String text) {
    return text == null ? "" : text;
  }

  Fields read(Function<String, String> values) {
    Fields.Builder fields = Fields.builder();
    names.forEach((field, name) -> put(field, values.apply(name), fields));
    address.ifPresent(
        known -> {
          String[] parts = new String[4];
          for (int at = 0; at < parts.length; at++) {
            String part = known.names()[at].isEmpty() ? null : values.apply(known.names()[at]);
            parts[at] = part == null || part.isBlank() ? null : part;
          }
          fields.set(
              known.field(), new PostalAddress(parts[0], parts[1], parts[2], parts[3], null, null));
        });
    return fields.build();
  }

  /** Where a number stands for it, it may come with decimals. */
  private boolean isYes(String text) {
    return yes.equals(text.replaceFirst("\\.0+$", ""));
  }

  @SuppressWarnings("unchecked") // The type's name tells the class of its values.
  private void put(Field<?> field, String text, Fields.Builder into) {
    boolean empty = text == null || text.isBlank();
    switch (field.type().name()) {
      case "decimal" -> into.set((Field<BigDecimal>) field, empty ? null : new BigDecimal(text));
      case "flag" -> into.set((Field<Boolean>) field, empty ? null : isYes(text));
      case "date" ->
          into.set((Field<LocalDate>) field, empty ? null : LocalDate.parse(text.substring(0, 10)));
      default -> into.set((Field<String>) field, empty ? null : text);
    }
  }
}
