package dev.passerelle.simulators.businessone;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Json;

/** Faults with the vendor's bodies (fact sheet §8), for {@code BusinessOneSimulator.faults()}. */
public final class BusinessOneFaults {
  private BusinessOneFaults() {}

  /** The vendor's error body in the form of {@code /b1s/v2}. */
  public static Fault error(int status, int code, String message) {
    return Fault.answer(status, Json.write(new B1Error(status, code, message).body(true)))
        .withHeader("Content-Type", "application/json");
  }

  /** The vendor's error body in the form of {@code /b1s/v1}. */
  public static Fault errorOfVersionOne(int status, int code, String message) {
    return Fault.answer(status, Json.write(new B1Error(status, code, message).body(false)))
        .withHeader("Content-Type", "application/json");
  }

  /** The session is dead. */
  public static Fault deadSession() {
    return error(401, 301, "Invalid session or session already timeout.");
  }

  /** Two log-ins at once (fact sheet §1). */
  public static Fault loginRace() {
    return error(500, 299, "SAML Login Failed");
  }

  /** A node that lost its tables (fact sheet §5). */
  public static Fault sickNode() {
    return error(500, 407, "Table definition not found");
  }

  /** Another user holds the record. */
  public static Fault locked() {
    return error(400, -2038, "Another user or another operation modified data");
  }

  /** The balancer finds no node. */
  public static Fault proxy() {
    return Fault.html(502);
  }
}
