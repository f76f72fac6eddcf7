package dev.passerelle.core.internal.engine;

import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.error.UnsupportedOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends batches of one record type to one system, and hears of each write what became of it. */
final class Sender {
  private final Context context;
  private final Troubles troubles;
  private final EngineSystem system;
  private final EntityAdapter adapter;
  private final int parallel;

  /** What one of several calls met that ends them all. */
  private final AtomicReference<@Nullable ErrorDetail> stop = new AtomicReference<>();

  Sender(Context context, Troubles troubles, EngineSystem system, EntityAdapter adapter) {
    this.context = context;
    this.troubles = troubles;
    this.system = system;
    this.adapter = adapter;
    parallel = adapter.describe().parallel();
  }

  /**
   * What became of a batch.
   *
   * @param answers of the adapter; none where it was not called
   * @param failure what it threw, if anything
   * @param obstacle why it was not called; null where it was
   */
  private record Sent(
      List<Parcel> batch,
      List<WriteResult> answers,
      @Nullable PasserelleException failure,
      @Nullable ErrorDetail obstacle,
      Duration took) {}

  /**
   * Sends batches, as many at once as the adapter allows.
   *
   * @param results takes one result per parcel
   */
  void send(List<List<Parcel>> batches, Map<String, WriteResult> results) {
    if (parallel <= 1) {
      batches.forEach(batch -> take(call(batch), results));
      return;
    }
    system.sideBySide().each(parallel, batches, this::call).forEach(sent -> take(sent, results));
  }

  /** On any thread: speaks to the adapter and to nobody else. */
  private Sent call(List<Parcel> batch) {
    ErrorDetail obstacle = obstacle();
    if (obstacle != null) {
      return new Sent(batch, List.of(), null, obstacle, Duration.ZERO);
    }
    Instant start = context.clock().instant();
    List<WriteResult> answers = List.of();
    PasserelleException failure = null;
    try {
      answers = adapter.write(batch.stream().map(Parcel::write).toList());
    } catch (StateStoreFailure e) {
      // The lease has moved: the notes stay open, and whoever leads now asks what became of them.
      throw e;
    } catch (PasserelleException e) {
      failure = e;
      if (Troubles.pauses(e)) {
        stop.set(e.detail());
      }
    }
    Duration took = Duration.between(start, context.clock().instant());
    return new Sent(batch, answers, failure, null, took);
  }

  private @Nullable ErrorDetail obstacle() {
    if (!context.ledger().lease().hold()) {
      return ErrorDetail.of(ErrorCode.LEASE_LOST).build();
    }
    if (!system.available(context.clock().instant())) {
      return system.trouble().orElseGet(this::unreachable);
    }
    return parallel > 1 ? stop.get() : null;
  }

  private ErrorDetail unreachable() {
    return ErrorDetail.of(ErrorCode.SYSTEM_UNREACHABLE).system(system.name()).build();
  }

  private void take(Sent sent, Map<String, WriteResult> results) {
    ErrorDetail obstacle = sent.obstacle();
    if (obstacle != null) {
      for (Parcel parcel : sent.batch()) {
        String key = parcel.intent().id();
        results.put(key, new WriteResult.Failed(key, obstacle));
      }
      return;
    }
    for (WriteResult result : sent.answers()) {
      results.put(result.key(), result);
      tell(result);
    }
    PasserelleException failure = sent.failure();
    if (failure != null) {
      tell(failure);
      sent.batch().forEach(p -> results.put(p.intent().id(), outcome(p, failure)));
    }
    for (Parcel parcel : sent.batch()) {
      results.computeIfAbsent(parcel.intent().id(), key -> unanswered(parcel));
    }
    context.tell(
        new SyncEvent.BatchWritten(
            system.name(), adapter.describe().type().name(), sent.batch().size(), sent.took()));
  }

  private void tell(PasserelleException failure) {
    if (failure instanceof OutcomeUnknown) {
      troubles.unknown(system, failure.detail());
    } else {
      troubles.met(system, failure);
    }
  }

  private void tell(WriteResult result) {
    if (result instanceof WriteResult.Unknown unknown) {
      troubles.unknown(system, unknown.cause());
    } else if (Outbox.keptBack(result)) {
      troubles.met(system, Outbox.notDone(result).orElseThrow());
    }
  }

  /** An adapter that throws one of these says that nothing of the batch was sent. */
  private static WriteResult outcome(Parcel parcel, PasserelleException e) {
    boolean unsent =
        e instanceof AuthenticationFailed
            || e instanceof AccessDenied
            || e instanceof Throttled
            || e instanceof SystemUnavailable
            || e instanceof TransientFailure
            || e instanceof UnsupportedOperation
            || e instanceof InvalidConfiguration;
    return unsent
        ? new WriteResult.Failed(parcel.intent().id(), e.detail())
        : new WriteResult.Unknown(parcel.intent().id(), e.detail());
  }

  private static WriteResult unanswered(Parcel parcel) {
    return new WriteResult.Unknown(
        parcel.intent().id(),
        ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).system(parcel.system().name()).build());
  }
}
