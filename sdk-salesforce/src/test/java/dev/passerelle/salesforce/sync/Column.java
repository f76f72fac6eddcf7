package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How the tests write and read a field at the simulator; knows nothing of the connector's maps. */
record Column<T>(
    Field<T> field,
    List<String> names,
    Function<T, List<Object>> write,
    Function<List<String>, T> read) {

  static Column<String> text(Field<String> field, String name) {
    return new Column<>(field, List.of(name), List::of, values -> values.get(0));
  }

  static Column<BigDecimal> number(Field<BigDecimal> field, String name) {
    return new Column<>(field, List.of(name), List::of, values -> new BigDecimal(values.get(0)));
  }

  static Column<LocalDate> date(Field<LocalDate> field, String name) {
    return new Column<>(
        field,
        List.of(name),
        value -> List.of(value.toString()),
        values -> LocalDate.parse(values.get(0)));
  }

  static Column<Ref> ref(Field<Ref> field, EntityType target, String name) {
    return new Column<>(
        field,
        List.of(name),
        value -> List.of(value.value()),
        values -> Ref.to(target, values.get(0)));
  }

  static Column<PostalAddress> address(Field<PostalAddress> field, String prefix) {
    return new Column<>(
        field,
        List.of(
            prefix + "Street",
            prefix + "PostalCode",
            prefix + "City",
            prefix + "State",
            prefix + "Country"),
        a ->
            List.of(
                none(a.street()) + (a.complement() == null ? "" : "\n" + a.complement()),
                none(a.postalCode()),
                none(a.city()),
                none(a.region()),
                none(a.country())),
        v -> {
          String[] lines = v.get(0).split("\n", 2);
          return new PostalAddress(
              lines[0], lines.length > 1 ? lines[1] : "", v.get(1), v.get(2), v.get(3), v.get(4));
        });
  }

  private static String none(String part) {
    return part == null ? "" : part;
  }

  void write(Fields fields, Map<String, Object> into) {
    if (!fields.has(field)) {
      return;
    }
    List<Object> values = fields.get(field).map(write).orElse(null);
    for (int i = 0; i < names.size(); i++) {
      into.put(names.get(i), values == null ? null : values.get(i));
    }
  }

  void read(SalesforceRow row, Fields.Builder into) {
    List<String> values = new ArrayList<>();
    names.forEach(name -> values.add(row.value(name).orElse("")));
    boolean empty = values.stream().allMatch(String::isEmpty);
    into.set(field, empty ? null : read.apply(values));
  }
}
