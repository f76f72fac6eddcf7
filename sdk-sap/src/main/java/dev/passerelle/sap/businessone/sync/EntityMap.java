package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.businessone.model.B1Record;
import dev.passerelle.sap.common.Mapped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which fields of a type lie where, for one selection. Immutable once built. */
final class EntityMap implements Mapped {
  private final Site site;
  private final Layout layout;
  private final Map<Field<?>, Binding<?>> bindings = new LinkedHashMap<>();
  private final boolean referenced;
  private final String shape;
  private final Optional<DriftDetected> missing;

  /**
   * What a type is made of, whatever is selected.
   *
   * @param table the database table of user fields
   * @param collections properties of the sets that are collections
   * @param dormant which records are put away; none where nothing can be
   * @param stamped whether the sets tell when a record changed
   * @param findBy fields to find records by
   * @param can what may be offered; creates need the reference's user field besides
   * @param completion what a new record needs beside its fields
   * @param inside the collection whose rows are the records; empty where they lie in the sets
   * @param extras what of the records lies in other sets
   */
  record Layout(
      EntityType type,
      List<Source> sources,
      String table,
      Set<String> collections,
      Predicate<B1Record> dormant,
      boolean stamped,
      Set<Field<?>> findBy,
      Set<Capability> can,
      Completion completion,
      String inside,
      Extras extras) {

    /** Of records that lie in sets themselves. */
    Layout(
        EntityType type,
        List<Source> sources,
        String table,
        Set<String> collections,
        Predicate<B1Record> dormant,
        boolean stamped,
        Set<Field<?>> findBy,
        Set<Capability> can,
        Completion completion) {
      this(
          type,
          sources,
          table,
          collections,
          dormant,
          stamped,
          findBy,
          can,
          completion,
          "",
          Extras.NONE);
    }
  }

  EntityMap(Site site, Layout layout, List<Binding<?>> selected, Map<String, B1Record> userFields) {
    this.site = site;
    this.layout = layout;
    selected.forEach(binding -> bindings.put(binding.field(), binding));
    referenced = userFields.containsKey(site.settings().referenceField());
    shape = Shape.of(layout, names(), userFields);
    missing = selected.stream().flatMap(binding -> missing(binding, userFields)).findFirst();
  }

  /** A user field that is not there fails every read: say it by the name of the field. */
  private Stream<DriftDetected> missing(Binding<?> binding, Map<String, B1Record> userFields) {
    return binding.properties().stream()
        .filter(property -> property.startsWith("U_") && !userFields.containsKey(property))
        .map(
            property ->
                new DriftDetected(
                    site.detail(ErrorCode.CUSTOM_PROPERTY_MISSING, type())
                        .field(binding.field().name())
                        .cause(layout.table() + "." + property)
                        .build()));
  }

  /** Refuses to work while a user field that is needed is not there. */
  void requireComplete() {
    if (missing.isPresent()) {
      throw missing.get();
    }
  }

  @Override
  public EntityType type() {
    return layout.type();
  }

  /** The set that it is read from first. */
  String set() {
    return layout.sources().get(0).set();
  }

  @Override
  public Optional<FieldRule<?>> rule(Field<?> field) {
    return binding(field).map(Binding::rule);
  }

  @Override
  public Optional<String> fieldAt(String property) {
    return bindings.values().stream()
        .filter(binding -> binding.properties().contains(property))
        .map(binding -> binding.field().name())
        .findFirst();
  }

  @Override
  public ErrorDetail.Builder detail(ErrorCode code) {
    return site.detail(code, type());
  }

  List<Source> sources() {
    return layout.sources();
  }

  boolean stamped() {
    return layout.stamped();
  }

  Layout layout() {
    return layout;
  }

  /** Writes in one call: a document takes a third of a second, a record much less (sheet §5). */
  int batch() {
    return type().kind() == EntityType.Kind.DOCUMENT ? 20 : 100;
  }

  String shape() {
    return shape;
  }

  List<Binding<?>> bindings() {
    return List.copyOf(bindings.values());
  }

  Optional<Binding<?>> binding(Field<?> field) {
    return Optional.ofNullable(bindings.get(field));
  }

  List<FieldRule<?>> rules() {
    List<FieldRule<?>> rules = new ArrayList<>();
    bindings.values().forEach(binding -> rules.add(binding.rule()));
    return rules;
  }

  boolean can(Capability capability) {
    return layout.can().contains(capability)
        && (capability != Capability.CREATE || referenced)
        && (capability != Capability.FIND || !findKeys().isEmpty());
  }

  String reference() {
    return site.settings().referenceField();
  }

  /** The keys of find that are selected. */
  Set<Field<?>> findKeys() {
    Set<Field<?>> keys = new LinkedHashSet<>(layout.findBy());
    keys.retainAll(bindings.keySet());
    return keys;
  }

  /** All properties to read, without those that only a collection-less list can name. */
  Set<String> properties() {
    Set<String> all = new LinkedHashSet<>();
    layout.sources().forEach(source -> all.add(source.key()));
    if (layout.stamped()) {
      all.add("UpdateDate");
      all.add("UpdateTime");
    }
    if (!layout.inside().isEmpty()) {
      all.add(layout.inside());
      return all;
    }
    if (layout.can().contains(Capability.ARCHIVE)) {
      all.add("Valid");
      all.add("Frozen");
    }
    if (referenced && layout.can().contains(Capability.CREATE)) {
      all.add(reference());
    }
    bindings.values().forEach(binding -> all.addAll(binding.properties()));
    return all;
  }

  /** All properties that matter, those of rows inside included. */
  private Set<String> names() {
    Set<String> all = properties();
    bindings.values().forEach(binding -> all.addAll(binding.properties()));
    return all;
  }

  boolean selectsCollections() {
    return properties().stream().anyMatch(layout.collections()::contains);
  }

  RecordId id(Source source, B1Record row) {
    return RecordId.of(source.prefix() + row.text(source.key()).orElse("?"));
  }

  Snapshot snapshot(Source source, B1Record row) {
    return snapshot(source, row, fields(row));
  }

  Snapshot snapshot(Source source, B1Record row, Fields fields) {
    return Snapshot.builder(type(), id(source, row), fields)
        .life(layout.dormant().test(row) ? Life.ARCHIVED : Life.LIVE)
        .etag(can(Capability.ETAG) ? row.etag().orElse(null) : null)
        .modifiedAt(
            row.updated().map(at -> at.atZone(site.settings().zone()).toInstant()).orElse(null))
        .build();
  }

  Fields fields(B1Record row) {
    Fields.Builder fields = Fields.builder();
    bindings.values().forEach(binding -> binding.readInto(row, fields));
    return fields.build();
  }

  /** The error that a property is missing, by the name of the field that needs it. */
  @Override
  public DriftDetected named(DriftDetected drift) {
    String property = Optional.ofNullable(drift.detail().field()).orElse("");
    return bindings.values().stream()
        .filter(binding -> binding.properties().contains(property))
        .findFirst()
        .map(
            binding ->
                new DriftDetected(
                    drift.detail().toBuilder()
                        .entity(type().name())
                        .field(binding.field().name())
                        .build()))
        .orElse(drift);
  }
}
