package dev.passerelle.simulators.salesforce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One field of an object. Immutable; the methods give changed copies. */
record FieldDef(
    String name,
    String type,
    int length,
    int precision,
    int scale,
    boolean createable,
    boolean updateable,
    boolean nillable,
    boolean defaulted,
    boolean externalId,
    boolean unique,
    boolean caseSensitive,
    boolean restricted,
    List<String> options,
    @Nullable String target,
    @Nullable String relationship) {

  static FieldDef of(String name, String type) {
    return new FieldDef(
        name, type, 0, 0, 0, true, true, true, false, false, false, false, false, List.of(), null,
        null);
  }

  static FieldDef text(String name, int length) {
    return of(name, "string").sized(length, 0, 0);
  }

  static FieldDef number(String name, String type, int precision, int scale) {
    return of(name, type).sized(0, precision, scale);
  }

  static FieldDef picklist(String name, boolean restricted, String... options) {
    FieldDef f = of(name, "picklist").sized(255, 0, 0);
    return f.with(f.createable, f.updateable, f.nillable, f.defaulted, restricted, options);
  }

  static FieldDef reference(String name, String target, String relationship) {
    FieldDef f = of(name, "reference").sized(18, 0, 0);
    return new FieldDef(
        f.name,
        f.type,
        f.length,
        0,
        0,
        true,
        true,
        true,
        false,
        false,
        false,
        false,
        false,
        List.of(),
        target,
        relationship);
  }

  FieldDef sized(int textLength, int digits, int decimals) {
    return new FieldDef(
        name,
        type,
        textLength,
        digits,
        decimals,
        createable,
        updateable,
        nillable,
        defaulted,
        externalId,
        unique,
        caseSensitive,
        restricted,
        options,
        target,
        relationship);
  }

  FieldDef required() {
    return with(createable, updateable, false, defaulted, restricted);
  }

  FieldDef defaultedOnCreate() {
    return with(createable, updateable, false, true, restricted);
  }

  FieldDef readOnly() {
    return with(false, false, nillable, defaulted, restricted);
  }

  FieldDef fixed() {
    return with(createable, false, nillable, defaulted, restricted);
  }

  FieldDef key(boolean external, boolean only, boolean sensitive) {
    return new FieldDef(
        name,
        type,
        length,
        precision,
        scale,
        createable,
        updateable,
        nillable,
        defaulted,
        external,
        only,
        sensitive,
        restricted,
        options,
        target,
        relationship);
  }

  private FieldDef with(
      boolean create, boolean update, boolean empty, boolean filled, boolean only, String... more) {
    return new FieldDef(
        name,
        type,
        length,
        precision,
        scale,
        create,
        update,
        empty,
        filled,
        externalId,
        unique,
        caseSensitive,
        only,
        more.length == 0 ? options : List.of(more),
        target,
        relationship);
  }

  boolean custom() {
    return name.endsWith("__c");
  }

  boolean isNumber() {
    return List.of("double", "currency", "percent", "int").contains(type);
  }

  boolean isText() {
    return !isNumber() && !List.of("boolean", "date", "datetime").contains(type);
  }

  Map<String, @Nullable Object> describe() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("label", name.replace("__c", "").replace('_', ' '));
    json.put("type", type);
    json.put("length", length);
    json.put("precision", precision);
    json.put("scale", scale);
    json.put("custom", custom());
    json.put("createable", createable);
    json.put("updateable", updateable);
    json.put("nillable", nillable);
    json.put("defaultedOnCreate", defaulted);
    json.put("externalId", externalId);
    json.put("unique", unique);
    json.put("caseSensitive", caseSensitive);
    json.put("restrictedPicklist", restricted);
    json.put("picklistValues", options.stream().map(FieldDef::option).toList());
    json.put("referenceTo", target == null ? List.of() : List.of(target));
    json.put("relationshipName", relationship);
    return json;
  }

  private static Map<String, Object> option(String value) {
    return Map.of("active", true, "defaultValue", false, "label", value, "value", value);
  }
}
