package dev.passerelle.testkit;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole business system in memory: records of several types with ids, limits, normal forms,
 * references, revisions, a feed of changes, a search that lags, tokens, quotas, automations and
 * faults. For tests of whatever sits on a {@code Connector}. It keeps the rules of {@link
 * EntityAdapterContract}, and it breaks them only where its script of faults says so.
 *
 * <p>Deterministic: time comes from the clock that is passed in, nothing is random, and what
 * happens later inside (late requests, jobs, automations, lagging indexes) happens as soon as the
 * system is touched after that time, as of that time. Thread-safe; starts no threads.
 *
 * <pre>{@code
 * InMemorySystem erp =
 *     InMemorySystem.named("erp", clock)
 *         .entity(InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME, Customer.EMAIL))
 *         .build();
 * RecordId id = erp.user(Customer.TYPE).create(Fields.of(Customer.NAME, "Durand"));
 * Connector connector = InMemoryConnector.to(erp);
 * }</pre>
 */
public final class InMemorySystem {
  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private final String identity;
  private final Clock clock;
  private final ZoneId zone;
  private final MemoryErrors errors;
  private final Agenda agenda = new Agenda();
  private final InMemoryFaults faults = new InMemoryFaults();
  private final CallCounter calls = new CallCounter();
  private final CallGate gate;
  private final Map<EntityType, MemoryTable> tables = new LinkedHashMap<>();
  private final Set<EntityType> facetsOnHosts;
  private final MemoryCommits commits;
  private final MemoryJobs jobs = new MemoryJobs();
  private final @Nullable Function<Fields, Priced> pricing;
  private final List<AppliedWrite> journal = new ArrayList<>();
  private BiConsumer<EntityType, RecordId> listener = (type, id) -> {};
  private Duration skew = Duration.ZERO;
  private Duration commitDelay = Duration.ZERO;
  private @Nullable Long asOf;

  private InMemorySystem(Builder from) {
    name = from.name;
    identity = from.identity;
    clock = from.clock;
    zone = from.zone;
    pricing = from.pricing;
    facetsOnHosts = Set.copyOf(from.facetsOnHosts);
    errors = new MemoryErrors(name);
    gate = new CallGate(this, from.quota);
    for (InMemoryEntity entity : from.entities.values()) {
      long firstId = 1000L * (tables.size() + 1) + 1;
      tables.put(entity.type(), new MemoryTable(entity, firstId, agenda, this::millis));
    }
    commits = new MemoryCommits(this);
  }

  /** A builder of a system with a short name and its own clock. */
  public static Builder named(String name, Clock clock) {
    return new Builder(name, clock);
  }

  /** The short name. */
  public String name() {
    return name;
  }

  /** What tells this system from every other; default its name. */
  public String identity() {
    return identity;
  }

  /** The zone of business dates; default UTC. */
  public ZoneId zone() {
    return zone;
  }

  /** The system's own time. */
  public Instant now() {
    return guarded(() -> Instant.ofEpochMilli(millis()));
  }

  /** The types of records and facets that the system has, in their order. */
  public List<EntityType> types() {
    return List.copyOf(tables.keySet());
  }

  /** A person who works in the system itself, with one type of record. */
  public InMemoryUser user(EntityType type) {
    return new InMemoryUser(this, table(type));
  }

  /** The script of what goes wrong. */
  public InMemoryFaults faults() {
    return faults;
  }

  /** How often it was called. */
  public CallCounter calls() {
    return calls;
  }

  /** The effects of adapters and automations so far, oldest first. */
  public List<AppliedWrite> journal() {
    return guarded(() -> List.copyOf(journal));
  }

  /** Empties the journal. */
  public void clearJournal() {
    act(journal::clear);
  }

  /**
   * Who is told of every committed change, as a webhook would tell; called inside the system's
   * lock, so it only takes note.
   */
  public void onChange(BiConsumer<EntityType, RecordId> newListener) {
    act(() -> listener = newListener);
  }

  /** Puts the system's clock ahead of the injected one; negative for behind. */
  public void skew(Duration ahead) {
    act(() -> skew = ahead);
  }

  /**
   * From now on users' transactions take so long: stamped at their start, seen by anybody only at
   * their end. Default zero.
   */
  public void commitDelay(Duration duration) {
    act(() -> commitDelay = duration);
  }

  /** Every access token expires. */
  public void expireTokens() {
    act(gate::expireToken);
  }

  /** Every access token expires after so many more calls. */
  public void expireTokensAfter(int moreCalls) {
    act(() -> gate.expireTokenAfter(moreCalls));
  }

  /** The credentials are refused, or good again. */
  public void revokeCredentials(boolean revoked) {
    act(() -> gate.revoke(revoked));
  }

  /** From now on lists and changes of a type follow so late, and show hints. */
  public void feedDelay(EntityType type, Duration delay) {
    act(() -> table(type).feedDelay = delay);
  }

  /** From now on the search of a type follows so late, and shows hints. */
  public void findDelay(EntityType type, Duration delay) {
    act(() -> table(type).findDelay = delay);
  }

  /** From now on new values that adapters send for a field are not taken, without a word. */
  public void ignore(EntityType type, Field<?> field) {
    act(() -> table(type).ignored.add(field));
  }

  /** All positions in the changes of a type are lost. */
  public void losePositions(EntityType type) {
    act(() -> table(type).epoch++);
  }

  /** Adds a field, or changes the type, the limits or the required flag of one. */
  public void putField(EntityType type, FieldRule<?> rule) {
    act(() -> table(type).schema.put(rule));
  }

  /** Removes a field; its values come back with {@link #putField}. */
  public void removeField(EntityType type, Field<?> field) {
    act(() -> table(type).schema.remove(field));
  }

  /** Adds an allowed value to a field. */
  public void addOption(EntityType type, Field<String> field, String option) {
    act(() -> table(type).schema.addOption(field, option));
  }

  MemoryErrors errors() {
    return errors;
  }

  CallGate gate() {
    return gate;
  }

  MemoryCommits commits() {
    return commits;
  }

  MemoryJobs jobs() {
    return jobs;
  }

  Duration commitDelay() {
    return commitDelay;
  }

  Optional<Function<Fields, Priced>> pricing() {
    return Optional.ofNullable(pricing);
  }

  Set<EntityType> facetsOnHosts() {
    return facetsOnHosts;
  }

  Map<EntityType, MemoryTable> tables() {
    return tables;
  }

  MemoryTable table(EntityType type) {
    MemoryTable table = tables.get(type);
    if (table == null) {
      throw new IllegalArgumentException(name + " has no " + type);
    }
    return table;
  }

  /** Now, or the time of the later event that is happening. */
  long millis() {
    Long event = asOf;
    return event == null ? clock.instant().plus(skew).toEpochMilli() : event;
  }

  void later(Duration delay, Runnable action) {
    agenda.add(millis() + delay.toMillis(), action);
  }

  void note(AppliedWrite write) {
    if (write.origin() != AppliedWrite.Origin.USER) {
      journal.add(write);
    }
    tell(write.type(), write.id());
  }

  void tell(EntityType type, RecordId id) {
    listener.accept(type, id);
  }

  private void act(Runnable action) {
    guarded(
        () -> {
          action.run();
          return true;
        });
  }

  /** Runs inside the lock, after everything that is due has happened. */
  <T> T guarded(Supplier<T> body) {
    lock.lock();
    try {
      catchUp();
      return body.get();
    } finally {
      lock.unlock();
    }
  }

  private void catchUp() {
    if (asOf != null) {
      return;
    }
    try {
      Agenda.Due due = agenda.poll(millis());
      while (due != null) {
        asOf = due.at();
        due.action().run();
        asOf = null;
        due = agenda.poll(millis());
      }
    } finally {
      asOf = null;
    }
  }

  /** Builds an {@link InMemorySystem}. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Clock clock;
    private final Map<EntityType, InMemoryEntity> entities = new LinkedHashMap<>();
    private final List<EntityType> facetsOnHosts = new ArrayList<>();
    private String identity;
    private ZoneId zone = ZoneOffset.UTC;
    private CallGate.@Nullable Quota quota;
    private @Nullable Function<Fields, Priced> pricing;

    private Builder(String name, Clock clock) {
      this.name = Objects.requireNonNull(name, "name");
      this.clock = Objects.requireNonNull(clock, "clock");
      this.identity = name;
    }

    /** An entity type; a computed facet comes after its host. */
    public Builder entity(InMemoryEntity entity) {
      entities.put(entity.type(), entity);
      return this;
    }

    /** An entity type, as its builder stands. */
    public Builder entity(InMemoryEntity.Builder entity) {
      return entity(entity.build());
    }

    /** A facet whose fields are declared on its host, so that the host's adapter serves it. */
    public Builder facetOnHost(EntityType facet) {
      facetsOnHosts.add(facet);
      return this;
    }

    /** What tells this system from every other; default its name. */
    public Builder identity(String text) {
      identity = text;
      return this;
    }

    /** The zone of business dates; default UTC. */
    public Builder zone(ZoneId businessZone) {
      zone = businessZone;
      return this;
    }

    /** Refuses more than so many calls in any window of that length; default no quota. */
    public Builder quota(int callsAllowed, Duration window) {
      quota = new CallGate.Quota(callsAllowed, window);
      return this;
    }

    /** Prices a document; with it the connector offers {@code Pricing}. */
    public Builder pricing(Function<Fields, Priced> hook) {
      pricing = hook;
      return this;
    }

    /** The system, empty. */
    public InMemorySystem build() {
      return new InMemorySystem(this);
    }
  }
}
