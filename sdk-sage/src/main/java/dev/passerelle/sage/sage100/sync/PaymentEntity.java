package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.ChangeSource;
import dev.passerelle.sage.sage100.model.PaymentRow;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Payments: F_CREGLEMENT of customers, read-only for ever (L13); the id is cbMarq. */
final class PaymentEntity implements SageEntity {
  private final Site site;
  private final FieldMap<PaymentRow> map;
  private final Set<Field<?>> selected;

  PaymentEntity(Site site, Selection selection) {
    this.site = site;
    this.map =
        new FieldMap<PaymentRow>()
            .with(Payment.NUMBER, row -> Integer.toString(row.number()))
            .with(
                Payment.CUSTOMER,
                row ->
                    row.payerMarq() == null
                        ? null
                        : Ref.to(Customer.TYPE, RecordId.of(row.payerMarq())))
            .with(Payment.DATE, PaymentRow::date)
            .with(Payment.AMOUNT, PaymentRow::amount)
            .with(Payment.CURRENCY, row -> site.settings().currency())
            .index(Payment.METHOD, PaymentRow::method)
            .text(Payment.LABEL, PaymentRow::label)
            .with(Payment.INVOICES, PaymentEntity::invoices)
            .with(Payment.UNALLOCATED, PaymentRow::unallocated)
            .with(Payment.BOUNCED, PaymentRow::bounced);
    this.selected = Site.own(Payment.TYPE, selection, map.fields(), Set.of());
  }

  private static Set<Ref> invoices(PaymentRow row) {
    Set<Ref> refs = new LinkedHashSet<>();
    row.invoices().forEach(piece -> refs.add(Ref.to(Invoice.TYPE, piece)));
    return refs;
  }

  @Override
  public AdapterDescriptor.Builder describe() {
    AdapterDescriptor.Builder descriptor =
        Entities.descriptor(Payment.TYPE, site.overlap())
            .rescan(site.settings().rescan())
            .shape(site.gateway().schema().fingerprint(List.of("F_CREGLEMENT", "F_REGLECH")));
    selected.forEach(field -> descriptor.field(FieldRule.of(field).readOnly()));
    return descriptor;
  }

  @Override
  public List<ChangeSource> sources() {
    return site.gateway().payments().changes();
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
    return Entities.keys(site.gateway().payments().marqsAfter((int) after, limit), after);
  }

  @Override
  public Listing list(long after, int limit) {
    List<PaymentRow> rows = site.gateway().payments().after((int) after, limit);
    return Entities.listing(rows, PaymentRow::marq, row -> Change.of(snapshot(row)), after);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    List<PaymentRow> rows = site.gateway().payments().byMarq(Entities.marqs(ids));
    return Entities.lookups(ids, rows.stream().map(this::snapshot).toList());
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return List.of();
  }

  private Snapshot snapshot(PaymentRow row) {
    return Snapshot.builder(Payment.TYPE, RecordId.of(row.marq()), map.read(row, selected))
        .modifiedAt(site.serverClock().instant(row.modified()))
        .build();
  }
}
