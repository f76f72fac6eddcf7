package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Several requests in one: composite calls and graphs, with references to earlier answers. */
final class CompositeEndpoints {
  private static final int MOST = 25;
  private static final int MOST_LARGE = 5;
  private static final int MOST_NODES = 500;
  private static final Pattern REFERENCE =
      Pattern.compile("@\\{([A-Za-z0-9_]+)\\.([A-Za-z0-9_.]+)}");

  private final Org org;
  private final Handler inside;

  CompositeEndpoints(Org org, Handler inside) {
    this.org = org;
    this.inside = inside;
  }

  HttpAnswer composite(HttpCall call) {
    Map<String, @Nullable Object> body = Json.object(call.body());
    List<Map<String, @Nullable Object>> parts = parts(body);
    long large = parts.stream().filter(CompositeEndpoints::isLarge).count();
    if (parts.size() > MOST || large > MOST_LARGE) {
      throw SfError.bad("LIMIT_EXCEEDED", "Too many subrequests");
    }
    Run run = run(parts, Boolean.TRUE.equals(body.get("allOrNone")));
    return HttpAnswer.json(200, Map.of("compositeResponse", run.answers())).wrote(run.written());
  }

  HttpAnswer graph(HttpCall call) {
    List<Object> graphs = new ArrayList<>();
    int written = 0;
    for (Object each : (List<?>) Json.object(call.body()).getOrDefault("graphs", List.of())) {
      Map<String, @Nullable Object> graph = Json.asObject(each);
      List<Map<String, @Nullable Object>> parts = parts(graph);
      if (parts.size() > MOST_NODES) {
        throw SfError.bad("LIMIT_EXCEEDED", "Too many nodes");
      }
      Run run = run(parts, true);
      written += run.written();
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("graphId", graph.get("graphId"));
      answer.put("graphResponse", Map.of("compositeResponse", run.answers()));
      answer.put("isSuccessful", run.good());
      graphs.add(answer);
    }
    return HttpAnswer.json(200, Map.of("graphs", graphs)).wrote(written);
  }

  private record Run(List<Object> answers, int written, boolean good) {}

  private Run run(List<Map<String, @Nullable Object>> parts, boolean all) {
    Map<String, @Nullable Object> bodies = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> answers = new ArrayList<>();
    int written = 0;
    boolean failed = false;
    org.begin();
    for (Map<String, @Nullable Object> part : parts) {
      String reference = String.valueOf(part.get("referenceId"));
      HttpAnswer answer = all && failed ? halted() : answer(part, bodies);
      failed |= answer.status() >= 300;
      written += answer.written();
      Object body = answer.body().isEmpty() ? null : Json.parse(answer.body());
      bodies.put(reference, body);
      answers.add(response(reference, answer.status(), body));
    }
    if (all && failed) {
      org.rollback();
      answers.replaceAll(CompositeEndpoints::undone);
      written = 0;
    } else {
      org.commit();
    }
    return new Run(new ArrayList<>(answers), written, !failed);
  }

  private static Map<String, @Nullable Object> response(
      String reference, int status, @Nullable Object body) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("body", body);
    response.put("httpHeaders", Map.of());
    response.put("httpStatusCode", status);
    response.put("referenceId", reference);
    return response;
  }

  private static Map<String, @Nullable Object> undone(Map<String, @Nullable Object> answer) {
    int status = Integer.parseInt(String.valueOf(answer.get("httpStatusCode")));
    if (status >= 300) {
      return answer;
    }
    return response(String.valueOf(answer.get("referenceId")), 400, Json.parse(halted().body()));
  }

  private static HttpAnswer halted() {
    return SfError.bad(
            "PROCESSING_HALTED",
            "The transaction was rolled back since another operation in the same transaction failed.")
        .answer();
  }

  private HttpAnswer answer(
      Map<String, @Nullable Object> part, Map<String, @Nullable Object> bodies) {
    try {
      String url = substituted(String.valueOf(part.get("url")), bodies);
      Object body = part.get("body");
      String text = body == null ? "" : substituted(Json.write(body), bodies);
      return inside.handle(call(String.valueOf(part.get("method")), url, text));
    } catch (SfError e) {
      return e.answer();
    }
  }

  private static String substituted(String text, Map<String, @Nullable Object> bodies) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder whole = new StringBuilder();
    while (matcher.find()) {
      Object value = bodies.get(matcher.group(1));
      for (String step : matcher.group(2).split("\\.")) {
        value = value instanceof Map<?, ?> map ? map.get(step) : null;
      }
      if (value == null) {
        throw SfError.bad(
            "PROCESSING_HALTED", "Invalid reference specified. No value for " + matcher.group());
      }
      matcher.appendReplacement(whole, Matcher.quoteReplacement(value.toString()));
    }
    return matcher.appendTail(whole).toString();
  }

  private static HttpCall call(String method, String url, String body) {
    int mark = url.indexOf('?');
    String path = mark < 0 ? url : url.substring(0, mark);
    Map<String, List<String>> query = new TreeMap<>();
    if (mark >= 0) {
      for (String pair : url.substring(mark + 1).split("&")) {
        int equals = pair.indexOf('=');
        query.put(
            pair.substring(0, equals),
            List.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
      }
    }
    List<String> segments =
        Arrays.stream(path.split("/"))
            .filter(each -> !each.isEmpty())
            .map(each -> URLDecoder.decode(each, StandardCharsets.UTF_8))
            .toList();
    return new HttpCall(method, segments, query, Map.of(), body, Map.of());
  }

  private static boolean isLarge(Map<String, @Nullable Object> part) {
    String url = String.valueOf(part.get("url"));
    return url.contains("/composite/sobjects") || url.contains("/query");
  }

  private static List<Map<String, @Nullable Object>> parts(Map<String, @Nullable Object> body) {
    List<Map<String, @Nullable Object>> parts = new ArrayList<>();
    ((List<?>) body.getOrDefault("compositeRequest", List.of()))
        .forEach(part -> parts.add(Json.asObject(part)));
    return parts;
  }
}
