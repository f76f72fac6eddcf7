package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How the tests write and read a field at the simulator; knows nothing of the connector's maps. */
record Column<T>(
    Field<T> field,
    List<String> properties,
    Function<T, List<String>> write,
    Function<List<String>, T> read) {

  static Column<String> text(Field<String> field, String property) {
    return new Column<>(field, List.of(property), List::of, values -> values.get(0));
  }

  static Column<BigDecimal> number(Field<BigDecimal> field, String property) {
    return new Column<>(
        field,
        List.of(property),
        value -> List.of(value.toPlainString()),
        values -> new BigDecimal(values.get(0)));
  }

  static Column<LocalDate> date(Field<LocalDate> field, String property) {
    return new Column<>(
        field,
        List.of(property),
        value -> List.of(value.toString()),
        values -> LocalDate.parse(values.get(0).substring(0, 10)));
  }

  static Column<PostalAddress> address(Field<PostalAddress> field) {
    return new Column<>(
        field,
        List.of("address", "address2", "zip", "city", "state", "country"),
        a ->
            List.of(
                none(a.street()),
                none(a.complement()),
                none(a.postalCode()),
                none(a.city()),
                none(a.region()),
                none(a.country())),
        v -> new PostalAddress(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
  }

  private static String none(String part) {
    return part == null ? "" : part;
  }

  void write(Fields fields, Map<String, String> into) {
    if (!fields.has(field)) {
      return;
    }
    List<String> values = fields.get(field).map(write).orElse(null);
    for (int i = 0; i < properties.size(); i++) {
      into.put(properties.get(i), values == null ? "" : values.get(i));
    }
  }

  void read(HubSpotRecord record, Fields.Builder into) {
    List<String> values = properties.stream().map(name -> record.value(name).orElse("")).toList();
    boolean empty = values.stream().allMatch(String::isEmpty);
    into.set(field, empty ? null : read.apply(values));
  }
}
