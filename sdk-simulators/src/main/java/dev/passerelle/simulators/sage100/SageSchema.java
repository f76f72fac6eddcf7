package dev.passerelle.simulators.sage100;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All tables of one variant. */
final class SageSchema {
  private final Variant variant;
  private final Map<String, SageTable> tables = new LinkedHashMap<>();

  private SageSchema(Variant variant) {
    this.variant = variant;
  }

  /** Reads the table definitions that this package ships. */
  static SageSchema of(Variant variant) {
    SageSchema schema = new SageSchema(variant);
    try (InputStream in =
            Objects.requireNonNull(
                SageSchema.class.getResourceAsStream("tables.txt"), "tables.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(schema::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return schema;
  }

  private void read(String line) {
    String[] words = line.strip().split("\\s+");
    if (!line.startsWith(" ")) {
      List<String> key = words.length > 2 ? List.of(words[2].split("\\+")) : List.of();
      tables.put(words[0], new SageTable(words[0], key));
      return;
    }
    SageTable current = List.copyOf(tables.values()).get(tables.size() - 1);
    for (String word : words) {
      SageColumn.parse(word, variant.schema())
          .ifPresentOrElse(current::add, () -> current.lacks(SageColumn.name(word)));
    }
  }

  Variant variant() {
    return variant;
  }

  List<SageTable> tables() {
    return List.copyOf(tables.values());
  }

  /**
   * The table of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  SageTable table(String name) {
    SageTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("no such table: " + name);
    }
    return table;
  }
}
