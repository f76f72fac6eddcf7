package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.plan.Carried.Missing;
import dev.passerelle.core.internal.plan.RefTranslator.Rejected;
import dev.passerelle.core.internal.plan.RefTranslator.Resolved;
import dev.passerelle.core.internal.plan.RefTranslator.Translated;
import dev.passerelle.core.internal.plan.RefTranslator.Unlinked;
import dev.passerelle.core.mapping.Conversion;
import dev.passerelle.core.mapping.MissingReference;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries values of one binding from side to side (L15, L17). */
final class Carrier {
  private final RefTranslator references;
  private final MissingReference policy;
  private final Details details;

  Carrier(RefTranslator references, MissingReference policy, Details details) {
    this.references = references;
    this.policy = policy;
    this.details = details;
  }

  /** The source's value in the target's terms. */
  <S, T> Carried<T> carry(Way<S, T> way) {
    return carry(way, way.source().value());
  }

  /** Some value of the source's in the target's terms. A blank is blank on both sides. */
  <S, T> Carried<T> carry(Way<S, T> way, @Nullable S value) {
    if (value == null || way.source().blank(value)) {
      return new Carried.Value<>(null, List.of());
    }
    Translation translation = new Translation(way.source());
    @Nullable S translated = way.source().field().type().translate(value, translation::ref);
    if (translation.refused != null) {
      return new Carried.Refused<>(translation.refused);
    }
    if (!translation.missing.isEmpty()) {
      return new Carried.Waits<>(translation.missing);
    }
    if (translated == null || way.source().blank(translated)) {
      return new Carried.Value<>(null, List.of());
    }
    return carried(way.convert(translated), way.source());
  }

  private <T> Carried<T> carried(Conversion<T> conversion, Face<?> source) {
    if (conversion instanceof Conversion.Value<T> value) {
      return new Carried.Value<>(value.value(), details.of(source, value.notices()));
    }
    if (conversion instanceof Conversion.KeepTarget<T> keep) {
      return new Carried.Keep<>(details.of(source, keep.notices()));
    }
    if (conversion instanceof Conversion.Await<T> await) {
      return new Carried.Waits<>(List.of(new Missing(null, details.of(source, await.what()))));
    }
    return new Carried.Refused<>(details.of(source, ((Conversion.Reject<T>) conversion).why()));
  }

  /** Collects what is missing while one value is translated. */
  private final class Translation {
    private final Face<?> source;
    private final List<Missing> missing = new ArrayList<>();
    private @Nullable ErrorDetail refused;

    Translation(Face<?> source) {
      this.source = source;
    }

    Optional<Ref> ref(Ref ref) {
      if (ref.naturalKey().isPresent()) {
        return Optional.of(ref);
      }
      if (isItself(ref)) {
        return Optional.empty();
      }
      Translated answer = references.translate(source.system(), ref);
      if (answer instanceof Resolved resolved) {
        return Optional.of(resolved.ref());
      }
      if (answer instanceof Rejected) {
        refused = details.of(source, reference(ErrorCode.REFERENCE_REJECTED, ref));
      } else if (answer instanceof Unlinked) {
        unlinked(ref);
      }
      return Optional.empty();
    }

    private void unlinked(Ref ref) {
      policy
          .rejectsWith()
          .ifPresentOrElse(
              code -> refused = details.of(source, reference(code, ref)),
              () ->
                  missing.add(
                      new Missing(
                          ref, details.of(source, reference(ErrorCode.REFERENCE_MISSING, ref)))));
    }

    /** A reference to the record itself is left out (L17). */
    private boolean isItself(Ref ref) {
      Optional<Snapshot> record = source.side().view();
      return record.isPresent()
          && ref.type().recordType().equals(record.get().type().recordType())
          && ref.id().filter(record.get().id()::equals).isPresent();
    }
  }

  private static ErrorDetail reference(ErrorCode code, Ref ref) {
    return ErrorDetail.of(code).figure("reference", ref).build();
  }
}
