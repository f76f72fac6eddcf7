package dev.passerelle.salesforce.sync;

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
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.salesforce.SalesforceObjects;
import dev.passerelle.salesforce.SalesforceQueries;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.model.ObjectDescription;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entity type that is a Salesforce object. Knows nothing of its own but where the work is done;
 * follows the org's columns as they change. Thread-safe.
 */
final class ObjectAdapter implements EntityAdapter {
  private final Org org;
  private final EntityType type;
  private final String object;
  private final Selection selection;
  private volatile @Nullable Tools tools;

  ObjectAdapter(Org org, EntityType type, String object, Selection selection) {
    this.org = org;
    this.type = type;
    this.object = object;
    this.selection = selection;
  }

  /** What works on one record map, and the description that it was made from. */
  private record Tools(
      ObjectDescription madeFrom,
      RecordMap map,
      AdapterDescriptor descriptor,
      Lookups lookups,
      Feed feed,
      Listing listing,
      Finder finder,
      RecordWriter writer,
      Fates fates) {}

  private Tools tools() {
    ObjectDescription known = org.object(object).orElseThrow(this::gone);
    Tools held = tools;
    if (held == null || held.madeFrom() != known) {
      held = make(known);
      tools = held;
    }
    return held;
  }

  private DriftDetected gone() {
    return new DriftDetected(
        ErrorDetail.of(ErrorCode.DRIFT_DETECTED)
            .system(org.settings().system())
            .entity(type.name())
            .figure("change", object + " is not there, or not visible to the user")
            .build());
  }

  private Tools make(ObjectDescription known) {
    RecordMap map = RecordMaps.of(org, type, known, selection);
    RecordReader reader = new RecordReader(org, map);
    Lookups lookups = new Lookups(org, map, reader);
    Finder finder = new Finder(org, map, reader);
    return new Tools(
        known,
        map,
        descriptor(map),
        lookups,
        new Feed(org, map, reader),
        new Listing(org, map, reader),
        finder,
        new RecordWriter(org, map, lookups),
        new Fates(org, map, reader, lookups, finder));
  }

  private AdapterDescriptor descriptor(RecordMap map) {
    SalesforceSettings settings = org.settings();
    AdapterDescriptor.Builder builder =
        AdapterDescriptor.of(type)
            .fields(map.rules())
            .can(offered(map))
            .findBy(map.findKeys().toArray(Field<?>[]::new))
            .pageSize(SalesforceQueries.PAGE)
            .readBatch(SalesforceObjects.READ_LIMIT)
            .writeBatch(writeBatch(map))
            .overlap(settings.overlap())
            .callTimeout(settings.callTimeout().multipliedBy(2))
            .referenceLength(map.referenceLength())
            .rescan(settings.rescan())
            .shape(Shape.of(map));
    if (map.can(Capability.CREATE)) {
      builder.createSafety(CreateSafety.upsert(settings.maxLag()));
    }
    if (onlyJobs(map)) {
      builder.can(Capability.ASYNCHRONOUS);
    }
    return builder.build();
  }

  private int writeBatch(RecordMap map) {
    SalesforceSettings settings = org.settings();
    int rows = settings.limits().rowsPerCall();
    return BulkWrites.may(settings, map) ? Math.max(rows, settings.bulkFrom()) : rows;
  }

  /** Writes of fewer rows than a job is for are answered at once. */
  private boolean onlyJobs(RecordMap map) {
    return BulkWrites.may(org.settings(), map) && org.settings().bulkFrom() == 1;
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
    return tools().feed().next(position, limit);
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return tools().listing().next(cursor, limit, depth);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return tools().lookups().read(ids);
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return tools().finder().find(key, values);
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
