package dev.passerelle.core.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.internal.plan.Cases.Cell;
import dev.passerelle.core.internal.plan.Cases.Kind;
import dev.passerelle.core.mapping.Terms;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every case: one record, perturbed on either side or on both. */
class PlannerPropertiesTest {
  private static final int TRIES = 500;

  @Provide
  Arbitrary<List<Cell>> cells() {
    return Cases.cells();
  }

  @Provide
  Arbitrary<Set<String>> tags() {
    return Arbitraries.of("a", "b", "c", "d").set();
  }

  private static Pair pair(List<Cell> cells) {
    return Cases.pair(cells, Cases.mapping(cells));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void oneStepConverges(@ForAll("cells") List<Cell> cells) {
    Pair pair = pair(cells);

    Plan plan = pair.sync();

    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      String erp = Cases.value(pair, "erp", i);
      String crm = Cases.value(pair, "crm", i);
      assertThat(cell.via().agree(erp, crm) || mayDiffer(cell, i, plan))
          .as("field %s: erp '%s' crm '%s' of %s", i, erp, crm, cell)
          .isTrue();
    }
  }

  /** A person looks, the terms leave it, a blank was read only, or a code has no counterpart. */
  private static boolean mayDiffer(Cell cell, int at, Plan plan) {
    boolean told =
        Stream.concat(
                plan.reviews().stream().map(Review::binding),
                plan.notices().stream().map(Notice::binding))
            .anyMatch(Cases.field(at).name()::equals);
    boolean readOnlyBlank =
        !cell.met() && cell.kind() == Kind.ERP_READ_ONLY && Cases.blank(cell.erp());
    boolean untouched = cell.met() && cell.erpEdit() == null && cell.crmEdit() == null;
    return told || cell.kind() == Kind.SET_BY_ERP || readOnlyBlank || untouched;
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void afterSettlingThereIsNothingToWrite(@ForAll("cells") List<Cell> cells) {
    Pair pair = pair(cells);
    pair.sync();

    Plan again = pair.plan();

    assertThat(again.writes()).isEmpty();
    assertThat(again.moves()).isEmpty();
    assertThat(again.refusals()).isEmpty();
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void fieldsCommute(@ForAll("cells") List<Cell> cells) {
    Pair together = pair(cells);
    together.sync();

    Map<Field<?>, Cell> apart = new LinkedHashMap<>();
    for (int i = cells.size() - 1; i >= 0; i--) {
      apart.put(Cases.field(i), cells.get(i));
    }
    Pair reversed = pair(cells);
    for (Field<?> field : apart.keySet()) {
      syncOnly(reversed, field);
    }

    assertThat(reversed.records).isEqualTo(together.records);
    assertThat(reversed.bases).isEqualTo(together.bases);
  }

  /** Plans with the one field in view; absent says nothing. */
  private static void syncOnly(Pair pair, Field<?> field) {
    Fields erp = pair.records.get("erp");
    Fields crm = pair.records.get("crm");
    pair.shows(erp.only(Set.of(field)), crm.only(Set.of(field)));
    pair.sync();
    pair.shows(erp.with(pair.records.get("erp")), crm.with(pair.records.get("crm")));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void leftAndRightAreNames(@ForAll("cells") List<Cell> cells) {
    Pair straight = pair(cells);
    Pair mirrored = Cases.pair(cells, Cases.mirrored(cells));

    Plan plan = straight.sync();
    Plan other = mirrored.sync();

    assertThat(mirrored.records).isEqualTo(straight.records);
    assertThat(mirrored.bases.get("customers").left())
        .isEqualTo(straight.bases.get("customers").right());
    assertThat(mirrored.bases.get("customers").right())
        .isEqualTo(straight.bases.get("customers").left());
    assertThat(other.reviews())
        .extracting(Review::binding)
        .isEqualTo(plan.reviews().stream().map(Review::binding).toList());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void nothingIsLostInSilence(@ForAll("cells") List<Cell> cells) {
    Plan plan = pair(cells).plan();

    for (SideWrite write : plan.writes()) {
      for (PlannedChange<?> change : write.changes()) {
        Cell cell = cellOf(cells, change);
        boolean erp = write.system().equals("erp");
        String lost = erp ? cell.erp() : cell.crm();
        boolean wasNew = cell.met() && !lost.equals(erp ? cell.erpBase() : cell.crmBase());
        boolean hadValue = !cell.met() && !Cases.blank(lost);
        assertThat(change.before()).isEqualTo(lost);
        assertThat(change.overwrites()).as("%s of %s", change, cell).isEqualTo(wasNew || hadValue);
        assertThat(change.policy()).isNotEmpty();
      }
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void theOwnersSideIsWrittenOnABlankAtFirstOnly(@ForAll("cells") List<Cell> cells) {
    Plan plan = pair(cells).plan();

    for (SideWrite write : plan.writes()) {
      for (PlannedChange<?> change : write.changes()) {
        Cell cell = cellOf(cells, change);
        if (cell.kind().owner.equals(write.system())) {
          assertThat(cell.met()).isFalse();
          assertThat(Cases.blank(write.system().equals("erp") ? cell.erp() : cell.crm())).isTrue();
          assertThat(cell.kind()).isNotEqualTo(Kind.ERP_READ_ONLY);
        }
      }
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aBlankNeverBeatsAValueAtAFirstMeeting(@ForAll("cells") List<Cell> cells) {
    for (SideWrite write : pair(cells).plan().writes()) {
      for (PlannedChange<?> change : write.changes()) {
        boolean empties = change.after() == null || Cases.blank(change.after().toString());
        assertThat(empties && !cellOf(cells, change).met()).as("%s", change).isFalse();
      }
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void equalInputsGiveEqualPlans(@ForAll("cells") List<Cell> cells) {
    assertThat(pair(cells).plan().toString()).isEqualTo(pair(cells).plan().toString());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aWriteWhoseAnswerWasLostIsAdoptedOrDoneAgain(@ForAll("cells") List<Cell> cells) {
    Pair pair = pair(cells);
    Plan plan = pair.plan();
    plan.moves().forEach(pair::move);
    plan.writes().forEach(pair::write);

    Plan next = pair.sync();

    next.writes().forEach(write -> assertThat(write.changes()).allMatch(c -> firstOf(cells, c)));
    assertThat(pair.plan().writes()).isEmpty();
    assertThat(pair.plan().moves()).isEmpty();
  }

  /** An owner's blank that was filled in another form at first meeting counts as its value. */
  private static boolean firstOf(List<Cell> cells, PlannedChange<?> change) {
    return change.cause() == Cause.FIRST_MEETING && !cellOf(cells, change).met();
  }

  private static Cell cellOf(List<Cell> cells, PlannedChange<?> change) {
    return cells.get(Integer.parseInt(change.field().name().substring(1)));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void setsMergeByWhatEachSideDid(
      @ForAll("tags") Set<String> base,
      @ForAll("tags") Set<String> erp,
      @ForAll("tags") Set<String> crm) {
    Pair pair = tags(base, erp, crm);

    pair.sync();

    Field<Set<String>> tags = Field.texts("tags");
    for (String tag : List.of("a", "b", "c", "d")) {
      boolean was = base.contains(tag);
      boolean changed = erp.contains(tag) != was || crm.contains(tag) != was;
      boolean expected = was != changed;
      for (String system : List.of("erp", "crm")) {
        assertThat(pair.records.get(system).get(tags).orElse(Set.of()).contains(tag))
            .isEqualTo(expected);
      }
    }
    assertThat(pair.plan().isEmpty()).isTrue();
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aMergedValueOfWhichOneHalfFailedIsCompletedByTheNextPlan(
      @ForAll("tags") Set<String> base,
      @ForAll("tags") Set<String> erp,
      @ForAll("tags") Set<String> crm,
      @ForAll boolean erpFails) {
    Pair whole = tags(base, erp, crm);
    whole.sync();
    Pair half = tags(base, erp, crm);
    Plan plan = half.plan();
    plan.moves().forEach(half::move);
    plan.write(erpFails ? "crm" : "erp").ifPresent(done -> settleOne(half, plan, done));

    half.sync();

    Field<Set<String>> tags = Field.texts("tags");
    for (String system : List.of("erp", "crm")) {
      assertThat(half.records.get(system).get(tags).orElse(Set.of()))
          .isEqualTo(whole.records.get(system).get(tags).orElse(Set.of()));
    }
    half.sync();
    assertThat(half.plan().isEmpty()).isTrue();
  }

  private static void settleOne(Pair pair, Plan plan, SideWrite write) {
    WriteResult result = pair.write(write);
    new Settlement(pair.flows).apply(plan, write.system(), result).moves().forEach(pair::move);
  }

  private static Pair tags(Set<String> base, Set<String> erp, Set<String> crm) {
    Field<Set<String>> tags = Field.texts("tags");
    return Pair.of(Pair.mapping().bind(tags, Terms.shared(ConflictPolicies.mergeSets())))
        .base(Fields.of(tags, new HashSet<>(base)), Fields.of(tags, new HashSet<>(base)))
        .shows(Fields.of(tags, erp), Fields.of(tags, crm));
  }
}
