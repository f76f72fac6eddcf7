package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Faults with the vendor's bodies (fact sheet §5, §8), for {@code HubSpotSimulator.faults()}. */
public final class HubSpotFaults {
  private static final String CORRELATION = "50415353-4552-4000-8000-00000000fa17";

  private HubSpotFaults() {}

  /**
   * 429 of a limit.
   *
   * @param policy {@code TEN_SECONDLY_ROLLING}, {@code SECONDLY} or {@code DAILY}
   */
  public static Fault tooManyRequests(String policy) {
    return Fault.answer(429, RateMeter.refusal(policy, CORRELATION).body());
  }

  /** 429 of the ten-second limit with a {@code Retry-After} in seconds. */
  public static Fault tooManyRequests(int retryAfterSeconds) {
    return tooManyRequests("TEN_SECONDLY_ROLLING")
        .withHeader("Retry-After", Integer.toString(retryAfterSeconds));
  }

  /** 423: the record is locked for the moment. */
  public static Fault locked() {
    return Fault.answer(423, body("RESOURCE_LOCKED", "The resource is locked, try again later"));
  }

  /** 477: the account is being moved; with a {@code Retry-After} in seconds. */
  public static Fault migrating(int retryAfterSeconds) {
    return Fault.answer(477, body("MIGRATION_IN_PROGRESS", "A migration is in progress"))
        .withHeader("Retry-After", Integer.toString(retryAfterSeconds));
  }

  /** 500 with the vendor's body. */
  public static Fault internalError() {
    return Fault.answer(500, body("INTERNAL_ERROR", "internal error"));
  }

  /** The vendor's error body for a status of one's own, for instance 400 or 409. */
  public static Fault error(int status, String category, String message) {
    return Fault.answer(status, body(category, message));
  }

  private static String body(String category, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "error");
    body.put("message", message);
    body.put("correlationId", CORRELATION);
    body.put("category", category);
    return Json.write(body);
  }
}
