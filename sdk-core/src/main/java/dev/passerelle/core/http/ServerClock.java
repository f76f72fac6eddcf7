package dev.passerelle.core.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A server's clock, learnt from the {@code Date} header of every answer (R8). Added to a
 * connector's HTTP client as an interceptor. Thread-safe.
 */
public final class ServerClock implements Interceptor {
  private final Clock clock;
  private final AtomicReference<@Nullable Duration> ahead = new AtomicReference<>();

  /**
   * Nothing is known yet.
   *
   * @param clock this side's clock
   */
  public ServerClock(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    Date date = response.headers().getDate("Date");
    if (date != null) {
      ahead.set(Duration.between(clock.instant(), date.toInstant()));
    }
    return response;
  }

  /** How far the server's clock is ahead of this side's; empty before the first answer. */
  public Optional<Duration> ahead() {
    return Optional.ofNullable(ahead.get());
  }

  /**
   * The server's time now, never ahead of it: the header is cut to the second, and travelled. Empty
   * before the first answer.
   */
  public Optional<Instant> now() {
    return ahead().map(clock.instant()::plus);
  }
}
