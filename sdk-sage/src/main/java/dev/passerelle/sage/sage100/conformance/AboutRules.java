package dev.passerelle.sage.sage100.conformance;

import dev.passerelle.core.http.JsonTree;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** What the agent says of itself (contract §2). */
final class AboutRules {
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Set<String> CAPABILITIES =
      Set.of(
          "customer.create",
          "customer.update",
          "customer.sleep",
          "customer.wake",
          "contact.create",
          "contact.update",
          "contact.delete",
          "document.create:0",
          "document.create:1",
          "price");

  private AboutRules() {}

  static List<AgentRule> rules() {
    return List.of(
        new AgentRule("A8", "§2", "contract is the integer 1", AboutRules::contract),
        new AgentRule(
            "A9",
            "§2",
            "clock is the time of the answer, an instant in UTC, at most a minute from the true one",
            AboutRules::clock),
        new AgentRule(
            "A10",
            "§2",
            "company.database is told, zone is an IANA name, limits are positive, capabilities are"
                + " those of the contract",
            AboutRules::company),
        new AgentRule(
            "A11",
            "§2",
            "agent.instance stays the same while the journal does",
            AboutRules::instance));
  }

  private static void contract(Trial trial) {
    JsonTree contract = trial.about().at("contract");
    Violation.unless(
        !Trial.isString(contract) && contract.text().orElse("").equals("1"),
        "contract is " + contract.text().orElse("absent"));
  }

  private static void clock(Trial trial) {
    Instant before = trial.clock().instant();
    Instant told = instant(trial.about());
    Instant after = trial.clock().instant();
    boolean right = told.isAfter(before.minus(SKEW)) && told.isBefore(after.plus(SKEW));
    Violation.unless(
        right, "the clock is " + Duration.between(before, told).toSeconds() + " s off");
  }

  /** The agent's time. */
  static Instant instant(JsonTree about) {
    String text = about.at("clock").text().orElse("");
    try {
      Violation.unless(text.endsWith("Z"), "clock is no instant in UTC: '" + text + "'");
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Violation("clock is no instant: '" + text + "'");
    }
  }

  /** The company's zone. */
  static ZoneId zone(JsonTree about) {
    String text = about.at("zone").text().orElse("");
    try {
      Violation.unless(text.contains("/"), "zone is no IANA name: '" + text + "'");
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new Violation("zone is no IANA name: '" + text + "'");
    }
  }

  private static void company(Trial trial) {
    JsonTree about = trial.about();
    Violation.unless(
        !about.at("company").at("database").text().orElse("").isBlank(),
        "company.database is not told");
    zone(about);
    for (String name :
        List.of("batch", "price", "query", "bodyBytes", "lines", "executionSeconds")) {
      boolean positive =
          about.at("limits").at(name).number().filter(n -> n.signum() > 0).isPresent();
      Violation.unless(positive, "limits." + name + " is not above zero");
    }
    List<JsonTree> told = about.at("capabilities").items();
    Violation.unless(!told.isEmpty(), "no capability");
    for (JsonTree one : told) {
      String capability = one.text().orElse("");
      Violation.unless(
          CAPABILITIES.contains(capability), "capability '" + capability + "' does not exist");
    }
  }

  private static void instance(Trial trial) {
    String first = instanceOf(trial);
    Violation.unless(!first.isBlank(), "agent.instance is not told");
    Trial.expect("done", trial.perform(trial.customer("a")));
    String second = instanceOf(trial);
    Violation.unless(second.equals(first), "agent.instance has changed, and the journal has not");
  }

  private static String instanceOf(Trial trial) {
    return trial.about().at("agent").at("instance").text().orElse("");
  }
}
