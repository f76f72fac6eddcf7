package dev.passerelle.sage.sage100.conformance;

import dev.passerelle.core.http.JsonTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Batches as a whole (contract §3). */
final class BatchRules {
  private static final Set<String> OUTCOMES =
      Set.of("done", "refused", "stale", "busy", "executing");

  private BatchRules() {}

  static List<AgentRule> rules() {
    return List.of(
        new AgentRule(
            "A12",
            "§3",
            "every operation has one outcome, with its own key and reference",
            BatchRules::complete),
        new AgentRule(
            "A13",
            "§3",
            "a refused operation neither stops nor undoes the others",
            BatchRules::independent),
        new AgentRule(
            "A14",
            "§3",
            "after notAfter an operation is busy / EXPIRED and has no effect; the same reference may"
                + " come again",
            BatchRules::expired),
        new AgentRule(
            "A15",
            "§4.4",
            "an operation that the contract does not have is refused: NOT_SUPPORTED",
            BatchRules::nothingElse));
  }

  private static void complete(Trial trial) {
    List<Map<String, Object>> operations =
        List.of(trial.customer("a"), trial.customer("b"), trial.customer("c"));
    Wire.Reply reply = trial.batch(operations);
    for (Map<String, Object> operation : operations) {
      JsonTree outcome = Trial.outcome(reply, operation);
      Violation.unless(OUTCOMES.contains(Trial.word(outcome)), "outcome " + Trial.word(outcome));
      Violation.unless(
          outcome.at("reference").text().equals(Optional.of(Trial.member(operation, "reference"))),
          "an outcome bears the reference of another operation");
      String title = Trial.field(outcome.at("record"), "CT_Intitule");
      String wanted = trial.name(Trial.member(operation, "key").substring(2));
      Violation.unless(title.equals(wanted), "an outcome bears the record of another operation");
    }
    int given = reply.body().at("outcomes").items().size();
    Violation.unless(given == 3, given + " outcomes of 3 operations");
  }

  private static void independent(Trial trial) {
    Map<String, Object> before = trial.customer("a");
    Map<String, Object> wrong = trial.operation("b", "customer.create", Trial.fields());
    Map<String, Object> after = trial.customer("c");
    Wire.Reply reply = trial.batch(List.of(before, wrong, after));
    Trial.expect("done", Trial.outcome(reply, before));
    Trial.refused(Trial.outcome(reply, wrong), "REQUIRED", "CT_Intitule");
    Trial.expect("done", Trial.outcome(reply, after));
    trial.expectFate("done", "a");
    trial.expectFate("done", "c");
  }

  private static void expired(Trial trial) {
    String past = trial.clock().instant().minus(Duration.ofMinutes(5)).toString();
    Map<String, Object> operation = trial.customer("a");
    JsonTree outcome = Trial.outcome(trial.batch(List.of(operation), past), operation);
    Trial.expect("busy", outcome);
    Violation.unless(
        outcome.at("code").text().equals(Optional.of("EXPIRED")),
        "expected busy EXPIRED, is " + Trial.shown(outcome));
    trial.expectFate("unknown", "a");
    String later = trial.clock().instant().plus(Duration.ofMinutes(5)).toString();
    Trial.expect("done", Trial.outcome(trial.batch(List.of(operation), later), operation));
  }

  private static void nothingElse(Trial trial) {
    for (String operation : List.of("document.update", "invoice.create", "payment.create")) {
      JsonTree outcome = trial.perform(trial.operation(operation, operation, Trial.fields()));
      Trial.expect("refused", outcome);
      boolean named =
          outcome.at("errors").items().stream()
              .anyMatch(e -> e.at("code").text().equals(Optional.of("NOT_SUPPORTED")));
      Violation.unless(named, "expected NOT_SUPPORTED, is " + Trial.shown(outcome));
    }
  }
}
