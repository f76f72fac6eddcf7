package dev.passerelle.simulators.sage100;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a batch (contract of the agent, §3).
 *
 * @param record cbMarq of the record, 0 for none
 * @param fields columns to set
 * @param before columns to compare first
 * @param document the document to create, null for none
 */
record Operation(
    String key,
    String reference,
    String name,
    int record,
    Map<String, @Nullable Object> fields,
    Map<String, @Nullable Object> before,
    @Nullable Tree document) {
  private static final Pattern REFERENCE = Pattern.compile("[!-~]{1,100}");
  private static final Set<String> MEMBERS =
      Set.of("key", "reference", "operation", "record", "fields", "before", "document");

  static Operation of(@Nullable Object value, String path) {
    Tree tree = Tree.of(value, path).only(MEMBERS);
    String reference = tree.text("reference");
    if (!REFERENCE.matcher(reference).matches()) {
      throw BadRequest.malformed(tree.at("reference"));
    }
    Tree document = tree.has("document") ? tree.object("document") : null;
    if (document != null) {
      DraftReader.checkShape(document);
    }
    return new Operation(
        tree.text("key"),
        reference,
        tree.text("operation"),
        tree.optionalInt("record").orElse(0),
        tree.has("fields") ? tree.object("fields").members() : Map.of(),
        tree.has("before") ? tree.object("before").members() : Map.of(),
        document);
  }

  /** What the capabilities of an agent call it: a document's type is part of that. */
  String capability() {
    if (!name.equals("document.create") || document == null) {
      return name;
    }
    return name + ":" + document.members().get("DO_Type");
  }
}
