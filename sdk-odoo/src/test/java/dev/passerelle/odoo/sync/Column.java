package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Ref;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How the test enters and sees a canonical field in Odoo: written apart from the connector's. */
record Column<T>(
    Field<T> field,
    List<String> names,
    Function<Map<String, Object>, Optional<T>> reads,
    BiConsumer<Optional<T>, Map<String, Object>> writes) {
  private static final PostalAddress NOWHERE =
      new PostalAddress(null, null, null, null, null, null);

  static <T> Column<T> of(
      Field<T> field, String name, Function<Object, T> read, Function<T, Object> write) {
    return new Column<>(
        field,
        List.of(name),
        record ->
            Boolean.FALSE.equals(record.get(name)) || "".equals(record.get(name))
                ? Optional.empty()
                : Optional.ofNullable(record.get(name)).map(read),
        (value, into) -> into.put(name, value.map(write).orElse(false)));
  }

  static Column<String> text(Field<String> field, String name) {
    return of(field, name, String::valueOf, text -> text);
  }

  /** A link whose id is the code. */
  static Column<String> link(Field<String> field, String name) {
    return of(field, name, String::valueOf, BigDecimal::new);
  }

  static Column<BigDecimal> number(Field<BigDecimal> field, String name) {
    return of(field, name, value -> new BigDecimal(value.toString()), number -> number);
  }

  static Column<Ref> ref(Field<Ref> field, EntityType type, String name) {
    return of(
        field,
        name,
        id -> Ref.to(type, id.toString()),
        ref -> new BigDecimal(ref.id().orElseThrow().value()));
  }

  /** Countries by their ids in a new simulated database. */
  static Column<PostalAddress> address(Field<PostalAddress> field) {
    List<String> codes = List.of("", "BE", "FR", "GP", "US");
    return new Column<>(
        field,
        List.of("street", "street2", "zip", "city", "country_id", "state_id"),
        record ->
            place(
                record,
                Boolean.FALSE.equals(record.get("state_id")) ? null : "CA",
                Boolean.FALSE.equals(record.get("country_id"))
                    ? null
                    : codes.get(Integer.parseInt(record.get("country_id").toString()))),
        (value, into) -> {
          PostalAddress address = value.orElse(NOWHERE);
          lines(address, into);
          into.put(
              "country_id",
              address.countryCode().<Object>map(code -> codes.indexOf(code)).orElse(false));
          into.put("state_id", address.region() == null ? (Object) false : 1);
        });
  }

  /** The parts that are texts: no id of a country is known beforehand. */
  static Column<PostalAddress> place(Field<PostalAddress> field) {
    return new Column<>(
        field,
        List.of("street", "street2", "zip", "city"),
        record -> place(record, null, null),
        (value, into) -> lines(value.orElse(NOWHERE), into));
  }

  private static Optional<PostalAddress> place(
      Map<String, Object> record, String region, String country) {
    PostalAddress address =
        new PostalAddress(
            part(record, "street"),
            part(record, "street2"),
            part(record, "zip"),
            part(record, "city"),
            region,
            country);
    return address.isBlank() ? Optional.empty() : Optional.of(address);
  }

  private static void lines(PostalAddress address, Map<String, Object> into) {
    into.put("street", or(address.street()));
    into.put("street2", or(address.complement()));
    into.put("zip", or(address.postalCode()));
    into.put("city", or(address.city()));
  }

  private static String part(Map<String, Object> record, String name) {
    Object value = record.get(name);
    return Boolean.FALSE.equals(value) ? null : String.valueOf(value);
  }

  private static Object or(String text) {
    return text == null ? (Object) false : text;
  }

  void write(Fields fields, Map<String, Object> into) {
    if (fields.has(field)) {
      writes.accept(fields.get(field), into);
    }
  }

  void read(Map<String, Object> record, Fields.Builder into) {
    into.set(field, reads.apply(record).orElse(null));
  }
}
