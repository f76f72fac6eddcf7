package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Json;

/** Faults with the vendor's bodies (fact sheet §8), for {@code S4HanaSimulator.faults()}. */
public final class S4HanaFaults {
  private S4HanaFaults() {}

  /** The vendor's error body in the form of V2, the cause inside the details. */
  public static Fault error(int status, String code, String message) {
    return Fault.answer(status, Json.write(new S4Error(status, code, message).body(false)))
        .withHeader("Content-Type", "application/json");
  }

  /** The vendor's error body in the form of V4. */
  public static Fault errorOfVersionFour(int status, String code, String message) {
    return Fault.answer(status, Json.write(new S4Error(status, code, message).body(true)))
        .withHeader("Content-Type", "application/json");
  }

  /** Another user works on the document. */
  public static Fault locked() {
    return error(400, "V1/042", "Sales document 42 is currently being processed by user MUELLER");
  }

  /** The CSRF token is refused. */
  public static Fault tokenRequired() {
    return Fault.answer(403, "CSRF token validation failed")
        .withHeader("x-csrf-token", "Required")
        .withHeader("Content-Type", "text/plain;charset=utf-8");
  }

  /** A page without rows, as a user sees it who may see none of them. */
  public static Fault noRows() {
    return Fault.answer(200, "{\"d\":{\"results\":[]}}");
  }

  /** The page that a dispatcher shows when all work processes are busy. */
  public static Fault dispatcher() {
    return Fault.html(503);
  }
}
