package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each rule for connectors stops the connector that breaks it, and lets the other one be. */
class ConnectorArchitectureTest {
  private final ConnectorArchitecture nosy = of("dev.passerelle.fixture.one");
  private final ConnectorArchitecture decent = of("dev.passerelle.fixture.two");

  private static ConnectorArchitecture of(String root) {
    return new ConnectorArchitecture(new ClassFileImporter().importPackages(root)) {
      @Override
      protected String root() {
        return root;
      }
    };
  }

  @Test
  void anotherConnectorIsNoneOfItsBusiness() {
    assertBroken(nosy::knowsNoOtherConnector, "dev.passerelle.fixture.two.Other");
  }

  @Test
  void norAreToolsOfTests() {
    assertBroken(nosy::knowsNoToolOfTests, "dev.passerelle.testkit.TestIds");
  }

  @Test
  void norIsTheInsideOfTheCore() {
    assertBroken(nosy::staysOutOfTheInsideOfTheCore, "dev.passerelle.core.internal.engine.Cycle");
  }

  @Test
  void norIsALoggingBackEnd() {
    assertBroken(nosy::logsThroughTheFacadeOnly, "java.util.logging.Logger");
  }

  @Test
  void whoKnowsTheCoreOnlyPasses() {
    Stream.<ThrowingCallable>of(
            decent::knowsNoOtherConnector,
            decent::knowsNoToolOfTests,
            decent::staysOutOfTheInsideOfTheCore,
            decent::logsThroughTheFacadeOnly)
        .forEach(rule -> assertThatCode(rule).doesNotThrowAnyException());
  }

  @Test
  void aPackageWithoutClassesIsAMistake() {
    assertThatThrownBy(of("dev.passerelle.fixture.none")::knowsNoOtherConnector)
        .isInstanceOf(AssertionError.class);
  }

  private static void assertBroken(ThrowingCallable rule, String named) {
    assertThatThrownBy(rule).isInstanceOf(AssertionError.class).hasMessageContaining(named);
  }
}
