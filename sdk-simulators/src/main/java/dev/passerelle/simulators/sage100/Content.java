package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of an operation in one form, whatever the order of members or spelling of numbers.
 */
final class Content {
  private final SageSchema schema;

  Content(SageSchema schema) {
    this.schema = schema;
  }

  String of(Operation operation) {
    SageTable table =
        schema.table(operation.name().startsWith("contact.") ? Contacts.TABLE : Customers.TABLE);
    Tree document = operation.document();
    return String.join(
        "|",
        operation.name(),
        String.valueOf(operation.record()),
        fields(table, operation.fields()),
        fields(table, operation.before()),
        document == null ? "" : document(document));
  }

  private String document(Tree document) {
    StringBuilder text = new StringBuilder();
    Map<String, @Nullable Object> header = new TreeMap<>(document.members());
    Object lines = header.remove("lines");
    text.append(fields(schema.table("F_DOCENTETE"), header));
    if (lines instanceof List<?> list) {
      list.forEach(
          line ->
              text.append(fields(schema.table("F_DOCLIGNE"), Tree.of(line, "lines").members())));
    }
    return text.toString();
  }

  private static String fields(SageTable table, Map<String, @Nullable Object> fields) {
    Map<String, String> sorted = new TreeMap<>();
    fields.forEach((name, value) -> sorted.put(name, plain(table, name, value)));
    return sorted.toString();
  }

  private static String plain(SageTable table, String name, @Nullable Object value) {
    boolean number = table.column(name).filter(c -> c.kind() == SageColumn.Kind.NUMBER).isPresent();
    if (value instanceof BigDecimal decimal) {
      return Money.plain(decimal);
    }
    try {
      return number ? Money.plain(new BigDecimal(String.valueOf(value))) : String.valueOf(value);
    } catch (NumberFormatException e) {
      return String.valueOf(value);
    }
  }
}
