package dev.passerelle.salesforce.model;

import dev.passerelle.core.http.JsonTree;
import java.util.List;

/**
 * One field of an object, as the user sees it.
 *
 * @param name API name
 * @param type {@code string}, {@code double}, {@code currency}, {@code picklist}, …
 * @param length longest text; 0 where it does not apply
 * @param precision digits in all of a number
 * @param scale digits after the decimal point
 * @param createable whether it may be set at creation
 * @param updateable whether it may be changed
 * @param nillable whether it may be empty
 * @param defaultedOnCreate whether Salesforce fills it where nothing is sent
 * @param externalId whether records can be upserted by it
 * @param unique whether no two records share a value
 * @param restricted whether a picklist takes its own values only
 * @param options active values of a picklist
 * @param referenceTo names of the objects that it refers to
 */
public record FieldDescription(
    String name,
    String type,
    int length,
    int precision,
    int scale,
    boolean createable,
    boolean updateable,
    boolean nillable,
    boolean defaultedOnCreate,
    boolean externalId,
    boolean unique,
    boolean restricted,
    List<String> options,
    List<String> referenceTo) {
  /** Copies. */
  public FieldDescription {
    options = List.copyOf(options);
    referenceTo = List.copyOf(referenceTo);
  }

  /** Reads one entry of {@code fields}. */
  public static FieldDescription of(JsonTree tree) {
    return new FieldDescription(
        tree.at("name").text().orElse(""),
        tree.at("type").text().orElse(""),
        number(tree, "length"),
        number(tree, "precision"),
        number(tree, "scale"),
        flag(tree, "createable"),
        flag(tree, "updateable"),
        flag(tree, "nillable"),
        flag(tree, "defaultedOnCreate"),
        flag(tree, "externalId"),
        flag(tree, "unique"),
        flag(tree, "restrictedPicklist"),
        tree.at("picklistValues").items().stream()
            .filter(option -> option.at("active").bool().orElse(true))
            .flatMap(option -> option.at("value").text().stream())
            .toList(),
        tree.at("referenceTo").items().stream().flatMap(name -> name.text().stream()).toList());
  }

  /** Whether a create must give a value. */
  public boolean required() {
    return createable && !nillable && !defaultedOnCreate;
  }

  /** Whether it can be neither set nor changed. */
  public boolean readOnly() {
    return !createable && !updateable;
  }

  private static int number(JsonTree tree, String name) {
    return tree.at(name).number().map(Number::intValue).orElse(0);
  }

  private static boolean flag(JsonTree tree, String name) {
    return tree.at(name).bool().orElse(false);
  }
}
