package dev.passerelle.sage.sage100.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole requests: keys, media type, errors of HTTP (contract §0, §3, §7). */
final class RequestRules {
  private RequestRules() {}

  static List<AgentRule> rules() {
    return List.of(
        new AgentRule(
            "A1",
            "§7",
            "without a valid key every path answers 401 KEY_REFUSED with WWW-Authenticate: Bearer,"
                + " and nothing is done",
            RequestRules::keys),
        new AgentRule(
            "A2",
            "§7",
            "a key that may only read is answered 403 NOT_ALLOWED on /v1/batch, nothing is done",
            RequestRules::rights),
        new AgentRule(
            "A3",
            "§1",
            "answers are application/json in UTF-8, errors too",
            RequestRules::mediaType),
        new AgentRule(
            "A4",
            "§7",
            "another path is 404 NO_SUCH_PATH, another method 405 METHOD_NOT_ALLOWED",
            RequestRules::paths),
        new AgentRule(
            "A5",
            "§1",
            "what is no JSON, and an unknown member, is 400 MALFORMED with the member's path, and"
                + " nothing is done",
            RequestRules::malformed),
        new AgentRule(
            "A6",
            "§7",
            "a key or a reference twice in a batch is 400 DUPLICATE_KEY or DUPLICATE_REFERENCE,"
                + " and nothing is done",
            RequestRules::twice),
        new AgentRule(
            "A7",
            "§7",
            "more operations than the limit are 413 TOO_MANY_OPERATIONS with the limit, and none is"
                + " done",
            RequestRules::tooMany));
  }

  private static void keys(Trial trial) {
    for (String wrong : List.of("", trial.key() + "x")) {
      @Nullable String key = wrong.isEmpty() ? null : wrong;
      challenged(trial.wire().get(key, "v1", "about"));
      challenged(trial.wire().get(key, "v1", "requests", trial.reference("none")));
      challenged(
          trial
              .wire()
              .post(key, Map.of("operations", List.of(trial.customer("a"))), "v1", "batch"));
    }
    trial.expectFate("unknown", "a");
  }

  private static void challenged(Wire.Reply reply) {
    Violation.unless(reply.is(401, "KEY_REFUSED"), "expected 401 KEY_REFUSED, is " + reply.shown());
    Violation.unless(
        reply.challenge().filter(header -> header.startsWith("Bearer")).isPresent(),
        "401 without WWW-Authenticate: Bearer");
  }

  private static void rights(Trial trial) {
    String key = trial.readKey();
    Wire.Reply about = trial.wire().get(key, "v1", "about");
    Violation.unless(about.status() == 200, "about: expected 200, is " + about.shown());
    Map<String, Object> body = Map.of("operations", List.of(trial.customer("a")));
    expect(trial.wire().post(key, body, "v1", "batch"), 403, "NOT_ALLOWED");
    trial.expectFate("unknown", "a");
  }

  private static void expect(Wire.Reply reply, int status, String code) {
    Violation.unless(
        reply.is(status, code), "expected " + status + " " + code + ", is " + reply.shown());
  }

  private static void mediaType(Trial trial) {
    json(trial.wire().get(trial.key(), "v1", "about"));
    json(trial.wire().get(trial.key() + "x", "v1", "about"));
    Map<String, Object> operation =
        trial.operation(
            "é", "customer.create", Trial.fields("CT_Intitule", trial.name("Cœur d’Île")));
    operation.put("reference", trial.reference("e"));
    Wire.Reply reply = trial.batch(List.of(operation));
    json(reply);
    Violation.unless(
        Trial.field(Trial.outcome(reply, operation).at("record"), "CT_Intitule")
            .equals(trial.name("Cœur d’Île")),
        "a title with letters beyond ASCII came back changed");
  }

  private static void json(Wire.Reply reply) {
    String type = reply.type().replace(" ", "").toLowerCase(java.util.Locale.ROOT);
    Violation.unless(
        type.equals("application/json") || type.equals("application/json;charset=utf-8"),
        "Content-Type of a " + reply.status() + " is '" + reply.type() + "'");
    Violation.unless(!reply.body().isMissing(), "a " + reply.status() + " whose body is no JSON");
  }

  private static void paths(Trial trial) {
    expect(trial.wire().get(trial.key(), "v1", "no-such-path"), 404, "NO_SUCH_PATH");
    expect(trial.wire().get(trial.key(), "v1", "batch"), 405, "METHOD_NOT_ALLOWED");
    expect(trial.wire().post(trial.key(), Map.of(), "v1", "about"), 405, "METHOD_NOT_ALLOWED");
  }

  private static void malformed(Trial trial) {
    expect(
        trial.wire().postText(trial.key(), "{\"operations\": [", "v1", "batch"), 400, "MALFORMED");
    Map<String, Object> operation = trial.customer("a");
    operation.put("colour", "red");
    pathNames(trial.batch(List.of(operation)), "colour");
    Map<String, Object> body = Map.of("operations", List.of(trial.customer("a")), "urgent", true);
    pathNames(trial.wire().post(trial.key(), body, "v1", "batch"), "urgent");
    trial.expectFate("unknown", "a");
  }

  private static void pathNames(Wire.Reply reply, String member) {
    expect(reply, 400, "MALFORMED");
    String path = reply.body().at("error").at("path").text().orElse("");
    Violation.unless(path.contains(member), "the path of MALFORMED does not name " + member);
  }

  private static void twice(Trial trial) {
    Map<String, Object> first = trial.customer("a");
    Map<String, Object> sameKey = trial.customer("b");
    sameKey.put("key", first.get("key"));
    expect(trial.batch(List.of(first, sameKey)), 400, "DUPLICATE_KEY");
    Map<String, Object> sameReference = trial.customer("c");
    sameReference.put("reference", first.get("reference"));
    expect(trial.batch(List.of(first, sameReference)), 400, "DUPLICATE_REFERENCE");
    trial.expectFate("unknown", "a");
  }

  private static void tooMany(Trial trial) {
    int limit = limit(trial, "batch");
    List<Map<String, Object>> operations = new ArrayList<>();
    for (int i = 0; i <= limit; i++) {
      operations.add(trial.customer("n" + i));
    }
    Wire.Reply reply = trial.batch(operations);
    expect(reply, 413, "TOO_MANY_OPERATIONS");
    Violation.unless(
        reply
            .body()
            .at("error")
            .at("limit")
            .number()
            .filter(n -> n.intValue() == limit)
            .isPresent(),
        "TOO_MANY_OPERATIONS without the limit " + limit);
    trial.expectFate("unknown", "n0");
  }

  /** A limit that the agent tells of itself. */
  static int limit(Trial trial, String name) {
    return trial
        .about()
        .at("limits")
        .at(name)
        .number()
        .orElseThrow(() -> new Violation("about: limits." + name + " is no number"))
        .intValue();
  }
}
