package dev.passerelle.testkit;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A connector's access token: fetched when needed, anew once for all threads. Thread-safe. */
final class MemorySession {
  private final InMemorySystem system;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile long token;

  MemorySession(InMemorySystem system) {
    this.system = system;
  }

  /** Calls the system; a token that has expired is replaced once. */
  <T> T call(CallGate.Call call, Function<List<Fault.OfRecord>, T> body) {
    long used = token == 0 ? refresh(0) : token;
    try {
      return pass(used, call, body);
    } catch (CallGate.TokenExpired expired) {
      used = refresh(used);
    }
    try {
      return pass(used, call, body);
    } catch (CallGate.TokenExpired again) {
      throw system.errors().credentialsRefused();
    }
  }

  private <T> T pass(long used, CallGate.Call call, Function<List<Fault.OfRecord>, T> body) {
    return system.guarded(() -> system.gate().pass(used, call, body));
  }

  private long refresh(long old) {
    refreshing.lock();
    try {
      if (token == old) {
        token = system.guarded(system.gate()::fetchToken);
      }
      return token;
    } finally {
      refreshing.unlock();
    }
  }
}
