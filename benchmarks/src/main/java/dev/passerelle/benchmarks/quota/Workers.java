package dev.passerelle.benchmarks.quota;

import dev.passerelle.core.error.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that ask as fast as they may, until the time is over or nothing is left to ask. */
final class Workers {
  static final int THREADS = 8;

  private Workers() {}

  static void ask(VirtualTime time, Duration span, Runnable call)
      throws InterruptedException, ExecutionException {
    // The first call may fetch a token for all, while the others wait for it and not for time.
    call.run();
    Instant end = time.instant().plus(span);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      time.begin(THREADS);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(() -> ask(time, end, call)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void ask(VirtualTime time, Instant end, Runnable call) {
    try {
      while (time.instant().isBefore(end)) {
        call.run();
      }
    } catch (Throttled exhausted) {
      // The budget itself says that nothing is left for a long time: no call was sent.
    } finally {
      time.end();
    }
  }
}
