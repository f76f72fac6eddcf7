package dev.passerelle.odoo.sync;

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
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.odoo.OdooSettings;
import dev.passerelle.odoo.model.FieldInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entity type that is a model of Odoo. Knows nothing of its own but where the work is done;
 * follows the model's fields as they change. Thread-safe.
 */
final class ModelAdapter implements EntityAdapter {
  /** More rows in one load take longer than a proxy waits (fact sheet §4, §5). */
  static final int WRITES = 100;

  /** Longer references are shortened by the engine; as an external id they may grow fivefold. */
  private static final int REFERENCE_LENGTH = 190;

  private final Instance instance;
  private final EntityType type;
  private final Selection selection;
  private volatile @Nullable Tools tools;

  ModelAdapter(Instance instance, EntityType type, Selection selection) {
    this.instance = instance;
    this.type = type;
    this.selection = selection;
  }

  /** What works on one record map, and the model's fields that it was made from. */
  private record Tools(
      Map<String, FieldInfo> madeFrom,
      RecordMap map,
      AdapterDescriptor descriptor,
      Lookups lookups,
      Feed feed,
      Listing listing,
      Finder finder,
      RecordWriter writer,
      Fates fates) {}

  private Tools tools() {
    Map<String, FieldInfo> known = instance.fields(RecordMaps.model(instance, type));
    Tools held = tools;
    if (held == null || held.madeFrom() != known) {
      held = make(known);
      tools = held;
    }
    return held;
  }

  private Tools make(Map<String, FieldInfo> known) {
    RecordMap map = RecordMaps.of(instance, type, selection);
    RecordReader reader = new RecordReader(instance, map);
    Lookups lookups = new Lookups(instance, map, reader);
    return new Tools(
        known,
        map,
        descriptor(map, known),
        lookups,
        new Feed(instance, map, reader),
        new Listing(instance, map, reader),
        new Finder(instance, map, reader),
        new RecordWriter(instance, map, lookups),
        new Fates(instance, map, lookups));
  }

  private AdapterDescriptor descriptor(RecordMap map, Map<String, FieldInfo> known) {
    OdooSettings settings = instance.settings();
    AdapterDescriptor.Builder builder =
        AdapterDescriptor.of(type)
            .fields(map.rules().values())
            .can(Stream.of(Capability.values()).filter(map::can).toArray(Capability[]::new))
            .pageSize(Feed.LARGEST)
            .readBatch(Feed.LARGEST)
            .writeBatch(WRITES)
            .overlap(settings.overlap())
            .callTimeout(settings.callTimeout().multipliedBy(2))
            .referenceLength(REFERENCE_LENGTH)
            .shape(Shape.of(map.content(), known));
    map.rescan().ifPresent(builder::rescan);
    if (!map.findColumns().isEmpty()) {
      builder.findBy(map.findColumns().keySet().toArray(Field<?>[]::new));
    }
    if (map.can(Capability.CREATE)) {
      builder.createSafety(CreateSafety.upsert(settings.maxLag()));
    }
    return builder.build();
  }

  /** The record map in use, for {@code check()}. */
  RecordMap map() {
    return tools().map();
  }

  /** A field that the server has just refused is looked up again, and named in our words. */
  private <T> T named(Supplier<T> work) {
    try {
      return work.get();
    } catch (DriftDetected e) {
      Tools held = tools;
      String field = e.detail().field();
      if (held == null || field == null) {
        throw e;
      }
      String column = field.substring(field.lastIndexOf('.') + 1);
      throw instance.drift(type.name(), held.map().canonical(column), "no field " + column);
    }
  }

  @Override
  public AdapterDescriptor describe() {
    return tools().descriptor();
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    return named(() -> tools().feed().next(position, limit));
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return named(() -> tools().listing().next(cursor, limit, depth));
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return named(() -> tools().lookups().read(ids));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return named(() -> tools().finder().find(key, values));
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    return tools().writer().write(writes);
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    return named(() -> tools().fates().of(sent));
  }
}
