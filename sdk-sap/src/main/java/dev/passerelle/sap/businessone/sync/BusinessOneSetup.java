package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.sap.businessone.BusinessOneClient;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import dev.passerelle.sap.businessone.model.B1Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the user fields that the connector needs. An explicit call, never a side effect of a sync;
 * calling it again makes nothing more. Needs a superuser, and nobody else at work in the company:
 * the system changes its tables.
 */
public final class BusinessOneSetup {
  /** Headers and lines of marketing documents share their definitions. */
  private static final List<String> HEADERS = List.of("OCRD", "OCPR", "OITM", "OQUT", "ORDR");

  private static final List<String> LINES = List.of("RDR1");
  private static final int LENGTH = 100;

  private final BusinessOneClient client;
  private final Site site;
  private final List<String> made = new ArrayList<>();

  private BusinessOneSetup(BusinessOneClient client, BusinessOneSettings settings) {
    this.client = client;
    this.site = new Site(client, settings);
  }

  /**
   * The fields of our reference on customers, their people, items, quotations and orders, and of
   * our key on their lines.
   *
   * @return what was made, {@code OCRD.U_PasReference}
   */
  public static List<String> apply(BusinessOneClient client, BusinessOneSettings settings) {
    BusinessOneSetup setup = new BusinessOneSetup(client, settings);
    HEADERS.forEach(table -> setup.make(table, settings.referenceField(), "Sync reference"));
    LINES.forEach(table -> setup.make(table, settings.lineField(), "Sync line key"));
    return List.copyOf(setup.made);
  }

  private void make(String table, String field, String description) {
    Map<String, B1Record> there = site.userFields(table);
    if (there.containsKey(field)) {
      return;
    }
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("TableName", table);
    definition.put("Name", field.substring(2));
    definition.put("Type", "db_Alpha");
    definition.put("Size", LENGTH);
    definition.put("EditSize", LENGTH);
    definition.put("Description", description);
    try {
      client.userFields().create(definition);
      made.add(table + "." + field);
    } catch (RefusedByRemote e) {
      // All documents share their definitions: another table's call may have made it already.
      if (e.code() != ErrorCode.DUPLICATE_VALUE) {
        throw e;
      }
    }
  }
}
