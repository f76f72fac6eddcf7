package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.sage.sage100.SageSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of F_COMPTET behind a customer's fields. */
final class CustomerColumns {
  /** The parts of the billing address by column. */
  static final Map<String, Function<PostalAddress, @Nullable String>> ADDRESS = address();

  /** Set by Sage and by accountants after the creation, never from outside. */
  private static final Set<Field<?>> AT_CREATION =
      Set.of(Customer.CODE, Customer.TAX_CATEGORY, Customer.PAYER);

  private final TextRules texts;
  private final CustomerRules rules;
  private final FreeColumns free;

  CustomerColumns(SageSchema schema, FreeColumns free) {
    this.texts = new TextRules(schema, "F_COMPTET");
    this.rules = new CustomerRules(schema, free);
    this.free = free;
  }

  private static Map<String, Function<PostalAddress, @Nullable String>> address() {
    Map<String, Function<PostalAddress, @Nullable String>> parts = new LinkedHashMap<>();
    parts.put("CT_Adresse", PostalAddress::street);
    parts.put("CT_Complement", PostalAddress::complement);
    parts.put("CT_CodePostal", PostalAddress::postalCode);
    parts.put("CT_Ville", PostalAddress::city);
    parts.put("CT_CodeRegion", PostalAddress::region);
    parts.put("CT_Pays", PostalAddress::country);
    return parts;
  }

  /**
   * Columns for the given fields.
   *
   * @param creating whether fields that are set at creation may be given
   * @param before what an address was: only the parts that differ are written
   */
  Columns of(Fields fields, boolean creating, Fields before) {
    Columns columns = new Columns(texts);
    for (Field<?> field : fields.keys()) {
      if (!creating && AT_CREATION.contains(field)) {
        columns.error(field, "NOT_WRITABLE", "set at creation only");
      } else if (!creating || !fields.isBlank(field)) {
        add(columns, field, fields, before);
      }
    }
    return columns;
  }

  private void add(Columns columns, Field<?> field, Fields fields, Fields before) {
    String column = textColumn(field);
    if (!column.isEmpty()) {
      addText(columns, field, column, fields);
    } else if (field.equals(Customer.BILLING_ADDRESS)) {
      addAddress(columns, fields, before);
    } else if (field.equals(Customer.OWNER)) {
      columns.index(Customer.OWNER, "CO_No", fields.get(Customer.OWNER).orElse(null));
    } else if (field.equals(Customer.PRICE_CATEGORY)) {
      columns.index(
          Customer.PRICE_CATEGORY, "N_CatTarif", fields.get(Customer.PRICE_CATEGORY).orElse(null));
    } else if (field.equals(Customer.TAX_CATEGORY)) {
      columns.index(
          Customer.TAX_CATEGORY, "N_CatCompta", fields.get(Customer.TAX_CATEGORY).orElse(null));
    } else if (free.byField().containsKey(field)) {
      columns.free(field, Objects.requireNonNull(free.byField().get(field)), fields);
    } else if (!field.equals(Customer.STATE) && !field.equals(Customer.PAYER)) {
      columns.error(field, ErrorCode.VALUE_INVALID.name(), "cannot be written to Sage");
    }
  }

  /** Sound: the fields with a text column are texts. */
  @SuppressWarnings("unchecked")
  private void addText(Columns columns, Field<?> field, String column, Fields fields) {
    Field<String> text = (Field<String>) field;
    columns.text((FieldRule<String>) rules.of(text), column, fields.get(text).orElse(null));
  }

  private static String textColumn(Field<?> field) {
    for (Map.Entry<Field<String>, String> entry : CustomerRules.TEXT_COLUMNS.entrySet()) {
      if (entry.getKey().equals(field)) {
        return entry.getValue();
      }
    }
    return "";
  }

  private static void addAddress(Columns columns, Fields fields, Fields before) {
    PostalAddress none = new PostalAddress(null, null, null, null, null, null);
    PostalAddress now = fields.get(Customer.BILLING_ADDRESS).orElse(none);
    PostalAddress was = before.get(Customer.BILLING_ADDRESS).orElse(none);
    boolean all = !before.has(Customer.BILLING_ADDRESS);
    ADDRESS.forEach(
        (column, part) -> {
          String value = part.apply(now);
          if (all ? value != null : !Objects.equals(value, part.apply(was))) {
            columns.text(Customer.BILLING_ADDRESS, column, value);
          }
        });
  }

  /** The field that a column belongs to; the column itself when it is none of ours. */
  String fieldName(String column) {
    if (ADDRESS.containsKey(column)) {
      return Customer.BILLING_ADDRESS.name();
    }
    for (Map.Entry<Field<String>, String> entry : CustomerRules.TEXT_COLUMNS.entrySet()) {
      if (entry.getValue().equals(column)) {
        return entry.getKey().name();
      }
    }
    return free.byField().entrySet().stream()
        .filter(entry -> entry.getValue().equals(column))
        .map(entry -> entry.getKey().name())
        .findFirst()
        .orElse(column);
  }
}
