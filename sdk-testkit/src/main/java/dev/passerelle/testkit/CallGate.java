package dev.passerelle.testkit;

import dev.passerelle.core.model.EntityType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The door of a system: counts calls, checks the token, enforces the quota and lets faults happen.
 * Guarded by the system's lock.
 */
final class CallGate {
  /** The token is no longer valid; the connector fetches another and calls again. */
  static final class TokenExpired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TokenExpired() {
      super("token expired", null, false, false);
    }
  }

  /** What a call is about. */
  record Call(SystemCall kind, @Nullable EntityType type, int records) {}

  /** So many calls in any window of time. */
  record Quota(int calls, Duration window) {}

  private final InMemorySystem system;
  private final @Nullable Quota quota;
  private final Deque<Long> recent = new ArrayDeque<>();
  private long throttledUntil = Long.MIN_VALUE;
  private long validToken = 1;
  private boolean revoked;
  private long callsToExpiry = Long.MAX_VALUE;

  CallGate(InMemorySystem system, @Nullable Quota quota) {
    this.system = system;
    this.quota = quota;
  }

  /** Answers a call, or throws what the caller sees instead of an answer. */
  <T> T pass(long token, Call call, Function<List<Fault.OfRecord>, T> body) {
    system.calls().add(call.kind(), call.type(), call.records());
    if (callsToExpiry-- == 0) {
      validToken++;
    }
    if (token != validToken || revoked) {
      throw new TokenExpired();
    }
    meter();
    List<Fault> faults = system.faults().take(call.kind(), call.type(), call.records());
    List<Fault.OfRecord> ofRecords =
        faults.stream()
            .filter(Fault.OfRecord.class::isInstance)
            .map(Fault.OfRecord.class::cast)
            .toList();
    return faults.stream()
        .filter(fault -> !(fault instanceof Fault.OfRecord))
        .findFirst()
        .map(fault -> suffer(fault, call, ofRecords, body))
        .orElseGet(() -> body.apply(ofRecords));
  }

  private <T> T suffer(
      Fault fault,
      Call call,
      List<Fault.OfRecord> ofRecords,
      Function<List<Fault.OfRecord>, T> body) {
    if (fault instanceof Fault.Throttle throttle) {
      throw throttle(throttle.retryAfter());
    } else if (fault instanceof Fault.Unavailable down) {
      throw system.errors().unavailable(down.html());
    } else if (fault instanceof Fault.Deny deny) {
      throw system.errors().denied(deny.right());
    } else if (fault instanceof Fault.ExpireToken) {
      validToken++;
      throw new TokenExpired();
    } else if (fault instanceof Fault.LoseAnswer) {
      discard(body.apply(ofRecords));
      throw system.errors().timedOut(call.kind());
    } else if (fault instanceof Fault.ExecuteLate late && call.kind() == SystemCall.WRITE) {
      system.later(late.delay(), () -> discard(body.apply(ofRecords)));
    } else if (fault instanceof Fault.Meanwhile meanwhile) {
      meanwhile.action().run();
      return body.apply(ofRecords);
    }
    throw system.errors().timedOut(call.kind());
  }

  private static void discard(Object lostAnswer) {
    // Nobody hears it.
  }

  private RuntimeException throttle(@Nullable Duration retryAfter) {
    system.calls().addThrottled();
    if (retryAfter == null) {
      return system.errors().throttled(null);
    }
    throttledUntil = system.millis() + retryAfter.toMillis();
    return system.errors().throttled(Instant.ofEpochMilli(throttledUntil));
  }

  private void meter() {
    long now = system.millis();
    if (now < throttledUntil) {
      throw throttle(Duration.ofMillis(throttledUntil - now));
    }
    if (quota == null) {
      return;
    }
    long window = quota.window().toMillis();
    while (!recent.isEmpty() && recent.getFirst() <= now - window) {
      recent.removeFirst();
    }
    if (recent.size() >= quota.calls()) {
      throw throttle(Duration.ofMillis(recent.getFirst() + window - now));
    }
    recent.addLast(now);
  }

  /** The token that is valid now. */
  long fetchToken() {
    system.calls().add(SystemCall.TOKEN, null, 0);
    if (revoked) {
      throw system.errors().credentialsRefused();
    }
    return validToken;
  }

  void expireTokenAfter(int calls) {
    callsToExpiry = calls;
  }

  void expireToken() {
    validToken++;
  }

  void revoke(boolean now) {
    revoked = now;
    validToken++;
  }
}
