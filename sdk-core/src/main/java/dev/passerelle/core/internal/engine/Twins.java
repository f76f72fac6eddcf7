package dev.passerelle.core.internal.engine;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.MatchIndex;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.RecordId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds our reference on two records: neither is written, linked or not (L8). */
final class Twins {
  private final Context context;

  Twins(Context context) {
    this.context = context;
  }

  /** The cases of which a record shares its stored reference with another one. */
  List<Case> among(Pairing pairing, List<Case> cases) {
    List<Case> open = cases.stream().filter(one -> !one.isClosed()).toList();
    return context
        .ledger()
        .read(
            tx -> {
              Set<Case> twins = new LinkedHashSet<>();
              for (Side side : Side.values()) {
                Set<RecordId> shared = shared(tx, pairing, side, ReadAhead.ids(open, side));
                open.stream()
                    .filter(one -> one.on(side).id().filter(shared::contains).isPresent())
                    .forEach(twins::add);
              }
              return open.stream().filter(twins::contains).toList();
            });
  }

  private static Set<RecordId> shared(Tx tx, Pairing pairing, Side side, List<RecordId> ids) {
    MatchIndex index = tx.matchIndex();
    Map<RecordId, Set<String>> stored = index.valuesOf(pairing.key(), side, ids, MatchKeys.STORED);
    Set<String> values = new LinkedHashSet<>();
    stored.values().forEach(values::addAll);
    var unused = index.aheadValues(pairing.key(), side, MatchKeys.STORED, values);
    Set<RecordId> shared = new HashSet<>();
    stored.forEach(
        (id, own) -> {
          if (own.stream().anyMatch(value -> isShared(index, pairing, side, value))) {
            shared.add(id);
          }
        });
    return shared;
  }

  private static boolean isShared(MatchIndex index, Pairing pairing, Side side, String stored) {
    return index.withKey(pairing.key(), side, MatchKeys.STORED, stored).size() > 1;
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
