package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan under construction. Not thread-safe. */
final class Draft {
  private final PlanInput input;
  private final Map<String, List<PlannedChange<?>>> changes = new LinkedHashMap<>();
  private final Map<String, BaseMoves> moves = new LinkedHashMap<>();
  private final List<Review> reviews = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private final List<Need> needs = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Set<String> unread = new LinkedHashSet<>();
  private final Set<String> withheld = new HashSet<>();

  Draft(PlanInput input) {
    this.input = input;
    changes.put(input.left().system(), new ArrayList<>());
    changes.put(input.right().system(), new ArrayList<>());
  }

  /** Adds a change unless another flow already fills the field (at creation both may). */
  void change(String system, PlannedChange<?> change) {
    if (!writes(system, change.field())) {
      changesOf(system).add(change);
    }
  }

  boolean writes(String system, Field<?> field) {
    return changesOf(system).stream().anyMatch(present -> present.field().equals(field));
  }

  boolean writesFor(String system, String flow) {
    return changesOf(system).stream().anyMatch(present -> present.flow().equals(flow));
  }

  private List<PlannedChange<?>> changesOf(String system) {
    return changes.computeIfAbsent(system, any -> new ArrayList<>());
  }

  void move(String flow, BaseMoves more) {
    if (!more.isEmpty()) {
      moves.merge(flow, more, BaseMoves::and);
    }
  }

  void review(String flow, String binding, ErrorDetail detail) {
    reviews.add(new Review(flow, binding, detail));
  }

  void notice(String flow, String binding, List<ErrorDetail> details) {
    details.forEach(detail -> notices.add(new Notice(flow, binding, detail)));
  }

  void need(Need need) {
    needs.add(need);
  }

  /** A record is not created with a reference missing. */
  void withhold(String system) {
    withheld.add(system);
  }

  boolean withholds(String system) {
    return withheld.contains(system);
  }

  void refuse(String system, String flow, String binding, FieldError error, ErrorDetail detail) {
    refusals.add(new Refusal(system, flow, binding, error, detail));
    withheld.add(system);
  }

  void mustRead(String system) {
    unread.add(system);
  }

  Plan plan() {
    if (!unread.isEmpty()) {
      return new Plan(List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), unread);
    }
    List<SideWrite> writes = new ArrayList<>();
    changes.forEach(
        (system, fields) -> {
          boolean create = input.side(system).state() == Side.State.CREATE;
          if (!withheld.contains(system) && (create || !fields.isEmpty())) {
            writes.add(new SideWrite(system, create, fields));
          }
        });
    return new Plan(writes, moves, reviews, notices, needs, refusals, unread);
  }
}
