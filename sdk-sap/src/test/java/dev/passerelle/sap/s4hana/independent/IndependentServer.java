package dev.passerelle.sap.s4hana.independent;

import dev.passerelle.sap.s4hana.S4HanaApi;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * Services that none of us wrote: Apache Olingo parses every request, over SAP's published
 * descriptions, and writes every answer. What is ours is a list of rows behind it, a CSRF token in
 * front of it, and no rule of the business: what the client relies on must be in the description.
 */
final class IndependentServer implements AutoCloseable {
  private static final String TOKEN = "x-csrf-token";
  private static final String VALUE = "token-of-the-server";

  private final Map<S4HanaApi, Service> services = new EnumMap<>(S4HanaApi.class);
  private final MockWebServer server = new MockWebServer();
  private final ReentrantLock lock = new ReentrantLock();

  /** Requests that Olingo refused, with its answer: none of them may be a malformed one. */
  private final List<String> refused = new CopyOnWriteArrayList<>();

  private final List<String> served = new CopyOnWriteArrayList<>();

  void serve(S4HanaApi api, Service service) {
    services.put(api, service);
  }

  String start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            lock.lock();
            try {
              return answered(request);
            } finally {
              lock.unlock();
            }
          }
        });
    server.start();
    return server.url("/").toString();
  }

  List<String> refused() {
    return refused;
  }

  List<String> served() {
    return served;
  }

  private MockResponse answered(RecordedRequest request) {
    HttpUrl url = request.getRequestUrl();
    for (Map.Entry<S4HanaApi, Service> each : services.entrySet()) {
      String root = "/" + each.getKey().path();
      String path = url == null ? "" : url.encodedPath();
      if ((path + "/").equals(root) || path.equals(root)) {
        return new MockResponse().setHeader(TOKEN, VALUE);
      }
      if (path.startsWith(root)) {
        return service(each.getValue(), server.url(root), path.substring(root.length()), request);
      }
    }
    return new MockResponse().setResponseCode(404);
  }

  private MockResponse service(
      Service service, HttpUrl root, String path, RecordedRequest request) {
    if (path.equals("$metadata")) {
      return new MockResponse()
          .setHeader("Content-Type", "application/xml")
          .setBody(service.metadata());
    }
    boolean reads = List.of("GET", "HEAD").contains(request.getMethod());
    if (!reads && !VALUE.equals(request.getHeader(TOKEN))) {
      return new MockResponse().setResponseCode(403).setHeader(TOKEN, "Required");
    }
    String what = request.getMethod() + " " + request.getPath();
    try {
      MockResponse answer = service.answer(root, path, request);
      served.add(what);
      if (!answer.getStatus().contains(" 2")) {
        refused.add(what + " " + answer.getStatus() + " " + text(answer));
      }
      return answer;
    } catch (Exception e) {
      // The server's own failure must show in the test, whatever it is.
      refused.add(what + " " + e);
      return new MockResponse().setResponseCode(500).setBody(String.valueOf(e));
    }
  }

  private static String text(MockResponse answer) {
    return answer.getBody() == null ? "" : answer.getBody().readUtf8();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
