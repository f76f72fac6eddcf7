package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Json;
import java.util.List;
import java.util.Map;

/** Salesforce's error answers, to be scripted. */
public final class SalesforceFaults {
  private SalesforceFaults() {}

  /** An error of Salesforce's usual shape. */
  public static Fault error(int status, String code, String message) {
    return Fault.answer(status, Json.write(List.of(Map.of("errorCode", code, "message", message))));
  }

  /** The day's calls are used up. */
  public static Fault dailyLimit() {
    return error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
  }

  /** Too many long calls at once. */
  public static Fault concurrentLimit() {
    return error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded.");
  }

  /** The session is no longer valid. */
  public static Fault sessionExpired() {
    return error(401, "INVALID_SESSION_ID", "Session expired or invalid");
  }

  /** The user may not use the API at all. */
  public static Fault apiDisabled() {
    return error(403, "API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization.");
  }

  /** A right is missing. */
  public static Fault noAccess() {
    return error(403, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
  }
}
