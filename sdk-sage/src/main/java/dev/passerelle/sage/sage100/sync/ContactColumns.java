package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sage.sage100.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of F_CONTACTT behind a contact's fields. A person at several customers is one row per
 * customer in Sage: a create takes the primary customer, else the first one.
 */
final class ContactColumns {
  private static final List<Field<?>> REFERENCES =
      List.of(Contact.CUSTOMERS, Contact.PRIMARY_CUSTOMER);

  private final Site site;
  private final TextRules texts;

  ContactColumns(Site site) {
    this.site = site;
    this.texts = new TextRules(site.gateway().schema(), "F_CONTACTT");
  }

  Columns forCreate(Fields fields) {
    Columns wanted = of(fields, true);
    Optional<Row> customer = customer(fields);
    customer.ifPresent(row -> wanted.put(Contact.CUSTOMERS, "CT_Num", row.code("CT_Num")));
    if (customer.isEmpty()) {
      wanted.error(
          Contact.CUSTOMERS, ErrorCode.REFERENCE_MISSING.name(), "a contact needs its customer");
    }
    return wanted;
  }

  Columns forUpdate(Fields changed) {
    return of(changed, false);
  }

  private Columns of(Fields fields, boolean creating) {
    Columns columns = new Columns(texts);
    for (Field<?> field : fields.keys()) {
      String column = ContactEntity.column(field);
      if (!column.isEmpty()) {
        String value = fields.get(Field.text(field.name())).orElse(null);
        if (!creating || value != null) {
          columns.text(field, column, value);
        }
      } else if (!creating || !REFERENCES.contains(field)) {
        columns.error(field, "NOT_WRITABLE", "a contact of Sage stays with its customer");
      }
    }
    return columns;
  }

  private Optional<Row> customer(Fields fields) {
    return fields
        .get(Contact.PRIMARY_CUSTOMER)
        .or(() -> fields.get(Contact.CUSTOMERS).flatMap(ContactColumns::first))
        .flatMap(Ref::id)
        .flatMap(this::customer);
  }

  private Optional<Row> customer(RecordId id) {
    return site.gateway().customers().raw(Entities.marqs(List.of(id)), Set.of()).stream()
        .findFirst();
  }

  private static Optional<Ref> first(Set<Ref> customers) {
    return customers.stream().min(Comparator.comparing(Ref::value));
  }

  static String fieldName(String column) {
    return ContactEntity.TEXT_COLUMNS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(column))
        .map(entry -> entry.getKey().name())
        .findFirst()
        .orElse(column.equals("CT_Num") ? Contact.CUSTOMERS.name() : column);
  }
}
