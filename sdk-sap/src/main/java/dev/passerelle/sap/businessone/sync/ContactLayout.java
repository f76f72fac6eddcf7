package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.businessone.model.B1Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Contact people: rows inside their customer (fact sheet §2.1). The id is the customer's code and
 * the row's number, {@code C20000:12}: a row alone cannot be asked for, and never moves.
 */
final class ContactLayout {
  static final String ROWS = "ContactEmployees";
  private static final Set<String> PROPERTIES = Set.of(ROWS);
  private static final Set<Capability> CAN =
      Set.of(
          Capability.CHANGES,
          Capability.LIST,
          Capability.CREATE,
          Capability.UPDATE,
          Capability.ARCHIVE,
          Capability.RESTORE);

  private ContactLayout() {}

  static EntityMap map(Site site, Selection selection) {
    EntityMap.Layout layout =
        new EntityMap.Layout(
            Contact.TYPE,
            List.of(PartnerLayout.source()),
            "OCPR",
            PartnerLayout.COLLECTIONS,
            row -> row.has("Active") && !row.yes("Active"),
            true,
            Set.of(),
            CAN,
            Completion.NONE,
            ROWS,
            Extras.NONE);
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>();
    Layouts.put(all, inside(Binding.text(Contact.FIRST_NAME, "FirstName", 50)));
    Layouts.put(all, inside(Binding.text(Contact.LAST_NAME, "LastName", 50)));
    Layouts.put(all, inside(Binding.text(Contact.JOB_TITLE, "Position", 90)));
    Layouts.put(all, inside(Binding.text(Contact.EMAIL, "E_Mail", 100)));
    Layouts.put(all, inside(Binding.text(Contact.PHONE, "Phone1", 20)));
    Layouts.put(all, inside(Binding.text(Contact.MOBILE, "MobilePhone", 50)));
    Layouts.put(all, customer());
    Layouts.put(all, customers());
    return Layouts.map(site, layout, all, selection);
  }

  /** What is read is the whole collection; the property is the row's. */
  private static <T> Binding<T> inside(Binding<T> binding) {
    return new Binding<>(binding.rule(), PROPERTIES, binding.read(), binding.write(), false);
  }

  private static Binding<Ref> customer() {
    return new Binding<>(
        dev.passerelle.core.adapter.FieldRule.of(Contact.PRIMARY_CUSTOMER).required(),
        PROPERTIES,
        row -> row.text("CardCode").map(code -> Ref.to(Customer.TYPE, code)).orElse(null),
        (body, value, before) -> {},
        false);
  }

  private static Binding<Set<Ref>> customers() {
    return new Binding<>(
        dev.passerelle.core.adapter.FieldRule.of(Contact.CUSTOMERS).required(),
        PROPERTIES,
        row ->
            row.text("CardCode").map(code -> Set.of(Ref.to(Customer.TYPE, code))).orElse(Set.of()),
        (body, value, before) -> {},
        false);
  }

  static RecordId id(String partner, B1Record row) {
    return RecordId.of(partner + ":" + row.text("InternalCode").orElse("?"));
  }

  /** The customer's code of an id; empty where it is none of ours. */
  static Optional<RecordId> partner(RecordId id) {
    int at = id.value().lastIndexOf(':');
    return at > 0 && id.value().substring(at + 1).matches("\\d{1,9}")
        ? Optional.of(RecordId.of(id.value().substring(0, at)))
        : Optional.empty();
  }

  static String number(RecordId id) {
    return id.value().substring(id.value().lastIndexOf(':') + 1);
  }

  /** A customer's people; the customer's stamp counts, as each change of a row moves it. */
  static List<Change> changes(EntityMap map, Site site, B1Record partner) {
    List<Change> changes = new ArrayList<>();
    for (B1Record row : partner.rows(ROWS)) {
      changes.add(Change.of(snapshot(map, site, partner, row)));
    }
    return changes;
  }

  static Snapshot snapshot(EntityMap map, Site site, B1Record partner, B1Record row) {
    String code = partner.text("CardCode").orElse("?");
    return Snapshot.builder(map.type(), id(code, row), map.fields(row))
        .life(map.layout().dormant().test(row) ? Life.ARCHIVED : Life.LIVE)
        .modifiedAt(
            partner.updated().map(at -> at.atZone(site.settings().zone()).toInstant()).orElse(null))
        .build();
  }
}
