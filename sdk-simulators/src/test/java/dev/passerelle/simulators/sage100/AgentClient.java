package dev.passerelle.simulators.sage100;

import dev.passerelle.simulators.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Speaks to the agent as its contract says, with no code of a connector. */
final class AgentClient {
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http;
  private final String url;
  String key = NegoceCompany.KEY;
  int status;

  AgentClient(NegoceCompany company) {
    this(company, Duration.ofSeconds(20));
  }

  AgentClient(NegoceCompany company, Duration patience) {
    this.http =
        new OkHttpClient.Builder().readTimeout(patience).retryOnConnectionFailure(false).build();
    this.url = company.sage.agentUrl();
  }

  Map<String, Object> post(String path, Object body) throws IOException {
    return send(request(path).post(RequestBody.create(Json.write(body), JSON)).build());
  }

  Map<String, Object> get(String path) throws IOException {
    return send(request(path).get().build());
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(url + path).header("Authorization", "Bearer " + key);
  }

  private Map<String, Object> send(Request request) throws IOException {
    try (Response response = http.newCall(request).execute()) {
      status = response.code();
      return Json.object(response.body().string());
    }
  }

  /** Sends one operation and gives its outcome. */
  Map<String, Object> perform(String reference, String operation, Map<String, ?> content)
      throws IOException {
    Map<String, Object> answer =
        post("/v1/batch", Map.of("operations", List.of(operation(reference, operation, content))));
    return Json.asObject(((List<?>) answer.get("outcomes")).get(0));
  }

  static Map<String, Object> operation(String reference, String operation, Map<String, ?> content) {
    Map<String, Object> whole = new LinkedHashMap<>(content);
    whole.put("key", "k-" + reference);
    whole.put("reference", reference);
    whole.put("operation", operation);
    return whole;
  }

  String fate(String reference) throws IOException {
    return get("/v1/requests/" + reference).get("fate").toString();
  }

  static Map<String, Object> record(Map<String, Object> outcome) {
    return Json.asObject(outcome.get("record"));
  }

  static Map<String, Object> fields(Map<String, Object> outcome) {
    return Json.asObject(record(outcome).get("fields"));
  }

  /** The codes of a refusal, with their fields. */
  static List<String> errors(Map<String, Object> outcome) {
    return ((List<?>) outcome.get("errors"))
        .stream()
            .map(Json::asObject)
            .map(error -> error.get("code") + " " + error.getOrDefault("field", ""))
            .toList();
  }
}
