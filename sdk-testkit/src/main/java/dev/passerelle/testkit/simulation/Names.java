package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of records that do not depend on the order in which they were made. For one thread. */
final class Names {
  private static final Pattern REFERENCE =
      Pattern.compile("\\[(\\w+),(RECORD|DOCUMENT),,([^\\]]+)\\]");
  private static final Pattern ORDER = Pattern.compile("\\bBC(\\d+)\\b");
  private static final Pattern STAMP =
      Pattern.compile("\\b" + CustomerBalance.AS_OF.name() + "[:=][^,}]*");
  private final Map<String, String> made = new HashMap<>();

  /** Takes note of what was made, and for which record. */
  void note(List<Effect> fresh) {
    for (Effect effect : fresh) {
      effect
          .write()
          .reference()
          .filter(reference -> effect.byEngine())
          .ifPresent(
              reference ->
                  made.put(
                      effect.system() + "/" + effect.write().type() + " " + effect.write().id(),
                      "of " + reference));
    }
  }

  /** The name of a record: its id, unless the engine made it. */
  String of(String system, EntityType type, String id) {
    return ofFeed(system + "/" + type, id);
  }

  String ofFeed(String feed, String id) {
    return made.getOrDefault(feed + " " + id, id);
  }

  /** A text of a system with names instead of ids, and without instants. */
  String in(String system, String text) {
    String plain = text.replace("\"", "").replace(", ", ",");
    String named =
        REFERENCE
            .matcher(plain)
            .replaceAll(
                ref ->
                    Matcher.quoteReplacement(
                        "["
                            + ref.group(1)
                            + " "
                            + ofFeed(system + "/" + ref.group(1), ref.group(3))
                            + "]"));
    String numbered =
        ORDER
            .matcher(named)
            .replaceAll(
                number ->
                    Matcher.quoteReplacement("BC " + ofFeed("erp/sales_order", number.group(1))));
    return sorted(STAMP.matcher(numbered).replaceAll(""));
  }

  /** The order of the fields says nothing. */
  private static String sorted(String object) {
    List<String> fields = new ArrayList<>();
    int depth = 0;
    int from = 1;
    for (int i = 1; i < object.length(); i++) {
      char c = object.charAt(i);
      boolean ends = i == object.length() - 1;
      if (ends || c == ',' && depth == 0) {
        fields.add(object.substring(from, i));
        from = i + 1;
      }
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
    }
    fields.removeIf(String::isEmpty);
    Collections.sort(fields);
    return fields.toString();
  }

  /** The names as they are now. */
  Names copy() {
    Names copy = new Names();
    copy.made.putAll(made);
    return copy;
  }

  /** Whether every record has the same id here and there. */
  boolean sameIds(Names other) {
    return made.equals(other.made);
  }
}
