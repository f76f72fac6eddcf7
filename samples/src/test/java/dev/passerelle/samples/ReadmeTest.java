package dev.passerelle.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's code is the sample's, line by line, and its commands are the ones that run. */
class ReadmeTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
  private static final Path ROOT = MODULE.resolve("..");

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL).matcher(readme());
    return matcher.results().map(found -> found.group(1)).toList();
  }

  @Test
  void theCodeIsTheQuickstarts() throws IOException {
    String source =
        Files.readString(MODULE.resolve("src/main/java/dev/passerelle/samples/Quickstart.java"));
    List<String> compiled = source.lines().map(String::strip).toList();
    List<String> shown = blocks("java").stream().flatMap(String::lines).map(String::strip).toList();
    assertThat(shown).hasSizeBetween(15, 30);
    assertThat(String.join("\n", compiled)).contains(String.join("\n", shown));
  }

  @Test
  void theTestCommandIsTheOneOfContinuousIntegration() throws IOException {
    String after = readme().substring(readme().indexOf("\n## Test\n"));
    Matcher block = Pattern.compile("```\n(.*?)\n```").matcher(after);
    assertThat(block.find()).isTrue();
    Path script = ROOT.resolve(".ci/run");
    assertThat(Files.readString(script)).contains("exec " + block.group(1) + "\n");
  }

  @Test
  void thePagesItNamesAreThere() throws IOException {
    List<String> links =
        Pattern.compile("\\]\\((docs/[^)#]+)")
            .matcher(readme())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
  }
}
