package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Reference;
import dev.passerelle.sap.businessone.model.B1Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all types have in common: choosing fields, the reference, the state of use. */
final class Layouts {
  static final Set<Capability> READ = Set.of(Capability.CHANGES, Capability.LIST, Capability.FIND);
  static final Set<Capability> LISTED = Set.of(Capability.LIST);
  static final Set<Capability> MASTER =
      Set.of(
          Capability.CHANGES,
          Capability.LIST,
          Capability.FIND,
          Capability.CREATE,
          Capability.UPDATE,
          Capability.ARCHIVE,
          Capability.RESTORE,
          Capability.DELETE,
          Capability.ETAG);
  private static final int REFERENCE = 100;

  private Layouts() {}

  static EntityMap map(
      Site site, EntityMap.Layout layout, Map<Field<?>, Binding<?>> known, Selection selection) {
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>(known);
    boolean creates = layout.can().contains(Capability.CREATE);
    if (creates) {
      String property = site.settings().referenceField();
      all.put(Reference.FIELD, Binding.text(Reference.FIELD, property, REFERENCE));
    }
    site.settings()
        .properties(layout.type())
        .forEach((field, property) -> all.put(field, Binding.plain(field, property)));
    Map<String, B1Record> userFields =
        layout.table().isEmpty() ? Map.of() : site.userFields(layout.table());
    List<Binding<?>> selected = new ArrayList<>();
    for (Field<?> field : wanted(layout.type(), all, selection)) {
      Binding<?> binding = all.get(field);
      boolean missing =
          binding != null
              && !selection.fields().contains(field)
              && binding.properties().stream()
                  .anyMatch(name -> name.startsWith("U_") && !userFields.containsKey(name));
      if (binding != null && !missing) {
        selected.add(binding);
      }
    }
    return new EntityMap(site, layout, selected, userFields);
  }

  private static Set<Field<?>> wanted(
      EntityType type, Map<Field<?>, Binding<?>> known, Selection selection) {
    Set<Field<?>> wanted = new LinkedHashSet<>();
    for (Field<?> field : selection.fields()) {
      if (!known.containsKey(field)) {
        if (isFacets(field, type)) {
          continue;
        }
        throw InvalidConfiguration.inCode(
            ErrorCode.MAPPING_INVALID,
            field.name(),
            "Business One has no field " + field.name() + " of " + type);
      }
      wanted.add(field);
    }
    selection.wished().stream().filter(known::containsKey).forEach(wanted::add);
    return wanted;
  }

  /** A facet has a feed of its own: its fields are left to that. */
  private static boolean isFacets(Field<?> field, EntityType type) {
    return (type.equals(Customer.TYPE) && BalanceLayout.FIELDS.contains(field))
        || (type.equals(dev.passerelle.core.model.Product.TYPE)
            && StockLayout.FIELDS.contains(field));
  }

  /** In use or not, from the two flags that say so. */
  static Binding<String> state(Field<String> field) {
    return new Binding<>(
        FieldRule.of(field),
        Set.of("Valid", "Frozen"),
        row -> isDormant(row) ? Customer.DORMANT : Customer.ACTIVE,
        Layouts::writeState,
        false);
  }

  private static void writeState(Body body, @Nullable String value, @Nullable String before) {
    boolean active = value == null || value.isBlank() || value.equals(Customer.ACTIVE);
    body.put("Valid", active ? "tYES" : "tNO");
    body.put("Frozen", active ? "tNO" : "tYES");
  }

  static boolean isDormant(B1Record row) {
    return row.yes("Frozen") || (row.has("Valid") && !row.yes("Valid"));
  }

  static void put(Map<Field<?>, Binding<?>> into, Binding<?> binding) {
    into.put(binding.field(), binding);
  }
}
