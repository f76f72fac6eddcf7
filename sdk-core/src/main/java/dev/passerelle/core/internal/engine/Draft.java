package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.gate.GateInput;
import dev.passerelle.core.gate.Need;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Observation;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.plan.Plan;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Snapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One source document on its way through the steps. Mutable, of one thread. */
final class Draft {
  private final DocumentFlow flow;
  private final Observation observation;
  private final Snapshot source;
  private @Nullable Document document;
  private @Nullable Plan plan;
  private Fields target = Fields.empty();
  private @Nullable Priced priced;
  private final Map<Need, Optional<Fields>> records = new LinkedHashMap<>();
  private final List<Notice> notices = new ArrayList<>();
  private BigDecimal pending = BigDecimal.ZERO;
  private String payer = "";
  private boolean decided;
  private Consumer<Tx> onceTold = tx -> {};

  Draft(DocumentFlow flow, Observation observation, Snapshot source) {
    this.flow = flow;
    this.observation = observation;
    this.source = source;
  }

  DocumentFlow flow() {
    return flow;
  }

  Observation observation() {
    return observation;
  }

  Snapshot source() {
    return source;
  }

  Optional<Document> document() {
    return Optional.ofNullable(document);
  }

  void document(Document value) {
    document = value;
  }

  Optional<Plan> plan() {
    return Optional.ofNullable(plan);
  }

  void plan(Plan value, String targetSystem) {
    plan = value;
    target = value.write(targetSystem).map(write -> write.changed()).orElse(Fields.empty());
  }

  /** The document to be made, in the target's codes and ids. */
  Fields target() {
    return target;
  }

  Optional<Priced> priced() {
    return Optional.ofNullable(priced);
  }

  void priced(Priced value) {
    priced = value;
  }

  Map<Need, Optional<Fields>> records() {
    return records;
  }

  List<Notice> notices() {
    return notices;
  }

  void pending(BigDecimal value) {
    pending = value;
  }

  String payer() {
    return payer;
  }

  void payer(String value) {
    payer = value;
  }

  GateInput gateInput() {
    return new GateInput(source.fields(), target, records, priced, pending);
  }

  /** Nothing more is to be judged or sent; the report may still have to be written. */
  void decide() {
    decided = true;
  }

  /** Decided, and its source must be told before that is done with: a process may die between. */
  void decide(Consumer<Tx> afterwards) {
    decide();
    onceTold = afterwards;
  }

  /** The source was told: what the decision left for afterwards. */
  void told(Tx tx) {
    onceTold.accept(tx);
  }

  boolean isDecided() {
    return decided;
  }

  /** Those that are not decided yet. */
  static List<Draft> open(List<Draft> drafts) {
    return drafts.stream().filter(draft -> !draft.isDecided()).toList();
  }
}
