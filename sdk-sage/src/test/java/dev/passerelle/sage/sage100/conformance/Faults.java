package dev.passerelle.sage.sage100.conformance;

import dev.passerelle.sage.sage100.conformance.AgentFault.Behaviour;
import dev.passerelle.sage.sage100.conformance.BrokenAgent.Answer;
import dev.passerelle.sage.sage100.conformance.BrokenAgent.Call;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The ways in which agents go wrong. */
final class Faults {
  private Faults() {}

  /** Spoils calls on their way in. */
  static Behaviour before(Predicate<Call> which, BiConsumer<BrokenAgent, Call> spoil) {
    return (agent, call) -> {
      if (which.test(call)) {
        agent.use();
        spoil.accept(agent, call);
      }
      return agent.send(call);
    };
  }

  /** Spoils answers on their way out. */
  static Behaviour after(
      BiPredicate<BrokenAgent, Answer> which, BiConsumer<BrokenAgent, Answer> spoil) {
    return (agent, call) -> {
      Answer answer = agent.send(call);
      if (which.test(agent, answer)) {
        agent.use();
        spoil.accept(agent, answer);
      }
      return answer;
    };
  }

  static Behaviour about(BiConsumer<BrokenAgent, Map<String, Object>> spoil) {
    return after(
        (agent, answer) -> answer.body.containsKey("contract"),
        (agent, answer) -> spoil.accept(agent, answer.body));
  }

  static Behaviour outcomes(BiConsumer<BrokenAgent, Map<String, Object>> spoil) {
    return after(
        (agent, answer) -> answer.body.containsKey("outcomes"),
        (agent, answer) -> answer.outcomes().forEach(one -> spoil.accept(agent, one)));
  }

  static Behaviour records(BiConsumer<BrokenAgent, Map<String, Object>> spoil) {
    return outcomes(
        (agent, outcome) -> {
          if (outcome.containsKey("record")) {
            spoil.accept(agent, BrokenAgent.object(outcome, "record"));
          }
        });
  }

  static Behaviour fields(String operation, BiConsumer<BrokenAgent, Map<String, Object>> spoil) {
    return before(
        call -> call.has(operation),
        (agent, call) ->
            call.operations().stream()
                .filter(one -> operation.equals(one.get("operation")))
                .forEach(one -> spoil.accept(agent, BrokenAgent.object(one, "fields"))));
  }

  static Behaviour documents(BiConsumer<BrokenAgent, Map<String, Object>> spoil) {
    return before(
        call -> call.has("document.create"),
        (agent, call) ->
            call.operations().stream()
                .filter(one -> one.containsKey("document"))
                .forEach(one -> spoil.accept(agent, BrokenAgent.object(one, "document"))));
  }

  static Behaviour fates(String which, BiFunction<BrokenAgent, Call, String> instead) {
    return (agent, call) -> {
      Answer answer = agent.send(call);
      for (Map<String, Object> fate : answer.fates()) {
        String said = instead.apply(agent, call);
        if (which.equals(fate.get("fate")) && !which.equals(said)) {
          agent.use();
          fate.put("fate", said);
        }
      }
      return answer;
    };
  }

  /** Says done where the real agent refuses for this reason. */
  static Behaviour pretending(String code) {
    return outcomes(
        (agent, outcome) -> {
          if (outcome.getOrDefault("errors", "").toString().contains(code)) {
            outcome.remove("errors");
            outcome.put("outcome", "done");
          }
        });
  }

  static Behaviour renaming(String code, String instead) {
    return outcomes(
        (agent, outcome) ->
            BrokenAgent.list(outcome, "errors").stream()
                .filter(error -> code.equals(error.get("code")))
                .forEach(error -> error.put("code", instead)));
  }

  /** Refuses an operation on a record for which it was done already. */
  static Behaviour onceOnly(String operation) {
    return (agent, call) -> {
      if (call.has(operation)) {
        Map<String, Object> one = call.operations().get(0);
        if (agent.memory.put(operation + one.get("record"), one) != null) {
          agent.use();
          return Answer.of(
              new LinkedHashMap<>(Map.of("outcomes", List.of(refusal(one, "IN_USE")))));
        }
      }
      return agent.send(call);
    };
  }

  private static Map<String, Object> refusal(Map<String, Object> operation, String code) {
    Map<String, Object> outcome = outcome(operation, "refused");
    outcome.put("errors", List.of(Map.of("code", code, "field", "reference")));
    return outcome;
  }

  private static Map<String, Object> outcome(Map<String, Object> operation, String word) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("key", operation.get("key"));
    outcome.put("reference", operation.get("reference"));
    outcome.put("outcome", word);
    return outcome;
  }

  static void unique(Call call) {
    Set<Object> seen = new HashSet<>();
    call.operations().removeIf(one -> !seen.add(one.get("key")) | !seen.add(one.get("reference")));
  }

  static void swapKeys(Answer answer) {
    List<Map<String, Object>> outcomes = answer.outcomes();
    Object key = outcomes.get(0).get("key");
    outcomes.get(0).put("key", outcomes.get(1).get("key"));
    outcomes.get(1).put("key", key);
  }

  static void asNumber(Map<String, Object> record, String column) {
    BrokenAgent.object(record, "fields")
        .computeIfPresent(column, (name, value) -> new BigDecimal(value.toString()));
  }

  static void cut(Map<String, Object> fields, String column) {
    fields.computeIfPresent(
        column, (n, v) -> v.toString().length() > 69 ? v.toString().substring(0, 69) : v);
  }

  static void dropWrong(Map<String, Object> document) {
    BrokenAgent.list(document, "lines")
        .removeIf(one -> "NO-SUCH-ARTICLE".equals(one.get("AR_Ref")));
  }

  /** One after another; the rest is not begun after a refusal. */
  static Answer stopping(BrokenAgent agent, Call call) throws IOException {
    if (!call.isBatch() || call.operations().size() < 2) {
      return agent.send(call);
    }
    List<Object> outcomes = new ArrayList<>();
    boolean stopped = false;
    for (Map<String, Object> one : List.copyOf(call.operations())) {
      if (stopped) {
        agent.use();
        Map<String, Object> busy = outcome(one, "busy");
        busy.put("code", "NOT_STARTED");
        outcomes.add(busy);
        continue;
      }
      call.body.put("operations", List.of(one));
      Answer answer = agent.send(call);
      if (answer.status != 200) {
        return answer;
      }
      outcomes.addAll(answer.outcomes());
      stopped = "refused".equals(answer.outcomes().get(0).get("outcome"));
    }
    return Answer.of(new LinkedHashMap<>(Map.of("outcomes", outcomes)));
  }

  /** Answers done at once and means to write later. */
  static Answer early(BrokenAgent agent, Call call) throws IOException {
    if (!call.has("customer.create") || call.operations().size() > 1) {
      return agent.send(call);
    }
    agent.use();
    Map<String, Object> one = call.operations().get(0);
    Map<String, Object> fields = new LinkedHashMap<>(BrokenAgent.object(one, "fields"));
    int number = agent.next(1000);
    fields.put("CT_Num", "EARLY" + number);
    Map<String, Object> outcome = outcome(one, "done");
    outcome.put("repeated", false);
    outcome.put(
        "record",
        Map.of(
            "table",
            "F_COMPTET",
            "cbMarq",
            900_000 + number,
            "cbModification",
            "2026-03-16T08:00:00.000",
            "fields",
            fields));
    return Answer.of(new LinkedHashMap<>(Map.of("outcomes", List.of(outcome))));
  }

  /** Every delivery is another one to it. */
  static Answer again(BrokenAgent agent, Call call) throws IOException {
    if (!call.has("customer.create")) {
      return agent.send(call);
    }
    agent.use();
    return renumbered(agent, call);
  }

  private static Answer renumbered(BrokenAgent agent, Call call) throws IOException {
    Map<String, Object> given = new LinkedHashMap<>();
    for (Map<String, Object> one : call.operations()) {
      given.put(one.get("key").toString(), one.get("reference"));
      one.put("reference", one.get("reference") + "~" + agent.next(10_000));
    }
    Answer answer = agent.send(call);
    answer.outcomes().forEach(one -> one.put("reference", given.get(one.get("key"))));
    return answer;
  }

  /** Two requests that are under way at once do not see each other. */
  static Answer both(BrokenAgent agent, Call call) throws IOException, InterruptedException {
    boolean first = call.isBatch() && call.text.contains(":A31:") && agent.bothHere.getCount() > 0;
    if (!first) {
      return agent.send(call);
    }
    agent.bothHere.countDown();
    if (!agent.bothHere.await(5, TimeUnit.SECONDS)) {
      return agent.send(call);
    }
    agent.use();
    return renumbered(agent, call);
  }

  /** The first outcome of a reference, whatever comes later. */
  static Answer replaying(BrokenAgent agent, Call call) throws IOException {
    if (!call.isBatch() || call.operations().size() != 1) {
      return agent.send(call);
    }
    Map<String, Object> one = call.operations().get(0);
    String reference = one.get("reference").toString();
    if (agent.memory.get(reference) instanceof Map<?, ?> known) {
      agent.use();
      Map<String, Object> outcome = outcome(one, "done");
      outcome.put("repeated", true);
      outcome.put("record", known.get("record"));
      return Answer.of(new LinkedHashMap<>(Map.of("outcomes", List.of(outcome))));
    }
    Answer answer = agent.send(call);
    answer.outcomes().stream()
        .filter(outcome -> "done".equals(outcome.get("outcome")))
        .forEach(outcome -> agent.memory.put(reference, outcome));
    return answer;
  }

  /** A refused reference stays refused. */
  static Answer refusing(BrokenAgent agent, Call call) throws IOException {
    if (!call.isBatch() || call.operations().size() != 1) {
      return agent.send(call);
    }
    Map<String, Object> one = call.operations().get(0);
    String reference = one.get("reference").toString();
    if (agent.memory.containsKey(reference)) {
      agent.use();
      return Answer.of(
          new LinkedHashMap<>(Map.of("outcomes", List.of(refusal(one, "REFERENCE_REUSED")))));
    }
    Answer answer = agent.send(call);
    answer.outcomes().stream()
        .filter(outcome -> "refused".equals(outcome.get("outcome")))
        .forEach(outcome -> agent.memory.put(reference, outcome));
    return answer;
  }

  /** Looks for the path's letters in its journal, as they came. */
  static Answer undecoded(BrokenAgent agent, Call call) throws IOException {
    if (call.path.startsWith("/v1/requests/") && call.path.contains("%")) {
      agent.use();
      String raw = call.path.substring("/v1/requests/".length());
      return Answer.of(new LinkedHashMap<>(Map.of("reference", raw, "fate", "unknown")));
    }
    return agent.send(call);
  }

  /** Another spelling is another content. */
  static Answer literal(BrokenAgent agent, Call call) throws IOException {
    if (!call.isBatch() || call.operations().size() != 1) {
      return agent.send(call);
    }
    Map<String, Object> one = call.operations().get(0);
    String text = String.valueOf(one.get("document"));
    Object known = agent.memory.putIfAbsent(one.get("reference").toString(), text);
    if (known != null && !known.equals(text)) {
      agent.use();
      return Answer.of(
          new LinkedHashMap<>(Map.of("outcomes", List.of(refusal(one, "REFERENCE_REUSED")))));
    }
    return agent.send(call);
  }
}
