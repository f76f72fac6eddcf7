package dev.passerelle.hubspot.sync;

import dev.passerelle.hubspot.model.Property;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fingerprint of the properties in use: name, type, whether writable and unique, options (E1).
 * Labels, groups and the order of options do not matter.
 */
final class Shape {
  private Shape() {}

  static String of(Portal portal, RecordMap map) {
    Map<String, Property> known = portal.properties(map.objectType());
    String text =
        new TreeSet<>(map.properties())
            .stream().map(name -> line(name, known)).collect(Collectors.joining("\n"));
    return sha256(text);
  }

  private static String line(String name, Map<String, Property> known) {
    Property property = known.get(name);
    if (property == null) {
      return name + " missing";
    }
    String options =
        property.options().stream()
            .map(Property.Option::value)
            .sorted()
            .collect(Collectors.joining(";"));
    return String.join(
        " ",
        name,
        property.type(),
        Boolean.toString(property.readOnly()),
        Boolean.toString(property.unique()),
        options);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
