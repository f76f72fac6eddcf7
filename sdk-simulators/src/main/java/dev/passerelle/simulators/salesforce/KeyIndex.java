package dev.passerelle.simulators.salesforce;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which records may have a value of a key: it only grows, so that who asks looks at the records
 * themselves. Guarded by the org's lock.
 */
final class KeyIndex {
  private final Map<String, Map<String, Set<StoredRecord>>> byField = new HashMap<>();

  void add(StoredRecord record) {
    for (FieldDef field : record.object.fields()) {
      if (field.unique() || field.externalId()) {
        String value = record.text(field.name());
        if (!value.isEmpty()) {
          of(record.object, field)
              .computeIfAbsent(normal(value), key -> new LinkedHashSet<>())
              .add(record);
        }
      }
    }
  }

  List<StoredRecord> candidates(ObjectDef object, FieldDef field, String value) {
    return List.copyOf(of(object, field).getOrDefault(normal(value), Set.of()));
  }

  private Map<String, Set<StoredRecord>> of(ObjectDef object, FieldDef field) {
    return byField.computeIfAbsent(object.name + "." + field.name(), key -> new HashMap<>());
  }

  private static String normal(String value) {
    return value.toLowerCase(Locale.ROOT);
  }
}
