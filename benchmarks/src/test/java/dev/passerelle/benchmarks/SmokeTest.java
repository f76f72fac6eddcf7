package dev.passerelle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every benchmark runs, tiny: it checks its own result and throws where something is wrong. Three
 * run at once, here no time is judged; first the one that mostly waits, for the lease and the quota
 * that a killed program leaves behind.
 */
class SmokeTest {
  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> benchmarks() {
    return Catalogue.all().stream()
        .sorted(Comparator.comparing((Benchmark benchmark) -> !benchmark.id().equals("B7")))
        .map(
            benchmark ->
                DynamicTest.dynamicTest(
                    benchmark.id(),
                    () -> {
                      List<Line> lines = benchmark.run(Scale.SMOKE);
                      assertThat(lines).isNotEmpty();
                      assertThat(lines).allMatch(line -> line.benchmark().equals(benchmark.id()));
                      assertThat(lines).allMatch(line -> Double.isFinite(line.figure().median()));
                    }));
  }
}
