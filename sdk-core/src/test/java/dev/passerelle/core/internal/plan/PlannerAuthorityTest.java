package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.conflict.ConflictPolicies.mergeSets;
import static dev.passerelle.core.conflict.ConflictPolicies.newest;
import static dev.passerelle.core.internal.plan.Pair.CRM;
import static dev.passerelle.core.internal.plan.Pair.ERP;
import static dev.passerelle.core.internal.plan.Pair.NOW;
import static dev.passerelle.core.internal.plan.Pair.mapping;
import static dev.passerelle.core.internal.plan.PlannerLaws.NAME;
import static dev.passerelle.core.internal.plan.PlannerLaws.codes;
import static dev.passerelle.core.internal.plan.PlannerLaws.name;
import static dev.passerelle.core.internal.plan.PlannerLaws.names;
import static dev.passerelle.core.mapping.Terms.along;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.readOnly;
import static dev.passerelle.core.mapping.Terms.setAtCreate;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.conflict.Resolution;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.mapping.ForeignChange;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whose value counts, and what policies decide (L13, L14). */
class PlannerAuthorityTest {

  @Nested
  class L13Authority {

    @Test
    void aForeignChangeIsRevertedByDefault() {
      Pair pair = names(ownedBy(ERP), "A", "A").shows(name("A"), name("X"));

      PlannedChange<?> change = pair.plan().write(CRM).orElseThrow().changes().get(0);

      assertThat(change.cause()).isEqualTo(Cause.REVERT);
      assertThat(change.after()).isEqualTo("A");
      assertThat(change.before()).isEqualTo("X");
      assertThat(change.overwrites()).isTrue();
    }

    @Test
    void orReportedOnce() {
      Pair pair =
          names(ownedBy(ERP).onForeignChange(ForeignChange.REPORT), "A", "A")
              .shows(name("A"), name("X"));

      Plan plan = pair.sync();

      assertThat(plan.writes()).isEmpty();
      assertThat(codes(plan.reviews())).containsExactly(ErrorCode.CONFLICT);
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void orKeptWithANoticeUntilTheOwnerChangesIt() {
      Pair pair =
          names(ownedBy(ERP).onForeignChange(ForeignChange.KEEP), "A", "A")
              .shows(name("A"), name("X"));

      Plan plan = pair.sync();
      assertThat(plan.writes()).isEmpty();
      assertThat(plan.notices()).hasSize(1);

      pair.shows(name("B"), name("X"));
      assertThat(pair.sync().write(CRM).orElseThrow().changed()).isEqualTo(name("B"));
    }

    @Test
    void theOwnersSideIsNotWritten() {
      Pair pair = names(ownedBy(ERP), "A", "A").shows(name("B"), name("C"));
      Plan plan = pair.plan();
      assertThat(plan.write(ERP)).isEmpty();
      assertThat(plan.write(CRM).orElseThrow().changes().get(0).overwrites()).isTrue();
    }

    @Test
    void setAtCreateFillsABlankAtFirstAndIsThenNobodysBusiness() {
      Pair pair = Pair.of(mapping().bind(NAME, setAtCreate(ERP))).shows(name("A"), name(null));
      assertThat(pair.sync().write(CRM).orElseThrow().changed()).isEqualTo(name("A"));

      pair.shows(name("B"), name("C"));
      assertThat(pair.sync().writes()).isEmpty();
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void aContestedFieldIsNotWritten() {
      Pair pair = names(ownedBy(ERP), "A", "A").contested("name").shows(name("A"), name("X"));

      Plan plan = pair.plan();

      assertThat(plan.writes()).isEmpty();
      assertThat(codes(plan.reviews())).containsExactly(ErrorCode.CONTESTED_FIELD);
    }

    @Test
    void alongTravelsWithAWriteOfItsFlowAndCausesOneWhenDue() {
      Field<Instant> asOf = CustomerBalance.AS_OF;
      Field<BigDecimal> overdue = CustomerBalance.OVERDUE;
      Pair pair =
          new Pair()
              .flow(
                  "balance",
                  mapping()
                      .bind(asOf, along(ERP, Duration.ofHours(24)))
                      .bind(overdue, readOnly(ERP)),
                  CustomerBalance.TYPE);
      BigDecimal one = BigDecimal.ONE;
      Fields old = Fields.of(overdue, one, asOf, NOW.minusSeconds(60));
      pair.base("balance", old, old).shows(Fields.of(overdue, one, asOf, NOW), old);
      assertThat(pair.plan().isEmpty()).isTrue();

      pair.shows(Fields.of(overdue, BigDecimal.TEN, asOf, NOW), old);
      SideWrite write = pair.sync().write(CRM).orElseThrow();
      assertThat(write.changed()).isEqualTo(Fields.of(overdue, BigDecimal.TEN, asOf, NOW));
      assertThat(write.changes()).extracting(PlannedChange::cause).contains(Cause.ALONG);

      pair.now = NOW.plus(Duration.ofHours(24));
      pair.records.computeIfPresent(ERP, (s, f) -> f.with(asOf, pair.now));
      SideWrite refresh = pair.sync().write(CRM).orElseThrow();
      assertThat(refresh.changed()).isEqualTo(Fields.of(asOf, pair.now));
      assertThat(refresh.changes().get(0).cause()).isEqualTo(Cause.REFRESH);
      assertThat(pair.plan().isEmpty()).isTrue();
    }
  }

  @Nested
  class L14Policies {

    @Test
    void newestGoesByTheFirstObservationAndByTheSystemsOwnHistory() {
      Pair pair =
          names(shared(newest(ERP, Duration.ofMinutes(2))), "A", "A").shows(name("B"), name("C"));
      pair.firstSeen.put(ERP, Map.of(NAME, NOW));
      pair.firstSeen.put(CRM, Map.of(NAME, NOW.plusSeconds(121)));
      assertThat(pair.plan().write(ERP).orElseThrow().changed()).isEqualTo(name("C"));

      pair.firstSeen.put(CRM, Map.of(NAME, NOW.plusSeconds(120)));
      assertThat(pair.plan().write(CRM).orElseThrow().changed()).isEqualTo(name("B"));
    }

    @Test
    void mergedSetsAreWrittenToBothAndBothBasesMove() {
      Field<Set<String>> tags = Field.texts("tags");
      Pair pair =
          Pair.of(mapping().bind(tags, shared(mergeSets())))
              .base(Fields.of(tags, Set.of("a", "z")), Fields.of(tags, Set.of("a", "z")))
              .shows(Fields.of(tags, Set.of("a", "b", "z")), Fields.of(tags, Set.of("a", "c")));

      Plan plan = pair.sync();

      assertThat(plan.writes()).hasSize(2);
      assertThat(pair.records.get(ERP).get(tags)).hasValue(Set.of("a", "b", "c"));
      assertThat(pair.records.get(CRM).get(tags)).hasValue(Set.of("a", "b", "c"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void aPolicyOfAnotherTypeIsNamed() {
      Pair pair =
          names(shared(conflict -> Resolution.value(7)), "A", "A").shows(name("B"), name("C"));
      assertThatThrownBy(pair::plan)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("custom")
          .hasMessageContaining("name");
    }
  }
}
