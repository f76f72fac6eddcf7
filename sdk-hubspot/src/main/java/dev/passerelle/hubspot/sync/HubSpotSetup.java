package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Reference;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.model.NewProperty;
import dev.passerelle.hubspot.model.Property;
import dev.passerelle.hubspot.model.PropertyGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes the properties that the connector needs and the account does not have. An explicit call,
 * never a side effect of a sync; calling it again makes nothing more. Needs the write scopes of the
 * schemas; changes no existing property.
 */
public final class HubSpotSetup {
  static final List<EntityType> USUAL =
      List.of(Customer.TYPE, Contact.TYPE, Product.TYPE, Quote.TYPE);

  private static final PropertyGroup GROUP = new PropertyGroup("erp_sync", "ERP");

  private final HubSpotClient client;
  private final Portal portal;
  private final List<String> made = new ArrayList<>();

  private HubSpotSetup(HubSpotClient client, HubSpotSettings settings) {
    this.client = client;
    this.portal = new Portal(client, settings);
  }

  /**
   * The properties of the usual flows: customers and balances, contacts, products and stock, quotes
   * and their reports.
   *
   * @return what was made, {@code companies.erp_siret}
   */
  public static List<String> apply(HubSpotClient client, HubSpotSettings settings) {
    Map<EntityType, Selection> usual = new LinkedHashMap<>();
    USUAL.forEach(type -> usual.put(type, everything(settings, type)));
    return apply(client, settings, usual);
  }

  /**
   * The properties of exactly the given fields.
   *
   * @return what was made, {@code companies.erp_siret}
   */
  public static List<String> apply(
      HubSpotClient client, HubSpotSettings settings, Map<EntityType, Selection> selections) {
    HubSpotSetup setup = new HubSpotSetup(client, settings);
    selections.forEach(setup::make);
    return List.copyOf(setup.made);
  }

  private static Selection everything(HubSpotSettings settings, EntityType type) {
    Set<Field<?>> fields = new LinkedHashSet<>(RecordMaps.names(settings, type).keySet());
    fields.add(Reference.FIELD);
    if (type.equals(Quote.TYPE)) {
      fields.add(Quote.SEND);
      fields.add(DocumentReport.DELIVERY_STATUS);
    }
    return Selection.of(fields);
  }

  private void make(EntityType type, Selection selection) {
    Set<Field<?>> all = new LinkedHashSet<>(selection.fields());
    all.add(Reference.FIELD);
    for (Wanted wanted : RecordMaps.of(portal, type, Selection.of(all)).wanted()) {
      if (!portal.properties(wanted.objectType()).containsKey(wanted.name())) {
        make(wanted);
      }
    }
  }

  private void make(Wanted wanted) {
    group(wanted.objectType());
    client
        .properties()
        .create(
            wanted.objectType(),
            new NewProperty(
                wanted.name(),
                label(wanted.name()),
                GROUP.name(),
                wanted.type(),
                wanted.fieldType(),
                wanted.unique(),
                options(wanted)));
    portal.forgetProperties(wanted.objectType());
    made.add(wanted.objectType() + "." + wanted.name());
  }

  private void group(String objectType) {
    boolean there =
        client.properties().groups(objectType).stream()
            .anyMatch(group -> group.name().equals(GROUP.name()));
    if (!there) {
      client.properties().createGroup(objectType, GROUP);
      made.add(objectType + " group " + GROUP.name());
    }
  }

  private static List<Property.Option> options(Wanted wanted) {
    return wanted.type().equals("bool")
        ? List.of(
            new Property.Option("Yes", "true", 0, false),
            new Property.Option("No", "false", 1, false))
        : List.of();
  }

  /** {@code erp_vat_number} is {@code ERP vat number}. */
  private static String label(String name) {
    String words = name.replace('_', ' ');
    return words.startsWith("erp ")
        ? "ERP " + words.substring(4)
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
