package dev.passerelle.core.internal.engine;

import dev.passerelle.core.Reconciliation;
import dev.passerelle.core.Reconciliation.Difference;
import dev.passerelle.core.Reconciliation.Kind;
import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Records.Seen;
import dev.passerelle.core.internal.ledger.SnapshotCodec;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the systems and compares them with what the engine knows, in bounded memory (L5). Writes
 * nothing. Both sides of a link hold what was agreed as long as each holds what was last seen, so
 * that no pairs have to be brought together.
 */
final class Reconciler {
  private static final int PAGE = 500;
  private final Context context;
  private final SnapshotCodec codec;
  private final List<Difference> found = new ArrayList<>();
  private long records;
  private long differing;

  Reconciler(Context context) {
    this.context = context;
    codec = context.topology().codec();
  }

  Reconciliation compare() {
    for (EngineSystem system : context.topology().systems().values()) {
      system.open();
      for (Feed feed : context.topology().followed(system)) {
        EntityAdapter adapter = system.need(feed.type());
        if (adapter.describe().can(Capability.LIST)) {
          compare(adapter, feed);
        }
      }
    }
    return new Reconciliation(records, differing, found);
  }

  private void compare(EntityAdapter adapter, Feed feed) {
    IdSet listed = new IdSet();
    Position cursor = Position.START;
    boolean more = true;
    while (more) {
      int limit = Math.min(PAGE, adapter.describe().pageSize());
      ChangePage page = adapter.list(cursor, limit, Depth.FULL);
      page.changes().forEach(change -> listed.add(change.id().value()));
      records += page.changes().size();
      compare(adapter, feed, page.changes());
      cursor = page.next();
      more = !page.last();
    }
    missing(adapter, feed, listed);
  }

  private void compare(EntityAdapter adapter, Feed feed, List<Change> page) {
    List<RecordId> ids = page.stream().map(Change::id).toList();
    Map<RecordId, Seen> known = new LinkedHashMap<>();
    Set<RecordId> undecided =
        context
            .ledger()
            .read(
                tx -> {
                  known.putAll(tx.records().of(feed, ids));
                  return tx.observations().of(feed, ids).keySet();
                });
    List<Snapshot> shown = new ArrayList<>();
    List<RecordId> unread = new ArrayList<>();
    for (Change change : page) {
      Seen old = known.get(change.id());
      Optional<Snapshot> value = change.shown();
      if (undecided.contains(change.id())) {
        continue;
      }
      if (old == null) {
        note(feed, change.id(), Kind.NEW);
      } else if (value.filter(Snapshot::authoritative).isPresent()) {
        shown.add(value.get());
      } else if (!isSameRevision(adapter.describe(), value, old)) {
        unread.add(change.id());
      }
    }
    shown.addAll(Calls.found(adapter, unread).values());
    shown.stream()
        .filter(value -> differs(feed, known.get(value.id()), value))
        .forEach(value -> note(feed, value.id(), Kind.CHANGED));
  }

  private static boolean isSameRevision(
      AdapterDescriptor shape, Optional<Snapshot> value, Seen old) {
    return shape.can(Capability.EXACT_REVISION)
        && value.flatMap(Snapshot::revision).filter(r -> r.equals(old.revision())).isPresent();
  }

  /** A record whose content is not known since our own write of it says nothing here. */
  private boolean differs(Feed feed, @Nullable Seen old, Snapshot value) {
    return old != null
        && old.content().filter(digest -> !digest.equals(codec.digest(feed, value))).isPresent();
  }

  /**
   * What is known and was not listed is asked for by id: a filter hides, it does not delete (L6).
   */
  private void missing(EntityAdapter adapter, Feed feed, IdSet listed) {
    Optional<Seen> after = Optional.empty();
    List<Seen> page;
    do {
      Optional<Seen> from = after;
      page = context.ledger().read(tx -> tx.records().unseen(feed, Long.MAX_VALUE, from, PAGE));
      List<RecordId> unlisted =
          page.stream()
              .filter(seen -> seen.state() != Records.State.GONE)
              .map(Seen::id)
              .filter(id -> !listed.contains(id.value()))
              .toList();
      Calls.read(adapter, unlisted)
          .forEach(
              (id, answer) -> {
                if (answer instanceof Lookup.Gone || answer instanceof Lookup.Moved) {
                  note(feed, id, Kind.GONE);
                }
              });
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1));
    } while (page.size() == PAGE);
  }

  private void note(Feed feed, RecordId id, Kind kind) {
    differing++;
    if (found.size() < Reconciliation.MOST) {
      found.add(new Difference(feed.system(), feed.type().name(), id.value(), kind));
    }
  }
}
