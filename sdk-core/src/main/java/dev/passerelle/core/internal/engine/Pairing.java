package dev.passerelle.core.internal.engine;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All flows between the records of two feeds: they share links, are planned together and written as
 * one write per record (L16).
 */
public final class Pairing {
  private final Feed left;
  private final Feed right;
  private final String key;
  private final RecordSync host;
  private final List<RecordSync> flows;

  private Pairing(Feed left, Feed right, RecordSync host, List<RecordSync> flows) {
    this.left = left;
    this.right = right;
    key = key(left, right);
    this.host = host;
    this.flows = List.copyOf(flows);
  }

  /** Groups flows into pairings; a facet flow joins the pairing of its host. */
  static List<Pairing> of(List<RecordSync> flows) {
    Map<String, List<RecordSync>> groups = new LinkedHashMap<>();
    Map<String, RecordSync> hosts = new LinkedHashMap<>();
    for (RecordSync flow : flows) {
      String key = key(feed(flow, Side.LEFT), feed(flow, Side.RIGHT));
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(flow);
      if (!isFacet(flow) && hosts.putIfAbsent(key, flow) != null) {
        throw new IllegalArgumentException(
            "flows "
                + hosts.get(key).name()
                + " and "
                + flow.name()
                + " couple the same records: make them one");
      }
    }
    List<Pairing> pairings = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          RecordSync host = hosts.get(key);
          if (host == null) {
            throw new IllegalArgumentException(
                "flow "
                    + group.get(0).name()
                    + " mirrors a facet, but no flow couples its records");
          }
          pairings.add(new Pairing(feed(host, Side.LEFT), feed(host, Side.RIGHT), host, group));
        });
    return pairings;
  }

  private static Feed feed(RecordSync flow, Side side) {
    return side == Side.LEFT
        ? new Feed(flow.left(), flow.leftType().recordType())
        : new Feed(flow.right(), flow.rightType().recordType());
  }

  static boolean isFacet(RecordSync flow) {
    return flow.leftType().kind() == EntityType.Kind.FACET
        || flow.rightType().kind() == EntityType.Kind.FACET;
  }

  private static String key(Feed left, Feed right) {
    return left.key() + "|" + right.key();
  }

  /** The key in the tables. */
  String key() {
    return key;
  }

  /** The feed of the records of a side. */
  Feed feed(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** The side of one of the two feeds of the records. */
  Side sideOf(Feed one) {
    return one.equals(left) ? Side.LEFT : Side.RIGHT;
  }

  /** The side of a system's records of a type; facets count as their host. */
  java.util.Optional<Side> sideOf(String system, EntityType type) {
    Feed feed = new Feed(system, type.recordType());
    if (feed.equals(left)) {
      return java.util.Optional.of(Side.LEFT);
    }
    return feed.equals(right) ? java.util.Optional.of(Side.RIGHT) : java.util.Optional.empty();
  }

  /** The flow that couples and creates. */
  RecordSync host() {
    return host;
  }

  /** All flows, facets' included. */
  List<RecordSync> flows() {
    return flows;
  }

  /** The system of a side. */
  String system(Side side) {
    return feed(side).system();
  }

  /** The facet types that flows mirror from a side. */
  Set<EntityType> facets(Side side) {
    Set<EntityType> facets = new LinkedHashSet<>();
    for (RecordSync flow : flows) {
      EntityType type = side == Side.LEFT ? flow.leftType() : flow.rightType();
      if (type.kind() == EntityType.Kind.FACET) {
        facets.add(type);
      }
    }
    return facets;
  }

  /** The fields that a flow keeps, both sides', for decoding its bases. */
  static Set<Field<?>> fields(RecordSync flow) {
    Set<Field<?>> fields = new LinkedHashSet<>(flow.mapping().fields(flow.left()));
    fields.addAll(flow.mapping().fields(flow.right()));
    return fields;
  }
}
