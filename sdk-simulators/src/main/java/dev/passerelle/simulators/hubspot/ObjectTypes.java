package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The record types of the account: the native ones (fact sheet §2) and its custom objects. */
final class ObjectTypes {
  private static final List<ObjectType> NATIVE =
      List.of(
          ObjectType.nativeType("contacts", "0-1", "contact", "contacts"),
          ObjectType.nativeType("companies", "0-2", "company", "companies"),
          ObjectType.nativeType("deals", "0-3", "deal", "deals"),
          ObjectType.nativeType("products", "0-7", "product", "products"),
          ObjectType.nativeType("line_items", "0-8", "line_item", "line_items"),
          ObjectType.nativeType("quotes", "0-14", "quote", "quotes"),
          ObjectType.nativeType("orders", "0-123", "order", "orders"),
          ObjectType.nativeType("invoices", "0-53", "invoice", "invoices"),
          ObjectType.nativeType(
              "commerce_payments", "0-101", "commerce_payment", "commercepayments"));

  private final Map<String, ObjectType> byAnyName = new LinkedHashMap<>();
  private final List<ObjectType> all = new ArrayList<>();

  ObjectTypes() {
    NATIVE.forEach(this::add);
  }

  void add(ObjectType type) {
    all.add(type);
    for (String name : List.of(type.name(), type.typeId(), type.singular(), type.qualifiedName())) {
      byAnyName.putIfAbsent(name.toLowerCase(Locale.ROOT), type);
    }
  }

  void remove(ObjectType type) {
    all.remove(type);
    byAnyName.values().removeIf(type::equals);
  }

  Collection<ObjectType> all() {
    return List.copyOf(all);
  }

  Optional<ObjectType> find(String anyName) {
    return Optional.ofNullable(byAnyName.get(anyName.toLowerCase(Locale.ROOT)));
  }

  ObjectType get(String anyName) {
    return find(anyName)
        .orElseThrow(() -> HubSpotError.validation("Unable to infer object type from: " + anyName));
  }
}
