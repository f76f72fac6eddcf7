package dev.passerelle.simulators.hubspot;

/** The scope that each kind of call needs (fact sheet §1). */
final class Scopes {
  private final ObjectTypes types;

  Scopes(ObjectTypes types) {
    this.types = types;
  }

  /** For records of the type in the path. */
  Api.Scope objects(String right) {
    return call -> "crm.objects." + part(call.param("type")) + "." + right;
  }

  /** For the definitions that belong to the type in the path. */
  Api.Scope schemas(String right) {
    return call -> "crm.schemas." + part(call.param("type")) + "." + right;
  }

  /** For links from the type in the path. */
  Api.Scope links(String right) {
    return call -> "crm.objects." + part(call.param("from")) + "." + right;
  }

  static Api.Scope customSchemas(String right) {
    return call -> "crm.schemas.custom." + right;
  }

  static Api.Scope owners() {
    return call -> "crm.objects.owners.read";
  }

  private String part(String type) {
    return types.get(type).scope();
  }
}
