package dev.passerelle.core.adapter;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an adapter offers and how the engine must treat it. Immutable. */
public final class AdapterDescriptor {
  private final EntityType type;
  private final Map<Field<?>, FieldRule<?>> rules;
  private final Set<Capability> capabilities;
  private final Set<Field<?>> findKeys;
  private final CreateSafety createSafety;
  private final int pageSize;
  private final int readBatch;
  private final int writeBatch;
  private final int parallel;
  private final Duration overlap;
  private final Duration callTimeout;
  private final int referenceLength;
  private final @Nullable Duration rescan;
  private final String shape;

  private AdapterDescriptor(Builder from) {
    type = from.type;
    rules = Map.copyOf(from.rules);
    capabilities = Set.copyOf(from.capabilities);
    findKeys = Set.copyOf(from.findKeys);
    createSafety = from.createSafety;
    pageSize = from.pageSize;
    readBatch = from.readBatch;
    writeBatch = from.writeBatch;
    parallel = from.parallel;
    overlap = from.overlap;
    callTimeout = from.callTimeout;
    referenceLength = from.referenceLength;
    rescan = from.rescan;
    shape = from.shape;
  }

  /** A builder with the defaults named at each setter. */
  public static Builder of(EntityType type) {
    return new Builder(type);
  }

  /** The entity type. */
  public EntityType type() {
    return type;
  }

  /** The fields offered, as selected. */
  public Set<Field<?>> fields() {
    return rules.keySet();
  }

  /** The rule of a field; empty when the field is not offered. */
  @SuppressWarnings("unchecked")
  public <T> Optional<FieldRule<T>> rule(Field<T> field) {
    return Optional.ofNullable((FieldRule<T>) rules.get(field));
  }

  /** Whether an operation is offered. */
  public boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  /** The operations offered. */
  public Set<Capability> capabilities() {
    return capabilities;
  }

  /** The fields that {@code find} takes. */
  public Set<Field<?>> findKeys() {
    return findKeys;
  }

  /** Why a create happens once. */
  public CreateSafety createSafety() {
    return createSafety;
  }

  /** The most records in a page of changes or of a list. */
  public int pageSize() {
    return pageSize;
  }

  /** The most ids in one read call. */
  public int readBatch() {
    return readBatch;
  }

  /** The most records in one write call. */
  public int writeBatch() {
    return writeBatch;
  }

  /** How many calls of {@code read} and of {@code write} may be under way at once. */
  public int parallel() {
    return parallel;
  }

  /** How far back a read of changes must look (L2); never zero where changes are offered. */
  public Duration overlap() {
    return overlap;
  }

  /** After this time the engine takes a call for lost. */
  public Duration callTimeout() {
    return callTimeout;
  }

  /** The longest reference that the system can store; 190 at most. */
  public int referenceLength() {
    return referenceLength;
  }

  /** How often the type must be listed in full, for causes that no change shows (L4). */
  public Optional<Duration> rescan() {
    return Optional.ofNullable(rescan);
  }

  /** The fingerprint of the remote's shape: fields, types, required flags, options (E1, L34). */
  public String shape() {
    return shape;
  }

  /** Builds an {@link AdapterDescriptor}. Not thread-safe. */
  public static final class Builder {
    private final EntityType type;
    private final Map<Field<?>, FieldRule<?>> rules = new LinkedHashMap<>();
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    private final Set<Field<?>> findKeys = new LinkedHashSet<>();
    private CreateSafety createSafety = CreateSafety.unsafe();
    private int pageSize = 100;
    private int readBatch = 100;
    private int writeBatch = 100;
    private int parallel = 1;
    private Duration overlap = Duration.ofMinutes(5);
    private Duration callTimeout = Duration.ofSeconds(60);
    private int referenceLength = 190;
    private @Nullable Duration rescan;
    private String shape = "";

    private Builder(EntityType type) {
      this.type = Objects.requireNonNull(type, "type");
    }

    /** A field with its rule. */
    public Builder field(FieldRule<?> rule) {
      rules.put(rule.field(), rule);
      return this;
    }

    /** Fields with their rules. */
    public Builder fields(Collection<? extends FieldRule<?>> all) {
      all.forEach(this::field);
      return this;
    }

    /** Operations offered; default none. */
    public Builder can(Capability... offered) {
      capabilities.addAll(Set.of(offered));
      return this;
    }

    /** Keys of {@code find}. */
    public Builder findBy(Field<?>... keys) {
      capabilities.add(Capability.FIND);
      findKeys.addAll(Set.of(keys));
      return this;
    }

    /** Create safety; default unsafe. */
    public Builder createSafety(CreateSafety safety) {
      createSafety = safety;
      return this;
    }

    /** Page size; default 100. */
    public Builder pageSize(int records) {
      pageSize = records;
      return this;
    }

    /** Ids per read; default 100. */
    public Builder readBatch(int records) {
      readBatch = records;
      return this;
    }

    /** Records per write; default 100. */
    public Builder writeBatch(int records) {
      writeBatch = records;
      return this;
    }

    /**
     * How many calls of {@code read} and of {@code write} may be under way at once, each about
     * other records; default 1. Worth it where a system is far away and takes calls side by side:
     * quotas hold for all of them together.
     */
    public Builder parallel(int calls) {
      parallel = calls;
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

    /** Longest reference; default 190. */
    public Builder referenceLength(int characters) {
      referenceLength = characters;
      return this;
    }

    /** Interval of full lists for causes that no change shows; default never. */
    public Builder rescan(Duration interval) {
      rescan = interval;
      return this;
    }

    /** Fingerprint of the remote's shape; default empty. */
    public Builder shape(String fingerprint) {
      shape = fingerprint;
      return this;
    }

    /** The descriptor; refuses a zero overlap where changes are offered. */
    public AdapterDescriptor build() {
      if (capabilities.contains(Capability.CHANGES) && overlap.compareTo(Duration.ZERO) <= 0) {
        throw new IllegalArgumentException("overlap of " + type + " must be above zero (L2)");
      }
      return new AdapterDescriptor(this);
    }
  }
}
