package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.internal.plan.AuditEntry;
import dev.passerelle.core.internal.plan.PlannedChange;
import dev.passerelle.core.internal.plan.Settled;
import dev.passerelle.core.internal.plan.Settlement;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Updates without a known outcome that do not show as they were sent. Either they were never done,
 * or others changed some of their fields since. What shows what was sent is taken as ours: else our
 * own value would pass for an edit of its system, and win over a newer one of the other (L10, L21).
 * What does not show may have been done and overwritten: the audit must know of it (L31). The same
 * of creates of which half was done.
 */
final class Unproven {
  private final IntentChanges noted;
  private final Bookkeeping books;

  Unproven(IntentChanges noted, Bookkeeping books) {
    this.noted = noted;
    this.books = books;
  }

  /** The records that such updates were for, as they are now. */
  static Map<RecordId, Snapshot> read(EntityAdapter adapter, List<RecordId> targets) {
    return targets.isEmpty() ? Map.of() : Calls.found(adapter, targets);
  }

  /**
   * Settles one update.
   *
   * @param now its record; null where it could not be read
   */
  void settle(Tx tx, Pairing pairing, Link link, Intent intent, @Nullable Snapshot now) {
    List<PlannedChange<?>> shown = new ArrayList<>();
    List<AuditEntry> unproven = new ArrayList<>();
    for (PlannedChange<?> change : noted.of(pairing, intent)) {
      if (now != null && Settlement.shows(change, now)) {
        shown.add(change);
      } else {
        unproven.add(unproven(intent, intent.target().orElseThrow(), change));
      }
    }
    if (now != null && !shown.isEmpty()) {
      Settled settled = noted.settlement(pairing).answer(intent.feed().system(), shown, now);
      noted.move(tx, pairing, link, settled.moves(), shown);
      books.audit(tx, intent.feed(), "update", settled.audit());
    }
    books.audit(tx, intent.feed(), "update", unproven);
    noted.auditUnmapped(tx, intent, intent.target().orElseThrow(), "update");
  }

  /** A create of which half was found: the audit has all of it, and what shows is left open. */
  void half(Tx tx, Pairing pairing, Intent intent, RecordId id) {
    List<PlannedChange<?>> changes = noted.of(pairing, intent);
    List<AuditEntry> unproven = new ArrayList<>();
    changes.forEach(change -> unproven.add(unproven(intent, id, change)));
    books.audit(tx, intent.feed(), "create", unproven);
    noted.auditUnmapped(tx, intent, id, "create");
    tx.intents().put(List.of(IntentChanges.half(intent, id, changes)));
  }

  private static <T> AuditEntry unproven(Intent intent, RecordId id, PlannedChange<T> change) {
    return new AuditEntry(
        intent.feed().system(),
        id.value(),
        change.flow(),
        change.field().name(),
        Fields.of(change.field(), change.before()),
        Fields.of(change.field(), change.after()),
        change.cause(),
        (change.policy() + " unproven").strip(),
        change.overwrites(),
        true);
  }
}
