package dev.passerelle.sap.s4hana.sync;

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
import dev.passerelle.sap.common.Fates;
import dev.passerelle.sap.common.Once;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One entity type. Thread-safe; makes its tools at the first use. */
final class RecordAdapter implements EntityAdapter {
  private static final int READS = 100;

  /** Records of master data that are read at once: as many as a page has. */
  private static final int MANY = 1000;

  /** Records of master data that are made or changed at once. */
  private static final int WRITES = 500;

  /** Documents go one by one. */
  private static final int DOCUMENTS = 10;

  private final Site site;
  private final Once<Tools> tools;

  RecordAdapter(Site site, Supplier<EntityMap> mapping) {
    this.site = site;
    tools = new Once<>(() -> made(mapping.get()));
  }

  private record Tools(
      EntityMap map,
      AdapterDescriptor descriptor,
      Reading reading,
      Feed feed,
      Listing listing,
      RecordWriter writer,
      Fates fates) {}

  private Tools tools() {
    return tools.get();
  }

  private Tools made(EntityMap map) {
    Paging paging = new Paging(site, map);
    Reading reading = new Reading(site, map, paging);
    Feed feed = new Feed(site, map, reading, paging);
    return new Tools(
        map,
        descriptor(map),
        reading,
        feed,
        new Listing(site, map, reading, paging, feed),
        new RecordWriter(site, map, reading),
        new Fates(map.type(), reading, map.layout().after()::isMissing));
  }

  private AdapterDescriptor descriptor(EntityMap map) {
    boolean stamped = map.layout().can().contains(Capability.CHANGES);
    AdapterDescriptor.Builder builder =
        AdapterDescriptor.of(map.type())
            .fields(map.rules())
            .can(Stream.of(Capability.values()).filter(map::can).toArray(Capability[]::new))
            .pageSize(map.layout().page())
            .readBatch(map.can(Capability.UPDATE) ? MANY : READS)
            .writeBatch(map.can(Capability.UPDATE) ? WRITES : DOCUMENTS)
            .callTimeout(site.settings().callTimeout())
            .overlap(site.settings().overlap())
            .rescan(stamped ? site.settings().rescan() : site.settings().figures())
            .referenceLength(map.referenceLength())
            .shape(map.shape());
    if (!map.findKeys().isEmpty()) {
      builder.findBy(map.findKeys().toArray(Field<?>[]::new));
    }
    if (map.can(Capability.CREATE)) {
      builder.createSafety(CreateSafety.lookup(site.settings().maxLag()));
    }
    return builder.build();
  }

  /** What is read and written, for {@code check()}. */
  EntityMap map() {
    return tools().map();
  }

  @Override
  public AdapterDescriptor describe() {
    return tools().descriptor();
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    if (!tools().map().can(Capability.CHANGES)) {
      throw new UnsupportedOperation(
          site.settings().system(), "changes of " + tools().map().type());
    }
    return tools().feed().next(position, limit);
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return tools().listing().next(cursor, limit, depth);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return tools().reading().read(ids);
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return tools().reading().find(key, values);
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    return tools().writer().write(writes);
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    return tools().fates().of(sent);
  }
}
