package dev.passerelle.core.internal.engine;

import dev.passerelle.core.internal.ledger.Records.Seen;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When values appeared, where a system has one stamp per record: a value that is shown for the
 * first time is as old as the stamp that the record then had (L14). A stamp that our own write
 * moved does not count, nor one that did not move although a value did: of such a value nothing is
 * known. A system's own history per field always goes first.
 */
final class Stamps {
  private Stamps() {}

  /** What stands for the revision where a system gives none: the stamp. */
  static @Nullable String mark(Snapshot shown) {
    return shown.revision().or(() -> shown.modifiedAt().map(Instant::toString)).orElse(null);
  }

  /**
   * A snapshot with the instant of each field that is known.
   *
   * @param known the record as it was known before; null when it was not
   * @param before what an observation that is not decided yet showed; null when there is none
   */
  static Snapshot on(Snapshot shown, @Nullable Seen known, @Nullable Snapshot before) {
    Optional<Instant> stamp = counts(shown, known) ? shown.modifiedAt() : Optional.empty();
    Map<Field<?>, Instant> at = new HashMap<>();
    for (Field<?> field : shown.fields().keys()) {
      Optional<Instant> appeared =
          before != null && shown.fields().same(field, before.fields())
              ? Optional.ofNullable(before.changedAt().get(field))
              : stamp;
      appeared.ifPresent(instant -> at.put(field, instant));
    }
    at.putAll(shown.changedAt());
    return at.isEmpty() ? shown : shown.withChangedAt(at);
  }

  private static boolean counts(Snapshot shown, @Nullable Seen known) {
    return shown.authoritative()
        && known != null
        && known.content().isPresent()
        && !Optional.ofNullable(mark(shown)).equals(Optional.ofNullable(known.revision()));
  }
}
