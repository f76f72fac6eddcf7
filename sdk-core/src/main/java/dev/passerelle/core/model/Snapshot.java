package dev.passerelle.core.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one system showed of one record. Values are the system's <em>own</em> codes and ids. A
 * snapshot is authoritative when it was read by id from the source of truth; a webhook body, a
 * search hit or a cached list is a hint (L3). Immutable.
 */
public final class Snapshot {
  private final EntityType type;
  private final RecordId id;
  private final Fields fields;
  private final Life life;
  private final boolean authoritative;
  private final @Nullable String revision;
  private final @Nullable String etag;
  private final @Nullable Instant modifiedAt;
  private final Map<Field<?>, Instant> changedAt;

  private Snapshot(Builder from) {
    type = from.type;
    id = from.id;
    fields = from.fields;
    life = from.life;
    authoritative = from.authoritative;
    revision = from.revision;
    etag = from.etag;
    modifiedAt = from.modifiedAt;
    changedAt = Map.copyOf(from.changedAt);
  }

  /** A builder; live and authoritative unless told otherwise. */
  public static Builder builder(EntityType type, RecordId id, Fields fields) {
    return new Builder(type, id, fields);
  }

  /** A live, authoritative snapshot without revision. */
  public static Snapshot of(EntityType type, RecordId id, Fields fields) {
    return builder(type, id, fields).build();
  }

  /** The entity type; the host's for records that carry facets. */
  public EntityType type() {
    return type;
  }

  /** The record's id; a facet's snapshot carries its host's. */
  public RecordId id() {
    return id;
  }

  /** The fields shown: own and facets'. */
  public Fields fields() {
    return fields;
  }

  /** In use or archived. */
  public Life life() {
    return life;
  }

  /** Whether this is a value and not a hint (L3). */
  public boolean authoritative() {
    return authoritative;
  }

  /** Identity of the content, as the system gives it. */
  public Optional<String> revision() {
    return Optional.ofNullable(revision);
  }

  /** Precondition for a conditional write (L24). */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  /** When the record last changed, on the system's clock; the age of values that are new (L14). */
  public Optional<Instant> modifiedAt() {
    return Optional.ofNullable(modifiedAt);
  }

  /**
   * When each field last changed, where the system keeps a history per field (L14). An adapter
   * without {@code FIELD_HISTORY} leaves it empty: the engine then goes by {@link #modifiedAt()} of
   * the snapshot that first showed a value.
   */
  public Map<Field<?>, Instant> changedAt() {
    return changedAt;
  }

  /** Our reference found on the record (L8). */
  public Optional<String> reference() {
    return fields.get(Reference.FIELD).filter(text -> !text.isBlank());
  }

  /** The same snapshot with other fields. */
  public Snapshot withFields(Fields other) {
    return copy(other).changedAt(changedAt).build();
  }

  /** The same snapshot with other instants of change. */
  public Snapshot withChangedAt(Map<Field<?>, Instant> other) {
    return copy(fields).changedAt(other).build();
  }

  private Builder copy(Fields of) {
    Builder copy = new Builder(type, id, of);
    copy.life = life;
    copy.authoritative = authoritative;
    copy.revision = revision;
    copy.etag = etag;
    copy.modifiedAt = modifiedAt;
    return copy;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Snapshot that
        && type.equals(that.type)
        && id.equals(that.id)
        && life == that.life
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, id);
  }

  @Override
  public String toString() {
    return type + "#" + id + (life == Life.ARCHIVED ? " (archived)" : "");
  }

  /** Builds a {@link Snapshot}. Not thread-safe. */
  public static final class Builder {
    private final EntityType type;
    private final RecordId id;
    private final Fields fields;
    private Life life = Life.LIVE;
    private boolean authoritative = true;
    private @Nullable String revision;
    private @Nullable String etag;
    private @Nullable Instant modifiedAt;
    private Map<Field<?>, Instant> changedAt = Map.of();

    private Builder(EntityType type, RecordId id, Fields fields) {
      this.type = Objects.requireNonNull(type, "type");
      this.id = Objects.requireNonNull(id, "id");
      this.fields = Objects.requireNonNull(fields, "fields");
    }

    /** In use or archived; default live. */
    public Builder life(Life value) {
      life = value;
      return this;
    }

    /** Marks the snapshot as a hint. */
    public Builder hint() {
      authoritative = false;
      return this;
    }

    /** The content's identity. */
    public Builder revision(@Nullable String value) {
      revision = value;
      return this;
    }

    /** The write precondition. */
    public Builder etag(@Nullable String value) {
      etag = value;
      return this;
    }

    /** When the record last changed. */
    public Builder modifiedAt(@Nullable Instant value) {
      modifiedAt = value;
      return this;
    }

    /** When each field last changed. */
    public Builder changedAt(Map<Field<?>, Instant> value) {
      changedAt = value;
      return this;
    }

    /** The snapshot. */
    public Snapshot build() {
      return new Snapshot(this);
    }
  }
}
