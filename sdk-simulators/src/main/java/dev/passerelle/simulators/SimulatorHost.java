package dev.passerelle.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of a simulator: HTTP/1.1 on the loopback address, one thread per connection. It
 * applies the script of faults and keeps the journal; paths below {@code /__control/} are free of
 * both.
 */
public final class SimulatorHost implements AutoCloseable {
  private static final String CONTROL = "__control";

  // Held here because the logging system keeps its loggers by weak reference only.
  private final Logger serverLog = Logger.getLogger(MockWebServer.class.getName());
  private final MockWebServer server = new MockWebServer();
  private final LateCalls late = new LateCalls();
  private final Clock clock;
  private final FaultScript faults;
  private final Journal journal;
  private final Handler handler;

  private SimulatorHost(Clock clock, FaultScript faults, Journal journal, Handler handler) {
    this.clock = clock;
    this.faults = faults;
    this.journal = journal;
    this.handler = handler;
  }

  /**
   * Starts a server.
   *
   * @param port the port to listen on, or 0 for any free one
   * @throws UncheckedIOException if the port cannot be had
   */
  public static SimulatorHost start(
      int port, Clock clock, FaultScript faults, Journal journal, Handler handler) {
    SimulatorHost host = new SimulatorHost(clock, faults, journal, handler);
    host.listen(port);
    return host;
  }

  /** The address that clients use, without a slash at its end. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** The port that the server listens on. */
  public int port() {
    return server.getPort();
  }

  /**
   * Carries out at once every call that was to take effect late.
   *
   * @return how many there were
   */
  public int executeLateCalls() {
    List<HttpCall> calls = late.takeAll();
    calls.forEach(this::executeLate);
    return calls.size();
  }

  @Override
  public void close() {
    try {
      server.shutdown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(int port) {
    serverLog.setLevel(Level.SEVERE);
    server.setServerSocketFactory(new NoDelaySockets());
    server.setProtocols(List.of(Protocol.HTTP_1_1));
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            // The server keeps every request for tests that ask for it; nobody does here.
            server.takeRequest(0, TimeUnit.MILLISECONDS);
            return dated(answer(callOf(request)));
          }
        });
    try {
      server.start(InetAddress.getByName("127.0.0.1"), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MockResponse answer(HttpCall call) {
    if (!call.segments().isEmpty() && call.segments().get(0).equals(CONTROL)) {
      return response(execute(call));
    }
    late.takeDue(clock.instant()).forEach(this::executeLate);
    Fault fault = faults.take(call.method(), call.path()).orElse(null);
    if (fault == null) {
      HttpAnswer answer = execute(call);
      journal.add(clock.instant(), call, answer, answer.status(), "");
      return response(answer);
    }
    return suffer(call, fault);
  }

  private MockResponse suffer(HttpCall call, Fault fault) {
    HttpAnswer truth =
        fault.execution() == Fault.Execution.DONE ? execute(call) : HttpAnswer.empty(0);
    if (fault.execution() == Fault.Execution.LATE) {
      late.add(clock.instant().plus(fault.delay()), call);
    }
    MockResponse seen = FaultyResponses.of(fault, truth);
    journal.add(clock.instant(), call, truth, FaultyResponses.status(fault, truth), word(fault));
    return seen;
  }

  private void executeLate(HttpCall call) {
    journal.add(clock.instant(), call, execute(call), 0, "late execution");
  }

  private HttpAnswer execute(HttpCall call) {
    try {
      return handler.handle(call);
    } catch (RuntimeException e) {
      // A defect of the simulator must reach the caller's test, not vanish in a server thread.
      return HttpAnswer.json(500, Map.of("status", "error", "message", "simulator: " + e));
    }
  }

  /** As every HTTP server does, tells its own time. */
  private MockResponse dated(MockResponse response) {
    return response.setHeader(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC)));
  }

  static MockResponse response(HttpAnswer answer) {
    MockResponse response = new MockResponse().setResponseCode(answer.status());
    // A header that occurs several times (cookies) has its values on lines of their own.
    answer
        .headers()
        .forEach((name, value) -> value.lines().forEach(each -> response.addHeader(name, each)));
    return answer.status() == 204 ? response : response.setBody(answer.body());
  }

  private static String word(Fault fault) {
    return (fault.execution() + " " + fault.reply()).toLowerCase(Locale.ROOT);
  }

  private static HttpCall callOf(RecordedRequest request) {
    HttpUrl url = urlOf(request);
    List<String> segments = url.pathSegments().stream().filter(each -> !each.isEmpty()).toList();
    Map<String, List<String>> query = new TreeMap<>();
    for (int i = 0; i < url.querySize(); i++) {
      @Nullable String value = url.queryParameterValue(i);
      query
          .computeIfAbsent(url.queryParameterName(i), name -> new ArrayList<>())
          .add(value == null ? "" : value);
    }
    Map<String, String> headers = new TreeMap<>();
    for (String name : request.getHeaders().names()) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeaders().values(name).get(0));
    }
    String method = request.getMethod() == null ? "" : request.getMethod();
    String body = request.getBody().readString(charset(headers.getOrDefault("content-type", "")));
    return new HttpCall(method, segments, query, headers, body, Map.of());
  }

  /** Files of a form are handed on byte by byte, one character each; a batch is text. */
  private static Charset charset(String contentType) {
    return contentType.startsWith("multipart/form-data")
        ? StandardCharsets.ISO_8859_1
        : StandardCharsets.UTF_8;
  }

  private static HttpUrl urlOf(RecordedRequest request) {
    HttpUrl url = request.getRequestUrl();
    return url == null ? HttpUrl.get("http://127.0.0.1/") : url;
  }
}
