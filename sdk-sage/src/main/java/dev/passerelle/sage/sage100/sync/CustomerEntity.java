package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.ChangeSource;
import dev.passerelle.sage.sage100.Customers;
import dev.passerelle.sage.sage100.Row;
import dev.passerelle.sage.sage100.model.AddressRow;
import dev.passerelle.sage.sage100.model.CustomerRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Customers: F_COMPTET with CT_Type 0. The id is cbMarq, since a maintenance function of Sage can
 * change CT_Num (fact sheet §4).
 */
final class CustomerEntity implements SageEntity {
  static final List<String> TABLES = List.of("F_COMPTET", "F_REGLEMENTT", "F_LIVRAISON");

  private final Site site;
  private final FieldMap<CustomerRow> map;
  private final Set<Field<?>> selected;
  private final Customers.Extras extras;
  private final FreeColumns free;

  CustomerEntity(Site site, Selection selection) {
    this.site = site;
    this.free =
        FreeColumns.of(
            Customer.TYPE,
            site.settings().freeFields(Customer.TYPE),
            selection,
            site.gateway().schema());
    this.map = map();
    free.addTo(map, CustomerRow::free);
    this.selected = Site.own(Customer.TYPE, selection, map.fields(), BalanceEntity.FIELDS);
    this.extras =
        new Customers.Extras(
            selected.contains(Customer.PAYMENT_TERMS),
            selected.contains(Customer.SHIPPING_ADDRESS),
            free.names());
  }

  private static FieldMap<CustomerRow> map() {
    return new FieldMap<CustomerRow>()
        .text(Customer.CODE, CustomerRow::number)
        .text(Customer.NAME, CustomerRow::title)
        .text(Customer.SIREN, row -> siren(row.siret()))
        .text(Customer.SIRET, CustomerRow::siret)
        .text(Customer.VAT_NUMBER, CustomerRow::vatNumber)
        .text(Customer.EMAIL, CustomerRow::email)
        .text(Customer.PHONE, CustomerRow::phone)
        .text(Customer.WEBSITE, CustomerRow::website)
        .text(Customer.NOTE, CustomerRow::comment)
        .with(Customer.BILLING_ADDRESS, row -> address(row.address()))
        .with(
            Customer.SHIPPING_ADDRESS,
            row -> row.shipping() == null ? null : address(row.shipping()))
        .with(
            Customer.PAYER,
            row ->
                row.otherPayer().map(marq -> Ref.to(Customer.TYPE, RecordId.of(marq))).orElse(null))
        .with(Customer.PAYER_CODE, row -> row.paidByAnother() ? row.payerNumber() : null)
        .index(Customer.OWNER, CustomerRow::representative)
        .index(Customer.PRICE_CATEGORY, CustomerRow::priceCategory)
        .index(Customer.TAX_CATEGORY, CustomerRow::taxCategory)
        .text(Customer.PAYMENT_TERMS, CustomerRow::terms)
        .with(Customer.STATE, row -> row.dormant() ? Customer.DORMANT : Customer.ACTIVE);
  }

  static PostalAddress address(AddressRow row) {
    return new PostalAddress(
        row.street(), row.complement(), row.postalCode(), row.city(), row.region(), row.country());
  }

  /** The first nine digits of a SIRET of fourteen. */
  private static String siren(String siret) {
    return siret.matches("[0-9]{14}") ? siret.substring(0, 9) : "";
  }

  FreeColumns free() {
    return free;
  }

  Set<Field<?>> selected() {
    return selected;
  }

  @Override
  public AdapterDescriptor.Builder describe() {
    return Entities.descriptor(Customer.TYPE, site.overlap())
        .fields(rules())
        .findBy(Customer.CODE, Customer.SIRET, Customer.VAT_NUMBER, Customer.EMAIL)
        .shape(site.gateway().schema().fingerprint(TABLES));
  }

  private List<FieldRule<?>> rules() {
    CustomerRules rules = new CustomerRules(site.gateway().schema(), free);
    List<FieldRule<?>> all = new ArrayList<>();
    selected.forEach(field -> all.add(rules.of(field)));
    return all;
  }

  @Override
  public List<ChangeSource> sources() {
    return site.gateway().customers().changes(extras);
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
    return Entities.ids(keys, site.gateway().customers().marqs(keys));
  }

  @Override
  public Listing keys(long after, int limit) {
    return Entities.keys(site.gateway().customers().marqsAfter((int) after, limit), after);
  }

  @Override
  public Listing list(long after, int limit) {
    List<CustomerRow> rows = site.gateway().customers().after((int) after, limit, extras);
    return Entities.listing(rows, CustomerRow::marq, row -> Change.of(snapshot(row)), after);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    List<CustomerRow> rows = site.gateway().customers().byMarq(Entities.marqs(ids), extras);
    return Entities.lookups(ids, rows.stream().map(this::snapshot).toList());
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    Customers customers = site.gateway().customers();
    List<String> texts = Entities.texts(values);
    List<CustomerRow> rows;
    if (key.equals(Customer.CODE)) {
      rows = customers.byNumber(texts, extras);
    } else if (key.equals(Customer.SIRET)) {
      rows = customers.bySiret(texts, extras);
    } else if (key.equals(Customer.VAT_NUMBER)) {
      rows = customers.byVatNumber(texts, extras);
    } else {
      rows = customers.byEmail(texts, extras);
    }
    return rows.stream().map(this::snapshot).toList();
  }

  /** The record out of a row that an agent shows, in the fields that it shows. */
  Snapshot snapshot(Row row, Set<Field<?>> hidden) {
    Snapshot all = snapshot(site.gateway().customers().of(row, free.names()));
    return all.withFields(all.fields().without(hidden));
  }

  private Snapshot snapshot(CustomerRow row) {
    return Snapshot.builder(Customer.TYPE, RecordId.of(row.marq()), map.read(row, selected))
        .life(row.dormant() ? Life.ARCHIVED : Life.LIVE)
        .modifiedAt(site.serverClock().instant(row.modified()))
        .build();
  }
}
