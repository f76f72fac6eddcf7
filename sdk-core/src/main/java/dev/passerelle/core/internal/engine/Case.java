package dev.passerelle.core.internal.engine;

import dev.passerelle.core.internal.ledger.Bases;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.plan.Plan;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One link, or one record without a link, on its way through the steps of a batch. Mutable, of one
 * thread; each step fills in what it is for.
 */
final class Case {
  private final Pairing pairing;
  private final Side origin;
  private final Map<Side, Part> parts = new EnumMap<>(Side.class);
  private @Nullable Link link;
  private Map<String, Bases.Base> bases = Map.of();
  private Map<String, String> taken = Map.of();
  private List<Intent> open = List.of();
  private @Nullable Plan plan;
  private boolean closed;

  Case(Pairing pairing, Side origin) {
    this.pairing = pairing;
    this.origin = origin;
    parts.put(Side.LEFT, new Part());
    parts.put(Side.RIGHT, new Part());
  }

  /** One side of a case. */
  static final class Part {
    private @Nullable RecordId id;
    private @Nullable Snapshot view;
    private final List<Observation> observations = new ArrayList<>();
    private final Map<Field<?>, Instant> shownAt = new HashMap<>();
    private List<Fields> aliases = List.of();
    private final Set<RecordId> lost = new LinkedHashSet<>();
    private boolean gone;
    private boolean whole;

    Optional<RecordId> id() {
      return Optional.ofNullable(id);
    }

    void id(RecordId value) {
      id = value;
    }

    Optional<Snapshot> view() {
      return Optional.ofNullable(view);
    }

    /** Adds what was read; fields of facets join those of the host. */
    void show(Snapshot shown, boolean host) {
      view = view == null ? shown : joined(view, shown, host);
      whole |= host;
    }

    private static Snapshot joined(Snapshot known, Snapshot added, boolean host) {
      return host
          ? added.withFields(known.fields().with(added.fields()))
          : known.withFields(known.fields().with(added.fields()));
    }

    /** Whether the host's own fields were read, not only facets'. */
    boolean isWhole() {
      return whole;
    }

    /**
     * The precondition for a write of some fields, where the record itself was read and has one
     * (L24). Our reference alone needs none: nobody else writes it, and a system that takes guarded
     * writes one by one only would be asked a thousand times for a thousand marks.
     */
    Optional<String> etag(Fields sent) {
      boolean markOnly = Set.of(Reference.FIELD).containsAll(sent.keys());
      return whole && !markOnly ? view().flatMap(Snapshot::etag) : Optional.empty();
    }

    List<Observation> observations() {
      return observations;
    }

    Map<Field<?>, Instant> shownAt() {
      return shownAt;
    }

    List<Fields> aliases() {
      return aliases;
    }

    void aliases(List<Fields> values) {
      aliases = values;
    }

    /** Whether one of the observations is of another record that is the same thing. */
    boolean broughtByAlias() {
      return observations.stream().anyMatch(o -> !o.id().equals(id));
    }

    /** Aliases that are gone, the record itself apart. */
    Set<RecordId> lost() {
      return lost;
    }

    boolean gone() {
      return gone;
    }

    void gone(boolean value) {
      gone = value;
    }

    boolean demanded() {
      return observations.stream().anyMatch(Observation::demand);
    }
  }

  Pairing pairing() {
    return pairing;
  }

  /** The side whose observation brought the case. */
  Side origin() {
    return origin;
  }

  Part on(Side side) {
    Part part = parts.get(side);
    if (part == null) {
      throw new IllegalStateException("a case has two sides");
    }
    return part;
  }

  Optional<Link> link() {
    return Optional.ofNullable(link);
  }

  void link(Link value) {
    link = value;
    for (Side side : Side.values()) {
      value.on(side).ifPresent(id -> on(side).id(id));
    }
  }

  Map<String, Bases.Base> bases() {
    return bases;
  }

  void bases(Map<String, Bases.Base> value) {
    bases = value;
  }

  /** The system whose value a person took, by topic. */
  Map<String, String> taken() {
    return taken;
  }

  void taken(Map<String, String> byTopic) {
    taken = byTopic;
  }

  /** Intents whose answers did not show what became of some fields. */
  List<Intent> open() {
    return open;
  }

  void open(List<Intent> value) {
    open = value;
  }

  Plan plan() {
    if (plan == null) {
      throw new IllegalStateException("not planned yet");
    }
    return plan;
  }

  boolean isPlanned() {
    return plan != null;
  }

  void plan(Plan value) {
    plan = value;
  }

  /** Nothing more is to be done with the case in this batch. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** All observations that the case decides. */
  List<Observation> observations() {
    List<Observation> all = new ArrayList<>(on(Side.LEFT).observations());
    all.addAll(on(Side.RIGHT).observations());
    return all;
  }

  /** The side whose record exists when the other one is to be created. */
  Side source() {
    return on(Side.LEFT).id().isPresent() ? Side.LEFT : Side.RIGHT;
  }
}
