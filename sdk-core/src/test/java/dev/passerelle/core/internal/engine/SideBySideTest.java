package dev.passerelle.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.SendingRight;
import dev.passerelle.core.error.StateStoreFailure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several calls to one system at once. */
@Timeout(60)
class SideBySideTest {
  private static final List<Integer> PARTS = IntStream.range(0, 12).boxed().toList();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SideBySide calls = new SideBySide(threads);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void threeCallsAreUnderWayAtOnceAndTheirAnswersComeInOrder() {
    CyclicBarrier three = new CyclicBarrier(3);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<String> answers =
        calls.each(
            3,
            PARTS,
            part -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              meet(three);
              now.decrementAndGet();
              return "answer " + part;
            });
    assertThat(answers).isEqualTo(PARTS.stream().map(part -> "answer " + part).toList());
    assertThat(most).hasValue(3);
  }

  @Test
  void withOneAtATimeTheCallersThreadMakesAllOfThem() {
    List<Thread> by = calls.each(1, PARTS, part -> Thread.currentThread());
    assertThat(by).hasSize(PARTS.size()).containsOnly(Thread.currentThread());
  }

  @Test
  void afterAFailureNoFurtherCallIsBegunAndThoseUnderWayAreWaitedFor() {
    Set<Integer> begun = ConcurrentHashMap.newKeySet();
    Set<Integer> ended = ConcurrentHashMap.newKeySet();
    CyclicBarrier two = new CyclicBarrier(2);
    CountDownLatch failing = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                calls.each(
                    2,
                    PARTS,
                    part -> {
                      begun.add(part);
                      if (part < 2) {
                        meet(two);
                      }
                      if (part == 0) {
                        failing.countDown();
                        throw new IllegalStateException("broken");
                      }
                      await(failing);
                      ended.add(part);
                      return part;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThat(ended).isEqualTo(begun.stream().filter(part -> part != 0).collect(toSet()));
    assertThat(begun).contains(0, 1);
  }

  @Test
  void theRightToSendGoesWithTheCall() {
    CyclicBarrier two = new CyclicBarrier(2);
    assertThatThrownBy(
            () ->
                SendingRight.whileHeld(
                    () -> false,
                    () ->
                        calls.each(
                            2,
                            List.of(1, 2),
                            part -> {
                              meet(two);
                              SendingRight.require();
                              return part;
                            })))
        .isInstanceOf(StateStoreFailure.class);
    // A thread that is used again has nobody's right.
    assertThat(calls.each(2, List.of(1, 2), this::unasked)).containsExactly(1, 2);
  }

  private int unasked(int part) {
    SendingRight.require();
    return part;
  }

  @Test
  void withoutThreadsTheCallerMakesAllCalls() {
    SideBySide alone =
        new SideBySide(
            work -> {
              throw new RejectedExecutionException("closed");
            });
    assertThat(alone.each(4, PARTS, part -> part)).isEqualTo(PARTS);
  }

  private static <T> java.util.stream.Collector<T, ?, Set<T>> toSet() {
    return java.util.stream.Collectors.toSet();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
