package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract is itself tested: each mistake must make the rule fail that is there for it. */
class MistakesAreCaughtTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void isCaughtByItsRule(Mistake mistake) {
    List<String> failed = failedRules(mistake);
    assertThat(failed)
        .as("rules that catch %s", mistake)
        .anyMatch(name -> name.startsWith(mistake.rule + " "));
  }

  @Test
  void withoutAMistakeNothingFails() {
    assertThat(failedRules(Mistake.NONE)).isEmpty();
  }

  private static List<String> failedRules(Mistake mistake) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(MistakenContract.class))
            .filters(onlyRule(mistake.rule))
            .configurationParameter(MistakenContract.PARAMETER, mistake.name())
            .build();
    Failures failures = new Failures();
    LauncherFactory.create().execute(request, failures);
    return failures.names;
  }

  /** Runs the tests of one rule, as the others say nothing about it; all for an empty rule. */
  private static PostDiscoveryFilter onlyRule(String rule) {
    return test ->
        FilterResult.includedIf(
            !(test.getSource().orElse(null) instanceof MethodSource)
                || test.getDisplayName().equals("capabilities")
                || rule.isEmpty()
                || test.getDisplayName().startsWith(rule + " "));
  }

  private static final class Failures implements TestExecutionListener {
    private final List<String> names = new ArrayList<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() && result.getStatus() == Status.FAILED) {
        names.add(test.getDisplayName());
      }
    }
  }
}
