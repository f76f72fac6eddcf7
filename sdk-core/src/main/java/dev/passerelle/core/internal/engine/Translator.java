package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.plan.RefTranslator.Rejected;
import dev.passerelle.core.internal.plan.RefTranslator.Resolved;
import dev.passerelle.core.internal.plan.RefTranslator.Translated;
import dev.passerelle.core.internal.plan.RefTranslator.Unlinked;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import java.util.List;
import java.util.Optional;

/** Translates references through links, and documents through the documents made of them (L17). */
final class Translator {
  private final Topology topology;
  private final Tx tx;
  private final boolean counting;

  Translator(Topology topology, Tx tx, boolean counting) {
    this.topology = topology;
    this.tx = tx;
    this.counting = counting;
  }

  Translated translate(String from, String to, Ref ref) {
    Optional<RecordId> id = ref.id();
    if (id.isEmpty()) {
      return new Resolved(ref);
    }
    Optional<Pairing> pairing = topology.pairing(from, ref.type(), to);
    return pairing.isPresent()
        ? throughLink(pairing.get(), from, ref, id.get())
        : throughDocument(from, to, ref, id.get());
  }

  private Translated throughLink(Pairing pairing, String from, Ref ref, RecordId id) {
    Side side = pairing.sideOf(from, ref.type()).orElseThrow();
    Feed feed = pairing.feed(side);
    Optional<Link> link = tx.links().live(pairing.key(), side, id);
    Optional<RecordId> other =
        link.filter(l -> l.state() != Link.State.PENDING_CREATE).flatMap(l -> l.on(side.other()));
    if (other.isPresent()) {
      return new Resolved(Ref.to(targetType(pairing, side), other.get()));
    }
    if (counting && link.isPresent()) {
      return new Resolved(Ref.to(targetType(pairing, side), RecordId.of("(new)")));
    }
    return Parking.isRejected(tx, feed, id) ? new Rejected() : new Unlinked();
  }

  private static EntityType targetType(Pairing pairing, Side side) {
    return pairing.feed(side.other()).type();
  }

  private Translated throughDocument(String from, String to, Ref ref, RecordId id) {
    for (DocumentFlow flow : topology.documents()) {
      if (flow.source().equals(from)
          && flow.target().equals(to)
          && flow.sourceType().equals(ref.type())) {
        Optional<RecordId> made = tx.documents().find(flow.name(), id).flatMap(Document::made);
        if (made.isPresent()) {
          return new Resolved(Ref.to(flow.targetType(), made.get()));
        }
      }
      if (flow.target().equals(from)
          && flow.source().equals(to)
          && flow.targetType().equals(ref.type())) {
        List<Document> sources = tx.documents().withTarget(flow.name(), id);
        if (!sources.isEmpty()) {
          return new Resolved(Ref.to(flow.sourceType(), sources.get(0).source()));
        }
      }
    }
    return new Unlinked();
  }
}
