package dev.passerelle.core.internal.engine;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.conflict.Resolution;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.internal.ledger.Bases;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.ledger.WaitingRoom;
import dev.passerelle.core.internal.ledger.WaitingRoom.Waiter;
import dev.passerelle.core.internal.plan.FlowBases;
import dev.passerelle.core.internal.plan.Need;
import dev.passerelle.core.internal.plan.Plan;
import dev.passerelle.core.internal.plan.PlanInput;
import dev.passerelle.core.internal.plan.Planner;
import dev.passerelle.core.internal.plan.RefTranslator;
import dev.passerelle.core.internal.plan.SideWrite;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Hands cases to the pure planner, reads what a plan finds missing, and sets aside what waits. */
final class Planning {
  private final Context context;
  private final Gather gather;
  private final Facets facets;
  private final Absorber absorber;
  private final Parking parking;
  private final Settling settling;

  Planning(
      Context context,
      Gather gather,
      Facets facets,
      Absorber absorber,
      Parking parking,
      Settling settling) {
    this.context = context;
    this.gather = gather;
    this.facets = facets;
    this.absorber = absorber;
    this.parking = parking;
    this.settling = settling;
  }

  /** Plans every open case. */
  void plan(Pairing pairing, List<Case> cases, boolean counting) {
    Planner planner = new Planner(Rules.of(context.topology(), pairing));
    List<Case> open = open(cases);
    readBlind(open);
    readFacets(pairing, open);
    readSources(open);
    plan(planner, pairing, open, counting);
    boolean more = true;
    while (more) {
      more = readUnread(planner, pairing, open, counting);
    }
  }

  /** Reads what plans found missing on one side and plans again: that may lack the other side. */
  private boolean readUnread(Planner planner, Pairing pairing, List<Case> open, boolean counting) {
    boolean any = false;
    for (Side side : Side.values()) {
      List<Case> unread =
          open(open).stream()
              .filter(one -> one.isPlanned() && isUnread(one, side))
              .filter(one -> one.plan().unread().contains(pairing.system(side)))
              .toList();
      if (!unread.isEmpty()) {
        gather.read(side, unread);
        // What was read now may show a foreign change of a facet that nobody observed yet.
        readFacets(pairing, open(unread));
        plan(planner, pairing, open(unread), counting);
        any = true;
      }
    }
    return any;
  }

  private static List<Case> open(List<Case> cases) {
    return cases.stream().filter(one -> !one.isClosed() && one.link().isPresent()).toList();
  }

  /**
   * A side of which an alias changed: its own record is read, or its base would stand for what the
   * alias shows now (L7). And a case of which no side was read at all.
   */
  private void readBlind(List<Case> open) {
    for (Side side : Side.values()) {
      List<Case> here =
          open.stream()
              .filter(one -> !one.on(side).gone() && !one.on(side).isWhole())
              .filter(one -> one.on(side).broughtByAlias() || (one.origin() == side && blind(one)))
              .toList();
      if (!here.isEmpty()) {
        gather.read(side, here);
      }
    }
  }

  private static boolean blind(Case one) {
    return Arrays.stream(Side.values())
        .map(one::on)
        .allMatch(part -> part.view().isEmpty() && !part.gone());
  }

  /**
   * A facet that its system computes is not shown with its record: it is read where the other side
   * changed one of its fields, or that change would find nothing to be compared with.
   */
  private void readFacets(Pairing pairing, List<Case> open) {
    for (Side side : Side.values()) {
      for (EntityType facet : pairing.facets(side)) {
        List<Case> changed =
            open.stream()
                .filter(one -> one.on(side).id().isPresent() && !one.on(side).gone())
                .filter(one -> changedBeside(one, side, facet))
                .toList();
        facets.read(pairing, side, facet, changed);
      }
    }
  }

  /** Whether the other side shows new values of a facet that this side's view lacks. */
  private static boolean changedBeside(Case one, Side side, EntityType facet) {
    Fields other = one.on(side.other()).view().map(Snapshot::fields).orElse(Fields.empty());
    Fields own = one.on(side).view().map(Snapshot::fields).orElse(Fields.empty());
    for (RecordSync flow : one.pairing().flows()) {
      Bases.Base base = one.bases().get(flow.name());
      if (base != null && (side == Side.LEFT ? flow.leftType() : flow.rightType()).equals(facet)) {
        Fields agreed = side == Side.LEFT ? base.right() : base.left();
        Fields here = side == Side.LEFT ? base.left() : base.right();
        boolean unseen = here.keys().stream().noneMatch(own::has);
        if (unseen
            && agreed.keys().stream().anyMatch(f -> other.has(f) && differs(f, agreed, other))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean differs(Field<?> field, Fields one, Fields two) {
    return !one.same(field, two) && !(one.isBlank(field) && two.isBlank(field));
  }

  /** A record is created from what it shows itself, not from its facets alone. */
  private void readSources(List<Case> open) {
    for (Side side : Side.values()) {
      List<Case> partial =
          open.stream()
              .filter(one -> one.link().orElseThrow().state() == Link.State.PENDING_CREATE)
              .filter(one -> one.on(side).view().isPresent() && isUnread(one, side))
              .toList();
      if (!partial.isEmpty()) {
        gather.read(side, partial);
      }
    }
  }

  private static boolean isUnread(Case one, Side side) {
    return !one.on(side).isWhole() && !one.on(side).gone();
  }

  /**
   * What was read may be what an earlier write of ours left open: it is settled first, or our own
   * value would pass for an edit of its system.
   */
  private void plan(Planner planner, Pairing pairing, List<Case> cases, boolean counting) {
    settling.answerOpen(pairing, cases);
    context
        .ledger()
        .read(
            tx -> {
              List<Case> here =
                  cases.stream()
                      .filter(one -> !one.on(Side.LEFT).gone() && !one.on(Side.RIGHT).gone())
                      .toList();
              take(tx, here);
              here.forEach(one -> one.plan(planner.plan(input(tx, one, counting))));
              return true;
            });
  }

  private static void take(Tx tx, List<Case> cases) {
    List<String> links = cases.stream().map(one -> one.link().orElseThrow().id()).toList();
    Map<String, Map<String, String>> taken = Decisions.taken(tx, links);
    cases.forEach(one -> one.taken(taken.getOrDefault(one.link().orElseThrow().id(), Map.of())));
  }

  private PlanInput input(Tx tx, Case one, boolean counting) {
    Map<String, FlowBases> bases = new HashMap<>();
    one.bases().forEach((flow, base) -> bases.put(flow, bases(base)));
    if (!one.taken().isEmpty()) {
      one.pairing().flows().forEach(flow -> decide(one, flow, bases));
    }
    Instant now = context.clock().instant();
    RefTranslator references = (system, ref) -> translate(tx, one, system, ref, counting);
    return new PlanInput(side(one, Side.LEFT), side(one, Side.RIGHT), bases, references, now);
  }

  private static void decide(Case one, RecordSync flow, Map<String, FlowBases> bases) {
    Map<String, Resolution> decisions = new HashMap<>();
    flow.mapping()
        .bindings()
        .forEach(
            binding -> {
              String system = one.taken().get(Bookkeeping.topic(flow.name(), binding.name()));
              if (system != null) {
                decisions.put(binding.name(), Resolution.take(system));
              }
            });
    FlowBases known = bases.getOrDefault(flow.name(), FlowBases.none());
    bases.put(flow.name(), known.withDecisions(decisions));
  }

  private FlowBases bases(Bases.Base base) {
    Instant since = context.clock().instant().minus(context.settings().contestedWithin());
    Set<String> contested =
        base.fights().entrySet().stream()
            .filter(
                fight ->
                    fight.getValue().stream().filter(at -> at.isAfter(since)).count()
                        >= context.settings().contestedAfter())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return FlowBases.of(base.left(), base.right()).withContested(contested);
  }

  private dev.passerelle.core.internal.plan.Side side(Case one, Side side) {
    String system = one.pairing().system(side);
    AdapterDescriptor shape = writable(one, side);
    Case.Part part = one.on(side);
    Optional<Snapshot> view = part.view();
    dev.passerelle.core.internal.plan.Side known;
    if (view.isPresent()) {
      known =
          dev.passerelle.core.internal.plan.Side.seen(system, named(one, side, view.get()), shape);
      known = part.isWhole() ? known : known.withFacetsOnly();
    } else if (part.id().isEmpty()) {
      known = dev.passerelle.core.internal.plan.Side.create(system, shape);
    } else {
      known = dev.passerelle.core.internal.plan.Side.base(system, shape);
    }
    return known.withAliases(part.aliases()).withFirstSeen(part.shownAt());
  }

  /** The snapshot with what its record is called on the other side. */
  private Snapshot named(Case one, Side side, Snapshot view) {
    Link link = one.link().orElseThrow();
    String reference = absorber.storedReference(one.pairing(), side, view.id(), link.generation());
    return view.withFields(view.fields().with(Rules.OWN_REFERENCE, reference));
  }

  /** How a side's records behave when written; null where there is no write path. */
  private @org.jspecify.annotations.Nullable AdapterDescriptor writable(Case one, Side side) {
    Optional<AdapterDescriptor> shape =
        context
            .topology()
            .system(one.pairing().system(side))
            .adapter(one.pairing().feed(side).type())
            .map(EntityAdapter::describe);
    Capability needed = one.on(side).id().isEmpty() ? Capability.CREATE : Capability.UPDATE;
    return shape.filter(s -> s.can(needed)).orElse(null);
  }

  private RefTranslator.Translated translate(
      Tx tx, Case one, String fromSystem, dev.passerelle.core.model.Ref ref, boolean counting) {
    String to =
        one.pairing().system(Side.LEFT).equals(fromSystem)
            ? one.pairing().system(Side.RIGHT)
            : one.pairing().system(Side.LEFT);
    return new Translator(context.topology(), tx, counting).translate(fromSystem, to, ref);
  }

  /** Sets aside the cases that wait or were refused; tells notices. Nothing of them is written. */
  void sift(Pairing pairing, List<Case> cases) {
    context
        .ledger()
        .commitAll(
            tx -> {
              List<Case> complete = new ArrayList<>();
              for (Case one : open(cases)) {
                if (one.isPlanned() && !sift(tx, pairing, one)) {
                  complete.add(one);
                }
              }
              // Whoever was just set aside to wait for one of these is woken by it.
              complete.forEach(one -> settling.complete(tx, one));
            });
  }

  /** False where nothing is left to do of a record that was half made. */
  private boolean sift(Tx tx, Pairing pairing, Case one) {
    Plan plan = one.plan();
    boolean pending = one.link().orElseThrow().state() == Link.State.PENDING_CREATE;
    plan.notices().forEach(notice -> parking.tell(one, notice(notice.detail())));
    if (!plan.refusals().isEmpty()) {
      parking.reject(tx, one, plan.refusals().get(0).detail());
    } else if (pending && isComplete(one)) {
      return false;
    } else if (pending && plan.writes().isEmpty() && plan.needs().isEmpty()) {
      parking.review(
          tx,
          one,
          plan.reviews().stream()
              .findFirst()
              .map(dev.passerelle.core.internal.plan.Review::detail)
              .orElseGet(() -> noWritePath(pairing, one)));
    } else if (!plan.needs().isEmpty() && (pending || plan.writes().isEmpty())) {
      await(tx, one, plan.needs());
    }
    return true;
  }

  /** Half of it was made by us, and the rest by somebody else: nothing is left to do. */
  private static boolean isComplete(Case one) {
    Plan plan = one.plan();
    return plan.writes().isEmpty()
        && plan.needs().isEmpty()
        && plan.reviews().isEmpty()
        && Arrays.stream(Side.values())
            .map(one::on)
            .allMatch(part -> part.id().isPresent() && part.isWhole());
  }

  private static ErrorDetail noWritePath(Pairing pairing, Case one) {
    return ErrorDetail.of(ErrorCode.PENDING_NO_WRITE_PATH)
        .system(pairing.system(one.source().other()))
        .entity(pairing.feed(one.source().other()).type().name())
        .build();
  }

  private void await(Tx tx, Case one, List<Need> needs) {
    Set<String> keys = new LinkedHashSet<>();
    Optional<Need> circular = Optional.empty();
    for (Need need : needs) {
      Optional<Waiter> awaited = awaited(need);
      if (awaited.isPresent()) {
        if (need.policy().requests()) {
          Intake.demand(context, tx, awaited.get().feed(), awaited.get().id());
        }
        keys.add(WaitingRoom.linkNeed(awaited.get().feed(), awaited.get().id()));
        if (tx.waiting().waitsFor(awaited.get(), own(one), context.topology()::feed)) {
          circular = Optional.of(need);
        }
      }
    }
    if (circular.isPresent()) {
      parking.circle(tx, one, circle(one, circular.get()), keys);
    } else {
      parking.await(tx, one, needs.get(0).detail(), keys);
    }
  }

  private Optional<Waiter> awaited(Need need) {
    return need.reference()
        .flatMap(
            ref ->
                ref.id()
                    .map(id -> new Waiter(context.topology().feed(need.system(), ref.type()), id)));
  }

  /** The records of a case, as others wait for them. */
  private static List<Waiter> own(Case one) {
    List<Waiter> own = new ArrayList<>();
    for (Side side : Side.values()) {
      one.on(side).id().ifPresent(id -> own.add(new Waiter(one.pairing().feed(side), id)));
    }
    return own;
  }

  private static ErrorDetail circle(Case one, Need need) {
    ErrorDetail.Builder detail =
        ErrorDetail.of(ErrorCode.REFERENCE_CYCLE)
            .system(need.system())
            .entity(one.pairing().feed(one.origin()).type().name())
            .record(one.on(one.origin()).id().map(RecordId::value).orElse(""));
    String field = need.detail().field();
    return (field == null ? detail : detail.field(field)).build();
  }

  static Notice notice(ErrorDetail detail) {
    String field = detail.field() == null ? "" : " " + detail.field();
    return new Notice(detail.code(), detail.code().name() + field, detail.figures());
  }

  /** What a plan writes to a side. */
  static Optional<SideWrite> write(Case one, Side side) {
    return one.plan().write(one.pairing().system(side));
  }

  /** The fields of a write as a list of names, for messages. */
  static List<String> names(Fields fields) {
    List<String> names = new ArrayList<>();
    fields.keys().forEach(field -> names.add(field.name()));
    return names;
  }
}
