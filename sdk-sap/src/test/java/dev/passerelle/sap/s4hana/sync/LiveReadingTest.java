package dev.passerelle.sap.s4hana.sync;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads a real system, writes nothing: every type whose services are there, or those of {@code
 * -Dsap.s4.types=customer,product}, with at most {@code -Dsap.s4.pages} pages of 200 each. See
 * {@link LiveSystem}.
 */
@Tag("live")
class LiveReadingTest {
  static List<String> types() {
    return LiveRuns.types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void listsReadsAndFollows(String type, TestReporter reporter) throws IOException {
    String wanted = LiveSystem.given("types");
    Assumptions.assumeTrue(
        wanted.isEmpty() || List.of(wanted.split(",")).contains(type), type + " is not asked for");
    new LiveRuns(LiveSystem.settings(), reporter::publishEntry)
        .reads(type, Integer.getInteger("sap.s4.pages", 500));
  }

  @Test
  void checks(TestReporter reporter) throws IOException {
    new LiveRuns(LiveSystem.settings(), reporter::publishEntry).checks();
  }
}
