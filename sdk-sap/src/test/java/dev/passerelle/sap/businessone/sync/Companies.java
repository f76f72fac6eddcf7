package dev.passerelle.sap.businessone.sync;

import dev.passerelle.sap.businessone.BusinessOneClient;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.businessone.BusinessOneSimulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/** A simulated company with its own clock, and a connection to it: for tests of this module. */
public final class Companies implements AutoCloseable {
  public static final Instant T0 = Instant.parse("2026-03-16T12:00:00Z");

  /** The clock of the server. */
  public final SimulatedClock theirs = SimulatedClock.at(T0);

  /** The clock of this side. */
  public final SimulatedClock ours = SimulatedClock.at(T0);

  public final BusinessOneSimulator simulator =
      BusinessOneSimulator.builder().clock(theirs).zone(ZoneId.of("Europe/Paris")).start();
  public BusinessOneSettings settings;

  private final Countdown countdown = new Countdown();
  private final OkHttpClient http = new OkHttpClient.Builder().addInterceptor(countdown).build();

  public Companies() {
    this(builder -> builder);
  }

  public Companies(UnaryOperator<BusinessOneSettings.Builder> more) {
    settings = more.apply(builder()).build();
  }

  public BusinessOneSettings.Builder builder() {
    return BusinessOneSettings.builder(
            simulator.baseUrl(),
            BusinessOneSimulator.DATABASE,
            BusinessOneSimulator.USER,
            () -> BusinessOneSimulator.PASSWORD)
        .httpClient(http)
        .zone(simulator.zone())
        .time(ours, this::pass)
        .callTimeout(Duration.ofSeconds(5))
        .maxLag(Duration.ofMinutes(2))
        .attempts(1);
  }

  /** Makes the user fields. */
  public Companies prepared() {
    try (BusinessOneClient client = BusinessOneClient.of(settings)) {
      BusinessOneSetup.apply(client, settings);
    }
    simulator.journal().clear();
    return this;
  }

  public void pass(Duration time) {
    theirs.advance(time);
    ours.advance(time);
  }

  /** The addresses of sets and records that were called, and those inside batches. */
  public List<String> addresses() {
    return countdown.addresses;
  }

  /** Runs something before the request after so many others. */
  public void after(int requests, Runnable then) {
    countdown.next.set(new Countdown.Next(requests, then));
  }

  @Override
  public void close() {
    simulator.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static final class Countdown implements Interceptor {
    private record Next(int left, Runnable then) {}

    private final AtomicReference<Next> next = new AtomicReference<>();

    private final List<String> addresses = new CopyOnWriteArrayList<>();

    @Override
    public Response intercept(Chain chain) throws IOException {
      record(chain.request());
      Next now =
          next.getAndUpdate(
              n -> n == null || n.left() == 0 ? null : new Next(n.left() - 1, n.then()));
      if (now != null && now.left() == 0) {
        now.then().run();
      }
      return chain.proceed(chain.request());
    }

    /** The address, and those inside a batch. */
    private void record(Request request) throws IOException {
      if (!request.url().encodedPath().endsWith("$batch")) {
        addresses.add(path(request.url()));
      } else {
        Buffer body = new Buffer();
        Optional.ofNullable(request.body()).orElseThrow().writeTo(body);
        body.readUtf8()
            .lines()
            .filter(line -> line.matches("(GET|POST|PATCH|DELETE) /b1s/v2/.*"))
            .forEach(line -> addresses.add(line.substring(line.indexOf("/b1s/v2/"))));
      }
    }

    private static String path(HttpUrl url) {
      return url.encodedQuery() == null
          ? url.encodedPath()
          : url.encodedPath() + "?" + url.encodedQuery();
    }
  }
}
