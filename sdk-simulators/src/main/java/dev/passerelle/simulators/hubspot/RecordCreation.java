package dev.passerelle.simulators.hubspot;

import java.util.Map;

/** Creates a record together with the links that the request asks for. */
final class RecordCreation {
  private final Portal portal;

  RecordCreation(Portal portal) {
    this.portal = portal;
  }

  RecordState create(Transaction tx, ObjectType type, JsonBody body) {
    return create(tx, type, body, body.properties());
  }

  RecordState create(
      Transaction tx, ObjectType type, JsonBody body, Map<String, String> properties) {
    RecordState made = portal.writer.create(tx, type, properties);
    for (JsonBody association : body.objects("associations")) {
      String toId =
          association
              .object("to")
              .map(to -> to.requiredText("id"))
              .orElseThrow(() -> HubSpotError.validation("associations need a record to link to"));
      for (JsonBody spec : association.objects("types")) {
        link(tx, made, toId, spec);
      }
    }
    return portal.store.find(type, made.id()).orElse(made);
  }

  /** The type at the other end follows from the number of the association type. */
  private void link(Transaction tx, RecordState made, String toId, JsonBody spec) {
    String category = spec.requiredText("associationCategory");
    int typeId = spec.number("associationTypeId", 0);
    for (ObjectType to : portal.types.all()) {
      for (AssociationType each : portal.associationTypes.between(made.type(), to)) {
        if (each.id() == typeId && each.category().equals(category)) {
          portal.associations.link(tx, made, portal.locator.live(to, toId, null), each);
          return;
        }
      }
    }
    throw HubSpotError.validation(
        "association type " + category + " " + typeId + " does not begin at " + made.type().name());
  }
}
