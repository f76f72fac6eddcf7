package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.common.Mapped;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which fields of a type lie where, for one selection, held against what the service publishes of
 * itself: releases differ. Immutable once built.
 */
final class EntityMap implements Mapped {
  private final Site site;
  private final Layout layout;
  private final Map<Field<?>, Binding<?>> bindings = new LinkedHashMap<>();

  /** In the order of their names, so that the same is always asked for in the same words. */
  private final Set<String> paths = new TreeSet<>();

  private final Optional<DriftDetected> missing;
  private final String shape;

  EntityMap(Site site, Layout layout, List<Binding<?>> selected) {
    this.site = site;
    this.layout = layout;
    selected.forEach(binding -> bindings.put(binding.field(), binding));
    ODataMetadata published = site.metadata(layout.source().api());
    Set<String> wanted = new LinkedHashSet<>(layout.always());
    wanted.addAll(layout.source().order());
    wanted.addAll(layout.source().id().properties());
    layout.stamps().forEach(stamped -> wanted.addAll(stamped.stamp().properties()));
    if (!layout.reference().isEmpty()) {
      wanted.add(layout.reference() + "?");
    }
    selected.forEach(binding -> wanted.addAll(binding.paths()));
    wanted.stream()
        .filter(path -> !isExtra(path))
        .filter(path -> !path.endsWith("?") || isThere(published, path))
        .map(EntityMap::bare)
        .forEach(paths::add);
    missing =
        selected.stream().flatMap(binding -> missing(binding, published).stream()).findFirst();
    shape = layout.type() + " " + published.fingerprint(layout.source().set(), paths);
  }

  /** What {@link Extras} put into a row: {@code ~} counts as a part of the record. */
  private static boolean isExtra(String path) {
    return path.startsWith("+") || path.startsWith("~");
  }

  static String bare(String path) {
    return path.endsWith("?") ? path.substring(0, path.length() - 1) : path;
  }

  private boolean isThere(ODataMetadata published, String path) {
    return published.property(layout.source().set(), bare(path)).isPresent();
  }

  private Optional<DriftDetected> missing(Binding<?> binding, ODataMetadata published) {
    return absent(binding, layout.source().set(), published)
        .map(
            path ->
                new DriftDetected(
                    site.detail(ErrorCode.CUSTOM_PROPERTY_MISSING, type())
                        .field(binding.field().name())
                        .cause(layout.source().set() + "/" + path)
                        .build()));
  }

  /** The first path of a field that the service does not have. */
  static Optional<String> absent(Binding<?> binding, String set, ODataMetadata published) {
    return binding.paths().stream()
        .filter(path -> !isExtra(path) && !path.endsWith("?"))
        .filter(path -> published.property(set, path).isEmpty())
        .findFirst();
  }

  /** Refuses to work while a property that is needed is not there. */
  void requireComplete() {
    if (missing.isPresent()) {
      throw missing.get();
    }
  }

  Optional<DriftDetected> drift() {
    return missing;
  }

  @Override
  public EntityType type() {
    return layout.type();
  }

  /** The set that it is read from first. */
  String set() {
    return layout.source().set();
  }

  @Override
  public Optional<FieldRule<?>> rule(Field<?> field) {
    return binding(field).map(Binding::rule);
  }

  @Override
  public Optional<String> fieldAt(String property) {
    return bindings.values().stream()
        .filter(binding -> binding.paths().stream().anyMatch(path -> endsWith(path, property)))
        .map(binding -> binding.field().name())
        .findFirst();
  }

  private static boolean endsWith(String path, String property) {
    String bare = bare(path);
    return bare.equals(property) || bare.endsWith("/" + property);
  }

  @Override
  public DriftDetected named(DriftDetected drift) {
    String property = Optional.ofNullable(drift.detail().field()).orElse("");
    return fieldAt(property)
        .map(
            field ->
                new DriftDetected(
                    drift.detail().toBuilder().entity(type().name()).field(field).build()))
        .orElse(drift);
  }

  @Override
  public ErrorDetail.Builder detail(ErrorCode code) {
    return site.detail(code, type());
  }

  Layout layout() {
    return layout;
  }

  Source source() {
    return layout.source();
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
        && (capability != Capability.CREATE || paths.contains(layout.reference()))
        && (capability != Capability.FIND || !findKeys().isEmpty());
  }

  /** The keys of find that are selected. */
  Set<Field<?>> findKeys() {
    Set<Field<?>> keys = new LinkedHashSet<>(layout.findBy().keySet());
    keys.retainAll(bindings.keySet());
    return keys;
  }

  /** Whether a field beyond the record's own set is selected. */
  boolean uses(String extra) {
    return bindings.values().stream().anyMatch(binding -> binding.paths().contains(extra));
  }

  Set<String> paths() {
    return paths;
  }

  /** What is read of a record. */
  ODataQuery query() {
    return tree(paths);
  }

  /** A query that selects these paths and expands the ways in front of them. */
  static ODataQuery tree(Set<String> paths) {
    Set<String> own = new LinkedHashSet<>();
    Map<String, Set<String>> ways = new LinkedHashMap<>();
    for (String path : paths) {
      int slash = path.indexOf('/');
      if (slash < 0) {
        own.add(path);
      } else {
        ways.computeIfAbsent(path.substring(0, slash), way -> new LinkedHashSet<>())
            .add(path.substring(slash + 1));
      }
    }
    ODataQuery query = ODataQuery.all().select(own);
    for (Map.Entry<String, Set<String>> way : ways.entrySet()) {
      query = query.expand(way.getKey(), tree(way.getValue()));
    }
    return query;
  }

  Optional<RecordId> id(S4Record row) {
    return layout.source().id().of(row);
  }

  /** The longest reference: what the release's property holds, and no more than is usual. */
  int referenceLength() {
    int usual = layout.referenceLength();
    return site.metadata(layout.source().api())
        .property(layout.source().set(), layout.reference())
        .map(ODataMetadata.Property::maxLength)
        .filter(length -> length > 0)
        .map(length -> Math.min(length, usual))
        .orElse(usual);
  }

  /** The reference that a record carries. */
  Optional<String> reference(S4Record row) {
    return row.text(layout.reference());
  }

  Snapshot snapshot(S4Record row) {
    return snapshot(row, fields(row));
  }

  Snapshot snapshot(S4Record row, Fields fields) {
    return Snapshot.builder(type(), id(row).orElse(RecordId.of("?")), fields)
        .life(layout.dormant().test(row) ? Life.ARCHIVED : Life.LIVE)
        .etag(can(Capability.ETAG) ? Etag.of(row).orElse(null) : null)
        .modifiedAt(modifiedAt(row))
        .build();
  }

  /** A day alone is no instant: a value would be taken for older than it is. */
  private java.time.@org.jspecify.annotations.Nullable Instant modifiedAt(S4Record row) {
    for (Layout.Stamped each : layout.stamps()) {
      var at = each.stamp().of(row);
      if (at.isPresent() && each.stamp().kind() == Stamp.Kind.DAY) {
        return null;
      }
      if (at.isPresent()) {
        boolean utc = each.stamp().kind() == Stamp.Kind.INSTANT;
        return at.get().atZone(utc ? java.time.ZoneOffset.UTC : site.settings().zone()).toInstant();
      }
    }
    return null;
  }

  Fields fields(S4Record row) {
    Fields.Builder fields = Fields.builder();
    bindings.values().forEach(binding -> binding.readInto(row, fields));
    return fields.build();
  }

  /** Without fields of {@link Extras} that can only be read, and are not read for writes. */
  Fields writable(S4Record row) {
    Fields.Builder fields = Fields.builder();
    bindings.values().stream()
        .filter(
            binding ->
                !layout.extras().isReadOnly()
                    || binding.paths().stream().noneMatch(EntityMap::isExtra))
        .forEach(binding -> binding.readInto(row, fields));
    return fields.build();
  }
}
