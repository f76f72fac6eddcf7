package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.SnapshotCodec;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** What an engine is made of: systems, pairings, document flows, feeds, and the fields they use. */
public final class Topology {
  private final Map<String, EngineSystem> systems;
  private final List<Pairing> pairings;
  private final List<DocumentFlow> documents;
  private final Map<String, Feed> feeds = new LinkedHashMap<>();
  private final Set<String> intake = new LinkedHashSet<>();

  private Topology(
      Map<String, EngineSystem> systems, List<Pairing> pairings, List<DocumentFlow> documents) {
    this.systems = systems;
    this.pairings = pairings;
    this.documents = documents;
    systems
        .values()
        .forEach(system -> system.selections().keySet().forEach(type -> feed(system.name(), type)));
    pairings.forEach(this::watch);
    documents.forEach(
        flow -> {
          intake.add(feed(flow.source(), flow.sourceType()).key());
          intake.add(feed(flow.target(), flow.targetType()).key());
        });
  }

  /** Builds the topology; refuses flows that do not fit together. */
  public static Topology of(
      Map<String, Connector> connectors,
      List<RecordSync> syncs,
      List<DocumentFlow> documents,
      LongSupplier nanos,
      Executor threads) {
    Map<String, Map<EntityType, Uses>> uses = new LinkedHashMap<>();
    connectors.keySet().forEach(name -> uses.put(name, new LinkedHashMap<>()));
    syncs.forEach(flow -> use(uses, flow));
    documents.forEach(flow -> use(uses, flow));
    Map<String, EngineSystem> systems = new LinkedHashMap<>();
    uses.forEach(
        (name, types) -> {
          Map<EntityType, Selection> selections = new LinkedHashMap<>();
          types.forEach((type, use) -> selections.put(type, use.selection()));
          Connector connector = connectors.get(name);
          if (connector != null) {
            systems.put(
                name, new EngineSystem(name, connector, selections, new Pace(nanos), threads));
          }
        });
    return new Topology(systems, Pairing.of(syncs), List.copyOf(documents));
  }

  private static void use(Map<String, Map<EntityType, Uses>> uses, RecordSync flow) {
    for (Side side : Side.values()) {
      String system = side == Side.LEFT ? flow.left() : flow.right();
      EntityType type = side == Side.LEFT ? flow.leftType() : flow.rightType();
      Uses own = uses(uses, flow.name(), system, type);
      own.needed.addAll(flow.mapping().fields(system));
      own.wished.addAll(flow.reads());
      flow.matchKeys().forEach(key -> own.wished.addAll(key.reads()));
      flow.likenessField().ifPresent(own.wished::add);
      if (type.kind() != EntityType.Kind.FACET) {
        own.wished.add(Reference.FIELD);
      } else {
        // Where the facet lies on its host's record, the host's adapter reads and writes it.
        uses(uses, flow.name(), system, type.recordType())
            .wished
            .addAll(flow.mapping().fields(system));
      }
    }
  }

  private static void use(Map<String, Map<EntityType, Uses>> uses, DocumentFlow flow) {
    uses(uses, flow.name(), flow.source(), flow.sourceType()).needed.addAll(flow.sourceFields());
    Uses target = uses(uses, flow.name(), flow.target(), flow.targetType());
    target.needed.addAll(flow.mapping().fields(flow.target()));
    target.wished.addAll(flow.targetFields());
    flow.gateFields()
        .forEach(
            (type, fields) -> uses(uses, flow.name(), flow.target(), type).wished.addAll(fields));
  }

  private static Uses uses(
      Map<String, Map<EntityType, Uses>> uses, String flow, String system, EntityType type) {
    Map<EntityType, Uses> types = uses.get(system);
    if (types == null) {
      throw new IllegalArgumentException(
          "flow " + flow + " names system '" + system + "', which the engine does not have");
    }
    return types.computeIfAbsent(type, t -> new Uses());
  }

  private static final class Uses {
    private final Set<Field<?>> needed = new LinkedHashSet<>();
    private final Set<Field<?>> wished = new LinkedHashSet<>();

    Selection selection() {
      return Selection.of(needed).wishing(wished);
    }
  }

  private void watch(Pairing pairing) {
    for (Side side : Side.values()) {
      intake.add(pairing.feed(side).key());
      pairing.facets(side).forEach(facet -> intake.add(feed(pairing.system(side), facet).key()));
    }
  }

  /** The codec that knows the fields of every feed; a host's feed knows its facets' too. */
  public SnapshotCodec codec() {
    Map<String, Set<Field<?>>> known = new HashMap<>();
    for (EngineSystem system : systems.values()) {
      system
          .selections()
          .forEach(
              (type, selection) -> {
                Set<Field<?>> fields = new LinkedHashSet<>(selection.fields());
                fields.addAll(selection.wished());
                known
                    .computeIfAbsent(
                        new Feed(system.name(), type).key(), k -> new LinkedHashSet<>())
                    .addAll(fields);
              });
    }
    return new SnapshotCodec(known);
  }

  /** The systems by name. */
  public Map<String, EngineSystem> systems() {
    return systems;
  }

  /** A system. */
  EngineSystem system(String name) {
    EngineSystem system = systems.get(name);
    if (system == null) {
      throw new IllegalArgumentException("the engine has no system '" + name + "'");
    }
    return system;
  }

  /** The feeds that are followed, as far as flows tell. */
  public List<Feed> watched() {
    return intake.stream().map(this::feed).toList();
  }

  /** The pairings in the order of their flows. */
  public List<Pairing> pairings() {
    return pairings;
  }

  /** The document flows. */
  public List<DocumentFlow> documents() {
    return documents;
  }

  /** The feed of a system and type. */
  public Feed feed(String system, EntityType type) {
    Feed feed = new Feed(system, type);
    feeds.put(feed.key(), feed);
    return feed;
  }

  /** The feed of a key; a feed that no flow uses any more keeps a type without meaning. */
  public Feed feed(String key) {
    Feed known = feeds.get(key);
    if (known != null) {
      return known;
    }
    int slash = key.indexOf('/');
    return new Feed(key.substring(0, slash), EntityType.record(key.substring(slash + 1)));
  }

  /** The feeds of a system that are followed. */
  List<Feed> followed(EngineSystem system) {
    List<Feed> found = new ArrayList<>();
    for (String key : intake) {
      Feed feed = feed(key);
      if (feed.system().equals(system.name()) && system.adapter(feed.type()).isPresent()) {
        found.add(feed);
      }
    }
    return found;
  }

  /** Whether gates of a document flow look at a feed's records. */
  boolean isGateFeed(Feed feed) {
    return documents.stream()
        .anyMatch(
            flow ->
                flow.target().equals(feed.system()) && flow.gateFields().containsKey(feed.type()));
  }

  /** The pairing between two systems for records of a type of one of them. */
  Optional<Pairing> pairing(String from, EntityType type, String to) {
    for (Pairing pairing : pairings) {
      for (Side side : Side.values()) {
        if (pairing.feed(side).equals(new Feed(from, type.recordType()))
            && pairing.system(side.other()).equals(to)) {
          return Optional.of(pairing);
        }
      }
    }
    return Optional.empty();
  }
}
