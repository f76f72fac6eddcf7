package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import okhttp3.Interceptor;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceFactoryTest extends HttpTest {

  @Test
  void anAnswerIsReadExactlyAndTheRequestSaysWhoAsks() throws Exception {
    server.enqueue(json(200, "{\"id\":\"7\",\"price\":8.40,\"since\":\"2026-03-16\",\"new\":[]}"));

    ServiceFactory http =
        factory()
            .credentials(Credentials.bearer(() -> "t0"))
            .header("X-Version", "2026-09")
            .build();
    Shop.Item item = http.calls().execute(http.create(Shop.class).item("7"));

    assertThat(item)
        .isEqualTo(new Shop.Item("7", new BigDecimal("8.40"), LocalDate.of(2026, 3, 16)));
    RecordedRequest sent = server.takeRequest();
    assertThat(sent.getPath()).isEqualTo("/items/7");
    assertThat(sent.getHeader("Authorization")).isEqualTo("Bearer t0");
    assertThat(sent.getHeader("X-Version")).isEqualTo("2026-09");
    assertThat(sent.getHeader("User-Agent")).matches("Passerelle/\\S+ \\(Java \\d+\\)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://api.example/", "http://localhost.evil.example/", "http://10.0.0.1/"})
  void plainHttpIsRefusedBeyondThisMachine(String address) {
    assertThatThrownBy(() -> ServiceFactory.of("shop", address, host))
        .isInstanceOfSatisfying(
            InvalidConfiguration.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TLS_REQUIRED);
              assertThat(e.place().key()).isEqualTo("shop.baseUrl");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://x/", "api.example", "https://u:p@api.example/", "https://api.example/v1"})
  void addressesThatCannotBeUsedAreRefused(String address) {
    assertThatThrownBy(() -> ServiceFactory.of("shop", address, host))
        .isInstanceOfSatisfying(
            InvalidConfiguration.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID))
        .message()
        .doesNotContain("u:p");
  }

  @Test
  void aLinkToAPlainAddressIsRefused() {
    Shop shop = factory().build().create(Shop.class);

    assertThatThrownBy(() -> factory().build().calls().execute(shop.at("http://api.example/next")))
        .isInstanceOf(InvalidConfiguration.class);
  }

  @Test
  void anotherHostDoesNotSeeTheCredentials() throws Exception {
    try (MockWebServer other = new MockWebServer()) {
      other.enqueue(json(200, "{\"ok\":true}"));
      ServiceFactory http =
          factory().credentials(Credentials.bearer(() -> "t0")).header("X-App", "a1").build();

      http.calls().execute(http.create(Shop.class).at(other.url("/file").toString()));

      RecordedRequest sent = other.takeRequest();
      assertThat(sent.getHeader("Authorization")).isNull();
      assertThat(sent.getHeader("X-App")).isNull();
      assertThat(sent.getHeader("User-Agent")).startsWith("Passerelle/");
    }
  }

  @Test
  void aMissingRecordIsFoundToBeMissing() {
    server.enqueue(json(404, "{}"));
    server.enqueue(item());
    ServiceFactory http = factory().build();
    Shop shop = http.create(Shop.class);

    assertThat(http.calls().find(shop.item("8"))).isEmpty();
    assertThat(http.calls().find(shop.item("7"))).isPresent();
  }

  @Test
  void theServersTimeAndHeadersCanBeHad() {
    server.enqueue(
        item().setHeader("Date", "Mon, 16 Mar 2026 12:00:05 GMT").setHeader("ETag", "e"));
    ServiceFactory http = factory().build();

    Calls.Answer<Shop.Item> answer = http.calls().answer(http.create(Shop.class).item("7"));

    assertThat(answer.serverTime()).isEqualTo(Instant.parse("2026-03-16T12:00:05Z"));
    assertThat(answer.header().apply("etag")).contains("e");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void theObserverSeesTemplatesAndFiguresButNoValues() {
    server.enqueue(json(200, "{\"results\":[]}"));
    ServiceFactory http = factory().build();

    http.calls().execute(http.create(Shop.class).items("lucie@example.com", Lane.LISTS));

    assertThat(events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.operation()).isEqualTo("GET /items");
              assertThat(event.lane()).isEqualTo(Lane.LISTS);
              assertThat(event.kind()).isEqualTo(CallKind.READ);
              assertThat(event.status()).isEqualTo(200);
              assertThat(event.responseBytes()).isEqualTo(14);
              assertThat(event.toString()).doesNotContain("lucie");
            });
  }

  @Test
  void anObserverThatFailsBreaksNothing() {
    server.enqueue(item());
    ServiceFactory http =
        factory()
            .listener(
                event -> {
                  throw new IllegalStateException("observer");
                })
            .build();

    assertThat(http.calls().execute(http.create(Shop.class).item("7"))).isNotNull();
  }

  @Test
  void theLaneOfTheCallsAppliesToThemOnly() {
    server.enqueue(item());
    server.enqueue(item());
    ServiceFactory http = factory().build();
    Shop shop = http.create(Shop.class);

    http.calls().in(Lane.INTERACTIVE).execute(shop.item("7"));
    http.calls().execute(shop.item("7"));

    assertThat(events)
        .extracting(CallListener.Event::lane)
        .containsExactly(Lane.INTERACTIVE, Lane.CHANGES);
  }

  @Test
  void socketsDoNotDelaySmallPackets() throws Exception {
    List<Socket> sockets = new CopyOnWriteArrayList<>();
    SocketFactory spy =
        new SocketFactory() {
          @Override
          public Socket createSocket() {
            Socket socket = new Socket();
            sockets.add(socket);
            return socket;
          }

          @Override
          public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("unused");
          }

          @Override
          public Socket createSocket(String host, int port, java.net.InetAddress l, int p)
              throws IOException {
            throw new IOException("unused");
          }

          @Override
          public Socket createSocket(java.net.InetAddress host, int port) throws IOException {
            throw new IOException("unused");
          }

          @Override
          public Socket createSocket(java.net.InetAddress h, int p, java.net.InetAddress l, int q)
              throws IOException {
            throw new IOException("unused");
          }
        };
    server.enqueue(item());
    ServiceFactory http =
        ServiceFactory.of(
                "shop", server.url("/").toString(), host.newBuilder().socketFactory(spy).build())
            .build();

    http.calls().execute(http.create(Shop.class).item("7"));

    assertThat(sockets).isNotEmpty();
    for (Socket socket : sockets) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void theHostsInterceptorsAndPoolAreKept() {
    List<String> seen = new CopyOnWriteArrayList<>();
    Interceptor hosts =
        chain -> {
          seen.add(chain.request().method());
          return chain.proceed(chain.request());
        };
    server.enqueue(item());
    ServiceFactory http =
        ServiceFactory.of(
                "shop", server.url("/").toString(), host.newBuilder().addInterceptor(hosts).build())
            .build();

    http.calls().execute(http.create(Shop.class).item("7"));

    assertThat(seen).containsExactly("GET");
    assertThat(host.connectionPool().connectionCount()).isEqualTo(1);
  }

  @Test
  void nullsOfATreeAreSentAndMissingOnesAreNot() throws Exception {
    server.enqueue(json(200, "{}"));
    ServiceFactory http = factory().build();
    Map<String, Object> query = new java.util.LinkedHashMap<>();
    query.put("after", null);
    query.put("limit", 1.5);

    http.calls().execute(http.create(Shop.class).search(JsonTree.of(query)));

    assertThat(server.takeRequest().getBody().readUtf8())
        .isEqualTo("{\"after\":null,\"limit\":1.5}");
  }
}
