package dev.passerelle.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private final Workers workers = new Workers(4, Duration.ofMinutes(1), System::nanoTime);

  private static Roster.Job job(Runnable work) {
    return new Roster.Job() {
      @Override
      public Duration turn() {
        work.run();
        return Duration.ofNanos(1);
      }

      @Override
      public void makeRoom() {}
    };
  }

  @Test
  void fiveHundredJobsShareFourThreads() throws InterruptedException {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch turns = new CountDownLatch(1500);
    AtomicInteger[] counts = new AtomicInteger[500];
    try (Workers shared = workers) {
      for (int i = 0; i < counts.length; i++) {
        AtomicInteger count = new AtomicInteger();
        counts[i] = count;
        shared.add(
            job(
                () -> {
                  threads.add(Thread.currentThread().getName());
                  if (count.incrementAndGet() <= 3) {
                    turns.countDown();
                  }
                }));
      }
      assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(threads).hasSizeBetween(1, 4).allMatch(name -> name.startsWith("passerelle-sync-"));
  }

  @Test
  void aJobThatBreaksItsThreadDoesNotTakeTheOthersWithIt() throws InterruptedException {
    CountDownLatch others = new CountDownLatch(20);
    try (Workers shared = workers) {
      for (int i = 0; i < 6; i++) {
        shared.add(
            job(
                () -> {
                  throw new AssertionError("an error of the JVM, as far as the thread knows");
                }));
      }
      shared.add(job(others::countDown));
      assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aTurnThatWasInterruptedCostsNoThread() throws InterruptedException {
    CountDownLatch turns = new CountDownLatch(20);
    try (Workers shared = new Workers(1, Duration.ofMinutes(1), System::nanoTime)) {
      shared.add(
          job(
              () -> {
                turns.countDown();
                Thread.currentThread().interrupt();
              }));
      assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nothingIsAddedAfterTheEnd() {
    workers.close();
    assertThatThrownBy(() -> workers.add(job(() -> {}))).isInstanceOf(IllegalStateException.class);
  }
}
