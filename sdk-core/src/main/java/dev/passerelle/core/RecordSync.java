package dev.passerelle.core;

import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.conflict.ConflictPolicy;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A flow that keeps one entity in step between two systems, one way or both ways, field by field.
 *
 * <pre>{@code
 * RecordSync.of("customers", Customer.TYPE, Mapping.between("erp", "crm")…build())
 *     .match(MatchKey.on(Customer.SIRET), MatchKey.domain(Customer.EMAIL))
 *     .creates("crm", Creates.always())
 *     .build();
 * }</pre>
 *
 * <p>A flow of a facet type (a balance) has no match keys and creates nothing: it uses the links of
 * its host. Immutable; several engines may share one.
 */
public final class RecordSync {
  private final String name;
  private final EntityType leftType;
  private final EntityType rightType;
  private final Mapping mapping;
  private final ConflictPolicy policy;
  private final ConflictPolicy firstMeeting;
  private final List<MatchKey> matchKeys;
  private final Likeness likeness;
  private final @Nullable Field<String> likenessField;
  private final Map<String, Creates> creates;
  private final Map<String, Predicate<Fields>> filters;
  private final Map<String, Vanish> vanish;
  private final ReferenceFormat referenceFormat;
  private final @Nullable Guards guards;
  private final Duration keyList;
  private final Set<Field<?>> reads;

  private RecordSync(Builder from) {
    name = from.name;
    leftType = from.leftType;
    rightType = from.rightType;
    mapping = from.mapping;
    policy = from.policy;
    firstMeeting = from.firstMeeting;
    matchKeys = List.copyOf(from.matchKeys);
    likeness = from.likeness;
    likenessField = from.likenessField;
    creates = Map.copyOf(from.creates);
    filters = Map.copyOf(from.filters);
    vanish = Map.copyOf(from.vanish);
    referenceFormat = from.referenceFormat;
    guards = from.guards;
    keyList = from.keyList;
    reads = Set.copyOf(from.reads);
  }

  /** A flow of the same entity type on both sides. */
  public static Builder of(String name, EntityType type, Mapping mapping) {
    return new Builder(name, type, type, mapping);
  }

  /** A flow whose two sides call the entity differently. */
  public static Builder of(String name, EntityType left, EntityType right, Mapping mapping) {
    return new Builder(name, left, right, mapping);
  }

  /** The flow's name. */
  public String name() {
    return name;
  }

  /** The left system's short name. */
  public String left() {
    return mapping.left();
  }

  /** The right system's short name. */
  public String right() {
    return mapping.right();
  }

  /** The entity type on the left. */
  public EntityType leftType() {
    return leftType;
  }

  /** The entity type on the right. */
  public EntityType rightType() {
    return rightType;
  }

  /** Fields, converters, authority. */
  public Mapping mapping() {
    return mapping;
  }

  /** The policy for shared fields that name none. */
  public ConflictPolicy policy() {
    return policy;
  }

  /** The policy at first meeting for two values without an owner. */
  public ConflictPolicy firstMeeting() {
    return firstMeeting;
  }

  /** Match keys in order of strength. */
  public List<MatchKey> matchKeys() {
    return matchKeys;
  }

  /** What a like name does. */
  public Likeness likeness() {
    return likeness;
  }

  /** The field that holds the name; empty when likeness is not looked for. */
  public Optional<Field<String>> likenessField() {
    return Optional.ofNullable(likenessField);
  }

  /** Whether records may be created on a side. */
  public Creates creates(String system) {
    return creates.getOrDefault(system, Creates.never());
  }

  /** Whether a record of a side takes part. */
  public boolean takes(String system, Fields fields) {
    return filters.getOrDefault(system, any -> true).test(fields);
  }

  /** What happens when a record of a side is gone. */
  public Vanish vanish(String system) {
    return vanish.getOrDefault(system, Vanish.review());
  }

  /** How references are written. */
  public ReferenceFormat referenceFormat() {
    return referenceFormat;
  }

  /** Limits of this flow; empty for the engine's. */
  public Optional<Guards> guards() {
    return Optional.ofNullable(guards);
  }

  /** Fields that conditions and filters look at besides the mapped ones. */
  public Set<Field<?>> reads() {
    return reads;
  }

  /** How often keys are listed to find deletions that no change shows. */
  public Duration keyList() {
    return keyList;
  }

  /** Builds a {@link RecordSync}. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final EntityType leftType;
    private final EntityType rightType;
    private final Mapping mapping;
    private ConflictPolicy policy = ConflictPolicies.review();
    private ConflictPolicy firstMeeting = ConflictPolicies.review();
    private final List<MatchKey> matchKeys = new ArrayList<>();
    private Likeness likeness = Likeness.REVIEW;
    private @Nullable Field<String> likenessField;
    private final Map<String, Creates> creates = new HashMap<>();
    private final Map<String, Predicate<Fields>> filters = new HashMap<>();
    private final Map<String, Vanish> vanish = new HashMap<>();
    private ReferenceFormat referenceFormat = ReferenceFormat.IDENTITY_AND_ID;
    private @Nullable Guards guards;
    private Duration keyList = Duration.ofMinutes(10);
    private final Set<Field<?>> reads = new LinkedHashSet<>();

    private Builder(String name, EntityType leftType, EntityType rightType, Mapping mapping) {
      if (!name.matches("[a-z][a-z0-9_-]{0,39}")) {
        throw new IllegalArgumentException("flow name '" + name + "' must be like customers");
      }
      this.name = name;
      this.leftType = Objects.requireNonNull(leftType, "leftType");
      this.rightType = Objects.requireNonNull(rightType, "rightType");
      this.mapping = Objects.requireNonNull(mapping, "mapping");
    }

    /** The policy for shared fields that name none; default review. */
    public Builder policy(ConflictPolicy value) {
      policy = value;
      return this;
    }

    /** The policy at first meeting of two values without an owner; default review. */
    public Builder firstMeeting(ConflictPolicy value) {
      firstMeeting = value;
      return this;
    }

    /** Match keys, strongest first. The stored reference always comes before them. */
    public Builder match(MatchKey... keys) {
      matchKeys.addAll(List.of(keys));
      return this;
    }

    /** What a like name does; default review. Without a field, likeness is not looked for. */
    public Builder onLikeness(Likeness rule, Field<String> nameField) {
      likeness = rule;
      likenessField = nameField;
      return this;
    }

    /** Whether records may be created in a system; default never. */
    public Builder creates(String system, Creates rule) {
      creates.put(side(system), rule);
      return this;
    }

    /** Which records of a system take part; default all. */
    public Builder filter(String system, Predicate<Fields> takesPart) {
      filters.put(side(system), takesPart);
      return this;
    }

    /** What happens to the counterpart when a record of {@code system} is gone; default review. */
    public Builder onVanish(String system, Vanish rule) {
      vanish.put(side(system), rule);
      return this;
    }

    /** How references are written; default {@code identity:id}. */
    public Builder reference(ReferenceFormat format) {
      referenceFormat = format;
      return this;
    }

    /** Limits of this flow; default the engine's. */
    public Builder guards(Guards limits) {
      guards = limits;
      return this;
    }

    /** How often keys are listed to find deletions that no change shows; default 10 minutes. */
    public Builder keyList(Duration interval) {
      keyList = interval;
      return this;
    }

    /** Fields that conditions and filters look at besides the mapped ones. */
    public Builder reads(Field<?>... fields) {
      reads.addAll(List.of(fields));
      return this;
    }

    private String side(String system) {
      if (!system.equals(mapping.left()) && !system.equals(mapping.right())) {
        throw new IllegalArgumentException(
            "flow "
                + name
                + " is between "
                + mapping.left()
                + " and "
                + mapping.right()
                + ", not "
                + system);
      }
      return system;
    }

    /** The flow. */
    public RecordSync build() {
      return new RecordSync(this);
    }
  }
}
