package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The precondition of a record as a whole: that of its header does not tell whether a part of it,
 * an address, has changed. Where parts have others, it is a digest of all.
 */
final class Etag {
  private Etag() {}

  static Optional<String> of(S4Record row) {
    Set<String> all = new TreeSet<>();
    collect(row.json(), all);
    if (all.size() < 2) {
      return all.stream().findFirst();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(String.join("\n", all).getBytes(StandardCharsets.UTF_8));
      return Optional.of(HexFormat.of().formatHex(bytes, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void collect(JsonTree tree, Set<String> into) {
    S4Record row = new S4Record(tree);
    row.etag()
        .ifPresent(etag -> into.add(tree.at("__metadata").at("uri").text().orElse("") + etag));
    for (Map.Entry<String, JsonTree> each : tree.fields().entrySet()) {
      // What lies in other sets is no part of the record.
      if (!each.getKey().startsWith("+") && !each.getKey().startsWith("__")) {
        row.rows(each.getKey()).forEach(inside -> collect(inside.json(), into));
        row.one(each.getKey()).ifPresent(inside -> collect(inside.json(), into));
      }
    }
  }
}
