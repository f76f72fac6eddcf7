package dev.passerelle.salesforce.sync;

import dev.passerelle.salesforce.SalesforceClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Columns, objects and the permission set as files of a deployment. */
final class Definitions {
  private static final String OPEN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n";

  /** Whoever may see the one must be allowed to see the others. */
  private static final Map<String, List<String>> PARENTS =
      Map.of(
          "Contact", List.of("Account"),
          "Opportunity", List.of("Account"),
          "Quote", List.of("Account", "Opportunity"),
          "Order", List.of("Account"));

  private final Map<String, List<Wanted>> wanted;
  private final Map<String, List<Wanted>> missing;
  private final Set<String> newObjects;
  private final Granted granted;

  /**
   * What to deploy.
   *
   * @param wanted all columns of ours by object: the permission set grants each of them
   * @param missing those that are to be made
   * @param newObjects objects that are to be made
   * @param granted what the permission set grants already, and must go on granting
   */
  Definitions(
      Map<String, List<Wanted>> wanted,
      Map<String, List<Wanted>> missing,
      Set<String> newObjects,
      Granted granted) {
    this.wanted = wanted;
    this.missing = missing;
    this.newObjects = newObjects;
    this.granted = granted;
  }

  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("package.xml", manifest());
    missing.forEach(
        (object, columns) -> files.put("objects/" + object + ".object", object(object, columns)));
    files.put(
        "permissionsets/" + SalesforceSetup.PERMISSION_SET + ".permissionset", permissionSet());
    return files;
  }

  private String manifest() {
    StringBuilder xml = new StringBuilder(OPEN.formatted("Package"));
    StringBuilder fields = new StringBuilder();
    missing.forEach(
        (object, columns) ->
            columns.forEach(each -> element(fields, "members", object + "." + each.name())));
    StringBuilder objects = new StringBuilder();
    newObjects.forEach(object -> element(objects, "members", object));
    types(xml, fields, "CustomField");
    types(xml, objects, "CustomObject");
    types(
        xml,
        new StringBuilder("<members>" + SalesforceSetup.PERMISSION_SET + "</members>\n"),
        "PermissionSet");
    element(xml, "version", SalesforceClient.API_VERSION);
    return xml.append("</Package>\n").toString();
  }

  private static void types(StringBuilder xml, StringBuilder members, String name) {
    if (members.length() > 0) {
      xml.append("<types>\n").append(members);
      element(xml, "name", name);
      xml.append("</types>\n");
    }
  }

  private String object(String object, List<Wanted> columns) {
    StringBuilder xml = new StringBuilder(OPEN.formatted("CustomObject"));
    columns.forEach(each -> xml.append(field(each)));
    if (newObjects.contains(object)) {
      element(xml, "deploymentStatus", "Deployed");
      element(xml, "label", label(object));
      element(xml, "pluralLabel", label(object) + "s");
      xml.append("<nameField>\n");
      element(xml, "label", "Number");
      element(xml, "type", "Text");
      xml.append("</nameField>\n");
      element(xml, "sharingModel", "ReadWrite");
    }
    return xml.append("</CustomObject>\n").toString();
  }

  private static String field(Wanted column) {
    StringBuilder xml = new StringBuilder("<fields>\n");
    element(xml, "fullName", column.name());
    element(xml, "label", label(column.name()));
    switch (column.kind()) {
      case REFERENCE -> {
        elements(xml, "type", "Text", "length", "80", "externalId", "true");
        elements(xml, "unique", "true", "caseSensitive", "true");
      }
      case TEXT -> elements(xml, "type", "Text", "length", "255");
      case LONG_TEXT ->
          elements(xml, "type", "LongTextArea", "length", "32768", "visibleLines", "3");
      case EMAIL -> elements(xml, "type", "Email");
      case NUMBER -> elements(xml, "type", "Number", "precision", "18", "scale", "6");
      case AMOUNT -> elements(xml, "type", "Number", "precision", "18", "scale", "2");
      case INTEGER -> elements(xml, "type", "Number", "precision", "18", "scale", "0");
      case FLAG -> elements(xml, "type", "Checkbox", "defaultValue", "false");
      case DATE -> elements(xml, "type", "Date");
      case INSTANT -> elements(xml, "type", "DateTime");
      case ACCOUNT -> lookup(xml, "Account", column);
      case CONTACT -> lookup(xml, "Contact", column);
    }
    return xml.append("</fields>\n").toString();
  }

  private static void lookup(StringBuilder xml, String target, Wanted column) {
    elements(xml, "type", "Lookup", "referenceTo", target);
    String object = column.object().replace("__c", "");
    element(xml, "relationshipName", object + "s");
  }

  private String permissionSet() {
    Granted all = granted.and(fields(), objects());
    StringBuilder xml = new StringBuilder(OPEN.formatted("PermissionSet"));
    all.fields()
        .forEach(
            (field, editable) -> {
              xml.append("<fieldPermissions>\n");
              elements(xml, "editable", editable.toString(), "field", field);
              element(xml, "readable", "true");
              xml.append("</fieldPermissions>\n");
            });
    element(xml, "hasActivationRequired", "false");
    element(xml, "label", SalesforceSetup.PERMISSION_SET);
    all.objects().forEach((object, rights) -> records(xml, object, rights));
    return xml.append("</PermissionSet>\n").toString();
  }

  private Map<String, Boolean> fields() {
    Map<String, Boolean> fields = new TreeMap<>();
    wanted.forEach(
        (object, columns) ->
            columns.forEach(column -> fields.put(object + "." + column.name(), true)));
    return fields;
  }

  /** All records of the object, so that one that is not seen is known to be gone (L6). */
  private Map<String, Set<String>> objects() {
    Map<String, Set<String>> objects = new TreeMap<>();
    for (String object : wanted.keySet()) {
      // Items belong to their documents.
      if (!object.endsWith("Item")) {
        objects.put(object, rights(object, true));
        PARENTS
            .getOrDefault(object, List.of())
            .forEach(parent -> objects.putIfAbsent(parent, rights(parent, false)));
      }
    }
    return objects;
  }

  private static Set<String> rights(String object, boolean write) {
    Set<String> rights = new TreeSet<>(Set.of("Read"));
    if (write) {
      rights.addAll(List.of("Create", "Edit", "Delete"));
    }
    if (!object.equals(Org.SHARED)) {
      rights.add("ViewAllRecords");
    }
    return rights;
  }

  private static void records(StringBuilder xml, String object, Set<String> rights) {
    xml.append("<objectPermissions>\n");
    for (String right : Granted.RIGHTS) {
      String name = right.endsWith("AllRecords") ? uncapitalized(right) : "allow" + right;
      element(xml, name, Boolean.toString(rights.contains(right)));
    }
    element(xml, "object", object);
    xml.append("</objectPermissions>\n");
  }

  private static String uncapitalized(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static void elements(StringBuilder xml, String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      element(xml, namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  /** Names and values are the connector's own and API names: nothing to escape. */
  private static void element(StringBuilder xml, String name, String value) {
    xml.append('<').append(name).append('>').append(value);
    xml.append("</").append(name).append(">\n");
  }

  /** {@code ERP_Vat_Number__c} is {@code ERP Vat Number}. */
  private static String label(String name) {
    return name.replace("__c", "").replace('_', ' ');
  }
}
