package dev.passerelle.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Objects and fields of the simulator have the names and kinds that Salesforce publishes. */
class PublishedNamesTest {
  private static final Pattern TYPE =
      Pattern.compile("<complexType name=\"(\\w+)\">(.*?)</complexType>", Pattern.DOTALL);
  private static final Pattern ELEMENT =
      Pattern.compile("<element name=\"(\\w+)\"[^>]*type=\"(?:\\w+:)?(\\w+)\"");

  /** Younger than the descriptions at hand, or parts of orgs that these were not taken from. */
  private static final Set<String> YOUNGER =
      Set.of(
          "Quote.AccountId",
          "Quote.OwnerId",
          "QuoteLineItem.Product2Id",
          "PermissionSetAssignment.PermissionSetName");

  private static final Map<String, String> KINDS =
      Map.of(
          "boolean", "boolean",
          "date", "date",
          "datetime", "dateTime",
          "double", "double",
          "currency", "double",
          "percent", "double",
          "int", "int",
          "reference", "ID",
          "id", "ID");

  @Test
  void areThoseOfThePublishedDescription() throws IOException {
    Map<String, Map<String, String>> published = read("enterprise-v60.wsdl");
    read("enterprise-v23-quote.wsdl").forEach(published::putIfAbsent);
    Set<String> wrong = new TreeSet<>();
    for (ObjectDef object :
        StandardObjects.all(
            EnumSet.of(SalesforceSimulator.Feature.QUOTES, SalesforceSimulator.Feature.ORDERS))) {
      Map<String, String> fields = published.getOrDefault(object.name, Map.of());
      for (FieldDef field : object.fields()) {
        String place = object.name + "." + field.name();
        // The identity of every record stands in the base type.
        if (!YOUNGER.contains(place) && !field.name().equals("Id")) {
          String expected = KINDS.getOrDefault(field.type(), "string");
          if (!expected.equals(fields.get(field.name()))) {
            wrong.add(place + " is " + fields.get(field.name()) + ", not " + expected);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Map<String, Map<String, String>> read(String name) throws IOException {
    Path file = specs().map(each -> each.resolve("salesforce").resolve(name)).orElse(null);
    Assumptions.assumeTrue(
        file != null && Files.isReadable(file), "the published descriptions are not at hand");
    Map<String, Map<String, String>> types = new HashMap<>();
    Matcher type = TYPE.matcher(Files.readString(file));
    while (type.find()) {
      Map<String, String> fields = new HashMap<>();
      Matcher element = ELEMENT.matcher(type.group(2));
      while (element.find()) {
        fields.put(element.group(1), element.group(2));
      }
      types.put(type.group(1), fields);
    }
    return types;
  }

  private static Optional<Path> specs() {
    String named = System.getProperty("passerelle.specs", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), each -> each != null, Path::getParent)
        .map(each -> each.resolve("shared/specs"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  @Test
  void idsOfEighteenCharactersEndWithTheirChecksum() {
    assertThat(List.of(Org.full("001A0000006Vm9r"), Org.full("001A0000006Vm9rIAC")))
        .containsExactly("001A0000006Vm9rIAC", "001A0000006Vm9rIAC");
  }
}
