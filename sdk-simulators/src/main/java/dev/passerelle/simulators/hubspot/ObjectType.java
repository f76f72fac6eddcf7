package dev.passerelle.simulators.hubspot;

import java.util.Locale;

/**
 * A kind of CRM record.
 *
 * @param name plural name used in paths, such as {@code companies}
 * @param typeId numeric name, such as {@code 0-2}
 * @param singular singular name, such as {@code company}
 * @param scope the part of scope names that stands for it
 * @param qualifiedName the full name of a custom object, else equal to {@code name}
 */
record ObjectType(String name, String typeId, String singular, String scope, String qualifiedName) {

  static ObjectType nativeType(String name, String typeId, String singular, String scope) {
    return new ObjectType(name, typeId, singular, scope, name);
  }

  boolean custom() {
    return typeId.startsWith("2-");
  }

  /** Contacts have their own name for the stamp of the last change (fact sheet §3). */
  String modifiedProperty() {
    return name.equals("contacts") ? "lastmodifieddate" : "hs_lastmodifieddate";
  }

  String createdProperty() {
    return switch (name) {
      case "companies", "contacts", "deals", "products", "line_items" -> "createdate";
      default -> "hs_createdate";
    };
  }

  /** The name in front of a webhook's event; types without one of their own are plain objects. */
  String eventName() {
    return switch (name) {
      case "companies", "contacts", "deals", "products", "line_items" -> singular;
      default -> "object";
    };
  }

  /** The key under which associated records of this type are listed on another record. */
  String associationKey() {
    return custom() ? qualifiedName : name.replace('_', ' ');
  }

  String upperSingular() {
    return singular.toUpperCase(Locale.ROOT);
  }
}
