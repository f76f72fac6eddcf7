package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.plan.Settlement.Answer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.FieldType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A settlement under construction. Not thread-safe. */
final class Answers {
  private static final FieldType<Set<Ref>> REFS = Field.refs("any").type();

  private final Map<String, SyncRules> flows;
  private final Map<String, Answer> answers;
  private final Map<String, BaseMoves> moves = new LinkedHashMap<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private final List<Review> reviews = new ArrayList<>();
  private final List<PlannedChange<?>> open = new ArrayList<>();

  Answers(Map<String, SyncRules> flows, Map<String, Answer> answers) {
    this.flows = flows;
    this.answers = answers;
  }

  void settle(String system, boolean create, List<PlannedChange<?>> changes) {
    Answer answer = answers.get(system);
    if (answer != null) {
      changes.forEach(change -> settle(system, create, change, answer));
    }
  }

  private <T> void settle(String system, boolean create, PlannedChange<T> change, Answer answer) {
    boolean shown = answer.fields().has(change.field());
    @Nullable T returned = answer.fields().get(change.field()).orElse(null);
    boolean taken = shown && alike(change.field().type(), returned, change.expected());
    audit.add(
        entry(system, answer, create, change, shown ? returned : change.after(), taken || !shown));
    if (!shown) {
      open.add(change);
      return;
    }
    if (!answer.whole() && !taken) {
      return;
    }
    move(system, change, returned);
    if (!taken) {
      reviews.add(new Review(change.flow(), change.binding(), notTaken(system, answer, change)));
    }
  }

  /**
   * Where one decision is written to both sides and only one is known to be done, the base of the
   * done side stays, so that its new value counts as a change that the other side still needs.
   */
  private <T> void move(String system, PlannedChange<T> change, @Nullable T returned) {
    SyncRules rules = rules(change);
    String other = rules.mapping().other(system);
    boolean otherDone = change.both() && shows(other, change.seen());
    if (!change.both() || otherDone) {
      moves(rules, system, Fields.of(change.field(), withBeside(returned, change.beside())));
    }
    if (!otherDone) {
      moves(rules, other, change.seen());
    }
  }

  private boolean shows(String system, Fields keys) {
    Answer answer = answers.get(system);
    return answer != null && answer.whole() && keys.keys().stream().allMatch(answer.fields()::has);
  }

  private void moves(SyncRules rules, String system, Fields base) {
    BaseMoves move =
        system.equals(rules.mapping().left())
            ? new BaseMoves(base, Fields.empty())
            : new BaseMoves(Fields.empty(), base);
    moves.merge(rules.flow(), move, BaseMoves::and);
  }

  private SyncRules rules(PlannedChange<?> change) {
    SyncRules rules = flows.get(change.flow());
    if (rules == null) {
      throw new IllegalArgumentException("flow " + change.flow() + " is not of this pair");
    }
    return rules;
  }

  @SuppressWarnings("unchecked")
  private static <T> @Nullable T withBeside(@Nullable T returned, @Nullable T beside) {
    if (beside == null) {
      return returned;
    }
    Set<Ref> all = new LinkedHashSet<>((Set<Ref>) beside);
    all.addAll(returned == null ? Set.of() : (Set<Ref>) returned);
    return (T) REFS.normalize(all);
  }

  static <T> boolean shows(PlannedChange<T> change, Fields fields) {
    Field<T> field = change.field();
    return fields.has(field)
        && alike(field.type(), fields.get(field).orElse(null), change.expected());
  }

  private static <T> boolean alike(FieldType<T> type, @Nullable T one, @Nullable T two) {
    boolean noOne = one == null || type.blank(one);
    boolean noTwo = two == null || type.blank(two);
    return noOne || noTwo ? noOne && noTwo : type.same(one, two);
  }

  private static <T> AuditEntry entry(
      String system,
      Answer answer,
      boolean create,
      PlannedChange<T> change,
      @Nullable T after,
      boolean taken) {
    return new AuditEntry(
        system,
        answer.id().value(),
        change.flow(),
        change.field().name(),
        create ? Fields.empty() : Fields.of(change.field(), change.before()),
        Fields.of(change.field(), after),
        change.cause(),
        change.policy(),
        change.overwrites(),
        taken);
  }

  private ErrorDetail notTaken(String system, Answer answer, PlannedChange<?> change) {
    return ErrorDetail.of(ErrorCode.NOT_TAKEN)
        .system(system)
        .entity(rules(change).type(system).name())
        .record(answer.id().value())
        .field(change.field().name())
        .build();
  }

  Settled settled() {
    return new Settled(moves, audit, reviews, open);
  }
}
