package dev.passerelle.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.TransientFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that cannot be used, and calls without one. */
class ServiceFailureTest extends HttpTest {

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (MockWebServer other = new MockWebServer()) {
      server.enqueue(
          new MockResponse()
              .setResponseCode(302)
              .setHeader("Location", other.url("/login?ticket=secret").toString()));
      ServiceFactory http = factory().credentials(Credentials.bearer(() -> "t0")).build();

      SystemUnavailable failure =
          catchThrowableOfType(
              SystemUnavailable.class,
              () -> http.calls().execute(http.create(Shop.class).item("7")));

      assertThat(failure.code()).isEqualTo(ErrorCode.REDIRECT_REFUSED);
      assertThat(failure.getMessage()).contains(other.getHostName()).doesNotContain("ticket");
      assertThat(other.getRequestCount()).isZero();
    }
  }

  @Test
  void anAnswerLargerThanAllowedIsNotKept() {
    server.enqueue(json(200, "{\"id\":\"" + "x".repeat(5_000) + "\"}"));
    server.enqueue(json(200, "{\"id\":\"" + "x".repeat(5_000) + "\"}"));
    ServiceFactory http = factory().maxBody(1_000).build();
    Shop shop = http.create(Shop.class);

    assertThatThrownBy(() -> http.calls().execute(shop.item("7")))
        .isInstanceOf(DriftDetected.class)
        .hasMessageContaining("PAS-2009")
        .hasMessageContaining("more than 1000 bytes");
    assertThatThrownBy(() -> http.calls().execute(shop.create(ITEM)))
        .isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void aCompressedAnswerIsMeasuredUnpacked() throws Exception {
    okio.Buffer packed = new okio.Buffer();
    try (okio.BufferedSink sink = okio.Okio.buffer(new okio.GzipSink(packed))) {
      sink.writeUtf8("{\"id\":\"" + "x".repeat(200_000) + "\"}");
    }
    assertThat(packed.size()).isLessThan(1_000);
    server.enqueue(
        new MockResponse()
            .setHeader("Content-Type", "application/json")
            .setHeader("Content-Encoding", "gzip")
            .setBody(packed));
    ServiceFactory http = factory().maxBody(10_000).build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).item("7")))
        .isInstanceOf(DriftDetected.class)
        .hasMessageContaining("PAS-2009");
  }

  @ParameterizedTest
  @CsvSource({"200", "403", "404", "502"})
  void aWebPageInsteadOfDataIsSaidSo(int status) {
    MockResponse page =
        new MockResponse()
            .setResponseCode(status)
            .setHeader("Content-Type", "text/html; charset=utf-8")
            .setBody("<html><body>Sign in as lucie@example.com</body></html>");
    server.enqueue(page);
    ServiceFactory http = factory().attempts(1).build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).item("7")))
        .isInstanceOfSatisfying(
            SystemUnavailable.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.HTML_INSTEAD_OF_JSON);
              assertThat(e.httpStatus()).contains(status);
              assertThat(e.getMessage()).doesNotContain("lucie");
            });
  }

  @Test
  void anEmptyAnswerIsNoWebPageWhateverItsType() {
    server.enqueue(new MockResponse().setResponseCode(204).setHeader("Content-Type", "text/html"));
    ServiceFactory http = factory().build();

    http.calls().run(http.create(Shop.class).create(ITEM));

    assertThat(events).extracting(CallListener.Event::status).containsExactly(204);
  }

  @Test
  void aDeadPortIsTransientAndSurelyUnwritten() throws Exception {
    int dead;
    try (ServerSocket socket = new ServerSocket(0)) {
      dead = socket.getLocalPort();
    }
    ServiceFactory http =
        ServiceFactory.of("shop", "http://127.0.0.1:" + dead + "/", host).time(time, time).build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
        .isInstanceOfSatisfying(
            TransientFailure.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SYSTEM_UNREACHABLE));
  }

  @Test
  void aPortThatDoesNotSpeakTlsIsUnavailable() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answerer = new Thread(() -> answerInPlainText(plain));
      answerer.start();
      ServiceFactory http =
          ServiceFactory.of("shop", "https://127.0.0.1:" + plain.getLocalPort() + "/", host)
              .time(time, time)
              .build();

      assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
          .isInstanceOfSatisfying(
              SystemUnavailable.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TLS_FAILED));
      answerer.join();
    }
  }

  private static void answerInPlainText(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      socket.getInputStream().read();
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTimeOutOfAWriteIsUnknownAndIsNotSentAgain() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    ServiceFactory http = factory().timeouts(Duration.ofSeconds(5), Duration.ofMillis(200)).build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
        .isInstanceOfSatisfying(
            OutcomeUnknown.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
              assertThat(e.detail().cause()).isEqualTo("TIMED_OUT");
            });
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aSlowDripIsCutOffAtTheCallTimeOut() {
    server.enqueue(
        json(200, "{\"id\":\"" + "x".repeat(500) + "\"}")
            .throttleBody(10, 50, java.util.concurrent.TimeUnit.MILLISECONDS));
    ServiceFactory http =
        factory().attempts(1).timeouts(Duration.ofSeconds(5), Duration.ofMillis(300)).build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).item("7")))
        .isInstanceOfSatisfying(
            TransientFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMED_OUT));
  }

  @Test
  void aConnectionLostInMidAnswerOfAWriteIsUnknown() {
    server.enqueue(item().setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
        .isInstanceOf(OutcomeUnknown.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void unknownErrorBodiesAreReadWithoutTheirPersonalData() {
    server.enqueue(
        json(
                400,
                "{\"status\":\"error\",\"message\":\"Contact lucie@example.com exists\","
                    + "\"correlationId\":\"c-9\"}")
            .setHeader("X-Other", "1"));
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
        .isInstanceOfSatisfying(
            RefusedByRemote.class,
            e -> {
              assertThat(e.requestId()).contains("c-9");
              assertThat(e.detail().cause()).isEqualTo("Contact ***@*** exists");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "400,REFUSED_BY_REMOTE",
    "403,ACCESS_DENIED",
    "404,RECORD_NOT_FOUND",
    "409,REFUSED_BY_REMOTE",
    "412,STALE_RECORD",
    "423,RECORD_IN_USE",
    "422,REFUSED_BY_REMOTE"
  })
  void emptyErrorBodiesAreClassedByStatus(int status, ErrorCode code) {
    server.enqueue(new MockResponse().setResponseCode(status));
    ServiceFactory http = factory().attempts(1).build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
        .isInstanceOfSatisfying(
            PasserelleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.system()).contains("shop");
            });
  }

  @Test
  void aVendorsTranslationGoesFirst() {
    server.enqueue(json(409, "{\"category\":\"CONFLICT\",\"id\":\"51\"}"));
    ErrorTranslator vendor =
        answer ->
            answer
                .json()
                .at("category")
                .text()
                .map(
                    c ->
                        new RefusedByRemote(
                            answer.detail(ErrorCode.DUPLICATE_VALUE).record("51").build(),
                            List.of()));
    ServiceFactory http = factory().errors(vendor).build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
        .isInstanceOfSatisfying(RefusedByRemote.class, e -> assertThat(e.record()).contains("51"));
  }

  @Test
  void anAnswerThatIsNotWhatWasPromisedIsDriftAndQuotesNothing() {
    server.enqueue(json(200, "{\"id\":\"7\",\"price\":\"lucie\"}"));
    server.enqueue(json(201, "[1,2"));
    server.enqueue(json(200, ""));
    ServiceFactory http = factory().build();
    Shop shop = http.create(Shop.class);

    assertThatThrownBy(() -> http.calls().execute(shop.item("7")))
        .isInstanceOf(DriftDetected.class)
        .hasNoCause()
        .message()
        .doesNotContain("lucie");
    assertThatThrownBy(() -> http.calls().execute(shop.create(ITEM)))
        .isInstanceOf(OutcomeUnknown.class);
    assertThatThrownBy(() -> http.calls().execute(shop.item("7")))
        .isInstanceOf(DriftDetected.class);
  }
}
