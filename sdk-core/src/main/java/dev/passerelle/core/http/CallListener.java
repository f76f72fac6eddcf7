package dev.passerelle.core.http;

import dev.passerelle.core.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees every request that was sent or refused before sending: for metrics and alerts on slow
 * answers (L35). Called on the calling thread, after each attempt; must be thread-safe and quick.
 * What it throws is ignored.
 */
@FunctionalInterface
public interface CallListener {
  /** One attempt ended. */
  void onCall(Event event);

  /**
   * One attempt. Holds no path values, headers or bodies, so every component may be a metric tag.
   *
   * @param system short name of the system
   * @param operation method and path template, {@code GET /crm/objects/{type}}
   * @param kind what the request does
   * @param lane who waits for it
   * @param attempt from 1; above 1 it is a retry
   * @param status HTTP status; 0 where no answer came
   * @param duration from sending to the last byte; zero where nothing was sent
   * @param waited for the budget before sending
   * @param requestBytes length of the body sent; 0 where there is none or it is not known
   * @param responseBytes length of the body received, after decompression
   * @param error what it was translated to; null where it went well
   */
  record Event(
      String system,
      String operation,
      CallKind kind,
      Lane lane,
      int attempt,
      int status,
      Duration duration,
      Duration waited,
      long requestBytes,
      long responseBytes,
      @Nullable ErrorCode error) {}
}
