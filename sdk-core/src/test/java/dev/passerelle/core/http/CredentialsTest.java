package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.TransientFailure;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialsTest extends HttpTest {
  private final TokenServer remote = new TokenServer();
  private final AtomicReference<String> secret = new AtomicReference<>("s3cret");

  @BeforeEach
  void serve() {
    server.setDispatcher(remote);
  }

  private Credentials.OAuth oauth() {
    return Credentials.oauth(server.url("/token").toString(), "app", secret::get);
  }

  private String call(ServiceFactory http) {
    return http.calls().execute(http.create(Shop.class).item("7")).id();
  }

  /** A store in memory that remembers the order of things. */
  private final class Store implements TokenStore {
    final List<String> saved = new ArrayList<>();
    final AtomicInteger apiCallsAtSave = new AtomicInteger(-1);
    volatile boolean broken;
    volatile String token = "r1";

    @Override
    public String load() {
      return token;
    }

    @Override
    public void save(String refreshToken) {
      if (broken) {
        throw new IllegalStateException("disk full while saving " + refreshToken);
      }
      apiCallsAtSave.set(remote.apiCalls.get());
      saved.add(refreshToken);
      token = refreshToken;
    }
  }

  @Test
  void aWrongTokenIsAskedForOnceMoreAndThenFails() {
    AtomicInteger asked = new AtomicInteger();
    ServiceFactory http =
        factory()
            .credentials(
                Credentials.bearer(
                    () -> {
                      asked.incrementAndGet();
                      return "wrong-token";
                    }))
            .build();

    assertThatThrownBy(() -> call(http))
        .isInstanceOfSatisfying(
            AuthenticationFailed.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_REFUSED);
              assertThat(e.httpStatus()).contains(401);
              assertThat(e.getMessage()).doesNotContain("wrong-token");
            });
    assertThat(asked.get()).isGreaterThan(1);
    assertThat(remote.apiCalls).hasValue(1);
  }

  @Test
  void aReplacedTokenIsTakenUpAfterA401() {
    remote.valid.add("new");
    AtomicReference<String> token = new AtomicReference<>("old");
    ServiceFactory http = factory().credentials(Credentials.bearer(token::get)).build();
    assertThatThrownBy(() -> call(http)).isInstanceOf(AuthenticationFailed.class);

    token.set("new");

    assertThat(call(http)).isEqualTo("7");
    assertThat(remote.apiCalls).hasValue(3);
  }

  @Test
  void aSecretThatTheHostDoesNotHaveIsAMistakeInTheSettings() {
    ServiceFactory http = factory().credentials(Credentials.bearer(() -> " ")).build();

    assertThatThrownBy(() -> call(http))
        .isInstanceOfSatisfying(
            InvalidConfiguration.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_MISSING));
  }

  @Test
  void keysAndPasswordsGoIntoTheirHeaders() throws Exception {
    remote.valid.add(Base64.getEncoder().encodeToString("zoé:pw".getBytes("UTF-8")));
    assertThat(call(factory().credentials(Credentials.basic("zoé", () -> "pw")).build()))
        .isEqualTo("7");
    server.takeRequest();

    ServiceFactory http =
        factory().credentials(Credentials.header("x-api-token", () -> "k")).build();
    assertThatThrownBy(() -> call(http)).isInstanceOf(AuthenticationFailed.class);
    assertThat(server.takeRequest().getHeader("x-api-token")).isEqualTo("k");
  }

  @Test
  void clientCredentialsAreFetchedOnceAndRenewedAheadOfTime() {
    ServiceFactory http = factory().credentials(oauth().scope("a b").clientCredentials()).build();

    call(http);
    call(http);
    assertThat(remote.tokenCalls).hasValue(1);
    assertThat(remote.lastForm)
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", "a b")
        .containsEntry("client_id", "app");

    time.pass(Duration.ofSeconds(239));
    call(http);
    assertThat(remote.tokenCalls).hasValue(1);
    time.pass(Duration.ofSeconds(1));
    call(http);
    assertThat(remote.tokenCalls).hasValue(2);
    assertThat(remote.apiCalls).hasValue(4);
  }

  @Test
  void theClientCanBeNamedByBasic() {
    call(factory().credentials(oauth().clientByBasic().clientCredentials()).build());

    assertThat(remote.lastForm).doesNotContainKeys("client_secret", "client_id");
    assertThat(remote.lastAuthorization).startsWith("Basic ");
  }

  @Test
  void eightThreadsWhoseTokenExpiresInMidFlightRefreshOnce() throws Exception {
    Store store = new Store();
    ServiceFactory http = factory().credentials(oauth().refreshToken(store)).build();
    call(http);
    assertThat(remote.tokenCalls).hasValue(1);

    CyclicBarrier together = new CyclicBarrier(8);
    AtomicInteger arrivals = new AtomicInteger();
    remote.valid.clear();
    remote.beforeApi =
        () -> {
          if (arrivals.incrementAndGet() <= 8) {
            meet(together);
          }
        };

    assertThat(inParallel(8, () -> call(http))).containsOnly("7").hasSize(8);

    assertThat(remote.tokenCalls).hasValue(2);
    assertThat(store.saved).containsExactly("r2", "r3");
  }

  @Test
  void aSecond401AfterTheRefreshStops() {
    Store store = new Store();
    ServiceFactory http = factory().credentials(oauth().refreshToken(store)).build();
    remote.beforeApi = remote.valid::clear;

    assertThatThrownBy(() -> call(http))
        .isInstanceOfSatisfying(
            AuthenticationFailed.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_REFUSED));
    assertThat(remote.apiCalls).hasValue(2);
    assertThat(remote.tokenCalls).hasValue(2);
  }

  @Test
  void aRotatedTokenIsSavedBeforeTheNewAccessTokenIsUsed() {
    Store store = new Store();
    call(factory().credentials(oauth().refreshToken(store)).build());

    assertThat(store.saved).containsExactly("r2");
    assertThat(store.apiCallsAtSave).hasValue(0);
  }

  @Test
  void aRotatedTokenThatCouldNotBeSavedIsNeitherUsedNorLost() {
    Store store = new Store();
    store.broken = true;
    ServiceFactory http = factory().attempts(1).credentials(oauth().refreshToken(store)).build();

    assertThatThrownBy(() -> call(http))
        .isInstanceOfSatisfying(
            TransientFailure.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_STORE_FAILED);
              assertThat(e).hasNoCause().message().doesNotContain("r2");
            });
    assertThat(remote.apiCalls).hasValue(0);

    store.broken = false;
    assertThat(call(http)).isEqualTo("7");
    assertThat(store.saved).containsExactly("r2");
    assertThat(remote.tokenCalls).hasValue(1);
  }

  @Test
  void aDeadGrantIsTerminalUntilThereIsAnotherToken() {
    Store store = new Store();
    store.token = "revoked";
    ServiceFactory http = factory().credentials(oauth().refreshToken(store)).build();

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> call(http))
          .isInstanceOfSatisfying(
              AuthenticationFailed.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.CONSENT_LOST));
      time.pass(Duration.ofHours(1));
    }
    assertThat(remote.tokenCalls).hasValue(1);
    assertThat(remote.apiCalls).hasValue(0);

    store.token = "r1";
    assertThat(call(http)).isEqualTo("7");
  }

  @Test
  void eightThreadsWithAWrongSecretAskOnce() throws Exception {
    secret.set("wrong");
    ServiceFactory http = factory().credentials(oauth().clientCredentials()).build();

    List<ErrorCode> codes =
        inParallel(
            8,
            () -> {
              try {
                call(http);
                return ErrorCode.UNEXPECTED;
              } catch (PasserelleException e) {
                return e.code();
              }
            });

    assertThat(codes).containsOnly(ErrorCode.CREDENTIALS_REFUSED);
    assertThat(remote.tokenCalls).hasValue(1);
    time.pass(Duration.ofMinutes(2));
    assertThatThrownBy(() -> call(http)).isInstanceOf(AuthenticationFailed.class);
    assertThat(remote.tokenCalls).hasValue(2);
    secret.set("s3cret");
    assertThat(call(http)).isEqualTo("7");
  }

  @Test
  void aTokenEndpointThatFailsForAMomentDoesNotMatterWhileTheTokenIsGood() {
    Store store = new Store();
    ServiceFactory http = factory().attempts(1).credentials(oauth().refreshToken(store)).build();
    call(http);
    remote.tokenStatus = 503;

    time.pass(Duration.ofSeconds(250));
    assertThat(call(http)).isEqualTo("7");
    time.pass(Duration.ofSeconds(51));
    assertThatThrownBy(() -> call(http)).isInstanceOf(TransientFailure.class);
    remote.tokenStatus = 200;
    assertThat(call(http)).isEqualTo("7");
  }

  @Test
  void aRefreshIsRetriedForAReadLikeAnythingElse() {
    remote.tokenStatus = 503;
    ServiceFactory http =
        factory()
            .credentials(oauth().clientCredentials())
            .time(
                time,
                duration -> {
                  remote.tokenStatus = 200;
                  time.await(duration);
                })
            .build();

    assertThat(call(http)).isEqualTo("7");
  }

  @Test
  void aJwtIsSignedAndExchanged() throws Exception {
    KeyPair pair = Signing.KEY;
    remote.key = pair.getPublic();
    Credentials.Jwt jwt =
        Credentials.Jwt.rs256("key-1", () -> pem(pair)).claim("iss", "app").claim("aud", "shop");

    assertThat(call(factory().credentials(oauth().jwtBearer(jwt)).build())).isEqualTo("7");

    String[] parts = remote.lastForm.get("assertion").split("\\.");
    Json json = new Json();
    JsonTree header = json.tree(new String(Base64.getUrlDecoder().decode(parts[0]), "UTF-8"));
    JsonTree claims = json.tree(new String(Base64.getUrlDecoder().decode(parts[1]), "UTF-8"));
    assertThat(header.at("alg").text()).contains("RS256");
    assertThat(header.at("kid").text()).contains("key-1");
    assertThat(claims.at("aud").text()).contains("shop");
    long now = Time.START.getEpochSecond();
    assertThat(claims.at("iat").number().orElseThrow().longValue()).isEqualTo(now - 10);
    assertThat(claims.at("exp").number().orElseThrow().longValue()).isEqualTo(now + 300);
  }

  @Test
  void anAssertionNeedsNoClientSecret() throws Exception {
    KeyPair pair = Signing.KEY;
    remote.key = pair.getPublic();
    Credentials.Jwt jwt = Credentials.Jwt.rs256("", () -> pem(pair)).claim("iss", "app");
    Credentials.OAuth noSecret = Credentials.oauth(server.url("/token").toString());

    assertThat(call(factory().credentials(noSecret.jwtBearer(jwt)).build())).isEqualTo("7");

    assertThat(remote.lastForm).doesNotContainKeys("client_id", "client_secret");
  }

  @Test
  void aJwtOfAnotherKeyIsRefusedAndAWrongClockIsNamed() throws Exception {
    remote.key = rsa().getPublic();
    KeyPair other = Signing.KEY;
    Credentials.Jwt jwt = Credentials.Jwt.rs256("", () -> pem(other));

    assertThatThrownBy(() -> call(factory().credentials(oauth().jwtBearer(jwt)).build()))
        .isInstanceOfSatisfying(
            AuthenticationFailed.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIALS_REFUSED));

    remote.date = "Mon, 16 Mar 2026 12:05:00 GMT";
    assertThatThrownBy(() -> call(factory().credentials(oauth().jwtBearer(jwt)).build()))
        .isInstanceOfSatisfying(
            AuthenticationFailed.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CLOCK_SKEW);
              assertThat(e.detail().figures()).containsEntry("seconds", "300");
            });
  }

  @Test
  void aSelfSignedTokenIsSentAsItIs() throws Exception {
    KeyPair pair = Signing.KEY;
    remote.key = pair.getPublic();
    server.setDispatcher(
        new okhttp3.mockwebserver.Dispatcher() {
          @Override
          public okhttp3.mockwebserver.MockResponse dispatch(
              okhttp3.mockwebserver.RecordedRequest request) {
            String sent = String.valueOf(request.getHeader("Authorization"));
            return json(remote.verified(sent.substring(7)) ? 200 : 401, "{\"id\":\"7\"}");
          }
        });

    Credentials.Jwt jwt = Credentials.Jwt.rs256("k", () -> pem(pair)).claim("sub", "x3");
    assertThat(call(factory().credentials(Credentials.signed(jwt)).build())).isEqualTo("7");
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutShowingIt() {
    Credentials.Jwt jwt = Credentials.Jwt.rs256("", () -> "c2VjcmV0LWtleQ==");

    assertThatThrownBy(() -> call(factory().credentials(Credentials.signed(jwt)).build()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasNoCause()
        .message()
        .doesNotContain("c2VjcmV0");
  }

  @Test
  void aSessionIsOpenedReopenedAndClosed() throws Exception {
    AtomicInteger logins = new AtomicInteger();
    AtomicReference<Map<String, String>> closed = new AtomicReference<>(Map.of());
    Credentials.Login login =
        new Credentials.Login() {
          @Override
          public Map<String, String> open(OkHttpClient client) throws IOException {
            Request request = new Request.Builder().url(server.url("/login")).build();
            try (Response response = client.newCall(request).execute()) {
              assertThat(response.code()).isEqualTo(401);
            }
            String session = "s" + logins.incrementAndGet();
            remote.valid.add(session);
            return Map.of("Authorization", "Session " + session, "Cookie", "B1SESSION=" + session);
          }

          @Override
          public void close(OkHttpClient client, Map<String, String> session) {
            closed.set(session);
          }
        };
    ServiceFactory http = factory().credentials(Credentials.session(login)).build();

    call(http);
    call(http);
    assertThat(logins).hasValue(1);
    remote.valid.clear();
    call(http);
    assertThat(logins).hasValue(2);
    http.close();
    assertThat(closed.get()).containsEntry("Cookie", "B1SESSION=s2");
  }

  @Test
  void theTokenAddressMustBeEncrypted() {
    assertThatThrownBy(() -> Credentials.oauth("http://login.example/token", "app", () -> "s"))
        .isInstanceOf(InvalidConfiguration.class);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> List<T> inParallel(int threads, java.util.concurrent.Callable<T> work)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(work));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(20, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static KeyPair rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  /** Making one takes a second; for tests that need some key. */
  private static final class Signing {
    static final KeyPair KEY = make();

    private static KeyPair make() {
      try {
        return rsa();
      } catch (Exception everyJavaHasIt) {
        throw new IllegalStateException(everyJavaHasIt);
      }
    }
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
