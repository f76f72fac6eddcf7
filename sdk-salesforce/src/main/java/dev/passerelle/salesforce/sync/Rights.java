package dev.passerelle.salesforce.sync;

import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks which rights the user has: profiles and permission sets both count as the latter. */
final class Rights {
  private Rights() {}

  /** Whether "View All" is granted for the object. */
  static boolean seesAll(SalesforceClient client, String user, String object) {
    Set<String> sets =
        client
            .query()
            .rows(
                Soql.select("PermissionSetId")
                    .from("PermissionSetAssignment")
                    .where(Soql.eq("AssigneeId", user)))
            .stream()
            .flatMap(row -> row.text("PermissionSetId").stream())
            .collect(Collectors.toSet());
    if (sets.isEmpty()) {
      return false;
    }
    List<SalesforceRecord> grants =
        client
            .query()
            .rows(
                Soql.select("Id")
                    .from("ObjectPermissions")
                    .where(
                        Soql.eq("SobjectType", object)
                            .and(Soql.eq("PermissionsViewAllRecords", true))
                            .and(Soql.in("ParentId", sets)))
                    .limit(1));
    return !grants.isEmpty();
  }
}
