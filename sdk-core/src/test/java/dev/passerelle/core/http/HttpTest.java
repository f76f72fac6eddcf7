package dev.passerelle.core.http;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A loopback server, a client of it, and time that the test moves. */
abstract class HttpTest {
  static final Shop.Item ITEM = new Shop.Item("7", new BigDecimal("8.40"), null);

  final MockWebServer server = new MockWebServer();
  final Time time = new Time();
  final OkHttpClient host = new OkHttpClient();
  final List<CallListener.Event> events = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
    host.dispatcher().executorService().shutdown();
    host.connectionPool().evictAll();
  }

  ServiceFactory.Builder factory() {
    return ServiceFactory.of("shop", server.url("/").toString(), host)
        .time(time, time)
        .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20))
        .random(new Random(1))
        .listener(events::add);
  }

  MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setBody(body);
  }

  MockResponse item() {
    return json(200, "{\"id\":\"7\",\"price\":8.40}");
  }
}
