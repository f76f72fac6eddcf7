package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The association types of the account. The numbers of the common ones are HubSpot's (fact sheet
 * §2); a pair of types that is not among them gets numbers when it is first asked for.
 */
final class AssociationTypes {
  private static final String HUBSPOT = "HUBSPOT_DEFINED";
  private static final int PARENT_TO_CHILD = 13;
  private static final int CHILD_TO_PARENT = 14;

  private final List<AssociationType> types = new ArrayList<>();
  private int nextHubSpotId = 10_001;
  private int nextUserId = 20_001;

  AssociationTypes() {
    primary("contacts", "companies", 1, 2);
    primary("deals", "companies", 5, 6);
    plain("contacts", "companies", 279, 280);
    plain("deals", "companies", 341, 342);
    plain("deals", "contacts", 3, 4);
    plain("deals", "line_items", 19, 20);
    plain("quotes", "deals", 64, 63);
    plain("quotes", "line_items", 67, 68);
    plain("quotes", "contacts", 69, 70);
    plain("quotes", "companies", 71, 72);
    plain("invoices", "line_items", 409, 410);
    plain("invoices", "contacts", 177, 178);
    plain("invoices", "companies", 179, 180);
    plain("invoices", "deals", 175, 176);
    plain("orders", "contacts", 507, 508);
    plain("orders", "companies", 509, 510);
    plain("orders", "deals", 511, 512);
    plain("orders", "line_items", 513, 514);
    self("companies", 450);
    self("contacts", 449);
    self("deals", 451);
    add(
        PARENT_TO_CHILD,
        CHILD_TO_PARENT,
        "companies",
        "companies",
        "parent_to_child_company",
        "Parent Company");
    add(
        CHILD_TO_PARENT,
        PARENT_TO_CHILD,
        "companies",
        "companies",
        "child_to_parent_company",
        "Child Company");
  }

  static boolean childToParent(AssociationType type) {
    return type.id() == CHILD_TO_PARENT && type.category().equals(HUBSPOT);
  }

  static boolean parentToChild(AssociationType type) {
    return type.id() == PARENT_TO_CHILD && type.category().equals(HUBSPOT);
  }

  /** The types from one record type to another, the plain one made if there is none yet. */
  List<AssociationType> between(ObjectType from, ObjectType to) {
    plain(from, to);
    return existing(from.name(), to.name());
  }

  AssociationType plain(ObjectType from, ObjectType to) {
    Optional<AssociationType> known =
        existing(from.name(), to.name()).stream().filter(each -> each.label() == null).findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    if (from.equals(to)) {
      self(from.name(), nextHubSpotId++);
    } else {
      plain(from.name(), to.name(), nextHubSpotId++, nextHubSpotId++);
    }
    return plain(from, to);
  }

  Optional<AssociationType> primary(ObjectType from, ObjectType to) {
    return existing(from.name(), to.name()).stream().filter(AssociationType::primary).findFirst();
  }

  AssociationType get(ObjectType from, ObjectType to, String category, int id) {
    return between(from, to).stream()
        .filter(each -> each.id() == id && each.category().equals(category))
        .findFirst()
        .orElseThrow(
            () ->
                HubSpotError.validation(
                    "association type "
                        + category
                        + " "
                        + id
                        + " does not go from "
                        + from.name()
                        + " to "
                        + to.name()));
  }

  AssociationType byId(ObjectType from, ObjectType to, int id) {
    return between(from, to).stream()
        .filter(each -> each.id() == id)
        .findFirst()
        .orElseThrow(
            () ->
                HubSpotError.validation(
                    "association type "
                        + id
                        + " does not go from "
                        + from.name()
                        + " to "
                        + to.name()));
  }

  AssociationType inverse(AssociationType type) {
    return types.stream()
        .filter(each -> each.id() == type.inverse() && each.from().equals(type.to()))
        .findFirst()
        .orElse(type);
  }

  /** Makes a label of the account's own, in both directions. */
  List<AssociationType> define(
      ObjectType from, ObjectType to, String name, String label, @Nullable String inverseLabel) {
    int there = nextUserId++;
    int back = from.equals(to) && inverseLabel == null ? there : nextUserId++;
    List<AssociationType> made = new ArrayList<>();
    made.add(new AssociationType(there, back, from.name(), to.name(), "USER_DEFINED", name, label));
    if (back != there) {
      made.add(
          new AssociationType(
              back,
              there,
              to.name(),
              from.name(),
              "USER_DEFINED",
              name,
              inverseLabel == null ? label : inverseLabel));
    }
    types.addAll(made);
    return made;
  }

  /** Every type that begins at this record type. */
  List<AssociationType> from(ObjectType type) {
    return types.stream().filter(each -> each.from().equals(type.name())).toList();
  }

  void remove(AssociationType type) {
    AssociationType inverse = inverse(type);
    types.remove(type);
    types.remove(inverse);
  }

  private List<AssociationType> existing(String from, String to) {
    return types.stream().filter(each -> each.from().equals(from) && each.to().equals(to)).toList();
  }

  private void plain(String from, String to, int there, int back) {
    boolean hasPrimary = existing(from, to).stream().anyMatch(AssociationType::primary);
    String suffix = hasPrimary ? "_unlabeled" : "";
    add(there, back, from, to, link(from, to) + suffix, null);
    add(back, there, to, from, link(to, from) + suffix, null);
  }

  private void primary(String from, String to, int there, int back) {
    add(there, back, from, to, link(from, to), "Primary");
    add(back, there, to, from, link(to, from), "Primary");
  }

  private void self(String type, int id) {
    add(id, id, type, type, link(type, type), null);
  }

  private void add(
      int id, int inverse, String from, String to, String name, @Nullable String label) {
    types.add(new AssociationType(id, inverse, from, to, HUBSPOT, name, label));
  }

  private static String link(String from, String to) {
    return singular(from) + "_to_" + singular(to);
  }

  private static String singular(String plural) {
    return plural.equals("companies") ? "company" : plural.replaceAll("s$", "");
  }
}
