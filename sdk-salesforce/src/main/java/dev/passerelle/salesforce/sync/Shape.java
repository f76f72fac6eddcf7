package dev.passerelle.salesforce.sync;

import dev.passerelle.salesforce.model.FieldDescription;
import dev.passerelle.salesforce.model.ObjectDescription;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fingerprint of the columns in use: name, type, size, whether writable, required and unique,
 * options (E1). Labels and the order of options do not matter.
 */
final class Shape {
  private Shape() {}

  static String of(RecordMap map) {
    Set<String> names = new TreeSet<>(map.columns());
    map.wanted().stream()
        .filter(wanted -> wanted.object().equals(map.object()))
        .forEach(wanted -> names.add(wanted.name()));
    return sha256(
        names.stream()
            .map(name -> line(name, map.description()))
            .collect(Collectors.joining("\n")));
  }

  private static String line(String name, ObjectDescription object) {
    return object.field(name).map(Shape::line).orElse(name + " missing");
  }

  private static String line(FieldDescription field) {
    return String.join(
        " ",
        field.name(),
        field.type(),
        field.length() + "/" + field.precision() + "/" + field.scale(),
        field.createable() + "/" + field.updateable() + "/" + field.required(),
        field.externalId() + "/" + field.unique(),
        field.options().stream().sorted().collect(Collectors.joining(";")));
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
