package dev.passerelle.sap.s4hana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.s4hana.S4HanaFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;

/** The cookie session and the CSRF tokens of a connection, one of each for all threads. */
class SessionTest extends OnGateway {
  @Test
  void eightThreadsOpenOneSession() throws Exception {
    int before = systems.simulator.sessions();
    together(() -> products().find(PRODUCTS, ODataKey.of("TG1"), ODataQuery.all()));
    assertThat(systems.simulator.sessions() - before).isEqualTo(1);
    assertThat(systems.simulator.journal().count("HEAD", ".*")).isEqualTo(1);
  }

  @Test
  void eightThreadsFetchOneToken() throws Exception {
    int before = systems.simulator.tokens();
    int sessions = systems.simulator.sessions();
    together(() -> orders().create("A_SalesOrder", order("T8", "TG1")));
    assertThat(systems.simulator.tokens() - before).isEqualTo(1);
    assertThat(systems.simulator.sessions() - sessions).isEqualTo(1);
    assertThat(systems.simulator.journal().count("POST", "A_SalesOrder$")).isEqualTo(8);
  }

  @Test
  void aRefusedTokenIsFetchedOnceAndTheWriteSentAgain() throws Exception {
    orders().create("A_SalesOrder", order("B1", "TG1"));
    systems.simulator.expireSessions();
    int before = systems.simulator.tokens();
    List<String> made = new ArrayList<>();
    together(
        () -> {
          String number =
              orders()
                  .create("A_SalesOrder", order("B2", "TG1"))
                  .flatMap(row -> row.number("SalesOrder"))
                  .orElseThrow();
          synchronized (made) {
            made.add(number);
          }
          return number;
        });
    assertThat(made).doesNotHaveDuplicates().hasSize(8);
    assertThat(systems.simulator.tokens() - before).isEqualTo(1);
  }

  /**
   * Reads that were under way when a session ended open others, whose cookies come late: a write
   * goes with those that its token came with.
   */
  @Test
  void aWriteGoesWithTheCookiesOfItsToken() throws Exception {
    List<String> written = new ArrayList<>();
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              if (request.getMethod().equals("HEAD")) {
                return new MockResponse()
                    .setHeader("x-csrf-token", "one")
                    .setHeader("Set-Cookie", "SESSION=one; path=/");
              }
              if (request.getMethod().equals("POST")) {
                written.add(
                    request.getHeader("x-csrf-token") + " with " + request.getHeader("Cookie"));
                return new MockResponse().setResponseCode(201).setBody("{\"d\":{}}");
              }
              return new MockResponse()
                  .setHeader("Set-Cookie", "SESSION=other; path=/")
                  .setBody("{\"d\":{\"results\":[]}}");
            }
          });
      server.start();
      S4HanaSettings settings =
          S4HanaSettings.builder(server.url("/").toString(), "USER", () -> "secret").build();
      try (S4HanaClient other = S4HanaClient.of(settings)) {
        S4Service service = other.service(S4HanaApi.PRODUCT);
        service.create(PRODUCTS, Map.of("Product", "A"));
        service.page(PRODUCTS, ODataQuery.all().top(1));
        service.create(PRODUCTS, Map.of("Product", "B"));
      }
    }
    assertThat(written).containsExactly("one with SESSION=one", "one with SESSION=one");
  }

  @Test
  void aRootThatAnswersNoHeadIsAskedByGet() {
    systems.simulator.answerHead(false);
    assertThat(orders().create("A_SalesOrder", order("G", "TG1"))).isPresent();
    assertThat(systems.simulator.journal().count("GET", "API_SALES_ORDER_SRV$")).isEqualTo(1);
  }

  @Test
  void aServiceWithoutTokensIsWrittenToWithout() {
    systems.simulator.demandTokens(false);
    assertThat(orders().create("A_SalesOrder", order("N1", "TG1"))).isPresent();
    assertThat(orders().create("A_SalesOrder", order("N2", "TG1"))).isPresent();
    assertThat(systems.simulator.journal().count("HEAD", ".*")).isEqualTo(1);
  }

  @Test
  void aTokenRefusedTwiceSaysThatCookiesGetLost() {
    systems.simulator.faults().next(2, "POST", "A_SalesOrder", S4HanaFaults.tokenRequired());
    assertThatThrownBy(() -> orders().create("A_SalesOrder", order("C", "TG1")))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining("cookies");
    assertThat(systems.simulator.journal().writes()).isZero();
  }

  @Test
  void aTokenThatCannotBeFetchedMeansThatNothingWasSent() {
    systems.simulator.faults().next(2, "*", "API_SALES_ORDER_SRV$", Fault.answer(503, ""));
    assertThatThrownBy(() -> orders().create("A_SalesOrder", order("D", "TG1")))
        .isInstanceOf(TransientFailure.class)
        .isNotInstanceOf(OutcomeUnknown.class);
    assertThat(systems.simulator.journal().count("POST", ".*")).isZero();
  }

  @Test
  void aLostAnswerToACreateIsUnknownAndSentOnce() {
    systems.simulator.faults().next(1, "POST", "A_SalesOrder", Fault.dropAfterCommit());
    assertThatThrownBy(() -> orders().create("A_SalesOrder", order("L", "TG1")))
        .isInstanceOf(OutcomeUnknown.class);
    assertThat(systems.simulator.journal().count("POST", "A_SalesOrder$")).isEqualTo(1);
  }

  @Test
  void aBadLogOnIsToldWithoutThePassword() {
    S4HanaSettings wrong =
        S4HanaSettings.builder(systems.simulator.baseUrl(), "NOBODY", () -> "wr0ng-secret")
            .attempts(1)
            .build();
    try (S4HanaClient other = S4HanaClient.of(wrong)) {
      assertThatThrownBy(
              () ->
                  other
                      .service(S4HanaApi.PRODUCT)
                      .find(PRODUCTS, ODataKey.of("TG1"), ODataQuery.all()))
          .isInstanceOf(AuthenticationFailed.class)
          .message()
          .doesNotContain("wr0ng-secret");
    }
  }

  private static void together(java.util.concurrent.Callable<?> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      CyclicBarrier start = new CyclicBarrier(8);
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        running.add(
            threads.submit(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  return call.call();
                }));
      }
      for (Future<?> each : running) {
        each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
