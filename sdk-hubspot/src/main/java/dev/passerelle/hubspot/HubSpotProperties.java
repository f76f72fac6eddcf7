package dev.passerelle.hubspot;

import dev.passerelle.hubspot.model.NewProperty;
import dev.passerelle.hubspot.model.Property;
import dev.passerelle.hubspot.model.PropertyGroup;
import java.util.List;

/** Definitions of properties (fact sheet §2). */
public final class HubSpotProperties {
  private final Exchange exchange;

  HubSpotProperties(Exchange exchange) {
    this.exchange = exchange;
  }

  /** All properties of an object type. */
  public List<Property> list(String objectType) {
    return exchange.calls().execute(exchange.api().properties(objectType)).results();
  }

  /** Makes a property. */
  public Property create(String objectType, NewProperty property) {
    return exchange.calls().execute(exchange.api().createProperty(objectType, property));
  }

  /** All property groups of an object type. */
  public List<PropertyGroup> groups(String objectType) {
    return exchange.calls().execute(exchange.api().propertyGroups(objectType)).results();
  }

  /** Makes a property group. */
  public PropertyGroup createGroup(String objectType, PropertyGroup group) {
    return exchange.calls().execute(exchange.api().createPropertyGroup(objectType, group));
  }
}
