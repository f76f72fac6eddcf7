package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.SendingRight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls to one system, several of them under way at once. The caller's thread makes its share, and
 * all of them where the others do not come to it; it goes on when the last call has ended.
 */
final class SideBySide {
  private final Executor threads;

  SideBySide(Executor threads) {
    this.threads = threads;
  }

  /**
   * Makes one call for each part.
   *
   * @param most how many at once; with one, all are made in order by this thread
   * @param call made in the caller's sending right, on any thread
   * @return what the calls gave back, in the parts' order
   * @throws RuntimeException what the first call threw that failed; no further one was begun
   */
  <P, R> List<R> each(int most, List<P> parts, Function<P, R> call) {
    if (most <= 1 || parts.size() <= 1) {
      return parts.stream().map(call).toList();
    }
    Work<P, R> work = new Work<>(parts, call);
    int others = Math.min(most, parts.size()) - 1;
    CountDownLatch ended = new CountDownLatch(others);
    for (int i = 0; i < others; i++) {
      begin(SendingRight.carried(work::goOn), ended);
    }
    work.goOn();
    await(ended);
    return work.results();
  }

  private void begin(Runnable work, CountDownLatch ended) {
    try {
      threads.execute(
          () -> {
            try {
              work.run();
            } finally {
              ended.countDown();
            }
          });
    } catch (RejectedExecutionException e) {
      ended.countDown();
    }
  }

  /** An interrupt ends no call of another thread: what it may have written must be heard. */
  private static void await(CountDownLatch ended) {
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The parts that are left, for whoever has time. */
  private static final class Work<P, R> {
    private final List<P> parts;
    private final Function<P, R> call;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable R> results;
    private final AtomicReferenceArray<@Nullable RuntimeException> failures;

    Work(List<P> parts, Function<P, R> call) {
      this.parts = parts;
      this.call = call;
      results = new AtomicReferenceArray<>(parts.size());
      failures = new AtomicReferenceArray<>(parts.size());
    }

    void goOn() {
      int mine = next.getAndIncrement();
      while (mine < parts.size()) {
        try {
          results.set(mine, call.apply(parts.get(mine)));
        } catch (RuntimeException e) {
          failures.set(mine, e);
          next.set(parts.size());
        }
        mine = next.getAndIncrement();
      }
    }

    List<R> results() {
      List<R> all = new ArrayList<>(parts.size());
      for (int i = 0; i < parts.size(); i++) {
        RuntimeException failure = failures.get(i);
        if (failure != null) {
          throw failure;
        }
      }
      for (int i = 0; i < parts.size(); i++) {
        R result = results.get(i);
        if (result == null) {
          throw new IllegalStateException("a call gave nothing back");
        }
        all.add(result);
      }
      return all;
    }
  }
}
