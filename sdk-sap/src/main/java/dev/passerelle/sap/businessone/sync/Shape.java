package dev.passerelle.sap.businessone.sync;

import dev.passerelle.sap.businessone.BusinessOneClient;
import dev.passerelle.sap.businessone.model.B1Record;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fingerprint of the properties in use (E1): names, and of user fields, the only ones that a
 * company changes, type, size, required flag and options.
 */
final class Shape {
  private Shape() {}

  static String of(
      EntityMap.Layout layout, Set<String> properties, Map<String, B1Record> userFields) {
    String text =
        new TreeSet<>(properties)
            .stream()
                .map(name -> line(name, userFields))
                .collect(
                    Collectors.joining(
                        "\n", BusinessOneClient.API_VERSION + " " + layout.type() + "\n", ""));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String line(String name, Map<String, B1Record> userFields) {
    B1Record field = userFields.get(name);
    if (field == null) {
      return name.startsWith("U_") ? name + " missing" : name;
    }
    String options =
        field.rows("ValidValuesMD").stream()
            .flatMap(row -> row.text("Value").stream())
            .sorted()
            .collect(Collectors.joining(";"));
    return String.join(
        " ",
        name,
        field.text("Type").orElse(""),
        field.text("Size").orElse(""),
        field.text("Mandatory").orElse(""),
        options);
  }
}
