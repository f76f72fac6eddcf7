package dev.passerelle.benchmarks.upsert;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Reference;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceCredentials;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.sync.SalesforceSetup;
import dev.passerelle.simulators.salesforce.SalesforceSimulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An empty org, the rows that are to be sent, and what was told of them. */
final class Target implements AutoCloseable {
  static final String KEY = "ERP_Id__c";
  static final String CLIENT = "key";
  static final String SECRET = "secret";

  /** Every so-manieth row is too long for its field. */
  private static final int BAD = 33;

  final List<Map<String, String>> rows = new ArrayList<>();

  /** The outcome of each row by its key: the record's id, or the code of the refusal. */
  final Map<String, String> outcomes = new HashMap<>();

  private final SalesforceSimulator org = SalesforceSimulator.builder().start();
  private final int count;

  Target(int count) {
    this.count = count;
    org.app(CLIENT, SECRET, null);
    SalesforceSettings settings =
        SalesforceSettings.builder(
                org.baseUrl(), SalesforceCredentials.clientCredentials(CLIENT, () -> SECRET))
            .build();
    try (SalesforceClient client = settings.newClient()) {
      SalesforceSetup.apply(
          client, settings, Map.of(Customer.TYPE, Selection.of(Reference.FIELD, Customer.SIRET)));
    }
    org.user().assign(SalesforceSetup.PERMISSION_SET);
    for (int n = 0; n < count; n++) {
      rows.add(row(n));
    }
    org.journal().clear();
  }

  private static Map<String, String> row(int n) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put(KEY, "NEGOCE971:" + n);
    row.put("Name", "Etablissements Numero " + n);
    row.put("Phone", n % BAD == 0 ? "0".repeat(41) : "+590590" + n);
    row.put("ERP_Siret__c", "%014d".formatted(n));
    row.put("BillingStreet", n + " rue du Morne");
    row.put("BillingPostalCode", "97139");
    row.put("BillingCity", "LES ABYMES");
    return row;
  }

  String url() {
    return org.baseUrl();
  }

  /** Each row has its outcome, and it is true; gives back how many calls it took, tokens apart. */
  long check() {
    if (outcomes.size() != count) {
      throw new IllegalStateException(outcomes.size() + " outcomes of " + count + " rows");
    }
    Map<String, String> ids = new HashMap<>();
    org.user()
        .records("Account")
        .forEach(record -> ids.put(record.value(KEY).orElse(""), record.id()));
    for (int n = 0; n < count; n++) {
      String key = "NEGOCE971:" + n;
      String expected = n % BAD == 0 ? "STRING_TOO_LONG" : String.valueOf(ids.get(key));
      if (!expected.equals(outcomes.get(key))) {
        throw new IllegalStateException(key + ": " + outcomes.get(key) + ", not " + expected);
      }
    }
    return org.journal().entries().stream()
        .filter(entry -> !entry.path().contains("/oauth2/"))
        .count();
  }

  @Override
  public void close() {
    org.close();
  }
}
