package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.Balances;
import dev.passerelle.sage.sage100.ChangeSource;
import dev.passerelle.sage.sage100.model.BalanceRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What customers owe: a computed facet of the customer with a feed of its own. It is owed a change
 * when a row of {@link Balances#changes}, a setting or the date moves; deleted rows show in the
 * rescan (L4).
 */
final class BalanceEntity implements SageEntity {
  private static final FieldMap<Read> MAP =
      new FieldMap<Read>()
          .with(CustomerBalance.OUTSTANDING, read -> read.row().outstanding())
          .with(CustomerBalance.ACCOUNTING, read -> read.row().accounting())
          .with(CustomerBalance.INVOICES, read -> read.row().invoices())
          .with(CustomerBalance.DELIVERIES, read -> read.row().deliveries())
          .with(CustomerBalance.PICKINGS, read -> read.row().pickings())
          .with(CustomerBalance.ORDERS, read -> read.row().orders())
          .with(CustomerBalance.CREDIT_LIMIT, read -> read.row().limit())
          .with(CustomerBalance.OVERRUN, read -> read.row().overrun())
          .with(CustomerBalance.OVERDUE, read -> read.row().overdue())
          .with(CustomerBalance.OLDEST_DUE_DATE, read -> read.row().oldestDue())
          .with(CustomerBalance.DAYS_OVERDUE, read -> read.row().daysOverdue())
          .with(CustomerBalance.UNALLOCATED_CREDIT, read -> read.row().unallocated())
          .with(
              CustomerBalance.CREDIT_STATE,
              read -> read.row().creditState().name().toLowerCase(Locale.ROOT))
          .with(
              CustomerBalance.PAYER,
              read -> Ref.to(Customer.TYPE, RecordId.of(read.row().payerMarq())))
          .with(CustomerBalance.AS_OF, Read::at);

  static final Set<Field<?>> FIELDS = Set.copyOf(MAP.fields());

  private final Site site;
  private final Set<Field<?>> selected;

  private record Read(BalanceRow row, Instant at) {}

  BalanceEntity(Site site, Selection selection) {
    this.site = site;
    this.selected = Site.own(CustomerBalance.TYPE, selection, FIELDS, Set.of());
  }

  @Override
  public AdapterDescriptor.Builder describe() {
    AdapterDescriptor.Builder descriptor =
        Entities.descriptor(CustomerBalance.TYPE, site.overlap())
            .rescan(site.settings().rescan())
            .shape(
                site.gateway()
                    .schema()
                    .fingerprint(sources().stream().map(ChangeSource::table).toList()));
    selected.forEach(field -> descriptor.field(FieldRule.of(field).readOnly()));
    return descriptor;
  }

  private Balances balances() {
    return site.gateway().balances(site.settings().balances());
  }

  @Override
  public List<ChangeSource> sources() {
    return balances().changes();
  }

  @Override
  public String digest() {
    return balances().settingsDigest();
  }

  @Override
  public boolean dated() {
    return true;
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
    Instant now = site.settings().clock().instant();
    List<BalanceRow> rows = balances().after((int) after, limit, today(now));
    return Entities.listing(rows, BalanceRow::marq, row -> Change.of(snapshot(row, now)), after);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    Instant now = site.settings().clock().instant();
    List<BalanceRow> rows = balances().of(Entities.marqs(ids), today(now));
    return Entities.lookups(ids, rows.stream().map(row -> snapshot(row, now)).toList());
  }

  private LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, site.settings().zone());
  }

  private Snapshot snapshot(BalanceRow row, Instant now) {
    Read read = new Read(row, now);
    return Snapshot.of(CustomerBalance.TYPE, RecordId.of(row.marq()), MAP.read(read, selected));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return List.of();
  }
}
