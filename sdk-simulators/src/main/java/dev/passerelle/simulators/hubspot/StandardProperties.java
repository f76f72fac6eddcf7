package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.PropertyDefinition.Trait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Fills a catalogue with the properties that HubSpot itself defines (fact sheet §2). They are kept
 * in a text resource: a line {@code [type]}, then one line per property with its name, label, type,
 * field type, traits and options, separated by bars.
 */
final class StandardProperties {
  private static final String RESOURCE = "standard-properties.txt";
  private static final Instant BEGINNING = Instant.parse("2019-08-06T02:41:08.000Z");

  private StandardProperties() {}

  static void addTo(PropertyCatalog catalog, ObjectTypes types) {
    ObjectType type = null;
    for (String line : lines()) {
      if (line.startsWith("[")) {
        type = types.get(line.substring(1, line.length() - 1));
        addCommonTo(catalog, type);
      } else if (type != null && !line.isBlank() && !line.startsWith("#")) {
        catalog.put(type, parse(line, type));
      }
    }
  }

  /** The properties that every record type has, custom objects too. */
  static void addCommonTo(PropertyCatalog catalog, ObjectType type) {
    catalog.put(type, parse("hs_object_id|Record ID|number|number|ro", type));
    catalog.put(type, parse(type.createdProperty() + "|Create date|datetime|date|ro", type));
    catalog.put(type, parse(type.modifiedProperty() + "|Last modified|datetime|date|ro", type));
    catalog.put(type, parse("hs_merged_object_ids|Merged record IDs|string|text|ro,hidden", type));
    catalog.put(type, parse("hubspot_owner_id|Owner|enumeration|select|ext", type));
  }

  private static PropertyDefinition parse(String line, ObjectType type) {
    String[] parts = line.split("\\|", -1);
    Set<Trait> traits = EnumSet.of(Trait.HUBSPOT_DEFINED);
    for (String word : parts.length > 4 ? parts[4].split(",") : new String[0]) {
      if (!word.isBlank()) {
        traits.add(trait(word.trim()));
      }
    }
    List<PropertyOption> options = new ArrayList<>();
    for (String option : parts.length > 5 ? parts[5].split(";") : new String[0]) {
      options.add(new PropertyOption(option, label(option), options.size(), false));
    }
    return new PropertyDefinition(
        parts[0],
        parts[1],
        "",
        type.singular().replace("_", "") + "information",
        parts[2],
        parts[3],
        options,
        traits,
        -1,
        BEGINNING,
        BEGINNING,
        null);
  }

  private static Trait trait(String word) {
    return switch (word) {
      case "ro" -> Trait.READ_ONLY;
      case "calc" -> Trait.CALCULATED;
      case "unique" -> Trait.UNIQUE;
      case "required" -> Trait.REQUIRED;
      case "ext" -> Trait.EXTERNAL_OPTIONS;
      case "hidden" -> Trait.HIDDEN;
      default -> throw new IllegalArgumentException("unknown trait " + word);
    };
  }

  private static String label(String value) {
    String words = value.replace('_', ' ').toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static List<String> lines() {
    InputStream resource = StandardProperties.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IllegalStateException("missing resource " + RESOURCE);
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
