package dev.passerelle.testkit.simulation;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.Creates;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.conflict.ConflictPolicy;
import dev.passerelle.core.conflict.Resolution;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.mapping.Terms;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A mapping of somebody's own is played: boats, whose berth both a harbour and a club keep. */
class FlowSimulationTest {
  private static final EntityType BOAT = EntityType.record("boat");
  private static final Field<String> HULL = Field.text("hull_number");
  private static final Field<String> NAME = Field.text("boat_name");
  private static final Field<String> BERTH = Field.text("berth");
  private static final Field<String> MOORING = Field.text("mooring");
  private static final Field<Boolean> INSURED = Field.flag("insured");
  private static final Field<String> FLAG = Field.code("flag_state");

  /** The harbour calls berth what the club calls mooring, and knows no lower case. */
  private static RecordSync boats(ConflictPolicy policy, UnaryOperator<Mapping> more) {
    Mapping mapping =
        Mapping.between("harbour", "club")
            .bind(HULL, ownedBy("harbour"))
            .bind(NAME, ownedBy("club"))
            .bind(BERTH, MOORING, shared(policy));
    return RecordSync.of("boats", BOAT, more.apply(mapping))
        .match(MatchKey.on(HULL))
        .creates("club", Creates.always())
        .creates("harbour", Creates.always())
        .build();
  }

  private static FlowSimulation.Builder simulated(RecordSync flow) {
    return FlowSimulation.of(flow)
        .rule("harbour", FieldRule.of(BERTH).normalForm(text -> text.toUpperCase(Locale.ROOT)))
        .rule("club", FieldRule.of(HULL).maxLength(20))
        .values(FLAG, n -> n % 2 == 0 ? "FR" : "GP");
  }

  private static void keepsItsPromises(FlowSimulation simulation) {
    long edits = 0;
    long writes = 0;
    long kills = 0;
    long seeds = Long.getLong("passerelle.flow.seeds", 40);
    for (long seed = 1; seed <= seeds; seed++) {
      SimulationResult result = simulation.run(seed);
      assertThat(result.breaches()).as(result.toString()).isEmpty();
      edits += result.edits();
      writes += result.writes();
      kills += result.kills();
    }
    assertThat(edits).isGreaterThan(seeds * 10);
    assertThat(writes).isGreaterThan(seeds * 3);
    assertThat(kills).isPositive();
  }

  @Test
  void aFlowOfOnesOwnKeepsThePromises() {
    UnaryOperator<Mapping> all =
        more -> more.bind(INSURED, ownedBy("club")).bind(FLAG, ownedBy("harbour"));
    keepsItsPromises(simulated(boats(ConflictPolicies.prefer("harbour"), all)).build());
  }

  @Test
  void aFieldIsAddedToTheMappingInTheMiddle() {
    ConflictPolicy policy = ConflictPolicies.prefer("club");
    keepsItsPromises(
        simulated(boats(policy, same -> same))
            .laterBecomes(boats(policy, more -> more.bind(INSURED, ownedBy("club"))))
            .build());
  }

  @Test
  void aFieldIsTakenFromTheMappingInTheMiddle() {
    ConflictPolicy policy = ConflictPolicies.prefer("club");
    keepsItsPromises(
        simulated(boats(policy, more -> more.bind(INSURED, ownedBy("club"))))
            .laterBecomes(boats(policy, same -> same))
            .build());
  }

  @Test
  void aFieldGetsAnotherOwnerInTheMiddle() {
    ConflictPolicy policy = ConflictPolicies.prefer("club");
    Terms before = ownedBy("club");
    Terms after = ownedBy("harbour");
    keepsItsPromises(
        simulated(boats(policy, more -> more.bind(INSURED, before)))
            .laterBecomes(boats(policy, more -> more.bind(INSURED, after)))
            .build());
  }

  @Test
  void aPolicyThatAnswersDifferentlyEachTimeIsMissed() {
    AtomicInteger turn = new AtomicInteger();
    ConflictPolicy moody =
        conflict -> Resolution.take(turn.incrementAndGet() % 2 == 0 ? "club" : "harbour");
    assertMissed(moody, "PurePolicies: the policy custom of berth answers");
  }

  @Test
  void aPolicyThatForgetsEmptyValuesIsMissed() {
    ConflictPolicy careless =
        conflict -> {
          Object value = conflict.left().value();
          String text = java.util.Objects.requireNonNull(value, "left").toString();
          return Resolution.take(text.isEmpty() ? "club" : "harbour");
        };
    assertMissed(careless, "PurePolicies: the policy custom of berth throws");
  }

  @Test
  void aPolicyThatTakesWhatNobodySaidIsMissed() {
    assertMissed(conflict -> Resolution.take("yard"), "which is neither");
  }

  private static void assertMissed(ConflictPolicy broken, String how) {
    FlowSimulation simulation = simulated(boats(broken, same -> same)).build();
    for (long seed = 1; seed <= 20; seed++) {
      SimulationResult result = simulation.run(seed);
      if (!result.breaches().isEmpty()) {
        assertThat(result.breaches()).anyMatch(breach -> breach.contains(how));
        assertThat(result.summary()).startsWith("replay with run(" + seed + ")");
        return;
      }
    }
    throw new AssertionError("not missed within 20 seeds");
  }

  @Test
  void aFieldThatNobodyCanFillIsRefused() {
    RecordSync flow =
        boats(ConflictPolicies.prefer("club"), more -> more.bind(FLAG, ownedBy("harbour")));
    assertThatThrownBy(() -> FlowSimulation.of(flow).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flag_state");
  }
}
