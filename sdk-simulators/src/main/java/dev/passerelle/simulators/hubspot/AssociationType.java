package dev.passerelle.simulators.hubspot;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way in which a record of one type can be linked to one of another.
 *
 * @param id its number, different in each direction
 * @param inverse the number of the same link seen from the other end
 * @param name its technical name, such as {@code contact_to_company}
 * @param label the words that people read; null for the plain link
 */
record AssociationType(
    int id,
    int inverse,
    String from,
    String to,
    String category,
    String name,
    @Nullable String label) {

  boolean primary() {
    return "Primary".equals(label) && category.equals("HUBSPOT_DEFINED");
  }

  /** As listed by the labels endpoint and on associated records. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("category", category);
    json.put("typeId", id);
    if (label != null) {
      json.put("label", label);
    }
    return json;
  }

  /** As named in a request or echoed from one. */
  Map<String, Object> spec() {
    return Map.of("associationCategory", category, "associationTypeId", id);
  }
}
