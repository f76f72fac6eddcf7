package dev.passerelle.simulators.odoo;

import java.util.HashSet;
import java.util.Set;

/** What the integration's user may not see. Used under the lock of {@link Orm}. */
final class Rights {
  private final Set<String> hidden = new HashSet<>();
  private final Set<String> closed = new HashSet<>();
  private final Set<String> secretFields = new HashSet<>();
  private final Set<String> forbidden = new HashSet<>();

  void forbid(String model, String operation) {
    forbidden.add(model + " " + operation);
  }

  boolean allows(String model, String operation) {
    return !forbidden.contains(model + " " + operation);
  }

  void may(String model, String operation) {
    if (!allows(model, operation)) {
      throw OdooError.access("You are not allowed to " + operation + " records of " + model + ".");
    }
  }

  void hide(String model, long id) {
    hidden.add(model + "," + id);
  }

  void close(String model) {
    closed.add(model);
  }

  void hideField(String model, String field) {
    secretFields.add(model + "." + field);
  }

  boolean shows(String model, long id) {
    return !hidden.contains(model + "," + id);
  }

  boolean showsField(String model, String field) {
    return !secretFields.contains(model + "." + field);
  }

  void mayRead(String model) {
    if (closed.contains(model)) {
      throw OdooError.access("You are not allowed to access records of " + model + ".");
    }
  }

  void maySee(String model, long id) {
    if (!shows(model, id)) {
      throw OdooError.access("Due to security restrictions, you are not allowed to access it.");
    }
  }

  void mayReadField(String model, String field) {
    if (!showsField(model, field)) {
      throw OdooError.access("You do not have enough rights to access the field " + field + ".");
    }
  }
}
