package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** On 17, where a contact has a mobile number. */
class ContactContractTest extends EntityAdapterContract {
  private final Servers servers = new Servers(17);
  private final String company =
      Long.toString(
          servers
              .user()
              .create(
                  "res.partner", Map.of("name", "First", "is_company", true, "customer_rank", 1)));

  @AfterEach
  void close() {
    servers.close();
  }

  @Override
  protected Connector connector() {
    return Odoo.connect(servers.settings());
  }

  @Override
  protected EntityType type() {
    return Contact.TYPE;
  }

  @Override
  protected Remote remote() {
    return new People();
  }

  @Override
  protected Fields sample(int n) {
    Ref customer = Ref.to(Customer.TYPE, company);
    return Fields.builder()
        .set(Contact.FIRST_NAME, "Sentinelle Marie " + n)
        .set(Contact.LAST_NAME, "De La Durandière " + n)
        .set(Contact.JOB_TITLE, "Buyer")
        .set(Contact.EMAIL, "sentinel" + n + "@example.org")
        .set(Contact.MOBILE, "+33690490000" + n)
        .set(Contact.PRIMARY_CUSTOMER, customer)
        .set(Contact.CUSTOMERS, Set.of(customer))
        .set(Contact.PHONE, "+33536490000" + n)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Contact.LAST_NAME, "Renamedière " + n, Contact.PHONE, "+33536490009" + n);
  }

  /** First and last name share one field. */
  private final class People extends ServerRemote {
    private static final char NO_BREAK = '\u00a0';

    People() {
      super(
          ContactContractTest.this.servers,
          "res.partner",
          Map.of("type", "contact", "is_company", false),
          "email",
          Column.text(Contact.JOB_TITLE, "function"),
          Column.text(Contact.EMAIL, "email"),
          Column.text(Contact.MOBILE, "mobile"),
          Column.text(Contact.PHONE, "phone"));
    }

    @Override
    public RecordId create(Fields fields) {
      Map<String, Object> values = new LinkedHashMap<>(values(fields));
      values.putAll(Map.of("type", "contact", "is_company", false, "name", name(fields)));
      parent(fields, values);
      return RecordId.of(Long.toString(servers.user().create(model, values)));
    }

    @Override
    public void edit(RecordId id, Fields changed) {
      Map<String, Object> values = new LinkedHashMap<>(values(changed));
      if (changed.has(Contact.FIRST_NAME) || changed.has(Contact.LAST_NAME)) {
        values.put("name", name(fields(id).orElseThrow().with(changed)));
      }
      parent(changed, values);
      servers.user().write(model, id(id), values);
    }

    private String name(Fields fields) {
      String first = fields.get(Contact.FIRST_NAME).orElse("").replace(' ', NO_BREAK);
      String last = fields.get(Contact.LAST_NAME).orElse("");
      return first.isEmpty() ? last.replace(' ', NO_BREAK) : first + " " + last;
    }

    private void parent(Fields fields, Map<String, Object> into) {
      if (fields.has(Contact.PRIMARY_CUSTOMER) || fields.has(Contact.CUSTOMERS)) {
        Optional<Ref> ref =
            fields
                .get(Contact.PRIMARY_CUSTOMER)
                .or(() -> fields.get(Contact.CUSTOMERS).flatMap(all -> all.stream().findFirst()));
        into.put(
            "parent_id",
            ref.<Object>map(each -> new BigDecimal(each.id().orElseThrow().value())).orElse(false));
      }
    }

    @Override
    Fields fields(RecordId id, Map<String, Object> record) {
      String name = String.valueOf(record.get("name"));
      int blank = name.indexOf(' ');
      Optional<Ref> parent =
          Optional.of(record.get("parent_id"))
              .filter(value -> !Boolean.FALSE.equals(value))
              .map(value -> Ref.to(Customer.TYPE, value.toString()));
      return super.fields(id, record)
          .with(
              Contact.FIRST_NAME,
              blank < 0 ? null : name.substring(0, blank).replace(NO_BREAK, ' '))
          .with(Contact.LAST_NAME, name.substring(blank + 1).replace(NO_BREAK, ' '))
          .with(Contact.PRIMARY_CUSTOMER, parent.orElse(null))
          .with(Contact.CUSTOMERS, parent.map(Set::of).orElse(Set.of()));
    }

    @Override
    public Set<ShapeChange> shapeChanges() {
      return Set.of();
    }
  }
}
