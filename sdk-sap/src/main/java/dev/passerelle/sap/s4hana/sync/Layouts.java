package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all types have in common: choosing fields, the reference. */
final class Layouts {
  static final Set<Capability> READ = Set.of(Capability.CHANGES, Capability.LIST, Capability.FIND);
  static final Set<Capability> LISTED = Set.of(Capability.LIST);
  static final Set<Capability> DOCUMENT =
      Set.of(Capability.CHANGES, Capability.LIST, Capability.FIND, Capability.CREATE);
  static final Set<Capability> MASTER =
      Set.of(
          Capability.CHANGES,
          Capability.LIST,
          Capability.FIND,
          Capability.CREATE,
          Capability.UPDATE,
          Capability.ARCHIVE,
          Capability.RESTORE,
          Capability.ETAG);

  private Layouts() {}

  static EntityMap map(
      Site site, Layout layout, Map<Field<?>, Binding<?>> known, Selection selection) {
    Map<Field<?>, Binding<?>> all = new LinkedHashMap<>(known);
    if (!layout.reference().isEmpty()) {
      all.put(
          Reference.FIELD,
          Plain.text(Reference.FIELD, layout.reference(), layout.referenceLength()).header());
    }
    ODataMetadata published = site.metadata(layout.source().api());
    List<Binding<?>> selected = new ArrayList<>();
    for (Field<?> field : wanted(layout.type(), all, selection)) {
      Binding<?> binding = all.get(field);
      boolean dropped =
          binding != null
              && !selection.fields().contains(field)
              && EntityMap.absent(binding, layout.source().set(), published).isPresent();
      if (binding != null && !dropped) {
        selected.add(binding);
      }
    }
    return new EntityMap(site, layout, selected);
  }

  private static Set<Field<?>> wanted(
      EntityType type, Map<Field<?>, Binding<?>> known, Selection selection) {
    Set<Field<?>> wanted = new LinkedHashSet<>();
    for (Field<?> field : selection.fields()) {
      if (known.containsKey(field)) {
        wanted.add(field);
      } else if (!isFacets(field, type)) {
        throw InvalidConfiguration.inCode(
            ErrorCode.MAPPING_INVALID,
            field.name(),
            "S/4HANA has no field " + field.name() + " of " + type);
      }
    }
    selection.wished().stream().filter(known::containsKey).forEach(wanted::add);
    return wanted;
  }

  /** A facet has a feed of its own: its fields are left to that. */
  private static boolean isFacets(Field<?> field, EntityType type) {
    return (type.equals(Customer.TYPE) && BalanceLayout.FIELDS.contains(field))
        || (type.equals(Product.TYPE) && StockLayout.FIELDS.contains(field));
  }

  static void put(Map<Field<?>, Binding<?>> into, Binding<?> binding) {
    into.put(binding.field(), binding);
  }
}
