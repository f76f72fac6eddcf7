package dev.passerelle.odoo.sync;

import dev.passerelle.odoo.model.FieldInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fingerprint of the fields in use: name, type, target, whether needed, options (E1). Labels
 * and the order of options do not matter.
 */
final class Shape {
  private Shape() {}

  static String of(Collection<String> columns, Map<String, FieldInfo> known) {
    String text =
        new TreeSet<>(columns)
            .stream().map(name -> line(name, known)).collect(Collectors.joining("\n"));
    return sha256(text);
  }

  private static String line(String name, Map<String, FieldInfo> known) {
    FieldInfo info = known.get(name);
    return info == null
        ? name + " missing"
        : String.join(
            " ",
            name,
            info.type(),
            info.relation(),
            Boolean.toString(info.required()),
            String.join(";", new TreeSet<>(info.options())));
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
