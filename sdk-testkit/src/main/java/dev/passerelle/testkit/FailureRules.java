package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F1–F4: failures and what they are called (L25). */
abstract class FailureRules extends BatchRules {
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final int THREADS = 8;

  @Test
  @DisplayName("F1 a throttled read says until when, or waits so long")
  void throttledRead() {
    RecordId id = system().create(sample(1));
    Instant start = system().now();
    system().throttle(PAUSE);
    Throwable thrown = catchThrowable(() -> lookup(id));
    assertThrottled(thrown, start);
    system().advance(PAUSE.plus(TOLERANCE));
    assertThat(lookup(id)).isInstanceOf(Lookup.Found.class);
  }

  @Test
  @DisplayName("F1 a throttled write has surely not happened, and may be sent again")
  void throttledWrite() {
    needsSafeCreates();
    Write.Create create = createOf(1);
    Instant start = system().now();
    system().throttle(PAUSE);
    List<WriteResult> results = new ArrayList<>();
    Throwable thrown = catchThrowable(() -> results.add(send(create)));
    if (thrown == null && results.get(0) instanceof WriteResult.Failed failed) {
      assertThat(failed.cause().code()).isEqualTo(ErrorCode.THROTTLED);
    } else {
      assertThrottled(thrown, start);
    }
    system().advance(PAUSE.plus(TOLERANCE));
    written(create);
    assertOne(create);
  }

  private void assertThrottled(@Nullable Throwable thrown, Instant start) {
    Instant welcome = start.plus(PAUSE);
    if (thrown == null) {
      assertThat(system().now()).as("answered before its time").isAfterOrEqualTo(welcome);
      return;
    }
    assertThat(thrown).isInstanceOf(Throttled.class);
    assertThat(((Throttled) thrown).retryAt())
        .hasValueSatisfying(
            at -> assertThat(at).isBetween(welcome.minus(TOLERANCE), welcome.plus(TOLERANCE)));
  }

  @Test
  @DisplayName("F2 expired credentials are refreshed once for all threads")
  void expiredCredentialsRefreshOnce() {
    List<RecordId> ids = seed(3);
    ids.forEach(this::found);
    OptionalLong before = system().tokenRefreshes();
    system().expireCredentials(THREADS / 2);
    List<Lookup> answers = together(() -> lookup(ids.get(0)));
    assertThat(answers).hasSize(THREADS).allMatch(Lookup.Found.class::isInstance);
    assertOneRefresh(before);
  }

  @Test
  @DisplayName("F2 credentials that expire in mid-batch cost no write and double none")
  void expiryInMidBatch() {
    needsSafeCreates();
    system().create(sample(1000));
    written(new Write.Create(key(), reference(1000), writable(sample(1001))));
    List<Write.Create> creates =
        IntStream.rangeClosed(1, descriptor().writeBatch() + 1).mapToObj(this::createOf).toList();
    OptionalLong before = system().tokenRefreshes();
    system().expireCredentials(1);
    var results = send(creates);
    for (Write.Create create : creates) {
      WriteResult result = results.getOrDefault(create.key(), new WriteResult.Absent(create.key()));
      assertWritten(settle(create, result));
      assertOne(create);
    }
    assertOneRefresh(before);
  }

  private void assertOneRefresh(OptionalLong before) {
    before.ifPresent(
        count ->
            assertThat(system().tokenRefreshes().orElse(count) - count)
                .as("tokens fetched")
                .isLessThanOrEqualTo(1));
  }

  /** Runs a call in several threads at once. */
  private static <T> List<T> together(Callable<T> call) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<T>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        running.add(
            threads.submit(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  return call.call();
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> each : running) {
        answers.add(each.get(60, TimeUnit.SECONDS));
      }
      return answers;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    } catch (ExecutionException | TimeoutException failed) {
      throw new AssertionError("a thread failed", failed);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("F3 a write that times out is unknown, never failed")
  void timeOutOfWriteIsUnknown() {
    needs(Capability.UPDATE);
    RecordId id = system().create(sample(1));
    Write.Update update = updateOf(id, writable(edited(1)), found(id));
    Instant sentAt = system().now();
    system().timeOutNextWrite();
    WriteResult answer = send(update);
    assertThat(answer).isInstanceOf(WriteResult.Unknown.class);
    assertThat(fate(update, answer, sentAt))
        .isNotInstanceOf(WriteResult.Written.class)
        .isNotInstanceOf(WriteResult.Refused.class);
    assertSame(truth(id), normalForm(writable(sample(1))), "never arrived");
  }

  @Test
  @DisplayName("F3 a read that times out is a failure to be tried again, never an empty answer")
  void timeOutOfReadIsTransient() {
    RecordId id = system().create(sample(1));
    system().timeOutNextRead();
    Throwable thrown =
        catchThrowable(() -> assertThat(lookup(id)).isInstanceOf(Lookup.Found.class));
    if (thrown != null) {
      assertThat(thrown).isInstanceOfAny(TransientFailure.class, SystemUnavailable.class);
    }
    assertThat(lookup(id)).isInstanceOf(Lookup.Found.class);
  }

  @Test
  @DisplayName("F4 a web page instead of data is said to be one")
  void webPage() {
    RecordId id = system().create(sample(1));
    system().answerHtml();
    assertThatThrownBy(() -> lookup(id))
        .isInstanceOfAny(TransientFailure.class, SystemUnavailable.class)
        .isInstanceOfSatisfying(
            PasserelleException.class,
            thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.HTML_INSTEAD_OF_JSON));
    assertThat(lookup(id)).isInstanceOf(Lookup.Found.class);
  }

  @Test
  @DisplayName("F4 a system that is down is unavailable, never empty")
  void unavailable() {
    RecordId id = system().create(sample(1));
    system().beUnavailable();
    Throwable thrown =
        catchThrowable(() -> assertThat(lookup(id)).isInstanceOf(Lookup.Found.class));
    if (thrown != null) {
      assertThat(thrown).isInstanceOfAny(TransientFailure.class, SystemUnavailable.class);
    }
    assertThat(lookup(id)).isInstanceOf(Lookup.Found.class);
  }

  @Test
  @DisplayName("F4 a missing right is access denied, never an authentication failure")
  void accessDenied() {
    RecordId id = system().create(sample(1));
    system().denyAccess();
    assertThatThrownBy(() -> lookup(id)).isInstanceOf(AccessDenied.class);
  }

  @Test
  @DisplayName("F4 the vendor's catalogue of errors has the right classes")
  void catalogueOfErrors() {
    RecordId id = system().create(sample(1));
    List<Remote.ErrorCase> cases = system().errors();
    if (cases.isEmpty()) {
      Remote.cannot("show the vendor's catalogue of errors");
    }
    for (Remote.ErrorCase error : cases) {
      error.arrange().run();
      assertThat(catchThrowable(() -> lookup(id))).as(error.name()).isInstanceOf(error.expected());
    }
  }
}
