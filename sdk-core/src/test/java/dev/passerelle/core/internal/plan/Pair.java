package dev.passerelle.core.internal.plan;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.conflict.Resolution;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two records of the systems erp and crm, their bases, and a hand that does what a plan says. */
final class Pair {
  static final Instant NOW = Instant.parse("2026-03-16T12:00:00Z");
  static final String ERP = "erp";
  static final String CRM = "crm";

  final List<SyncRules> flows = new ArrayList<>();
  final Map<String, Fields> records = new HashMap<>(Map.of(ERP, Fields.empty()));
  final Map<String, Map<Field<?>, FieldRule<?>>> rules = new HashMap<>();
  final Map<String, FlowBases> bases = new LinkedHashMap<>();
  final Map<String, List<Fields>> aliases = new HashMap<>();
  final Map<String, Map<Field<?>, Instant>> firstSeen = new HashMap<>();
  final Map<String, RefTranslator.Translated> links = new HashMap<>();
  final Map<String, Side.State> states = new HashMap<>();
  final Map<String, Fields> fights = new HashMap<>();
  Instant now = NOW;

  static Mapping mapping() {
    return Mapping.between(ERP, CRM);
  }

  static Pair of(Mapping mapping) {
    return new Pair().flow("customers", mapping, Customer.TYPE);
  }

  Pair flow(String name, Mapping mapping, EntityType type) {
    flows.add(new SyncRules(name, type, type, mapping, ConflictPolicies.review(), Duration.ZERO));
    for (String system : List.of(ERP, CRM)) {
      Map<Field<?>, FieldRule<?>> own = rules.computeIfAbsent(system, s -> new LinkedHashMap<>());
      mapping.fields(system).forEach(field -> own.putIfAbsent(field, FieldRule.of(field)));
    }
    return this;
  }

  Pair rule(String system, FieldRule<?> rule) {
    rules.get(system).put(rule.field(), rule);
    return this;
  }

  Pair shows(Fields erp, Fields crm) {
    records.put(ERP, erp);
    records.put(CRM, crm);
    return this;
  }

  Pair base(Fields erp, Fields crm) {
    return base(flows.get(0).flow(), erp, crm);
  }

  Pair base(String flow, Fields erp, Fields crm) {
    boolean straight = rulesOf(flow).mapping().left().equals(ERP);
    bases.put(flow, straight ? FlowBases.of(erp, crm) : FlowBases.of(crm, erp));
    return this;
  }

  Pair state(String system, Side.State state) {
    states.put(system, state);
    return this;
  }

  Pair contested(String binding) {
    bases.computeIfPresent("customers", (f, b) -> b.withContested(Set.of(binding)));
    return this;
  }

  Pair decided(String binding, Resolution resolution) {
    FlowBases old = bases.getOrDefault("customers", FlowBases.none());
    bases.put("customers", old.withDecisions(Map.of(binding, resolution)));
    return this;
  }

  /** After each write to the system, its own workflow puts these values. */
  Pair fightsBack(String system, Fields values) {
    fights.put(system, values);
    return this;
  }

  Pair link(String fromSystem, String id, String otherId) {
    links.put(fromSystem + id, new RefTranslator.Resolved(Ref.to(Customer.TYPE, otherId)));
    String other = fromSystem.equals(ERP) ? CRM : ERP;
    links.put(other + otherId, new RefTranslator.Resolved(Ref.to(Customer.TYPE, id)));
    return this;
  }

  private SyncRules rulesOf(String flow) {
    return flows.stream().filter(r -> r.flow().equals(flow)).findFirst().orElseThrow();
  }

  AdapterDescriptor descriptor(String system) {
    return AdapterDescriptor.of(Customer.TYPE).fields(rules.get(system).values()).build();
  }

  Snapshot snapshot(String system) {
    return Snapshot.of(
        Customer.TYPE,
        RecordId.of("self-" + system),
        Optional.ofNullable(records.get(system)).orElse(Fields.empty()));
  }

  Side side(String system) {
    Side.State state = states.getOrDefault(system, Side.State.SEEN);
    Side side =
        switch (state) {
          case SEEN -> Side.seen(system, snapshot(system), descriptor(system));
          case BASE -> Side.base(system, descriptor(system));
          case CREATE -> Side.create(system, descriptor(system));
        };
    return side.withAliases(aliases.getOrDefault(system, List.of()))
        .withFirstSeen(firstSeen.getOrDefault(system, Map.of()));
  }

  PlanInput input() {
    return new PlanInput(
        side(ERP),
        side(CRM),
        bases,
        (from, ref) -> links.getOrDefault(from + ref.value(), new RefTranslator.Unlinked()),
        now);
  }

  Plan plan() {
    return new Planner(flows).plan(input());
  }

  /** Plans, writes, settles; the plan. */
  Plan sync() {
    Plan plan = plan();
    plan.moves().forEach(this::move);
    settle(plan);
    return plan;
  }

  Settled settle(Plan plan) {
    Map<String, WriteResult> results = new LinkedHashMap<>();
    plan.writes().forEach(write -> results.put(write.system(), write(write)));
    Settled settled = new Settlement(flows).apply(plan, results);
    settled.moves().forEach(this::move);
    return settled;
  }

  void move(String flow, BaseMoves moves) {
    bases.put(flow, bases.getOrDefault(flow, FlowBases.none()).moved(moves));
  }

  WriteResult write(SideWrite write) {
    Fields.Builder record =
        write.create() ? Fields.builder() : records.get(write.system()).toBuilder();
    write.changes().forEach(change -> keep(record, write.system(), change));
    record.setAll(fights.getOrDefault(write.system(), Fields.empty()));
    records.put(write.system(), record.build());
    states.put(write.system(), Side.State.SEEN);
    return new WriteResult.Written("w", snapshot(write.system()), write.create());
  }

  @SuppressWarnings("unchecked")
  private <T> void keep(Fields.Builder record, String system, PlannedChange<T> change) {
    FieldRule<T> rule = (FieldRule<T>) rules.get(system).get(change.field());
    T after = change.after();
    record.set(change.field(), after == null ? null : rule.normalized(after));
  }
}
