package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.ChangeSource;
import dev.passerelle.sage.sage100.Row;
import dev.passerelle.sage.sage100.model.ContactRow;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contacts: F_CONTACTT, one row per person and customer; the id is cbMarq. */
final class ContactEntity implements SageEntity {
  /** The column behind each text field. */
  static final Map<Field<String>, String> TEXT_COLUMNS =
      Map.of(
          Contact.FIRST_NAME, "CT_Prenom",
          Contact.LAST_NAME, "CT_Nom",
          Contact.JOB_TITLE, "CT_Fonction",
          Contact.EMAIL, "CT_EMail",
          Contact.PHONE, "CT_Telephone",
          Contact.MOBILE, "CT_TelPortable");

  private static final FieldMap<ContactRow> MAP =
      new FieldMap<ContactRow>()
          .text(Contact.FIRST_NAME, ContactRow::firstName)
          .text(Contact.LAST_NAME, ContactRow::lastName)
          .text(Contact.JOB_TITLE, ContactRow::function)
          .text(Contact.EMAIL, ContactRow::email)
          .text(Contact.PHONE, ContactRow::phone)
          .text(Contact.MOBILE, ContactRow::mobile)
          .with(
              Contact.CUSTOMERS,
              row -> row.customer().map(ContactEntity::ref).map(Set::of).orElse(Set.of()))
          .with(
              Contact.PRIMARY_CUSTOMER, row -> row.customer().map(ContactEntity::ref).orElse(null));

  private final Site site;
  private final Set<Field<?>> selected;

  ContactEntity(Site site, Selection selection) {
    this.site = site;
    this.selected = Site.own(Contact.TYPE, selection, MAP.fields(), Set.of());
  }

  private static Ref ref(int customer) {
    return Ref.to(Customer.TYPE, RecordId.of(customer));
  }

  @Override
  public AdapterDescriptor.Builder describe() {
    TextRules texts = new TextRules(site.gateway().schema(), "F_CONTACTT");
    Map<Field<?>, FieldRule<?>> rules = new LinkedHashMap<>();
    TEXT_COLUMNS.forEach((field, column) -> rules.put(field, texts.text(field, column)));
    rules.put(Contact.CUSTOMERS, FieldRule.of(Contact.CUSTOMERS).required());
    rules.put(Contact.LAST_NAME, texts.text(Contact.LAST_NAME, "CT_Nom").required());
    AdapterDescriptor.Builder descriptor =
        Entities.descriptor(Contact.TYPE, site.overlap())
            .findBy(Contact.EMAIL)
            .shape(site.gateway().schema().fingerprint(List.of("F_CONTACTT")));
    for (Field<?> field : selected) {
      FieldRule<?> rule = rules.get(field);
      descriptor.field(rule == null ? FieldRule.of(field) : rule);
    }
    return descriptor;
  }

  @Override
  public List<ChangeSource> sources() {
    return site.gateway().contacts().changes();
  }

  @Override
  public String digest() {
    return "";
  }

  @Override
  public boolean dated() {
    return false;
  }

  @Override
  public List<RecordId> ids(Collection<String> keys) {
    return keys.stream().map(RecordId::of).toList();
  }

  @Override
  public Listing keys(long after, int limit) {
    List<ContactRow> rows = site.gateway().contacts().after((int) after, limit);
    return Entities.keys(rows.stream().map(ContactRow::marq).toList(), after);
  }

  @Override
  public Listing list(long after, int limit) {
    List<ContactRow> rows = site.gateway().contacts().after((int) after, limit);
    return Entities.listing(rows, ContactRow::marq, row -> Change.of(snapshot(row)), after);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    List<ContactRow> rows = site.gateway().contacts().byMarq(Entities.marqs(ids));
    return Entities.lookups(ids, rows.stream().map(this::snapshot).toList());
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return site.gateway().contacts().byEmail(Entities.texts(values)).stream()
        .map(this::snapshot)
        .toList();
  }

  /** The record out of a row that an agent shows. */
  Snapshot snapshot(Row row) {
    return snapshot(site.gateway().contacts().of(row));
  }

  /** The column of a text field; empty for others. */
  static String column(Field<?> field) {
    for (Map.Entry<Field<String>, String> entry : TEXT_COLUMNS.entrySet()) {
      if (entry.getKey().equals(field)) {
        return entry.getValue();
      }
    }
    return "";
  }

  private Snapshot snapshot(ContactRow row) {
    return Snapshot.builder(Contact.TYPE, RecordId.of(row.marq()), MAP.read(row, selected))
        .modifiedAt(site.serverClock().instant(row.modified()))
        .build();
  }
}
