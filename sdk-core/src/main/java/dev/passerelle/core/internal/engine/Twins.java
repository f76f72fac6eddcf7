package dev.passerelle.core.internal.engine;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.RecordId;
import java.util.List;
import java.util.Optional;

/** Finds our reference on two records: neither is written, linked or not (L8). */
final class Twins {
  private final Context context;

  Twins(Context context) {
    this.context = context;
  }

  /** The cases of which a record shares its stored reference with another one. */
  List<Case> among(Pairing pairing, List<Case> cases) {
    return context
        .ledger()
        .read(
            tx -> {
              List<Case> open = cases.stream().filter(one -> !one.isClosed()).toList();
              ReadAhead.twins(tx, pairing, open);
              return open.stream().filter(one -> twin(tx, pairing, one).isPresent()).toList();
            });
  }

  private static Optional<Side> twin(Tx tx, Pairing pairing, Case one) {
    for (Side side : Side.values()) {
      Optional<RecordId> id = one.on(side).id();
      if (id.isPresent() && shared(tx, pairing, side, id.get())) {
        return Optional.of(side);
      }
    }
    return Optional.empty();
  }

  private static boolean shared(Tx tx, Pairing pairing, Side side, RecordId id) {
    return tx.matchIndex().valuesOf(pairing.key(), side, id, MatchKeys.STORED).stream()
        .anyMatch(
            stored ->
                tx.matchIndex().withKey(pairing.key(), side, MatchKeys.STORED, stored).size() > 1);
  }

  /** The error of such a case. */
  static ErrorDetail conflict(Case one) {
    return ErrorDetail.of(ErrorCode.CONFLICT)
        .system(one.pairing().system(one.origin()))
        .entity(one.pairing().feed(one.origin()).type().name())
        .record(one.on(one.origin()).id().map(RecordId::value).orElse(""))
        .field("reference")
        .build();
  }

  /** Why the record that a create made or found cannot be bound: it has another counterpart. */
  static Optional<ErrorDetail> taken(Tx tx, Case one, Side side, RecordId id) {
    Link link = one.link().orElseThrow();
    return tx.links()
        .live(one.pairing().key(), side, id)
        .filter(other -> !other.id().equals(link.id()))
        .map(
            other ->
                ErrorDetail.of(ErrorCode.KEY_TAKEN)
                    .system(one.pairing().system(side))
                    .entity(one.pairing().feed(side).type().name())
                    .record(id.value())
                    .figure("key", "reference")
                    .figure("candidates", other.on(side.other()).map(RecordId::value).orElse(""))
                    .build());
  }
}
