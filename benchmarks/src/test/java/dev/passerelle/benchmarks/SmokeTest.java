package dev.passerelle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every benchmark runs, tiny: it checks its own result and throws where something is wrong. */
class SmokeTest {
  @TestFactory
  Stream<DynamicTest> benchmarks() {
    return Catalogue.all().stream()
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
