package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.ChangeSource;
import dev.passerelle.sage.sage100.Employees;
import dev.passerelle.sage.sage100.model.EmployeeRow;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Representatives: F_COLLABORATEUR, read-only; the id is cbMarq, the code CO_No. */
final class EmployeeEntity implements SageEntity {
  private static final FieldMap<EmployeeRow> MAP =
      new FieldMap<EmployeeRow>()
          .with(Employee.CODE, row -> Integer.toString(row.number()))
          .text(Employee.FIRST_NAME, EmployeeRow::firstName)
          .text(Employee.LAST_NAME, EmployeeRow::lastName)
          .text(Employee.EMAIL, EmployeeRow::email)
          .with(Employee.STATE, row -> Customer.ACTIVE);

  private final Site site;
  private final Set<Field<?>> selected;

  EmployeeEntity(Site site, Selection selection) {
    this.site = site;
    this.selected = Site.own(Employee.TYPE, selection, MAP.fields(), Set.of());
  }

  @Override
  public AdapterDescriptor.Builder describe() {
    AdapterDescriptor.Builder descriptor =
        Entities.descriptor(Employee.TYPE, site.overlap())
            .findBy(Employee.CODE, Employee.EMAIL)
            .shape(site.gateway().schema().fingerprint(List.of("F_COLLABORATEUR")));
    selected.forEach(field -> descriptor.field(FieldRule.of(field).readOnly()));
    return descriptor;
  }

  @Override
  public List<ChangeSource> sources() {
    return site.gateway().employees().changes();
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
    List<EmployeeRow> rows = site.gateway().employees().after((int) after, limit);
    return Entities.keys(rows.stream().map(EmployeeRow::marq).toList(), after);
  }

  @Override
  public Listing list(long after, int limit) {
    List<EmployeeRow> rows = site.gateway().employees().after((int) after, limit);
    return Entities.listing(rows, EmployeeRow::marq, row -> Change.of(snapshot(row)), after);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    List<EmployeeRow> rows = site.gateway().employees().byMarq(Entities.marqs(ids));
    return Entities.lookups(ids, rows.stream().map(this::snapshot).toList());
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    Employees employees = site.gateway().employees();
    List<String> texts = Entities.texts(values);
    List<EmployeeRow> rows =
        key.equals(Employee.CODE)
            ? employees.byNumber(
                texts.stream().filter(t -> t.matches("[0-9]{1,9}")).map(Integer::valueOf).toList())
            : employees.byEmail(texts);
    return rows.stream().map(this::snapshot).toList();
  }

  private Snapshot snapshot(EmployeeRow row) {
    return Snapshot.builder(Employee.TYPE, RecordId.of(row.marq()), MAP.read(row, selected))
        .modifiedAt(site.serverClock().instant(row.modified()))
        .build();
  }
}
