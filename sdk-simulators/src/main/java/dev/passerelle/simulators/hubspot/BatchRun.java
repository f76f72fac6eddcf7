package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries out the rows of one batch (fact sheet §4). Where each row bears a trace id of its own,
 * each is a transaction, and the answer is a multi-status one if some fail; otherwise the first bad
 * row fails the whole batch and nothing is written. Results come in another order than the inputs.
 */
final class BatchRun {
  static final int LARGEST = 100;
  private static final String TRACE = "objectWriteTraceId";

  /** What is done with one row. */
  interface Row {
    Map<String, Object> run(Transaction tx, JsonBody input);
  }

  private final Portal portal;
  private final Source source;

  BatchRun(Portal portal, Source source) {
    this.portal = portal;
    this.source = source;
  }

  static List<JsonBody> inputs(JsonBody body) {
    List<JsonBody> inputs = body.objects("inputs");
    if (inputs.isEmpty() || inputs.size() > LARGEST) {
      throw HubSpotError.validation(
          "inputs must have between 1 and " + LARGEST + " entries, not " + inputs.size());
    }
    return inputs;
  }

  HttpAnswer run(JsonBody body, int status, Row row) {
    List<JsonBody> inputs = inputs(body);
    return traced(inputs) ? each(inputs, status, row) : all(inputs, status, row);
  }

  private HttpAnswer all(List<JsonBody> inputs, int status, Row row) {
    List<Map<String, Object>> results =
        portal.transact(
            source,
            tx -> {
              List<Map<String, Object>> done = new ArrayList<>();
              inputs.forEach(input -> done.add(row.run(tx, input)));
              return done;
            });
    return answer(status, results, List.of());
  }

  private HttpAnswer each(List<JsonBody> inputs, int status, Row row) {
    List<Map<String, Object>> results = new ArrayList<>();
    List<Map<String, Object>> errors = new ArrayList<>();
    for (JsonBody input : inputs) {
      String trace = input.requiredText(TRACE);
      try {
        Map<String, Object> result = portal.transact(source, tx -> row.run(tx, input));
        result.put(TRACE, trace);
        results.add(result);
      } catch (HubSpotError e) {
        errors.add(e.row(Map.of(TRACE, List.of(trace))));
      }
    }
    return answer(errors.isEmpty() ? status : 207, results, errors);
  }

  private HttpAnswer answer(
      int status, List<Map<String, Object>> results, List<Map<String, Object>> errors) {
    List<Map<String, Object>> shuffled = new ArrayList<>(results);
    Collections.reverse(shuffled);
    return HttpAnswer.json(status, body(portal, shuffled, errors)).wrote(results.size());
  }

  static Map<String, Object> body(
      Portal portal, List<Map<String, Object>> results, List<Map<String, Object>> errors) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "COMPLETE");
    body.put("results", results);
    if (!errors.isEmpty()) {
      body.put("numErrors", errors.size());
      body.put("errors", errors);
    }
    body.put("requestedAt", Times.text(portal.now()));
    body.put("startedAt", Times.text(portal.now()));
    body.put("completedAt", Times.text(portal.now()));
    return body;
  }

  private static boolean traced(List<JsonBody> inputs) {
    Set<String> seen = new HashSet<>();
    return inputs.stream()
        .allMatch(
            input -> input.text(TRACE).filter(id -> !id.isEmpty()).map(seen::add).orElse(false));
  }
}
