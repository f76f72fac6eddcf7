package dev.passerelle.sage.sage100.model;

import dev.passerelle.core.http.JsonTree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an agent says of itself (contract of the agent, §2).
 *
 * @param contract version of the contract
 * @param version the agent's own version
 * @param instance changes when the agent's journal was lost
 * @param database name of the company's database
 * @param sageVersion version of Sage
 * @param clock the agent's time; the epoch when it gave none
 * @param zone IANA name of the company's zone
 * @param batchLimit operations per batch
 * @param priceLimit documents per pricing
 * @param queryLimit references per query
 * @param executionSeconds the longest time of an operation
 * @param capabilities operations that it does
 */
public record AgentAbout(
    int contract,
    String version,
    String instance,
    String database,
    String sageVersion,
    Instant clock,
    String zone,
    int batchLimit,
    int priceLimit,
    int queryLimit,
    int executionSeconds,
    Set<String> capabilities) {

  /** Copies. */
  public AgentAbout {
    capabilities = Set.copyOf(capabilities);
  }

  /** Reads the answer of {@code GET /v1/about}; limits that are missing are the contract's. */
  public static AgentAbout of(JsonTree json) {
    JsonTree limits = json.at("limits");
    return new AgentAbout(
        number(json.at("contract"), 0),
        json.at("agent").at("version").text().orElse(""),
        json.at("agent").at("instance").text().orElse(""),
        json.at("company").at("database").text().orElse(""),
        json.at("sage").at("version").text().orElse(""),
        instant(json.at("clock").text().orElse("")),
        json.at("zone").text().orElse(""),
        number(limits.at("batch"), 50),
        number(limits.at("price"), 50),
        number(limits.at("query"), 200),
        number(limits.at("executionSeconds"), 60),
        json.at("capabilities").items().stream()
            .flatMap(name -> name.text().stream())
            .collect(Collectors.toSet()));
  }

  private static int number(JsonTree json, int otherwise) {
    return json.number().map(Number::intValue).orElse(otherwise);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
