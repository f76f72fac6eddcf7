package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.hubspot.HubSpotObjects;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.model.Property;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entity type that is a HubSpot object type. Knows nothing of its own but where the work is
 * done; follows the account's properties as they change. Thread-safe.
 */
final class ObjectAdapter implements EntityAdapter {
  /** A longer reference than this is no text that people look at. */
  private static final int REFERENCE_LENGTH = 190;

  /**
   * Plain records are written side by side. Parts are not: lines and associations of one record
   * would be changed by several calls at once, which HubSpot may answer with a 409 or 423 (§6).
   */
  private static final int PARALLEL = 4;

  /** Associations change without moving the stamp of either record (L4). */
  private static final Duration RESCAN = Duration.ofHours(24);

  private final Portal portal;
  private final EntityType type;
  private final Selection selection;
  private volatile @Nullable Tools tools;

  ObjectAdapter(Portal portal, EntityType type, Selection selection) {
    this.portal = portal;
    this.type = type;
    this.selection = selection;
  }

  /** What works on one record map, and the account's properties that it was made from. */
  private record Tools(
      Map<String, Property> madeFrom,
      RecordMap map,
      AdapterDescriptor descriptor,
      Lookups lookups,
      Feed feed,
      Listing listing,
      Finder finder,
      RecordWriter writer,
      Fates fates) {}

  private Tools tools() {
    Map<String, Property> known = portal.properties(RecordMaps.objectType(type));
    Tools held = tools;
    if (held == null || held.madeFrom() != known) {
      held = make(known);
      tools = held;
    }
    return held;
  }

  private Tools make(Map<String, Property> known) {
    RecordMap map = RecordMaps.of(portal, type, selection);
    RecordReader reader = new RecordReader(portal, map);
    Lookups lookups = new Lookups(portal, map, reader);
    return new Tools(
        known,
        map,
        descriptor(map),
        lookups,
        new Feed(portal, map, reader),
        new Listing(portal, map, reader),
        new Finder(portal, map, reader),
        new RecordWriter(portal, map, lookups),
        new Fates(portal, map, reader, lookups));
  }

  private AdapterDescriptor descriptor(RecordMap map) {
    HubSpotSettings settings = portal.settings();
    AdapterDescriptor.Builder builder =
        AdapterDescriptor.of(type)
            .fields(map.rules())
            .can(offered(map))
            .findBy(map.findKeys().toArray(Field<?>[]::new))
            .pageSize(HubSpotObjects.SEARCH_LIMIT)
            .readBatch(HubSpotObjects.LIST_LIMIT)
            .writeBatch(HubSpotObjects.LIST_LIMIT)
            .parallel(map.parts().isEmpty() ? PARALLEL : 1)
            .overlap(settings.overlap())
            .callTimeout(settings.callTimeout().multipliedBy(2))
            .referenceLength(REFERENCE_LENGTH)
            .shape(Shape.of(portal, map));
    if (!map.parts().isEmpty()) {
      builder.rescan(RESCAN);
    }
    if (map.can(Capability.CREATE)) {
      builder.createSafety(CreateSafety.upsert(settings.maxLag()));
    }
    return builder.build();
  }

  /** The tools, unless the account lacks a property without which values would pass for blank. */
  private Tools usable() {
    Tools held = tools();
    portal.require(held.map());
    return held;
  }

  private static Capability[] offered(RecordMap map) {
    return Stream.of(Capability.values()).filter(map::can).toArray(Capability[]::new);
  }

  /** The record map in use, for {@code check()}. */
  RecordMap map() {
    return tools().map();
  }

  @Override
  public AdapterDescriptor describe() {
    return tools().descriptor();
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    return usable().feed().next(position, limit);
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return usable().listing().next(cursor, limit, depth);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return usable().lookups().read(ids);
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return usable().finder().find(key, values);
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    return usable().writer().write(writes);
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    return usable().fates().of(sent);
  }
}
