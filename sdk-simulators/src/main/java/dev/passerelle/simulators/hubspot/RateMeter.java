package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Counts calls against the limits. Safe for use by several threads. */
final class RateMeter {
  private final Map<String, Deque<Instant>> calls = new HashMap<>();
  private final Deque<Instant> searches = new ArrayDeque<>();
  private HubSpotLimits limits = HubSpotLimits.off();
  private LocalDate day = LocalDate.MIN;
  private int today;

  synchronized void limits(HubSpotLimits other) {
    limits = other;
  }

  synchronized HubSpotLimits limits() {
    return limits;
  }

  synchronized int today() {
    return today;
  }

  /** Counts a call; tells the limit that refuses it, if one does. */
  synchronized Optional<String> take(String appId, boolean search, Instant now, ZoneId zone) {
    turnDay(now, zone);
    Deque<Instant> window =
        search ? searches : calls.computeIfAbsent(appId, id -> new ArrayDeque<>());
    Duration length = search ? Duration.ofSeconds(1) : limits.window();
    int most = search ? limits.searchPerSecond() : limits.burst();
    forget(window, now.minus(length));
    if (limits.enforced()) {
      if (today >= limits.daily()) {
        return Optional.of("DAILY");
      }
      if (window.size() >= most) {
        return Optional.of(search ? "SECONDLY" : "TEN_SECONDLY_ROLLING");
      }
    }
    today++;
    window.add(now);
    return Optional.empty();
  }

  /** The headers that tell a client where it stands; searches have none. */
  synchronized HttpAnswer withHeaders(HttpAnswer answer, String appId) {
    int used = calls.getOrDefault(appId, new ArrayDeque<>()).size();
    HttpAnswer told =
        answer
            .withHeader("X-HubSpot-RateLimit-Max", Integer.toString(limits.burst()))
            .withHeader(
                "X-HubSpot-RateLimit-Remaining",
                Integer.toString(Math.max(0, limits.burst() - used)))
            .withHeader(
                "X-HubSpot-RateLimit-Interval-Milliseconds",
                Long.toString(limits.window().toMillis()));
    if (limits.daily() == Integer.MAX_VALUE) {
      return told;
    }
    return told.withHeader("X-HubSpot-RateLimit-Daily", Integer.toString(limits.daily()))
        .withHeader(
            "X-HubSpot-RateLimit-Daily-Remaining",
            Integer.toString(Math.max(0, limits.daily() - today)));
  }

  static HttpAnswer refusal(String policy, String correlationId) {
    String name = policy.equals("SECONDLY") ? "secondly" : policy.toLowerCase(Locale.ROOT);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "error");
    body.put("message", "You have reached your " + name + " limit.");
    body.put("errorType", "RATE_LIMIT");
    body.put("category", "RATE_LIMITS");
    body.put("correlationId", correlationId);
    body.put("policyName", policy);
    return HttpAnswer.json(429, body);
  }

  private void turnDay(Instant now, ZoneId zone) {
    LocalDate date = LocalDate.ofInstant(now, zone);
    if (!date.equals(day)) {
      day = date;
      today = 0;
    }
  }

  private static void forget(Deque<Instant> window, Instant until) {
    while (!window.isEmpty() && !window.peek().isAfter(until)) {
      window.remove();
    }
  }
}
