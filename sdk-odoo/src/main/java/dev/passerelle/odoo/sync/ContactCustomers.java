package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A contact of Odoo belongs to one company: its parent (fact sheet §2.1). */
final class ContactCustomers implements Binding {
  private static final String PARENT = "parent_id";

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(FieldRule.of(Contact.PRIMARY_CUSTOMER), FieldRule.of(Contact.CUSTOMERS));
  }

  @Override
  public Set<String> columns() {
    return Set.of(PARENT);
  }

  @Override
  public void read(OdooRecord record, Fields.Builder into) {
    Optional<Ref> parent = record.link(PARENT).map(id -> Ref.to(Customer.TYPE, Long.toString(id)));
    into.set(Contact.PRIMARY_CUSTOMER, parent.orElse(null));
    into.set(Contact.CUSTOMERS, parent.map(Set::of).orElse(Set.of()));
  }

  @Override
  public void write(
      Fields changed, Fields before, Optional<OdooRecord> current, Map<String, Object> into) {
    if (changed.has(Contact.PRIMARY_CUSTOMER)) {
      into.put(PARENT, id(changed.get(Contact.PRIMARY_CUSTOMER), Contact.PRIMARY_CUSTOMER));
    } else if (changed.has(Contact.CUSTOMERS)) {
      Set<Ref> all = changed.get(Contact.CUSTOMERS).orElse(Set.of());
      if (all.size() > 1) {
        throw new BadValue(
            ErrorCode.VALUE_INVALID,
            Contact.CUSTOMERS.name(),
            "a contact of Odoo belongs to one customer: name the primary one");
      }
      into.put(PARENT, id(all.stream().findFirst(), Contact.CUSTOMERS));
    }
  }

  private static Object id(Optional<Ref> ref, Field<?> field) {
    return ref.flatMap(Ref::id)
        .<Object>map(id -> Codecs.number(field.name(), id.value()))
        .orElse(Boolean.FALSE);
  }
}
