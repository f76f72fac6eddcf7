package dev.passerelle.simulators.hubspot;

/** Reads which kind of link a request means. */
final class LinkSpecs {
  private LinkSpecs() {}

  static AssociationType type(Portal portal, ObjectType from, ObjectType to, JsonBody spec) {
    return portal.associationTypes.get(
        from, to, spec.requiredText("associationCategory"), spec.number("associationTypeId", 0));
  }
}
