package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.FieldInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How an entity type lies in a model of Odoo: the fields selected, and what can be done. */
final class RecordMap {
  private final String system;
  private final EntityType type;
  private final String model;
  private final Domain filter;
  private final Domain listFilter;
  private final Map<String, Object> onCreate;
  private final List<Binding> bindings;
  private final List<Part> parts;
  private final List<Trail> trails;
  private final @Nullable OrderLines lines;
  private final @Nullable OrderStatus status;
  private final Set<Capability> can;
  private final Map<Field<?>, FieldRule<?>> rules = new LinkedHashMap<>();
  private final Map<Field<?>, String> findColumns = new LinkedHashMap<>();
  private final @Nullable Duration rescan;
  private final boolean archivable;
  private final boolean shown;

  private RecordMap(Builder from, Instance instance, Selection selection) {
    system = instance.settings().system();
    type = from.type;
    model = from.model;
    filter = from.filter;
    listFilter = from.listFilter == null ? from.filter : from.listFilter;
    onCreate = Map.copyOf(from.onCreate);
    can = Set.copyOf(from.can);
    rescan = from.rescan;
    archivable = from.archivable;
    shown = from.shown;
    Map<String, FieldInfo> known = instance.fields(model);
    bindings =
        from.bindings.stream()
            .filter(binding -> uses(selection, binding.rules()))
            .filter(binding -> known.keySet().containsAll(binding.columns()))
            .toList();
    parts = from.parts.stream().filter(part -> uses(selection, part.rules())).toList();
    trails =
        Stream.concat(
                from.trails.stream(),
                parts.stream().flatMap(part -> Stream.ofNullable(from.ofParts.get(part))))
            .toList();
    lines = first(parts, OrderLines.class);
    status = from.status;
    bindings.forEach(binding -> keep(binding.rules(), selection));
    parts.forEach(part -> keep(part.rules(), selection));
    from.findColumns.forEach(
        (field, column) -> {
          if (rules.containsKey(field)) {
            findColumns.put(field, column);
          }
        });
    refuseUnknown(instance, selection);
  }

  private static <T> @Nullable T first(List<?> all, Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
  }

  private static boolean uses(Selection selection, List<FieldRule<?>> rules) {
    return rules.stream().anyMatch(rule -> selection.uses(rule.field()));
  }

  private void keep(List<FieldRule<?>> all, Selection selection) {
    all.stream()
        .filter(rule -> selection.uses(rule.field()))
        .forEach(rule -> rules.put(rule.field(), rule));
  }

  private void refuseUnknown(Instance instance, Selection selection) {
    for (Field<?> field : selection.fields()) {
      if (!rules.containsKey(field)) {
        ErrorDetail detail =
            ErrorDetail.of(ErrorCode.CUSTOM_PROPERTY_MISSING)
                .system(instance.settings().system())
                .entity(type.name())
                .field(field.name())
                .cause(model)
                .nextStep(
                    "Name a field of Odoo for it in the settings, or take it out of the mapping;"
                        + " the user may also lack the right to read it.")
                .build();
        throw new InvalidConfiguration(
            detail, new InvalidConfiguration.Place("code", 0, type.name() + "." + field.name()));
      }
    }
  }

  String system() {
    return system;
  }

  EntityType type() {
    return type;
  }

  String model() {
    return model;
  }

  /** Which records have changes to show. */
  Domain filter() {
    return filter;
  }

  /** Which records are listed. */
  Domain listFilter() {
    return listFilter;
  }

  Map<String, Object> onCreate() {
    return onCreate;
  }

  List<Binding> bindings() {
    return bindings;
  }

  List<Part> parts() {
    return parts;
  }

  List<Trail> trails() {
    return trails;
  }

  Optional<OrderLines> lines() {
    return Optional.ofNullable(lines);
  }

  Optional<OrderStatus> status() {
    return Optional.ofNullable(status);
  }

  boolean can(Capability capability) {
    return can.contains(capability);
  }

  Optional<Duration> rescan() {
    return Optional.ofNullable(rescan);
  }

  boolean archivable() {
    return archivable;
  }

  /** Whether the record's own changes show its values; a facet's are computed anew. */
  boolean shown() {
    return shown;
  }

  Map<Field<?>, FieldRule<?>> rules() {
    return rules;
  }

  @SuppressWarnings("unchecked") // A rule is kept under its own field.
  <T> Optional<FieldRule<T>> rule(Field<T> field) {
    return Optional.ofNullable((FieldRule<T>) rules.get(field));
  }

  Map<Field<?>, String> findColumns() {
    return findColumns;
  }

  /** The fields of Odoo in use, without the stamp. */
  Set<String> content() {
    Set<String> columns = new LinkedHashSet<>();
    bindings.forEach(binding -> columns.addAll(binding.columns()));
    parts.forEach(part -> columns.addAll(part.columns()));
    return columns;
  }

  /** The fields of Odoo to read. */
  List<String> columns() {
    Set<String> columns = content();
    columns.add(Trail.STAMP);
    if (archivable) {
      columns.add("active");
    }
    if (status != null) {
      columns.addAll(status.columns());
    }
    return List.copyOf(columns);
  }

  /** The canonical name of a field of Odoo; itself where there is none. */
  String canonical(String column) {
    return bindings.stream()
        .filter(binding -> binding.columns().contains(column))
        .map(binding -> binding.rules().get(0).field().name())
        .findFirst()
        .orElse(column);
  }

  /** Collects a map. Not thread-safe. */
  static final class Builder {
    private final EntityType type;
    private final String model;
    private final List<Binding> bindings = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Trail> trails = new ArrayList<>();
    private final Map<Part, Trail> ofParts = new LinkedHashMap<>();
    private final Map<String, Object> onCreate = new LinkedHashMap<>();
    private final Map<Field<?>, String> findColumns = new LinkedHashMap<>();
    private final Set<Capability> can = new LinkedHashSet<>();
    private Domain filter = Domain.all();
    private @Nullable Domain listFilter;
    private @Nullable OrderStatus status;
    private @Nullable Duration rescan;
    private boolean archivable;
    private boolean shown = true;

    Builder(EntityType type, String model) {
      this.type = type;
      this.model = model;
      can.add(Capability.LIST);
      can.add(Capability.CHANGES);
    }

    Builder filter(Domain which) {
      filter = which;
      return this;
    }

    Builder listFilter(Domain which) {
      listFilter = which;
      return this;
    }

    Builder onCreate(String column, Object value) {
      onCreate.put(column, value);
      return this;
    }

    Builder can(Capability... offered) {
      can.addAll(Set.of(offered));
      return this;
    }

    Builder add(Binding binding) {
      bindings.add(binding);
      return this;
    }

    /** The state is looked at even where no flow uses it: a create is whole only with it. */
    Builder state(OrderStatus documents) {
      status = documents;
      return add(documents);
    }

    Builder add(Part part) {
      parts.add(part);
      return this;
    }

    Builder add(Trail trail) {
      trails.add(trail);
      return this;
    }

    /** A table that matters only where the part is used. */
    Builder add(Part part, Trail itsTrail) {
      ofParts.put(part, itsTrail);
      return add(part);
    }

    Builder find(Field<?> field, String column) {
      findColumns.put(field, column);
      return this;
    }

    Builder rescan(Duration interval) {
      rescan = interval;
      return this;
    }

    Builder archivable() {
      archivable = true;
      return this;
    }

    Builder computed() {
      shown = false;
      return this;
    }

    /** Puts the embedder's choices in place of the defaults, and adds what is his own. */
    Builder chosen(Instance instance) {
      Map<String, FieldInfo> known = instance.fields(model);
      instance
          .settings()
          .fields(type)
          .forEach((field, column) -> choose(field, column, instance, known));
      return this;
    }

    private <T> void choose(
        Field<T> field, String column, Instance instance, Map<String, FieldInfo> known) {
      bindings.removeIf(
          binding -> binding instanceof ColumnBinding<?> own && own.field().equals(field));
      FieldInfo info = known.get(column);
      Codec<T> codec = info == null ? null : Codecs.byType(field, info, instance.settings().zone());
      if (codec != null && info != null) {
        ColumnBinding<T> binding = ColumnBinding.of(field, column, codec);
        bindings.add(info.readonly() ? binding.readOnly() : binding);
        if (findColumns.containsKey(field)) {
          findColumns.put(field, column);
        }
      }
    }

    RecordMap build(Instance instance, Selection selection) {
      return new RecordMap(this, instance, selection);
    }
  }
}
