package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide for adapter authors says what is so. */
class GuideTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
  private static final Path GUIDE = MODULE.resolve("../docs/write-your-own-adapter.md");

  @Test
  void theExampleOfASystemInMemoryRuns() {
    SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");
    InMemorySystem erp =
        InMemorySystem.named("erp", clock)
            .entity(
                InMemoryEntity.of(Customer.TYPE)
                    .field(FieldRule.of(Customer.NAME).required().maxLength(35))
                    .fields(Customer.EMAIL)
                    .findBy(Customer.EMAIL)
                    .showReference())
            .build();
    erp.user(Customer.TYPE).create(Fields.of(Customer.NAME, "Durand"));
    erp.faults().next(SystemCall.WRITE, Fault.loseAnswer());
    Connector connector = InMemoryConnector.to(erp);
    EntityAdapter customers =
        connector.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();
    Fields martin = Fields.of(Customer.NAME, "Martin");
    assertThat(customers.write(List.of(new Write.Create("w1", "crm:1", martin))))
        .singleElement()
        .isInstanceOf(WriteResult.Unknown.class);
    assertThat(erp.user(Customer.TYPE).count()).isEqualTo(2);
  }

  @Test
  void theCodeInTheGuideIsCompiled() throws IOException {
    List<String> sources =
        Stream.of(
                "src/test/java/dev/passerelle/testkit/TenLineContractTest.java",
                "src/test/java/dev/passerelle/testkit/GuideTest.java",
                "../samples/src/main/java/dev/passerelle/samples/csv/CsvAdapter.java")
            .map(name -> stripped(text(MODULE.resolve(name))))
            .toList();
    Matcher blocks = Pattern.compile("(?s)```java\n(.*?)```").matcher(guide());
    int found = 0;
    while (blocks.find()) {
      String block = stripped(blocks.group(1));
      assertThat(sources).anyMatch(source -> source.contains(block));
      found++;
    }
    assertThat(found).isEqualTo(3);
  }

  @Test
  void everyRuleOfTheContractIsInTheGuide() throws IOException {
    String guide = guide();
    List<String> rules =
        Stream.of("R11", "W11", "F5", "E2")
            .flatMap(
                last ->
                    Stream.iterate(1, n -> n + 1)
                        .limit(Long.parseLong(last.substring(1)))
                        .map(n -> last.charAt(0) + "" + n))
            .toList();
    assertThat(rules).allMatch(rule -> guide.contains("\n| " + rule + " |"));
    for (Mistake mistake : Mistake.values()) {
      assertThat(
              mistake == Mistake.NONE || rules.contains(mistake.rule) || mistake.rule.equals("C"))
          .as("rule of %s", mistake)
          .isTrue();
    }
    assertThat(Stream.of(Mistake.values()).map(mistake -> mistake.rule))
        .as("every rule has a mistake that it catches")
        .containsAll(rules);
  }

  private static String guide() throws IOException {
    assumeTrue(Files.exists(GUIDE), "the guide is not beside this module");
    return Files.readString(GUIDE);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String stripped(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
