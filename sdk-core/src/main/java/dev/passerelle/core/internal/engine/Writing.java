package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.internal.engine.Settling.Answer;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.plan.SideWrite;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns planned cases into parcels, sends them side by side, and hands back the answers by case.
 */
final class Writing {
  private final Context context;
  private final Absorber absorber;
  private final Outbox outbox;

  Writing(Context context, Absorber absorber, Outbox outbox) {
    this.context = context;
    this.absorber = absorber;
    this.outbox = outbox;
  }

  /** Sends what the cases planned. */
  Map<Case, List<Answer>> write(Pairing pairing, List<Case> cases) {
    Map<Case, List<Answer>> answers = new LinkedHashMap<>();
    for (Side side : Side.values()) {
      Map<String, Case> byKey = new LinkedHashMap<>();
      List<Parcel> parcels = new ArrayList<>();
      for (Case one : cases) {
        if (one.isPlanned()) {
          Planning.write(one, side)
              .ifPresent(
                  write -> {
                    Parcel parcel = parcel(pairing, one, side, write);
                    parcels.add(parcel);
                    byKey.put(parcel.intent().id(), one);
                  });
        }
      }
      Outbox.Sent sent = outbox.send(parcels);
      for (Parcel parcel : parcels) {
        String key = parcel.intent().id();
        Case one = byKey.get(key);
        WriteResult result = sent.results().get(key);
        if (one != null && result != null) {
          answers
              .computeIfAbsent(one, c -> new ArrayList<>())
              .add(new Answer(side, parcel.intent(), result, sent.met().contains(key)));
        }
      }
    }
    return answers;
  }

  /** The cases of which nothing was written because a system kept it from being done. */
  static List<Case> keptBack(Map<Case, List<Answer>> answers) {
    return answers.entrySet().stream()
        .filter(e -> e.getValue().stream().allMatch(answer -> Outbox.keptBack(answer.result())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Parcel parcel(Pairing pairing, Case one, Side side, SideWrite write) {
    Link link = one.link().orElseThrow();
    Map<String, @Nullable Object> note = new LinkedHashMap<>();
    note.put("changes", ChangeCodec.write(write.changes()));
    // The record that it was made of is there: of it, fields change as at any other time.
    boolean create =
        link.state() == Link.State.PENDING_CREATE && !link.origin().equals(side.name());
    Optional<RecordId> id = one.on(side).id();
    String reference = create ? reference(pairing, one, side, write) : null;
    Operation operation =
        !create ? Operation.UPDATE : id.isPresent() ? Operation.COMPLETE : Operation.CREATE;
    Intent intent =
        outbox.intent(
            pairing.feed(side),
            Outbox.owner(link),
            operation,
            reference,
            id.orElse(null),
            write.changed(),
            note);
    return new Parcel(
        context.topology().system(pairing.system(side)),
        pairing.feed(side).type(),
        wire(intent, write, one.on(side).etag(write.changed())),
        intent);
  }

  private String reference(Pairing pairing, Case one, Side side, SideWrite write) {
    Fields changed = write.changed();
    Optional<String> stored = changed.get(Reference.FIELD);
    return stored.orElseGet(
        () ->
            absorber.storedReference(
                pairing,
                side.other(),
                one.on(side.other()).id().orElseThrow(),
                one.link().orElseThrow().generation()));
  }

  private static Write wire(Intent intent, SideWrite write, Optional<String> etag) {
    return switch (intent.operation()) {
      case CREATE -> new Write.Create(intent.id(), need(intent.reference()), write.changed());
      case COMPLETE ->
          new Write.Complete(
              intent.id(),
              need(intent.reference()),
              intent.target().orElseThrow(),
              write.changed());
      default ->
          new Write.Update(
              intent.id(),
              intent.target().orElseThrow(),
              write.changed(),
              write.before(),
              etag.orElse(null));
    };
  }

  private static String need(@Nullable String reference) {
    if (reference == null) {
      throw new IllegalStateException("a create needs a reference");
    }
    return reference;
  }
}
