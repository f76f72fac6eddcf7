package dev.passerelle.salesforce.sync;

import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the permission set of the set-up grants: a deployment replaces all of it, so that what it
 * granted before must be in it again.
 *
 * @param fields whether they may be changed, by {@code Account.ERP_Siret__c}
 * @param objects the rights of {@link #RIGHTS}, by {@code Account}
 */
record Granted(Map<String, Boolean> fields, Map<String, Set<String>> objects) {
  /** Rights to the records of an object, as columns of {@code ObjectPermissions}. */
  static final List<String> RIGHTS =
      List.of("Create", "Delete", "Edit", "Read", "ModifyAllRecords", "ViewAllRecords");

  private static final String RIGHT = "Permissions";

  Granted {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    objects = Collections.unmodifiableMap(new TreeMap<>(objects));
  }

  /** What the org's permission set of this name grants; nothing where there is none. */
  static Granted now(SalesforceClient client, String set) {
    Map<String, Boolean> fields = new TreeMap<>();
    Map<String, Set<String>> objects = new TreeMap<>();
    Soql.Condition ours = Soql.eq("Parent.Name", set);
    for (SalesforceRecord each :
        client
            .query()
            .rows(
                Soql.select("Id", "Field", RIGHT + "Edit").from("FieldPermissions").where(ours))) {
      boolean editable = each.flag(RIGHT + "Edit").orElse(false);
      each.text("Field").ifPresent(field -> fields.put(field, editable));
    }
    List<String> columns = new ArrayList<>(RIGHTS.stream().map(right -> RIGHT + right).toList());
    columns.addAll(List.of("Id", "SobjectType"));
    for (SalesforceRecord each :
        client.query().rows(Soql.select(columns).from("ObjectPermissions").where(ours))) {
      Set<String> rights = new TreeSet<>();
      RIGHTS.stream().filter(right -> each.flag(RIGHT + right).orElse(false)).forEach(rights::add);
      each.text("SobjectType").ifPresent(object -> objects.put(object, rights));
    }
    return new Granted(fields, objects);
  }

  /** These and the others together. */
  Granted and(Map<String, Boolean> moreFields, Map<String, Set<String>> moreObjects) {
    Map<String, Boolean> allFields = new TreeMap<>(fields);
    moreFields.forEach((field, may) -> allFields.merge(field, may, Boolean::logicalOr));
    Map<String, Set<String>> allObjects = new TreeMap<>(objects);
    moreObjects.forEach(
        (object, rights) -> {
          Set<String> all = new TreeSet<>(rights);
          all.addAll(allObjects.getOrDefault(object, Set.of()));
          allObjects.put(object, all);
        });
    return new Granted(allFields, allObjects);
  }
}
