package dev.passerelle.core.conflict;

import static dev.passerelle.core.conflict.ConflictPolicies.fillBlanks;
import static dev.passerelle.core.conflict.ConflictPolicies.mergeSets;
import static dev.passerelle.core.conflict.ConflictPolicies.newest;
import static dev.passerelle.core.conflict.ConflictPolicies.owner;
import static dev.passerelle.core.conflict.ConflictPolicies.prefer;
import static dev.passerelle.core.conflict.ConflictPolicies.review;
import static dev.passerelle.core.conflict.Resolution.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.conflict.Conflict.Voice;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConflictPoliciesTest {
  private static final Instant T0 = Instant.parse("2026-03-16T12:00:00Z");

  private static Voice<String> says(String system, @Nullable String value, @Nullable Instant at) {
    return new Voice<>(system, "name", value, "base", at);
  }

  private static Conflict<String> of(Voice<String> left, Voice<String> right) {
    return new Conflict<>(
        "customers", Customer.NAME, left.system(), left, right, false, Duration.ZERO);
  }

  private static void bothWays(
      ConflictPolicy policy, Voice<String> one, Voice<String> two, Resolution expected) {
    assertThat(policy.resolve(of(one, two))).isEqualTo(expected);
    assertThat(policy.resolve(of(two, one))).isEqualTo(expected);
  }

  @Test
  void ownerWinsEvenWithABlank() {
    bothWays(owner("erp"), says("erp", null, null), says("crm", "B", null), take("erp"));
  }

  @Test
  void aPolicyOfAnotherPairIsRefused() {
    Conflict<String> conflict = of(says("erp", "A", null), says("crm", "B", null));
    assertThatThrownBy(() -> owner("shop").resolve(conflict))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shop");
  }

  @Test
  void preferGivesWayWhenBlank() {
    bothWays(prefer("erp"), says("erp", " ", null), says("crm", "B", null), take("crm"));
    bothWays(prefer("erp"), says("erp", "A", null), says("crm", "B", null), take("erp"));
  }

  @Test
  void newestIsTheLaterOneBeyondTheTolerance() {
    ConflictPolicy policy = newest("erp", Duration.ofSeconds(60));
    bothWays(policy, says("erp", "A", T0), says("crm", "B", T0.plusSeconds(61)), take("crm"));
    bothWays(policy, says("erp", "A", T0), says("crm", "B", T0.plusSeconds(60)), take("erp"));
    bothWays(policy, says("erp", "A", T0), says("crm", "B", T0.minusSeconds(900)), take("erp"));
    bothWays(policy, says("erp", "A", T0), says("crm", "B", null), take("erp"));
  }

  @Test
  void theFlowsToleranceCountsWhereItIsWider() {
    Conflict<String> conflict =
        new Conflict<>(
            "customers",
            Customer.NAME,
            "erp",
            says("erp", "A", T0),
            says("crm", "B", T0.plusSeconds(61)),
            false,
            Duration.ofSeconds(90));
    assertThat(newest("erp", Duration.ZERO).resolve(conflict)).isEqualTo(take("erp"));
  }

  @Test
  void blanksAreFilledElseTheNextDecides() {
    bothWays(fillBlanks(owner("erp")), says("erp", "", null), says("crm", "B", null), take("crm"));
    bothWays(fillBlanks(owner("erp")), says("erp", "A", null), says("crm", "B", null), take("erp"));
  }

  @Test
  void setsMergeWithTheirBasesAndUniteAtAFirstMeeting() {
    Field<Set<String>> tags = Field.texts("tags");
    Voice<Set<String>> erp =
        new Voice<>("erp", "tags", Set.of("a", "b", "z"), Set.of("a", "z"), null);
    Voice<Set<String>> crm = new Voice<>("crm", "tags", Set.of("a", "c"), Set.of("a", "z"), null);
    assertThat(merge(new Conflict<>("f", tags, "erp", erp, crm, false, Duration.ZERO)))
        .isEqualTo(Set.of("a", "b", "c"));
    assertThat(merge(new Conflict<>("f", tags, "erp", erp, crm, true, Duration.ZERO)))
        .isEqualTo(Set.of("a", "b", "c", "z"));
  }

  private static Object merge(Conflict<?> conflict) {
    return ((Resolution.Merged) mergeSets().resolve(conflict)).value();
  }

  @Test
  void whatIsNoSetGoesToAPersonOrToTheNextPolicy() {
    Conflict<String> conflict = of(says("erp", "A", null), says("crm", "B", null));
    assertThat(mergeSets().resolve(conflict)).isInstanceOf(Resolution.Review.class);
    ConflictPolicy chain = mergeSets().orElse(owner("crm"));
    assertThat(chain.resolve(conflict)).isEqualTo(take("crm"));
    assertThat(chain.name()).isEqualTo("merge sets or else owner crm");
  }

  @Test
  void noNameAndNoTextShowsAValue() {
    Conflict<String> conflict = of(says("erp", "Secret", null), says("crm", "B", null));
    Resolution review = review().resolve(conflict);
    assertThat(List.of(conflict, conflict.left(), review, Resolution.value("Secret")))
        .allSatisfy(shown -> assertThat(shown.toString()).doesNotContain("Secret"));
  }
}
