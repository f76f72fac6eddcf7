package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.model.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Owners: the users that records can belong to. Read only; HubSpot tells no changes of them, so
 * they are listed. Thread-safe.
 */
final class OwnerAdapter implements EntityAdapter {
  private static final Duration RESCAN = Duration.ofHours(1);
  private static final Set<Field<?>> OFFERED =
      Set.of(
          Employee.CODE, Employee.FIRST_NAME, Employee.LAST_NAME, Employee.EMAIL, Employee.STATE);

  private final Portal portal;
  private final Selection selection;

  OwnerAdapter(Portal portal, Selection selection) {
    this.portal = portal;
    this.selection = selection;
    for (Field<?> field : selection.fields()) {
      if (!OFFERED.contains(field)) {
        throw RecordMaps.offersNo(
            portal.settings().system(), Employee.TYPE, field, "HubSpot owners do not have it");
      }
    }
  }

  @Override
  public AdapterDescriptor describe() {
    return AdapterDescriptor.of(Employee.TYPE)
        .fields(
            OFFERED.stream()
                .filter(selection::uses)
                .<FieldRule<?>>map(field -> FieldRule.of(field).readOnly())
                .toList())
        .can(Capability.LIST)
        .findBy(Employee.EMAIL)
        .rescan(RESCAN)
        .shape("owners " + HubSpotClient.API_VERSION)
        .build();
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    throw unsupported("changes of");
  }

  /** There are few owners: one page holds them all, those no longer in use at the end. */
  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    List<Change> changes = new ArrayList<>();
    for (boolean archived : new boolean[] {false, true}) {
      for (Owner owner : portal.client().owners().all(archived)) {
        changes.add(
            depth == Depth.KEYS ? Change.of(RecordId.of(owner.id())) : Change.of(snapshot(owner)));
      }
    }
    return new ChangePage(changes, Position.START, true, portal.now());
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return ids.stream().map(this::read).toList();
  }

  private Lookup read(RecordId id) {
    Optional<Owner> owner = Optional.empty();
    if (Lookups.isId(id.value())) {
      owner =
          portal
              .client()
              .owners()
              .get(id.value(), false)
              .or(() -> portal.client().owners().get(id.value(), true));
    }
    return owner
        .<Lookup>map(found -> new Lookup.Found(snapshot(found)))
        .orElseGet(() -> new Lookup.Gone(id));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    if (!key.equals(Employee.EMAIL)) {
      throw unsupported("find by " + key);
    }
    return values.stream()
        .flatMap(value -> portal.client().owners().byEmail(String.valueOf(value)).stream())
        .map(this::snapshot)
        .toList();
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    if (writes.isEmpty()) {
      return List.of();
    }
    throw unsupported(writes.get(0).getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    throw unsupported("the fate of writes to");
  }

  private Snapshot snapshot(Owner owner) {
    Fields all =
        Fields.builder()
            .set(Employee.CODE, owner.id())
            .set(Employee.FIRST_NAME, owner.firstName())
            .set(Employee.LAST_NAME, owner.lastName())
            .set(Employee.EMAIL, owner.email())
            .set(Employee.STATE, owner.archived() ? "archived" : "active")
            .build();
    return Snapshot.builder(
            Employee.TYPE,
            RecordId.of(owner.id()),
            all.only(OFFERED.stream().filter(selection::uses).toList()))
        .life(owner.archived() ? Life.ARCHIVED : Life.LIVE)
        .modifiedAt(owner.updatedAt())
        .build();
  }

  private UnsupportedOperation unsupported(String what) {
    return new UnsupportedOperation(portal.settings().system(), what + " " + Employee.TYPE);
  }
}
