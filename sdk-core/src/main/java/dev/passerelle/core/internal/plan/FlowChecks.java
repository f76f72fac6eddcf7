package dev.passerelle.core.internal.plan;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.mapping.Binding;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Refuses flows that cannot live together, and mappings that do not fit, at construction. */
public final class FlowChecks {
  private final Map<Node, List<Edge>> edges = new LinkedHashMap<>();
  private final Map<Node, Edge> writers = new LinkedHashMap<>();

  /** One field of one type of record in one system. */
  private record Node(String system, String entity, String field) {}

  /** One binding through which one field may write another. */
  private record Edge(SyncRules rules, Binding<?, ?> binding, Node from, Node to) {
    boolean sameBinding(Edge other) {
      return rules == other.rules && binding == other.binding;
    }
  }

  private FlowChecks() {}

  /**
   * For one field the flows that may write it form a tree (L13): refuses two flows that write the
   * same field on the same side, and a cycle, as FLOWS_OVERLAP naming both flows.
   */
  public static void check(Collection<SyncRules> flows) {
    FlowChecks checks = new FlowChecks();
    flows.forEach(rules -> rules.mapping().bindings().forEach(b -> checks.add(rules, b)));
    checks.edges.keySet().forEach(checks::refuseCycle);
  }

  /** Refuses, as MAPPING_INVALID, fields that one side's adapter does not offer or cannot write. */
  public static void check(SyncRules rules, String system, AdapterDescriptor descriptor) {
    Mapping mapping = rules.mapping();
    for (Field<?> field : mapping.fields(system)) {
      if (descriptor.rule(field).isEmpty()) {
        throw invalid(rules, system, field, "the adapter does not offer the field");
      }
    }
    for (Binding<?, ?> binding : mapping.bindings()) {
      Field<?> field = system.equals(mapping.left()) ? binding.left() : binding.right();
      if (writes(binding, system)
          && descriptor.rule(field).filter(FieldRule::isReadOnly).isPresent()) {
        throw invalid(rules, system, field, "the adapter cannot write the field");
      }
    }
  }

  private static boolean writes(Binding<?, ?> binding, String system) {
    Optional<String> source = binding.terms().authority().source();
    return source.isEmpty() || !source.get().equals(system);
  }

  private void add(SyncRules rules, Binding<?, ?> binding) {
    Mapping mapping = rules.mapping();
    if (writes(binding, mapping.right())) {
      Node target = node(rules, mapping.right(), binding.right());
      binding
          .leftFields()
          .forEach(f -> add(rules, binding, node(rules, mapping.left(), f), target));
    }
    if (writes(binding, mapping.left())) {
      Node target = node(rules, mapping.left(), binding.left());
      binding
          .rightFields()
          .forEach(f -> add(rules, binding, node(rules, mapping.right(), f), target));
    }
  }

  private static Node node(SyncRules rules, String system, Field<?> field) {
    return new Node(system, rules.type(system).recordType().name(), field.name());
  }

  private void add(SyncRules rules, Binding<?, ?> binding, Node from, Node to) {
    Edge edge = new Edge(rules, binding, from, to);
    Edge present = writers.putIfAbsent(to, edge);
    if (present != null && !present.sameBinding(edge)) {
      throw overlap(to, present.rules(), rules);
    }
    edges.computeIfAbsent(from, any -> new ArrayList<>()).add(edge);
  }

  /** Walks on from a field, never straight back through the binding it came by. */
  private void refuseCycle(Node start) {
    Set<Edge> walked = new HashSet<>();
    Deque<Edge> next = new ArrayDeque<>(edges.getOrDefault(start, List.of()));
    while (!next.isEmpty()) {
      Edge edge = next.pop();
      if (!walked.add(edge)) {
        continue;
      }
      for (Edge onward : edges.getOrDefault(edge.to(), List.of())) {
        if (onward.sameBinding(edge)) {
          continue;
        }
        if (onward.to().equals(start)) {
          throw overlap(start, edge.rules(), onward.rules());
        }
        next.push(onward);
      }
    }
  }

  private static InvalidConfiguration overlap(Node node, SyncRules first, SyncRules second) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.FLOWS_OVERLAP)
            .system(node.system())
            .entity(node.entity())
            .field(node.field())
            .figure("flows", first.flow() + ", " + second.flow())
            .build();
    return new InvalidConfiguration(detail, place("flows." + second.flow()));
  }

  private static InvalidConfiguration invalid(
      SyncRules rules, String system, Field<?> field, String why) {
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.MAPPING_INVALID)
            .system(system)
            .entity(rules.type(system).name())
            .field(field.name())
            .cause(why)
            .build();
    return new InvalidConfiguration(detail, place("flows." + rules.flow() + "." + field.name()));
  }

  private static InvalidConfiguration.Place place(String key) {
    return new InvalidConfiguration.Place("code", 0, key);
  }
}
