package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.internal.ledger.Bases.Base;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.plan.AuditEntry;
import dev.passerelle.core.internal.plan.BaseMoves;
import dev.passerelle.core.internal.plan.PlannedChange;
import dev.passerelle.core.internal.plan.Settlement;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an intent noted of the changes that it was about, where their plan is not at hand. Of one
 * run and one thread.
 */
final class IntentChanges {
  private static final String HALF = "half";
  private final Context context;
  private final Bookkeeping books;

  /** One run's: what a pairing's flows are does not change while it lasts. */
  private final Map<Pairing, Settlement> settlements = new HashMap<>();

  private final Map<Pairing, Map<String, Set<Field<?>>>> baseFields = new HashMap<>();

  IntentChanges(Context context, Bookkeeping books) {
    this.context = context;
    this.books = books;
  }

  /** Turns answers about a pairing's records into bases, audit entries and reviews. */
  Settlement settlement(Pairing pairing) {
    return settlements.computeIfAbsent(
        pairing, p -> new Settlement(Rules.of(context.topology(), p)));
  }

  private Map<String, Set<Field<?>>> baseFields(Pairing pairing) {
    return baseFields.computeIfAbsent(pairing, p -> Rules.baseFields(context.topology(), p));
  }

  /** The changes that an intent was about. */
  List<PlannedChange<?>> of(Pairing pairing, Intent intent) {
    Map<String, Set<Field<?>>> base = baseFields(pairing);
    return ChangeCodec.read(
        Payload.list(intent.note(), "changes"),
        context.ledger().codec().fields(intent.feed()),
        flow -> base.getOrDefault(flow, Set.of()));
  }

  /**
   * The changes that a record settles which shows itself: of half a record, those that it shows.
   */
  List<PlannedChange<?>> open(Pairing pairing, Intent intent, Snapshot shown) {
    List<PlannedChange<?>> changes = of(pairing, intent);
    return intent.note().containsKey(HALF)
        ? changes.stream().filter(change -> Settlement.shows(change, shown)).toList()
        : changes;
  }

  /** An intent of which these changes are done as far as known, and not seen yet. */
  static Intent open(Intent intent, RecordId id, List<PlannedChange<?>> open) {
    return noting(intent, id, open, Map.of());
  }

  /** An intent that made half of a record: what shows of these changes was done by it. */
  static Intent half(Intent intent, RecordId id, List<PlannedChange<?>> open) {
    return noting(intent, id, open, Map.of(HALF, true));
  }

  private static Intent noting(
      Intent intent, RecordId id, List<PlannedChange<?>> open, Map<String, Object> more) {
    Map<String, @Nullable Object> note = new LinkedHashMap<>(intent.note());
    note.put("changes", ChangeCodec.write(open));
    note.putAll(more);
    return new Intent(
        intent.id(),
        intent.feed(),
        intent.owner(),
        intent.operation(),
        Intent.State.OPEN,
        intent.reference(),
        id,
        intent.epoch(),
        intent.sentAt(),
        null,
        intent.sent(),
        null,
        note);
  }

  /**
   * Audits what an intent sent of fields that no flow maps any more: whether they were taken nobody
   * can tell (L31).
   */
  void auditUnmapped(Tx tx, Intent intent, RecordId id, String operation) {
    List<Object> changes = Payload.list(intent.note(), "changes");
    ChangeCodec.unmapped(changes, context.ledger().codec().fields(intent.feed()))
        .forEach(change -> books.audit(tx, intent.feed(), id, operation, change));
  }

  /** Moves the bases of a link whose case is not at hand. */
  void move(
      Tx tx,
      Pairing pairing,
      Link link,
      Map<String, BaseMoves> moves,
      List<PlannedChange<?>> changes) {
    tx.bases().put(Map.of(link.id(), books.moved(bases(tx, pairing, link), moves, changes)));
  }

  private Map<String, Base> bases(Tx tx, Pairing pairing, Link link) {
    return tx.bases().of(List.of(link.id()), baseFields(pairing)).getOrDefault(link.id(), Map.of());
  }

  /**
   * A create that met the counterpart of another record, as an upsert by our reference may where
   * the engine forgot that it had made it, wrote to it: the audit names what it replaced (L31).
   */
  void auditTaken(Tx tx, Pairing pairing, Intent intent, RecordId id) {
    if (!upserts(intent)) {
      return;
    }
    Side side = pairing.sideOf(intent.feed());
    Map<String, Base> known =
        tx.links()
            .live(pairing.key(), side, id)
            .map(link -> bases(tx, pairing, link))
            .orElse(Map.of());
    List<AuditEntry> entries = new ArrayList<>();
    for (PlannedChange<?> change : of(pairing, intent)) {
      Base base = known.get(change.flow());
      Fields before =
          base == null ? Fields.empty() : side == Side.LEFT ? base.left() : base.right();
      if (!isSame(change, before)) {
        entries.add(taken(intent.feed().system(), id, change, before));
      }
    }
    books.audit(tx, intent.feed(), "create", entries);
  }

  /** Elsewhere a record that is there already is found and not written. */
  private boolean upserts(Intent intent) {
    EntityAdapter adapter =
        context.topology().system(intent.feed().system()).need(intent.feed().type());
    return adapter.describe().createSafety().kind() == CreateSafety.Kind.UPSERT_BY_REFERENCE;
  }

  private static <T> boolean isSame(PlannedChange<T> change, Fields before) {
    return before.has(change.field())
        && before.same(change.field(), Fields.of(change.field(), change.after()));
  }

  private static <T> AuditEntry taken(
      String system, RecordId id, PlannedChange<T> change, Fields before) {
    Field<T> field = change.field();
    return new AuditEntry(
        system,
        id.value(),
        change.flow(),
        field.name(),
        before.only(Set.of(field)),
        Fields.of(field, change.after()),
        change.cause(),
        change.policy(),
        before.has(field),
        true);
  }
}
