package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.businessone.model.B1Record;
import dev.passerelle.sap.common.Fates;
import dev.passerelle.sap.common.Once;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Contact people, who lie inside customers. Thread-safe; makes its tools at the first use. */
final class ContactAdapter implements EntityAdapter {
  private final Site site;
  private final Once<Tools> tools;

  private record Tools(
      EntityMap map,
      AdapterDescriptor descriptor,
      Reading reading,
      Feed feed,
      Listing listing,
      ContactWriter writer) {}

  ContactAdapter(Site site, Supplier<EntityMap> mapping) {
    this.site = site;
    tools = new Once<>(() -> made(mapping.get()));
  }

  private Tools tools() {
    return tools.get();
  }

  private Tools made(EntityMap map) {
    Reading reading = new Reading(site, map);
    Feed.Rows rows = (source, partner) -> ContactLayout.changes(map, site, partner);
    Feed feed = new Feed(site, map, reading, rows);
    AdapterDescriptor.Builder descriptor =
        AdapterDescriptor.of(map.type())
            .fields(map.rules())
            .can(Stream.of(Capability.values()).filter(map::can).toArray(Capability[]::new))
            .pageSize(100)
            .readBatch(Reading.BATCH)
            .writeBatch(20)
            .callTimeout(site.settings().callTimeout())
            .overlap(site.settings().overlap())
            .rescan(site.settings().rescan())
            .referenceLength(RecordAdapter.REFERENCE)
            .shape(map.shape());
    if (map.can(Capability.CREATE)) {
      descriptor.createSafety(CreateSafety.lookup(site.settings().maxLag()));
    }
    return new Tools(
        map,
        descriptor.build(),
        reading,
        feed,
        new Listing(site, map, reading, feed, rows),
        new ContactWriter(site, map, reading));
  }

  EntityMap map() {
    return tools().map();
  }

  @Override
  public AdapterDescriptor describe() {
    return tools().descriptor();
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    return tools().feed().next(position, limit);
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return tools().listing().next(cursor, limit, depth);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    Set<RecordId> partners = new LinkedHashSet<>();
    ids.forEach(id -> ContactLayout.partner(id).ifPresent(partners::add));
    Map<RecordId, Optional<Reading.Located>> found = tools().reading().locate(partners);
    List<Lookup> answers = new ArrayList<>();
    for (RecordId id : new LinkedHashSet<>(ids)) {
      Optional<Snapshot> snapshot =
          ContactLayout.partner(id)
              .flatMap(partner -> found.getOrDefault(partner, Optional.empty()))
              .flatMap(at -> snapshot(at.row(), id));
      answers.add(snapshot.<Lookup>map(Lookup.Found::new).orElseGet(() -> new Lookup.Gone(id)));
    }
    return answers;
  }

  private Optional<Snapshot> snapshot(B1Record partner, RecordId id) {
    Optional<String> number = Optional.of(ContactLayout.number(id));
    return partner.rows(ContactLayout.ROWS).stream()
        .filter(row -> row.text("InternalCode").equals(number))
        .findFirst()
        .map(row -> ContactLayout.snapshot(tools().map(), site, partner, row));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    // No condition reaches inside a customer.
    throw new UnsupportedOperation(site.settings().system(), "find contact by " + key);
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    return tools().writer().write(writes);
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    List<WriteResult> results = new ArrayList<>();
    for (Ticket ticket : sent) {
      Optional<Snapshot> found =
          ticket.record().isPresent()
              ? found(ticket.record().get())
              : tools().writer().byReference(ticket);
      results.add(Fates.judge(tools().map().type(), ticket, found));
    }
    return results;
  }

  private Optional<Snapshot> found(RecordId id) {
    return read(List.of(id)).get(0) instanceof Lookup.Found found
        ? Optional.of(found.snapshot())
        : Optional.empty();
  }
}
