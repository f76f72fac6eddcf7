package dev.passerelle.sage.sage100.conformance;

import dev.passerelle.simulators.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** An agent with one fault: it stands before the reference agent and spoils what goes through. */
final class BrokenAgent implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");

  private final String real;
  private final AgentFault fault;
  final String key;
  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient http = new OkHttpClient();
  private final AtomicBoolean used = new AtomicBoolean();

  /** What a fault remembers, by reference or record. */
  final Map<String, Object> memory = new ConcurrentHashMap<>();

  final AtomicInteger counter = new AtomicInteger();
  final CountDownLatch bothHere = new CountDownLatch(2);

  BrokenAgent(String real, AgentFault fault, String key) throws IOException {
    this.real = real;
    this.fault = fault;
    this.key = key;
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return serve(request);
          }
        });
    server.start();
  }

  String url() {
    return server.url("/").toString();
  }

  /** Whether the fault has changed anything. */
  boolean used() {
    return used.get();
  }

  /** Another number each time, below the bound. */
  int next(int bound) {
    return counter.incrementAndGet() % bound;
  }

  void use() {
    used.set(true);
  }

  /** A call on its way to the real agent. */
  static final class Call {
    final String method;
    final String path;
    String authorization;
    final String text;
    final Map<String, Object> body;

    Call(String method, String path, String authorization, String text) {
      this.method = method;
      this.path = path;
      this.authorization = authorization;
      this.text = text;
      this.body = parse(text);
    }

    boolean isBatch() {
      return method.equals("POST") && path.equals("/v1/batch") && !body.isEmpty();
    }

    List<Map<String, Object>> operations() {
      return BrokenAgent.list(body, "operations");
    }

    boolean has(String operation) {
      return isBatch()
          && operations().stream().anyMatch(one -> operation.equals(one.get("operation")));
    }
  }

  /** An answer on its way back. */
  static final class Answer {
    int status;
    String type;
    String challenge;
    Map<String, Object> body;

    List<Map<String, Object>> outcomes() {
      return BrokenAgent.list(body, "outcomes");
    }

    List<Map<String, Object>> fates() {
      return body.containsKey("fate") ? List.of(body) : BrokenAgent.list(body, "fates");
    }

    static Answer of(Map<String, Object> body) {
      Answer answer = new Answer();
      answer.status = 200;
      answer.type = "application/json";
      answer.body = body;
      return answer;
    }
  }

  private static Map<String, Object> parse(String text) {
    try {
      return new LinkedHashMap<>(Json.object(text));
    } catch (IllegalArgumentException e) {
      return new LinkedHashMap<>();
    }
  }

  /** The objects of a member, which can be changed. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Map<String, Object> body, String name) {
    List<Map<String, Object>> list = new ArrayList<>();
    if (body.get(name) instanceof List<?> given) {
      given.forEach(one -> list.add(new LinkedHashMap<>((Map<String, Object>) one)));
      body.put(name, list);
    }
    return list;
  }

  /** An object within an object, which can be changed; empty where there is none. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Map<String, Object> body, String name) {
    if (!(body.get(name) instanceof Map<?, ?> given)) {
      return new LinkedHashMap<>();
    }
    Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) given);
    body.put(name, copy);
    return copy;
  }

  private MockResponse serve(RecordedRequest request) {
    try {
      String authorization = request.getHeader("Authorization");
      Call call =
          new Call(
              request.getMethod(),
              request.getPath(),
              authorization == null ? "" : authorization,
              request.getBody().readUtf8());
      Answer answer = fault.serve(this, call);
      MockResponse response =
          new MockResponse()
              .setResponseCode(answer.status)
              .setHeader("Content-Type", answer.type)
              .setBody(Json.write(answer.body));
      return answer.challenge == null
          ? response
          : response.setHeader("WWW-Authenticate", answer.challenge);
    } catch (IOException | InterruptedException e) {
      return new MockResponse().setResponseCode(502);
    }
  }

  /** What the real agent answers. */
  Answer send(Call call) throws IOException {
    Request.Builder request =
        new Request.Builder().url(real + call.path).header("Authorization", call.authorization);
    if (call.method.equals("POST")) {
      String body = call.body.isEmpty() ? call.text : Json.write(call.body);
      request.post(RequestBody.create(body, JSON));
    }
    try (Response response = http.newCall(request.build()).execute()) {
      Answer answer = new Answer();
      answer.status = response.code();
      answer.type = response.header("Content-Type", "");
      answer.challenge = response.header("WWW-Authenticate");
      answer.body = parse(response.body().string());
      return answer;
    }
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
