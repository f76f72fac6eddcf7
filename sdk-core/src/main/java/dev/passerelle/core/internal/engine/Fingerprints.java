package dev.passerelle.core.internal.engine;

import static dev.passerelle.core.internal.ledger.Tables.FINGERPRINTS;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Bases.Base;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.FeedState;
import dev.passerelle.core.internal.ledger.FeedState.Phase;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Notices a changed mapping, and a system whose rule for a mapped field changed: the fields
 * concerned are put to a first meeting, as work from a list, so that preview and guard see it (L15,
 * L34).
 */
final class Fingerprints {
  private static final int PAGE = 200;
  private final Context context;
  private final Report report;

  Fingerprints(Context context, Report report) {
    this.context = context;
    this.report = report;
  }

  /**
   * Notes the mappings with which a system is first read: what is seen of it before anything is
   * decided is seen with their fields only. Its fields' rules are noted at the first decision, when
   * both systems are open.
   */
  static void begin(Tx tx, Topology topology, String system) {
    topology.pairings().stream()
        .flatMap(pairing -> pairing.flows().stream())
        .filter(flow -> flow.left().equals(system) || flow.right().equals(system))
        .filter(flow -> stored(tx, flow).isEmpty())
        .forEach(flow -> tx.state().upsert(FINGERPRINTS, prints(tx, flow)));
  }

  /** Compares every flow of a pairing with what was in force at the last run. */
  void check(Pairing pairing) {
    Map<RecordSync, Set<String>> changed = new LinkedHashMap<>();
    context
        .ledger()
        .commitAll(
            tx -> {
              for (RecordSync flow : pairing.flows()) {
                Set<String> bindings = changed(tx, flow);
                if (!bindings.isEmpty()) {
                  changed.put(flow, bindings);
                }
              }
            });
    if (!changed.isEmpty()) {
      forget(pairing, changed);
      context.ledger().commitAll(tx -> changed.keySet().forEach(flow -> store(tx, flow)));
    }
  }

  private Set<String> changed(Tx tx, RecordSync flow) {
    Map<String, String> stored = stored(tx, flow);
    Set<String> changed = new LinkedHashSet<>();
    if (stored.isEmpty()) {
      store(tx, flow);
      return changed;
    }
    flow.mapping()
        .fingerprints()
        .forEach(
            (binding, print) -> {
              if (!Payload.digest(print).equals(stored.get(key(binding)))) {
                changed.add(binding);
              }
            });
    changed.addAll(reshaped(tx, flow, stored));
    return changed;
  }

  private static Map<String, String> stored(Tx tx, RecordSync flow) {
    Map<String, String> stored = new HashMap<>();
    Query query =
        Query.of(FINGERPRINTS).where("tenant", tx.tenant()).where("flow", flow.name()).limit(2000);
    tx.state().select(query).forEach(row -> stored.put(row.text("field"), row.text("print")));
    return stored;
  }

  /** Bindings of which a system's rule for their field is another one than at the last run. */
  private Set<String> reshaped(Tx tx, RecordSync flow, Map<String, String> stored) {
    Set<String> changed = new LinkedHashSet<>();
    boolean unknown = false;
    for (Shape shape : shapes(flow)) {
      String known = stored.get(shape.key());
      unknown |= known == null;
      if (known != null && !known.equals(shape.print())) {
        report.error(shape.drift(known));
        changed.add(shape.binding());
      }
    }
    if (unknown) {
      store(tx, flow);
    }
    return changed;
  }

  private List<Shape> shapes(RecordSync flow) {
    List<Shape> shapes = new ArrayList<>();
    for (Binding<?, ?> binding : flow.mapping().bindings()) {
      shapes.add(shape(binding, flow.left(), flow.leftType(), binding.left()));
      shapes.add(shape(binding, flow.right(), flow.rightType(), binding.right()));
    }
    return shapes;
  }

  private Shape shape(Binding<?, ?> binding, String system, EntityType type, Field<?> field) {
    EngineSystem owner = context.topology().system(system);
    Optional<FieldRule<?>> rule =
        owner
            .adapter(type)
            .or(() -> owner.adapter(type.recordType()))
            .flatMap(adapter -> adapter.describe().rule(field));
    String words = rule.map(FieldRule::inWords).orElse("not offered");
    return new Shape(binding.name(), system, type, field, words);
  }

  /** What a system says of one field. */
  private record Shape(
      String binding, String system, EntityType type, Field<?> field, String words) {
    String key() {
      return Fingerprints.key(binding + "@" + system);
    }

    String print() {
      return Fingerprints.key(words);
    }

    ErrorDetail drift(String known) {
      return ErrorDetail.of(ErrorCode.DRIFT_DETECTED)
          .system(system)
          .entity(type.name())
          .field(field.name())
          .figure("change", field.name() + ": " + known + " -> " + print())
          .build();
    }
  }

  private void store(Tx tx, RecordSync flow) {
    List<Row> rows = prints(tx, flow);
    shapes(flow).forEach(shape -> rows.add(row(tx, flow, shape.key(), shape.print())));
    tx.state().upsert(FINGERPRINTS, rows);
  }

  private static List<Row> prints(Tx tx, RecordSync flow) {
    List<Row> rows = new ArrayList<>();
    flow.mapping()
        .fingerprints()
        .forEach((binding, print) -> rows.add(row(tx, flow, key(binding), Payload.digest(print))));
    return rows;
  }

  private static Row row(Tx tx, RecordSync flow, String field, String print) {
    return FINGERPRINTS
        .row()
        .set("tenant", tx.tenant())
        .set("flow", flow.name())
        .set("field", field)
        .set("print", print)
        .build();
  }

  private static String key(String binding) {
    return binding.length() <= 64 ? binding : Payload.digest(binding);
  }

  /** Takes the bases of changed fields away and has the records decided again. */
  private void forget(Pairing pairing, Map<RecordSync, Set<String>> changed) {
    Optional<String> after = Optional.empty();
    List<Link> page;
    do {
      Optional<String> from = after;
      page = context.ledger().read(tx -> tx.links().page(from, PAGE));
      List<Link> own = page.stream().filter(link -> link.pairing().equals(pairing.key())).toList();
      context.ledger().commitAll(tx -> forget(tx, pairing, changed, own));
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == PAGE);
    for (Side side : Side.values()) {
      for (Observation.State state : Observation.State.values()) {
        outdate(pairing.feed(side), state);
      }
    }
    context.ledger().commitAll(tx -> asList(tx, pairing));
  }

  /** What is not decided yet was seen without the fields that joined: it is read again first. */
  private void outdate(Feed feed, Observation.State state) {
    long[] seq = {-1};
    List<Observation> page;
    do {
      page =
          context
              .ledger()
              .commit(
                  tx -> {
                    List<Observation> seen = tx.observations().after(feed, state, seq[0], PAGE);
                    tx.observations()
                        .put(
                            seen.stream()
                                .filter(o -> o.snapshot() != null)
                                .map(Observation::outdated)
                                .toList());
                    return seen;
                  });
      seq[0] = page.isEmpty() ? seq[0] : page.get(page.size() - 1).seq();
    } while (page.size() == PAGE);
  }

  private void forget(
      Tx tx, Pairing pairing, Map<RecordSync, Set<String>> changed, List<Link> links) {
    changed.forEach(
        (flow, bindings) -> {
          Set<Field<?>> fields = Rules.baseFields(context.topology(), pairing, flow);
          Set<Field<?>> lost = fields(flow, bindings);
          Map<String, Map<String, Base>> bases =
              tx.bases().of(links.stream().map(Link::id).toList(), Map.of(flow.name(), fields));
          bases.values().forEach(byFlow -> byFlow.replaceAll((name, base) -> without(base, lost)));
          tx.bases().put(bases);
        });
    for (Link link : links) {
      for (Side side : Side.values()) {
        link.on(side)
            .filter(id -> link.state() == Link.State.ACTIVE)
            .ifPresent(id -> Intake.demandRead(context, tx, pairing.feed(side), id));
      }
    }
  }

  private static Base without(Base base, Set<Field<?>> lost) {
    return new Base(base.left().without(lost), base.right().without(lost), base.fights());
  }

  private static Set<Field<?>> fields(RecordSync flow, Set<String> bindings) {
    Set<Field<?>> fields = new LinkedHashSet<>();
    for (Binding<?, ?> binding : flow.mapping().bindings()) {
      if (bindings.contains(binding.name())) {
        fields.add(binding.left());
        fields.add(binding.right());
      }
    }
    return fields;
  }

  /** Counted as a whole before the first write. */
  private static void asList(Tx tx, Pairing pairing) {
    for (Side side : Side.values()) {
      FeedState state = tx.feeds().get(pairing.feed(side));
      if (state.phase() == Phase.LIVE) {
        tx.feeds().save(state.listed());
      }
    }
  }
}
