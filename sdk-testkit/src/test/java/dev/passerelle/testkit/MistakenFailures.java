package dev.passerelle.testkit;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.RecordId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.LoggerFactory;

/** Failing done wrong. */
final class MistakenFailures {
  private MistakenFailures() {}

  static EntityAdapter hidesWhenToComeBack(EntityAdapter right) {
    return translating(
        right,
        (ids, failure) -> {
          throw failure instanceof Throttled throttled
              ? new Throttled(throttled.detail(), throttled.scope())
              : failure;
        });
  }

  static EntityAdapter answersTimeOutWithGone(EntityAdapter right) {
    return translating(
        right,
        (ids, failure) -> {
          if (failure instanceof TransientFailure) {
            return ids.stream().<Lookup>map(Lookup.Gone::new).toList();
          }
          throw failure;
        });
  }

  static EntityAdapter takesDeniedForLogin(EntityAdapter right) {
    return translating(
        right,
        (ids, failure) -> {
          throw failure instanceof AccessDenied
              ? new AuthenticationFailed(failure.detail())
              : failure;
        });
  }

  private static EntityAdapter translating(
      EntityAdapter right,
      BiFunction<Collection<RecordId>, PasserelleException, List<Lookup>> translation) {
    return new PassingAdapter(right) {
      @Override
      public List<Lookup> read(Collection<RecordId> ids) {
        try {
          return inner.read(ids);
        } catch (PasserelleException failure) {
          return translation.apply(ids, failure);
        }
      }
    };
  }

  static EntityAdapter callsTimeOutFailed(EntityAdapter right) {
    return MistakenWrites.after(
        right,
        (write, result) ->
            result instanceof WriteResult.Unknown unknown
                ? new WriteResult.Failed(unknown.key(), unknown.cause())
                : result);
  }

  static EntityAdapter logsWhatItReads(EntityAdapter right) {
    return MistakenReads.answering(
        right,
        Lookup.Found.class::isInstance,
        lookup -> {
          String name = ((Lookup.Found) lookup).snapshot().fields().get(Customer.NAME).orElse("");
          LoggerFactory.getLogger("dev.passerelle.testkit.mistake").debug("read {}", name);
          return lookup;
        });
  }

  static EntityAdapter hasOneFingerprint(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public AdapterDescriptor describe() {
        return Descriptors.copy(inner.describe()).shape("always the same").build();
      }
    };
  }

  /** Insists on a field that it was not asked for. */
  static EntityAdapter stopsEverybody(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public List<Lookup> read(Collection<RecordId> ids) {
        if (!inner.describe().fields().contains(Customer.EMAIL)) {
          throw new DriftDetected(
              ErrorDetail.of(ErrorCode.DRIFT_DETECTED).field(Customer.EMAIL.name()).build());
        }
        return inner.read(ids);
      }
    };
  }

  static EntityAdapter hidesAbility(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public AdapterDescriptor describe() {
        AdapterDescriptor all = inner.describe();
        List<Capability> declared = new ArrayList<>(all.capabilities());
        declared.remove(Capability.DELETE);
        return Descriptors.copy(all, declared).build();
      }
    };
  }
}
