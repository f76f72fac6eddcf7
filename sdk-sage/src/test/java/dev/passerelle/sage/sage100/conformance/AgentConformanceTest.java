package dev.passerelle.sage.sage100.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.sage100.Sage100Simulator;
import dev.passerelle.simulators.sage100.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The suite against the reference agent, which keeps every rule, and against agents of which each
 * has one fault, which the rule that is meant for it must find.
 */
final class AgentConformanceTest {
  private static final String KEY = "conformance-key";
  private static final String READ_KEY = "conformance-read-key";
  private static final SimulatedClock CLOCK =
      SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  private static final OkHttpClient HTTP = new OkHttpClient();
  private static Sage100Simulator sage;
  private static int runs;

  @BeforeAll
  static void start() {
    sage =
        Sage100Simulator.builder("NEGOCE971", CLOCK)
            .zone(ZoneId.of("America/Guadeloupe"))
            .variant(Variant.RECENT)
            .data(Path.of("../samples/src/main/data/negoce/sage"))
            .start();
    sage.agent().allow(KEY, true);
    sage.agent().allow(READ_KEY, false);
  }

  @AfterAll
  static void stop() {
    sage.close();
    HTTP.dispatcher().executorService().shutdown();
    HTTP.connectionPool().evictAll();
  }

  /** Every run has letters of its own. */
  private static AgentConformance suite(String url) {
    runs++;
    String letters = "RUN" + (char) ('A' + runs / 26) + (char) ('A' + runs % 26) + "X";
    return AgentConformance.builder(url, () -> KEY, HTTP)
        .readKey(() -> READ_KEY)
        .article("CIM-CPJ-35")
        .clock(CLOCK)
        .run(letters)
        .build();
  }

  @TestFactory
  Stream<DynamicTest> theReferenceAgentKeepsEveryRule() {
    AgentConformance suite = suite(sage.agentUrl());
    return AgentConformance.rules().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.toString(),
                    () ->
                        assertThat(suite.run(rule))
                            .isEqualTo(new AgentVerdict(rule, AgentVerdict.Result.PASSED, ""))));
  }

  @ParameterizedTest
  @EnumSource(AgentFault.class)
  void theRuleThatIsMeantForAFaultFindsIt(AgentFault fault) throws IOException {
    try (BrokenAgent agent = new BrokenAgent(sage.agentUrl(), fault, KEY)) {
      AgentVerdict verdict = suite(agent.url()).run(rule(fault.rule));
      assertThat(agent.used()).as("the fault came to bear").isTrue();
      assertThat(verdict.result()).as(verdict.toString()).isEqualTo(AgentVerdict.Result.FAILED);
      assertThat(verdict.detail()).as("what was wrong").isNotBlank().doesNotContain(KEY);
    }
  }

  private static AgentRule rule(String id) {
    return AgentConformance.rules().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theCommandLinePrintsEveryRuleAndEndsWithAStatus() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    String[] options = {"--url", sage.agentUrl()};
    // The simulated company lives in another time: rules that compare clocks cannot hold.
    assertThat(AgentConformanceMain.run(options, Map.of("AGENT_KEY", KEY), out)).isEqualTo(1);
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(AgentConformance.rules().size() + 1);
    assertThat(text).contains("FAILED A9 (§2)").contains("PASSED A30 (§6)").doesNotContain(KEY);
    assertThat(AgentConformanceMain.run(options, Map.of(), out)).isEqualTo(2);
  }

  @Test
  void theRulesAreNumberedAsInTheContract() throws IOException {
    String contract = Files.readString(Path.of("../docs/sage-agent.md"));
    for (AgentRule rule : AgentConformance.rules()) {
      assertThat(contract)
          .contains("| " + rule.id() + " | " + rule.section() + " | " + rule.title() + " |");
    }
    long rows = contract.lines().filter(line -> line.matches("\\| A[0-9]+ \\|.*")).count();
    assertThat(rows).isEqualTo(AgentConformance.rules().size());
  }

  @Test
  void everyRuleIsBrokenByAnAgentHere() {
    Set<String> all =
        AgentConformance.rules().stream()
            .map(AgentRule::id)
            .collect(Collectors.toCollection(TreeSet::new));
    for (AgentFault fault : AgentFault.values()) {
      all.remove(fault.rule);
    }
    assertThat(all).isEmpty();
  }

  @Test
  void whatTheSuiteWasNotGivenIsNotAsked() {
    AgentConformance suite =
        AgentConformance.builder(sage.agentUrl(), () -> KEY, HTTP).clock(CLOCK).build();
    List<String> notAsked =
        suite.run().stream()
            .filter(v -> v.result() == AgentVerdict.Result.NOT_APPLICABLE)
            .map(v -> v.rule().id())
            .toList();
    assertThat(notAsked).containsExactly("A2", "A37", "A38", "A39", "A40", "A41", "A42", "A43");
  }
}
