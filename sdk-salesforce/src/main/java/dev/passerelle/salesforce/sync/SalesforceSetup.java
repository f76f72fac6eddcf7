package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Reference;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.model.ObjectDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the columns that the connector needs and the org does not have, and a permission set that
 * shows them. An explicit call, never a side effect of a sync; calling it again makes nothing more,
 * and what an earlier call granted stays granted. One deployment: all or nothing. Needs "Modify
 * Metadata Through Metadata API Functions"; changes no existing column.
 *
 * <p>Salesforce hides new columns from everybody: assign the permission set {@value
 * #PERMISSION_SET} to the connector's user afterwards.
 */
public final class SalesforceSetup {
  /** The permission set that grants the columns and the records. */
  public static final String PERMISSION_SET = "Passerelle";

  private static final List<EntityType> USUAL = List.of(Customer.TYPE, Contact.TYPE, Product.TYPE);

  private final SalesforceClient client;
  private final SalesforceSettings settings;
  private final Org org;
  private final Map<String, List<Wanted>> wanted = new LinkedHashMap<>();

  private SalesforceSetup(SalesforceClient client, SalesforceSettings settings) {
    this.client = client;
    this.settings = settings;
    this.org = new Org(client, settings);
  }

  /**
   * The columns of the usual flows: customers and balances, contacts, products and stock, and what
   * became of quotes.
   *
   * @return what was made, {@code Account.ERP_Siret__c}
   */
  public static List<String> apply(SalesforceClient client, SalesforceSettings settings) {
    return apply(client, settings, usual(settings));
  }

  /**
   * The columns of exactly the given fields.
   *
   * @return what was made, {@code Account.ERP_Siret__c}
   */
  public static List<String> apply(
      SalesforceClient client, SalesforceSettings settings, Map<EntityType, Selection> selections) {
    SalesforceSetup setup = new SalesforceSetup(client, settings);
    selections.forEach(setup::want);
    return setup.deploy();
  }

  static Map<EntityType, Selection> usual(SalesforceSettings settings) {
    Map<EntityType, Selection> usual = new LinkedHashMap<>();
    USUAL.forEach(type -> usual.put(type, everything(settings, type)));
    // A flow of quotes tells there what became of them.
    usual.put(Quote.TYPE, Selection.of(RecordMaps.REPORTS));
    return usual;
  }

  /** Every field of a type that has a column. */
  static Selection everything(SalesforceSettings settings, EntityType type) {
    Set<Field<?>> fields = new LinkedHashSet<>(RecordMaps.names(settings, type).keySet());
    fields.add(Reference.FIELD);
    return Selection.of(fields);
  }

  private void want(EntityType type, Selection selection) {
    String object =
        Catalogue.object(type, settings.prefix())
            .orElseThrow(() -> new IllegalArgumentException("Salesforce has no " + type));
    if (!object.endsWith("__c") && org.object(object).isEmpty()) {
      // Quotes and orders are switched on by an administrator, not made.
      return;
    }
    Set<Field<?>> fields = new LinkedHashSet<>(selection.fields());
    fields.add(Reference.FIELD);
    ObjectDescription there =
        org.object(object)
            .orElseGet(() -> new ObjectDescription(object, true, true, true, Map.of()));
    for (Wanted each : RecordMaps.of(org, type, there, Selection.of(fields)).wanted()) {
      if (each.custom()) {
        wanted.computeIfAbsent(each.object(), key -> new ArrayList<>()).add(each);
      }
    }
  }

  private List<String> deploy() {
    Map<String, List<Wanted>> missing = new LinkedHashMap<>();
    List<String> made = new ArrayList<>();
    wanted.forEach(
        (object, columns) -> {
          ObjectDescription there = org.object(object).orElse(null);
          for (Wanted each : columns) {
            if (there == null || !there.has(each.name())) {
              missing.computeIfAbsent(object, key -> new ArrayList<>()).add(each);
              made.add(object + "." + each.name());
            }
          }
        });
    if (made.isEmpty()) {
      return List.of();
    }
    Set<String> newObjects = new LinkedHashSet<>(missing.keySet());
    newObjects.removeIf(object -> org.object(object).isPresent());
    Granted granted = Granted.now(client, PERMISSION_SET);
    client.metadata().deploy(new Definitions(wanted, missing, newObjects, granted).files());
    made.add("permission set " + PERMISSION_SET);
    return List.copyOf(made);
  }
}
