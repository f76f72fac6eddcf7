package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.EntityType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One system of one engine: its connector, its adapters once opened, and whether it may be called
 * now. Used under the tenant's lease by one thread at a time.
 */
public final class EngineSystem {
  private final String name;
  private final Connector connector;
  private final Map<EntityType, Selection> selections;
  private final Map<EntityType, EntityAdapter> adapters = new LinkedHashMap<>();
  private final Pace pace;
  private final SideBySide sideBySide;
  private final Recall recall = new Recall();
  private @Nullable SystemDescriptor descriptor;
  private @Nullable ErrorDetail trouble;
  private @Nullable Instant pausedUntil;
  private volatile @Nullable PasserelleException thrown;

  /** A system with what the flows use of it, by record or facet type, and its pace. */
  public EngineSystem(
      String name,
      Connector connector,
      Map<EntityType, Selection> selections,
      Pace pace,
      Executor threads) {
    this.name = name;
    this.connector = connector;
    this.selections = new LinkedHashMap<>(selections);
    this.pace = pace;
    sideBySide = new SideBySide(threads);
  }

  /** The short name. */
  public String name() {
    return name;
  }

  /** The connector. */
  public Connector connector() {
    return connector;
  }

  /** What the flows use, by record or facet type. */
  public Map<EntityType, Selection> selections() {
    return selections;
  }

  /** Reaches the system and gets its adapters, once. */
  SystemDescriptor open() {
    if (descriptor == null) {
      SystemDescriptor reached = connector.describe();
      Map<EntityType, EntityAdapter> opened = new LinkedHashMap<>();
      Map<EntityType, Selection> hosts = new LinkedHashMap<>(selections);
      selections.keySet().stream()
          .filter(type -> type.host().isPresent())
          .forEach(
              facet -> {
                Selection own = Objects.requireNonNull(hosts.remove(facet));
                open(facet, own, opened);
                if (!opened.containsKey(facet)) {
                  // Nobody else shows it: the host's record must.
                  hosts.computeIfPresent(facet.recordType(), (type, host) -> host.needing(own));
                }
              });
      hosts.forEach((type, selection) -> open(type, selection, opened));
      adapters.putAll(opened);
      descriptor = reached;
    }
    return descriptor;
  }

  private void open(EntityType type, Selection selection, Map<EntityType, EntityAdapter> opened) {
    connector
        .adapter(type, selection)
        .ifPresent(a -> opened.put(type, new TimedAdapter(a, pace, sideBySide, this::failing)));
  }

  private void failing(PasserelleException e) {
    thrown = e;
  }

  /** Whether this system's adapters threw a failure, wherever it was caught. */
  boolean threw(PasserelleException e) {
    return thrown == e;
  }

  /** Whether creates may have been forgotten. */
  Recall recall() {
    return recall;
  }

  /** Several calls at once. */
  SideBySide sideBySide() {
    return sideBySide;
  }

  /** How long the system takes to answer. */
  Pace pace() {
    return pace;
  }

  /** Whether the system was reached. */
  boolean isOpen() {
    return descriptor != null;
  }

  /** Who the system is; only after it was opened. */
  public SystemDescriptor descriptor() {
    if (descriptor == null) {
      throw new IllegalStateException("system " + name + " is not open");
    }
    return descriptor;
  }

  /** The adapter of a type, if the system has such an entity. */
  Optional<EntityAdapter> adapter(EntityType type) {
    return Optional.ofNullable(adapters.get(type));
  }

  /** The adapter of a type that a flow needs. */
  EntityAdapter need(EntityType type) {
    EntityAdapter adapter = adapters.get(type);
    if (adapter == null) {
      throw new UnsupportedOperation(name, "entity " + type.name());
    }
    return adapter;
  }

  /** The descriptor of a type's adapter. */
  AdapterDescriptor shape(EntityType type) {
    return need(type).describe();
  }

  /** Whether the system may be called at an instant. */
  boolean available(Instant now) {
    return pausedUntil == null || !pausedUntil.isAfter(now);
  }

  /** Stops calls to the system until an instant. */
  void pause(Instant until) {
    pausedUntil = until;
  }

  /** Something is wrong with the system, whether or not calls go on. */
  void trouble(ErrorDetail detail) {
    trouble = detail;
  }

  /** The system answered. */
  void recovered() {
    trouble = null;
    pausedUntil = null;
  }

  /** What is wrong with the system, if anything. */
  Optional<ErrorDetail> trouble() {
    return Optional.ofNullable(trouble);
  }
}
