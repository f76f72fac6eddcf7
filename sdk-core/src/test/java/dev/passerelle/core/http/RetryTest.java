package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest extends HttpTest {

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 524})
  void aReadIsSentAgainWithGrowingPauses(int status) {
    server.enqueue(json(status, "{}"));
    server.enqueue(json(status, "{}"));
    server.enqueue(item());
    ServiceFactory http = factory().build();

    assertThat(http.calls().execute(http.create(Shop.class).item("7")).id()).isEqualTo("7");

    assertThat(time.pauses).hasSize(2);
    assertThat(time.pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(time.pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    assertThat(events).extracting(CallListener.Event::attempt).containsExactly(1, 2, 3);
  }

  @Test
  void aReadGivesUpAfterItsAttempts() {
    for (int i = 0; i < 4; i++) {
      server.enqueue(json(503, "{}"));
    }
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).item("7")))
        .isInstanceOf(TransientFailure.class);
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  @Test
  void aSearchByPostIsARead() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(json(200, "{\"total\":0}"));
    ServiceFactory http = factory().build();

    assertThat(
            http.calls().execute(http.create(Shop.class).search(JsonTree.of(java.util.Map.of()))))
        .isNotNull();
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aWriteIsSentOnceAndItsOutcomeIsUnknown(int status) {
    server.enqueue(json(status, "{}").setHeader("Retry-After", "0"));
    server.enqueue(item());
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
        .isInstanceOf(OutcomeUnknown.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void aWriteOnALostConnectionIsSentOnce() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(item());
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
        .isInstanceOf(OutcomeUnknown.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  /** OkHttp's own recovery would try the next address of the host, with the same write. */
  @Test
  void aWriteIsNotSentAgainToAnotherAddressOfTheHost() throws Exception {
    Dns twoAddresses =
        name -> List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2"));
    try (MockWebServer wide = new MockWebServer()) {
      wide.start(InetAddress.getByName("0.0.0.0"), 0);
      wide.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
      wide.enqueue(item());
      ServiceFactory http =
          ServiceFactory.of(
                  "shop",
                  "http://localhost:" + wide.getPort() + "/",
                  host.newBuilder().dns(twoAddresses).build())
              .time(time, time)
              .build();

      assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
          .isInstanceOf(OutcomeUnknown.class);
      assertThat(wide.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void anIdempotentWriteIsSentAgain() {
    server.enqueue(json(502, "{}"));
    server.enqueue(item());
    ServiceFactory http = factory().build();

    assertThat(http.calls().execute(http.create(Shop.class).replace("7", ITEM)).id())
        .isEqualTo("7");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void anIdempotentWriteThatMayHaveHappenedStaysUnknownWhateverComesAfter() throws Exception {
    server.enqueue(json(502, "{}"));
    server.enqueue(json(429, "{}").setHeader("Retry-After", "3600"));
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).replace("7", ITEM)))
        .isInstanceOfSatisfying(
            OutcomeUnknown.class, e -> assertThat(e).hasCauseInstanceOf(Throttled.class));
  }

  @Test
  void aRefusalOfWhatWeMayHaveWrittenOurselvesProvesNothing() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(json(409, "{\"message\":\"already has that value\"}"));
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).replace("7", ITEM)))
        .isInstanceOfSatisfying(
            OutcomeUnknown.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
              assertThat(e.detail().cause()).isEqualTo("REFUSED_BY_REMOTE: already has that value");
            });
  }

  @Test
  void retryAfterInSecondsIsHonoured() {
    server.enqueue(json(429, "{}").setHeader("Retry-After", "10"));
    server.enqueue(item());
    ServiceFactory http = factory().build();

    http.calls().execute(http.create(Shop.class).item("7"));

    assertThat(time.passed()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_250));
  }

  @Test
  void retryAfterAsADateIsMeasuredByTheServersClock() {
    // The server's clock is an hour ahead; it asks for 20 s.
    server.enqueue(
        json(503, "{}")
            .setHeader("Date", "Mon, 16 Mar 2026 13:00:00 GMT")
            .setHeader("Retry-After", "Mon, 16 Mar 2026 13:00:20 GMT"));
    server.enqueue(item());
    ServiceFactory http = factory().build();

    http.calls().execute(http.create(Shop.class).item("7"));

    assertThat(time.passed()).isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_250));
  }

  @Test
  void aLongRetryAfterIsLeftToTheCaller() {
    server.enqueue(json(429, "{}").setHeader("Retry-After", "3600"));
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).item("7")))
        .isInstanceOfSatisfying(
            Throttled.class, e -> assertThat(e.retryAt()).contains(Time.START.plusSeconds(3600)));
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void aThrottledWriteIsNotSentAgainButSaysWhen() {
    server.enqueue(json(429, "{}").setHeader("Retry-After", "10"));
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).create(ITEM)))
        .isInstanceOfSatisfying(
            Throttled.class, e -> assertThat(e.retryAt()).contains(Time.START.plusSeconds(10)));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void whatTheRemoteRefusesIsNotSentAgain() {
    server.enqueue(json(422, "{}"));
    ServiceFactory http = factory().build();

    assertThatThrownBy(() -> http.calls().execute(http.create(Shop.class).item("7")))
        .isInstanceOf(PasserelleException.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void theCircuitOpensAfterFailuresInARowAndAReadClosesIt() {
    for (int i = 0; i < 3; i++) {
      server.enqueue(json(500, "{}"));
    }
    server.enqueue(item());
    server.enqueue(item());
    ServiceFactory http =
        factory().attempts(1).circuit(Circuit.of(time, 3, Duration.ofSeconds(30))).build();
    Shop shop = http.create(Shop.class);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> http.calls().execute(shop.item("7")))
          .isInstanceOf(TransientFailure.class);
    }
    assertThat(http.circuit()).isEqualTo(Circuit.State.OPEN);
    assertThatThrownBy(() -> http.calls().execute(shop.item("7")))
        .isInstanceOfSatisfying(
            SystemUnavailable.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CIRCUIT_OPEN));
    assertThat(server.getRequestCount()).isEqualTo(3);

    time.pass(Duration.ofSeconds(31));
    assertThatThrownBy(() -> http.calls().execute(shop.create(ITEM)))
        .isInstanceOf(SystemUnavailable.class);
    http.calls().execute(shop.item("7"));
    assertThat(http.circuit()).isEqualTo(Circuit.State.CLOSED);
    http.calls().execute(shop.create(ITEM));
  }

  @Test
  void businessErrorsDoNotOpenTheCircuit() {
    for (int i = 0; i < 10; i++) {
      server.enqueue(json(i % 2 == 0 ? 404 : 429, "{}"));
    }
    ServiceFactory http =
        factory().attempts(1).circuit(Circuit.of(time, 2, Duration.ofSeconds(30))).build();
    Shop shop = http.create(Shop.class);

    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> http.calls().execute(shop.item("7")))
          .isInstanceOf(PasserelleException.class);
    }
    assertThat(http.circuit()).isEqualTo(Circuit.State.CLOSED);
  }

  @Test
  void aBudgetHoldsRequestsBackAndA429StopsEverybody() {
    server.enqueue(item());
    server.enqueue(item());
    server.enqueue(item());
    server.enqueue(json(429, "{}").setHeader("Retry-After", "7"));
    Budget budget = Budget.of(time, time).window("SECONDLY", 2, Duration.ofSeconds(1)).build();
    ServiceFactory http = factory().attempts(1).budget(budget).build();
    Shop shop = http.create(Shop.class);

    for (int i = 0; i < 3; i++) {
      http.calls().execute(shop.item("7"));
    }
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(1));
    assertThat(events.get(2).waited()).isEqualTo(Duration.ofSeconds(1));

    assertThatThrownBy(() -> http.calls().execute(shop.item("7"))).isInstanceOf(Throttled.class);
    assertThat(budget.available(Lane.INTERACTIVE)).isZero();
    time.pass(Duration.ofSeconds(7));
    assertThat(budget.available(Lane.INTERACTIVE)).isEqualTo(2);
  }

  @Test
  void aThrottlingThatNamesItsWindowWaitsForThatWindow() {
    server.enqueue(json(429, "{\"policyName\":\"TEN_SECONDLY\"}"));
    server.enqueue(item());
    Budget budget =
        Budget.of(time, time).window("TEN_SECONDLY", 100, Duration.ofSeconds(10)).build();
    ErrorTranslator vendor =
        answer ->
            answer
                .json()
                .at("policyName")
                .text()
                .map(name -> new Throttled(answer.detail(ErrorCode.THROTTLED).build(), name));
    ServiceFactory http = factory().budget(budget).errors(vendor).build();

    http.calls().execute(http.create(Shop.class).item("7"));

    assertThat(time.passed()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_250));
  }

  @Test
  void searchesAreChargedToTheirOwnQuota() {
    server.enqueue(json(200, "{}"));
    Budget usual = Budget.of(time, time).window("A", 5, Duration.ofSeconds(10)).build();
    Budget search = Budget.of(time, time).window("B", 5, Duration.ofSeconds(1)).build();
    ServiceFactory http = factory().budget(usual).budget("search", search).build();

    http.calls().execute(http.create(Shop.class).search(JsonTree.of(java.util.Map.of())));

    assertThat(usual.available(Lane.CHANGES)).isEqualTo(5);
    assertThat(search.available(Lane.CHANGES)).isEqualTo(4);
  }

  @Test
  void anInterruptedWriteIsUnknownAndAnInterruptedReadIsTransient() throws Exception {
    assertThat(interrupted(CallKind.WRITE)).isInstanceOf(OutcomeUnknown.class);
    assertThat(interrupted(CallKind.READ))
        .isInstanceOfSatisfying(
            TransientFailure.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CALL_INTERRUPTED));
  }

  private Throwable interrupted(CallKind kind) throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            arrived.countDown();
            release.await(10, TimeUnit.SECONDS);
            return item();
          }
        });
    ServiceFactory http = factory().build();
    Shop shop = http.create(Shop.class);
    CompletableFuture<Throwable> result = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                http.calls().execute(kind == CallKind.READ ? shop.item("7") : shop.create(ITEM));
                result.complete(new AssertionError("answered"));
              } catch (PasserelleException e) {
                boolean flag = Thread.currentThread().isInterrupted();
                result.complete(flag ? e : new AssertionError("flag lost"));
              }
            });
    caller.start();
    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    try {
      return result.get(5, TimeUnit.SECONDS);
    } finally {
      release.countDown();
    }
  }

  @Test
  void headersCorrectTheBudget() {
    QuotaHeaders vendor =
        answer ->
            answer
                .header("X-Remaining")
                .map(left -> new QuotaHeaders.Reading("W", null, Integer.valueOf(left), null))
                .map(java.util.List::of)
                .orElse(java.util.List.of());
    Budget budget =
        Budget.of(time, time).window("W", 100, Duration.ofSeconds(10)).headers(vendor).build();
    server.enqueue(item().setHeader("X-Remaining", "3"));
    ServiceFactory http = factory().budget(budget).build();

    http.calls().execute(http.create(Shop.class).item("7"));

    assertThat(budget.available(Lane.INTERACTIVE)).isEqualTo(3);
    assertThat(Instant.now(time).atOffset(ZoneOffset.UTC).getHour()).isEqualTo(12);
    time.pass(Duration.ofSeconds(10));
    assertThat(budget.available(Lane.INTERACTIVE)).isEqualTo(100);
  }
}
