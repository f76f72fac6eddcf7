package dev.passerelle.sage.sage100.conformance;

import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One rule being asked: names and references that nobody has used before, and the ways to the
 * agent. Every rule makes the records that it needs, so that each can be asked alone.
 */
final class Trial {
  private static final Json JSON = new Json();

  private final AgentConformance.Settings settings;
  private final Wire wire;
  private final String rule;
  private final String run;

  Trial(AgentConformance.Settings settings, Wire wire, String run, String rule) {
    this.settings = settings;
    this.wire = wire;
    this.run = run;
    this.rule = rule;
  }

  Wire wire() {
    return wire;
  }

  String key() {
    return settings.key().get();
  }

  /** A key that may only read. */
  String readKey() {
    if (settings.readKey() == null) {
      throw new NotApplicable("needs a key with the right to read only");
    }
    return settings.readKey().get();
  }

  /** An article that can be sold. */
  String article() {
    if (settings.article().isEmpty()) {
      throw new NotApplicable("needs an article");
    }
    return settings.article();
  }

  Clock clock() {
    return settings.clock();
  }

  /** A reference of this rule. */
  String reference(String tail) {
    return "CONF:" + run + ":" + rule + ":" + tail;
  }

  /** A name of this rule, as a customer's title or a person's name. */
  String name(String tail) {
    return "C" + run + " " + rule + " " + tail;
  }

  /** A web number of this rule: at most 17 characters. */
  String webNumber(String tail) {
    return run + rule + tail;
  }

  JsonTree about() {
    Wire.Reply reply = wire.get(key(), "v1", "about");
    Violation.unless(reply.status() == 200, "about: expected 200, is " + reply.shown());
    return reply.body();
  }

  /** The rule concerns operations that an agent need not have. */
  void needs(String... capabilities) {
    Set<String> can =
        about().at("capabilities").items().stream()
            .flatMap(one -> one.text().stream())
            .collect(Collectors.toSet());
    Arrays.stream(capabilities)
        .filter(one -> !can.contains(one))
        .findFirst()
        .ifPresent(
            one -> {
              throw new NotApplicable("the agent cannot " + one);
            });
  }

  /** An operation whose key is not its reference, so that they cannot be mistaken. */
  Map<String, Object> operation(String tail, String operation, Map<String, ?> content) {
    Map<String, Object> whole = new LinkedHashMap<>(content);
    whole.put("key", "k-" + tail);
    whole.put("reference", reference(tail));
    whole.put("operation", operation);
    return whole;
  }

  Map<String, Object> customer(String tail) {
    return operation(tail, "customer.create", fields("CT_Intitule", name(tail)));
  }

  static Map<String, Object> fields(Object... pairs) {
    return Map.of("fields", members(pairs));
  }

  static Map<String, Object> members(Object... pairs) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      members.put(pairs[i].toString(), pairs[i + 1]);
    }
    return members;
  }

  Wire.Reply batch(List<Map<String, Object>> operations) {
    return batch(operations, null);
  }

  Wire.Reply batch(List<Map<String, Object>> operations, @Nullable String notAfter) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (notAfter != null) {
      body.put("notAfter", notAfter);
    }
    body.put("operations", operations);
    return wire.post(key(), body, "v1", "batch");
  }

  /** A member of an operation that is a text. */
  static String member(Map<String, Object> operation, String name) {
    return String.valueOf(operation.get(name));
  }

  /** The outcome of one operation. */
  JsonTree perform(Map<String, Object> operation) {
    return outcome(batch(List.of(operation)), operation);
  }

  /** The outcome that bears an operation's key. */
  static JsonTree outcome(Wire.Reply reply, Map<String, Object> operation) {
    Violation.unless(reply.status() == 200, "expected 200, is " + reply.shown());
    Optional<JsonTree> outcome =
        reply.body().at("outcomes").items().stream()
            .filter(one -> one.at("key").text().equals(Optional.of(member(operation, "key"))))
            .findFirst();
    return outcome.orElseThrow(
        () -> new Violation("no outcome with the key of " + operation.get("operation")));
  }

  /** An operation that must succeed: its record. */
  JsonTree done(Map<String, Object> operation) {
    JsonTree outcome = perform(operation);
    expect("done", outcome);
    return outcome.at("record");
  }

  static void expect(String word, JsonTree outcome) {
    Violation.unless(word(outcome).equals(word), "expected " + word + ", is " + shown(outcome));
  }

  /** A refusal with exactly this fault: the error. */
  static JsonTree refused(JsonTree outcome, String code, String field) {
    expect("refused", outcome);
    return outcome.at("errors").items().stream()
        .filter(error -> error.at("code").text().equals(Optional.of(code)))
        .filter(error -> error.at("field").text().orElse("").equals(field))
        .findFirst()
        .orElseThrow(
            () -> new Violation("expected " + code + " of " + field + ", is " + shown(outcome)));
  }

  static String word(JsonTree outcome) {
    return outcome.at("outcome").text().orElse("no outcome");
  }

  /** An outcome in short. */
  static String shown(JsonTree outcome) {
    String codes =
        outcome.at("errors").items().stream()
            .map(e -> e.at("code").text().orElse("?") + " " + e.at("field").text().orElse(""))
            .collect(Collectors.joining(", "));
    return (word(outcome) + " " + outcome.at("code").text().orElse("") + codes).strip();
  }

  /** The fate of a reference, by its own path. */
  JsonTree fate(String tail) {
    Wire.Reply reply = wire.get(key(), "v1", "requests", reference(tail));
    Violation.unless(reply.status() == 200, "fate: expected 200, is " + reply.shown());
    return reply.body();
  }

  void expectFate(String word, String tail) {
    String is = fate(tail).at("fate").text().orElse("none");
    Violation.unless(is.equals(word), "fate of " + tail + ": expected " + word + ", is " + is);
  }

  /** The record's cbMarq. */
  static int marq(JsonTree record) {
    return record
        .at("cbMarq")
        .number()
        .orElseThrow(() -> new Violation("a record without cbMarq"))
        .intValue();
  }

  static String field(JsonTree record, String column) {
    return record.at("fields").at(column).text().orElse("");
  }

  /** Whether a value is a JSON string on the wire, and not a number. */
  static boolean isString(JsonTree value) {
    return !value.isMissing() && JSON.write(value).startsWith("\"");
  }
}
