package dev.passerelle.testkit;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How one entity type of an {@link InMemorySystem} behaves. Immutable; every setter of the builder
 * names its default. The fields of a facet that lies on this record are fields of this entity; a
 * facet that the system computes is an entity of its own, {@linkplain Builder#computedFrom computed
 * from its host} or set by {@link InMemoryUser#edit}.
 */
public final class InMemoryEntity {
  /** What a record offers unless told otherwise: everything but asynchronous writes. */
  private static final Set<Capability> ALL =
      EnumSet.complementOf(EnumSet.of(Capability.ASYNCHRONOUS, Capability.FIND));

  /** What a facet offers unless told otherwise: reading. */
  private static final Set<Capability> READING =
      EnumSet.of(Capability.CHANGES, Capability.LIST, Capability.EXACT_REVISION);

  /** An automation and how long after a write it acts. */
  record Automation(Duration delay, Workflow workflow) {}

  final EntityType type;
  final List<FieldRule<?>> rules;
  final Map<Field<?>, Set<String>> options;
  final Set<Capability> capabilities;
  final Set<Field<?>> findKeys;
  final Set<Field<?>> uniqueKeys;
  final Set<Field<?>> compositeFields;
  final CreateSafety createSafety;
  final @Nullable Field<String> assignedKey;
  final int pageSize;
  final int readBatch;
  final int writeBatch;
  final int referenceLength;
  final Duration overlap;
  final Duration callTimeout;
  final @Nullable Duration rescan;
  final Duration stampGranularity;
  final Duration feedDelay;
  final Duration findDelay;
  final @Nullable Duration positionRetention;
  final Duration processing;
  final Duration deadline;
  final boolean listsShowHints;
  final boolean answersWithIdOnly;
  final boolean blindCreates;
  final boolean lookUpsLag;
  final List<Automation> automations;
  final @Nullable UnaryOperator<Fields> computation;
  final @Nullable Predicate<Fields> filter;

  private InMemoryEntity(Builder from) {
    type = from.type;
    rules = List.copyOf(from.rules.values());
    options = Map.copyOf(from.options);
    capabilities = EnumSet.copyOf(from.capabilities);
    findKeys = new LinkedHashSet<>(from.findKeys);
    uniqueKeys = new LinkedHashSet<>(from.uniqueKeys);
    compositeFields = Set.copyOf(from.compositeFields);
    createSafety = from.createSafety;
    assignedKey = from.assignedKey;
    pageSize = from.pageSize;
    readBatch = from.readBatch;
    writeBatch = from.writeBatch;
    referenceLength = from.referenceLength;
    overlap = from.overlap;
    callTimeout = from.callTimeout;
    rescan = from.rescan;
    stampGranularity = from.stampGranularity;
    feedDelay = from.feedDelay;
    findDelay = from.findDelay;
    positionRetention = from.positionRetention;
    processing = from.processing;
    deadline = from.deadline;
    listsShowHints = from.listsShowHints;
    answersWithIdOnly = from.answersWithIdOnly;
    blindCreates = from.blindCreates;
    lookUpsLag = from.lookUpsLag;
    automations = List.copyOf(from.automations);
    computation = from.computation;
    filter = from.filter;
  }

  /** A builder; records and documents offer everything, facets are read only. */
  public static Builder of(EntityType type) {
    return new Builder(type);
  }

  /** The entity type. */
  public EntityType type() {
    return type;
  }

  boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  boolean isComputed() {
    return type.kind() == EntityType.Kind.FACET;
  }

  /** Sizes, delays and abilities; the fields and the shape come from the schema as it is now. */
  AdapterDescriptor.Builder descriptor() {
    AdapterDescriptor.Builder builder =
        AdapterDescriptor.of(type)
            .can(capabilities.toArray(Capability[]::new))
            .createSafety(createSafety)
            .pageSize(pageSize)
            .readBatch(readBatch)
            .writeBatch(writeBatch)
            .referenceLength(referenceLength)
            .overlap(overlap)
            .callTimeout(callTimeout);
    if (rescan != null) {
      builder.rescan(rescan);
    }
    return findKeys.isEmpty() || !can(Capability.FIND)
        ? builder
        : builder.findBy(findKeys.toArray(Field<?>[]::new));
  }

  /** Builds an {@link InMemoryEntity}. Not thread-safe. */
  public static final class Builder {
    private final EntityType type;
    private final Map<Field<?>, FieldRule<?>> rules = new LinkedHashMap<>();
    private final Map<Field<?>, Set<String>> options = new LinkedHashMap<>();
    private final Set<Capability> capabilities;
    private final Set<Field<?>> findKeys = new LinkedHashSet<>();
    private final Set<Field<?>> uniqueKeys = new LinkedHashSet<>();
    private final Set<Field<?>> compositeFields = new LinkedHashSet<>();
    private CreateSafety createSafety = CreateSafety.lookup(Duration.ofMinutes(2));
    private @Nullable Field<String> assignedKey;
    private int pageSize = 100;
    private int readBatch = 100;
    private int writeBatch = 100;
    private int referenceLength = 60;
    private Duration overlap = Duration.ofMinutes(5);
    private Duration callTimeout = Duration.ofSeconds(60);
    private @Nullable Duration rescan;
    private Duration stampGranularity = Duration.ofMillis(1);
    private Duration feedDelay = Duration.ZERO;
    private Duration findDelay = Duration.ZERO;
    private @Nullable Duration positionRetention;
    private Duration processing = Duration.ofMinutes(1);
    private Duration deadline = Duration.ofMinutes(30);
    private boolean listsShowHints;
    private boolean answersWithIdOnly;
    private boolean blindCreates;
    private boolean lookUpsLag;
    private final List<Automation> automations = new ArrayList<>();
    private @Nullable UnaryOperator<Fields> computation;
    private @Nullable Predicate<Fields> filter;

    private Builder(EntityType type) {
      this.type = Objects.requireNonNull(type, "type");
      capabilities = EnumSet.copyOf(type.kind() == EntityType.Kind.FACET ? READING : ALL);
    }

    /** A field, its limits and the normal form in which the system keeps values. */
    public Builder field(FieldRule<?> rule) {
      rules.put(rule.field(), rule);
      return this;
    }

    /** Fields without limits that are kept as sent. */
    public Builder fields(Field<?>... fields) {
      for (Field<?> field : fields) {
        field(FieldRule.of(field));
      }
      return this;
    }

    /** Fields with their rules. */
    public Builder rules(Collection<? extends FieldRule<?>> all) {
      all.forEach(this::field);
      return this;
    }

    /** Shows our reference as {@link Reference#FIELD}, unique and writable; default hidden. */
    public Builder showReference() {
      return field(FieldRule.of(Reference.FIELD).maxLength(referenceLength));
    }

    /** The only values that an adapter may write to a field; users may enter others. */
    public Builder options(Field<String> field, String... allowed) {
      options.put(field, new LinkedHashSet<>(List.of(allowed)));
      return this;
    }

    /** Takes abilities away. */
    public Builder cannot(Capability... missing) {
      capabilities.removeAll(Set.of(missing));
      return this;
    }

    /** Leaves only reading. */
    public Builder readOnly() {
      return cannot(
          Capability.CREATE,
          Capability.UPDATE,
          Capability.ARCHIVE,
          Capability.RESTORE,
          Capability.DELETE);
    }

    /** Keys of {@code find}; default none. */
    public Builder findBy(Field<?>... keys) {
      capabilities.add(Capability.FIND);
      findKeys.addAll(List.of(keys));
      return this;
    }

    /** A value that only one record that exists may have. */
    public Builder unique(Field<String> key) {
      uniqueKeys.add(key);
      return this;
    }

    /** Fields that are written in a second step and may be left out by a half write (L22). */
    public Builder composite(Field<?>... fields) {
      compositeFields.addAll(List.of(fields));
      return this;
    }

    /** Create safety; default look-up by reference, two minutes. */
    public Builder createSafety(CreateSafety safety) {
      createSafety = safety;
      return this;
    }

    /** The adapter chooses the value of {@code key}, which the system keeps unique. */
    public Builder assignedKey(Field<String> key, Duration maxLag) {
      assignedKey = key;
      return createSafety(CreateSafety.assignedKey(maxLag)).unique(key);
    }

    /** Most records in a page; default 100. */
    public Builder pageSize(int records) {
      pageSize = records;
      return this;
    }

    /** Most ids in a read; default 100. */
    public Builder readBatch(int records) {
      readBatch = records;
      return this;
    }

    /** Most records in a request; default 100. */
    public Builder writeBatch(int records) {
      writeBatch = records;
      return this;
    }

    /** Longest reference; default 60. */
    public Builder referenceLength(int characters) {
      referenceLength = characters;
      return this;
    }

    /** Overlap of reads of changes; default 5 minutes. */
    public Builder overlap(Duration time) {
      overlap = time;
      return this;
    }

    /** Call time-out; default 60 seconds. */
    public Builder callTimeout(Duration time) {
      callTimeout = time;
      return this;
    }

    /** Interval of full lists; default never. */
    public Builder rescan(Duration interval) {
      rescan = interval;
      return this;
    }

    /** The step in which modification stamps count; default 1 ms. */
    public Builder stampGranularity(Duration step) {
      stampGranularity = step;
      return this;
    }

    /** How late lists and changes show what happened; they then show hints. Default zero. */
    public Builder feedDelay(Duration delay) {
      feedDelay = delay;
      return this;
    }

    /** How late {@code find} shows what happened; it then shows hints. Default zero. */
    public Builder findDelay(Duration delay) {
      findDelay = delay;
      return this;
    }

    /** After which time a position is lost; default never. */
    public Builder positionRetention(Duration time) {
      positionRetention = time;
      return this;
    }

    /**
     * Writes are accepted, executed after {@code processing}, and overdue after {@code deadline}.
     */
    public Builder asynchronous(Duration processingTime, Duration overdueAfter) {
      capabilities.add(Capability.ASYNCHRONOUS);
      processing = processingTime;
      deadline = overdueAfter;
      return this;
    }

    /** Marks what lists and changes show as hints even without delay; default values. */
    public Builder listsShowHints() {
      listsShowHints = true;
      return this;
    }

    /** The answer to a write has the id and no fields; default all selected fields. */
    public Builder answersWithIdOnly() {
      answersWithIdOnly = true;
      return this;
    }

    /**
     * A create that is executed does not look whether its reference is there by now: late, after
     * another attempt, it makes a second record, as in a system that indexes references without
     * keeping them unique. The adapter still looks before it sends. Default it looks.
     */
    public Builder blindCreates() {
      blindCreates = true;
      return this;
    }

    /**
     * The adapter looks references up in the search, which lags: a mistake, to see that it is
     * missed. Default it looks at what is there.
     */
    public Builder lookUpsLag() {
      lookUpsLag = true;
      return this;
    }

    /** An automation that acts {@code delay} after a write; with zero, before the answer. */
    public Builder workflow(Duration delay, Workflow workflow) {
      automations.add(new Automation(delay, workflow));
      return this;
    }

    /** A facet's values as a pure function of its host's, applied whenever the host changes. */
    public Builder computedFrom(UnaryOperator<Fields> hostToFacet) {
      computation = hostToFacet;
      return this;
    }

    /** The records that lists and changes show; others answer only by id. Default all. */
    public Builder filter(Predicate<Fields> shown) {
      filter = shown;
      return this;
    }

    /** The entity. */
    public InMemoryEntity build() {
      return new InMemoryEntity(this);
    }
  }
}
