package dev.passerelle.sage.sage100.conformance;

import dev.passerelle.core.http.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** References: what is done once, and what became of it (contract §6). */
final class JournalRules {
  private JournalRules() {}

  static List<AgentRule> rules() {
    return List.of(
        new AgentRule(
            "A30",
            "§6",
            "the same reference with the same content has no second effect: the same record,"
                + " repeated true",
            JournalRules::repeated),
        new AgentRule(
            "A31",
            "§6",
            "two requests with one reference at the same instant have one effect",
            JournalRules::together),
        new AgentRule(
            "A32",
            "§6",
            "a done reference with another content is REFERENCE_REUSED, and nothing happens",
            JournalRules::reused),
        new AgentRule(
            "A33",
            "§6",
            "the fate of a done reference is done, with record and time, by both paths",
            JournalRules::doneFate),
        new AgentRule(
            "A34",
            "§6",
            "the fate of a refused reference is refused with its errors, and it may be used again",
            JournalRules::refusedFate),
        new AgentRule(
            "A35",
            "§6",
            "a query answers one fate per reference, unknown for one that was never sent",
            JournalRules::query),
        new AgentRule(
            "A36",
            "§3",
            "every printable character may stand in a reference, percent-encoded in the path",
            JournalRules::encoded));
  }

  private static void repeated(Trial trial) {
    Map<String, Object> operation = trial.customer("a");
    JsonTree first = trial.perform(operation);
    Trial.expect("done", first);
    Violation.unless(isRepeated(first, false), "repeated is not false at the first time");
    for (int i = 0; i < 2; i++) {
      JsonTree again = trial.perform(operation);
      Trial.expect("done", again);
      sameRecord(first, again);
      Violation.unless(isRepeated(again, true), "repeated is not true at the second time");
    }
  }

  private static boolean isRepeated(JsonTree outcome, boolean wanted) {
    return outcome.at("repeated").bool().equals(Optional.of(wanted));
  }

  private static void sameRecord(JsonTree first, JsonTree other) {
    Violation.unless(
        Trial.marq(first.at("record")) == Trial.marq(other.at("record")),
        "a second record was made");
  }

  private static void together(Trial trial) {
    Map<String, Object> operation = trial.customer("a");
    CompletableFuture<JsonTree> one = CompletableFuture.supplyAsync(() -> trial.perform(operation));
    JsonTree second = trial.perform(operation);
    JsonTree first = one.join();
    JsonTree settled = trial.perform(operation);
    for (JsonTree outcome : List.of(first, second)) {
      String word = Trial.word(outcome);
      Violation.unless(
          word.equals("done") || word.equals("executing"),
          "expected done or executing, is " + word);
      if (word.equals("done") && Trial.word(settled).equals("done")) {
        sameRecord(settled, outcome);
      }
    }
    boolean twice = isRepeated(first, false) && isRepeated(second, false);
    Violation.unless(!twice, "both requests say that they had the effect");
  }

  private static void reused(Trial trial) {
    JsonTree first = trial.perform(trial.customer("a"));
    Trial.expect("done", first);
    Map<String, Object> other = trial.customer("a");
    other.put("fields", Trial.members("CT_Intitule", trial.name("another")));
    Trial.refused(trial.perform(other), "REFERENCE_REUSED", "reference");
    sameRecord(first, trial.fate("a"));
  }

  private static void doneFate(Trial trial) {
    JsonTree outcome = trial.perform(trial.customer("a"));
    Trial.expect("done", outcome);
    JsonTree asked = one(trial.wire().post(trial.key(), query(trial, "a"), path()));
    for (JsonTree fate : List.of(trial.fate("a"), asked)) {
      String word = fate.at("fate").text().orElse("none");
      Violation.unless(word.equals("done"), "expected the fate done, is " + word);
      sameRecord(outcome, fate);
      AboutRules.instant(JsonTree.of(Map.of("clock", fate.at("at"))));
    }
  }

  private static String[] path() {
    return new String[] {"v1", "requests", "query"};
  }

  private static Map<String, Object> query(Trial trial, String... tails) {
    List<String> references = java.util.Arrays.stream(tails).map(trial::reference).toList();
    return Map.of("references", references);
  }

  private static JsonTree one(Wire.Reply reply) {
    Violation.unless(reply.status() == 200, "query: expected 200, is " + reply.shown());
    return reply.body().at("fates").at(0);
  }

  private static void refusedFate(Trial trial) {
    Map<String, Object> wrong = trial.operation("a", "customer.create", Trial.fields());
    Trial.refused(trial.perform(wrong), "REQUIRED", "CT_Intitule");
    JsonTree fate = trial.fate("a");
    boolean kept =
        fate.at("fate").text().equals(Optional.of("refused"))
            && fate.at("errors").at(0).at("code").text().equals(Optional.of("REQUIRED"));
    Violation.unless(kept, "the refusal was not kept");
    Trial.expect("done", trial.perform(trial.customer("a")));
    trial.expectFate("done", "a");
  }

  private static void query(Trial trial) {
    Trial.expect("done", trial.perform(trial.customer("a")));
    Wire.Reply reply = trial.wire().post(trial.key(), query(trial, "never", "a"), path());
    Violation.unless(reply.status() == 200, "query: expected 200, is " + reply.shown());
    List<JsonTree> fates = reply.body().at("fates").items();
    Violation.unless(fates.size() == 2, fates.size() + " fates of 2 references");
    expect(fates, trial.reference("never"), "unknown");
    expect(fates, trial.reference("a"), "done");
    trial.expectFate("unknown", "never");
  }

  private static void expect(List<JsonTree> fates, String reference, String word) {
    boolean found =
        fates.stream()
            .filter(fate -> fate.at("reference").text().equals(Optional.of(reference)))
            .anyMatch(fate -> fate.at("fate").text().equals(Optional.of(word)));
    Violation.unless(found, "no fate " + word + " with its reference");
  }

  private static void encoded(Trial trial) {
    String tail = "a/b?c#d%20&+;=@'\"<>\\^`{|}~";
    Trial.expect("done", trial.perform(trial.customer(tail)));
    JsonTree fate = trial.fate(tail);
    boolean found =
        fate.at("fate").text().equals(Optional.of("done"))
            && fate.at("reference").text().equals(Optional.of(trial.reference(tail)));
    Violation.unless(found, "a reference with reserved characters is not found by its path");
  }
}
