package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Reading done wrong. */
final class MistakenReads {
  private MistakenReads() {}

  static EntityAdapter losesRowAtPageEdge(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public ChangePage list(Position cursor, int limit, Depth depth) {
        ChangePage page = inner.list(cursor, limit, depth);
        int lost = cursor.isStart() || page.changes().isEmpty() ? 0 : 1;
        return with(page, page.changes().subList(lost, page.changes().size()));
      }
    };
  }

  static EntityAdapter shufflesChanges(EntityAdapter right) {
    return new PassingAdapter(right) {
      private int calls;

      @Override
      public ChangePage changesSince(Position position, int limit) {
        ChangePage page = inner.changesSince(position, limit);
        List<Change> changes = new ArrayList<>(page.changes());
        Collections.rotate(changes, ++calls);
        return with(page, changes);
      }
    };
  }

  /** Remembers the newest stamp and takes only what is newer. */
  static EntityAdapter readsWithoutOverlap(EntityAdapter right) {
    return onlyNewer(right, stamp -> stamp, false);
  }

  /** As a keyset on the stamp alone: the rest of an instant is skipped at a page edge. */
  static EntityAdapter skipsEqualStamps(EntityAdapter right) {
    return onlyNewer(right, stamp -> stamp, true);
  }

  /** Takes a record that it showed with a stamp for known, whatever happened since. */
  static EntityAdapter forgetsSecondChange(EntityAdapter right) {
    return new PassingAdapter(right) {
      private final List<String> shown = new ArrayList<>();

      @Override
      public ChangePage changesSince(Position position, int limit) {
        ChangePage page = inner.changesSince(position, limit);
        return with(page, page.changes().stream().filter(this::isNew).toList());
      }

      private boolean isNew(Change change) {
        String key = change.id() + "@" + stampOf(change);
        return shown.contains(key) ? false : shown.add(key);
      }
    };
  }

  private static EntityAdapter onlyNewer(
      EntityAdapter right, UnaryOperator<Instant> round, boolean perPage) {
    return new PassingAdapter(right) {
      private Instant newest = Instant.MIN;

      @Override
      public ChangePage changesSince(Position position, int limit) {
        ChangePage page = inner.changesSince(position, limit);
        Instant before = newest;
        List<Change> newer =
            page.changes().stream().filter(change -> stampOf(change).isAfter(before)).toList();
        newer.forEach(change -> newest = max(newest, round.apply(stampOf(change))));
        if (!perPage && page.last()) {
          newest = max(newest, page.serverTime());
        }
        return with(page, newer);
      }
    };
  }

  private static Instant max(Instant left, Instant right) {
    return left.isAfter(right) ? left : right;
  }

  private static Instant stampOf(Change change) {
    return change.shown().flatMap(Snapshot::modifiedAt).orElse(Instant.MAX);
  }

  static EntityAdapter takesHiddenForGone(EntityAdapter right) {
    return answering(
        right, Lookup.Hidden.class::isInstance, lookup -> new Lookup.Gone(lookup.id()));
  }

  static EntityAdapter takesMergedForGone(EntityAdapter right) {
    return answering(right, Lookup.Moved.class::isInstance, lookup -> new Lookup.Gone(lookup.id()));
  }

  static EntityAdapter showsArchivedAsLive(EntityAdapter right) {
    return answering(
        right,
        Lookup.Found.class::isInstance,
        lookup -> {
          Snapshot shown = ((Lookup.Found) lookup).snapshot();
          return new Lookup.Found(
              Snapshot.builder(shown.type(), shown.id(), shown.fields())
                  .life(Life.LIVE)
                  .etag(shown.etag().orElse(null))
                  .revision(shown.revision().orElse(null))
                  .changedAt(shown.changedAt())
                  .build());
        });
  }

  static EntityAdapter leavesEmptyFieldsOut(EntityAdapter right) {
    return answering(
        right,
        Lookup.Found.class::isInstance,
        lookup -> {
          Snapshot shown = ((Lookup.Found) lookup).snapshot();
          Fields all = shown.fields();
          List<Field<?>> empty = all.keys().stream().filter(all::isBlank).toList();
          return new Lookup.Found(shown.withFields(all.without(empty)));
        });
  }

  static EntityAdapter answering(
      EntityAdapter right, Predicate<Lookup> which, UnaryOperator<Lookup> how) {
    return new PassingAdapter(right) {
      @Override
      public List<Lookup> read(Collection<RecordId> ids) {
        return inner.read(ids).stream()
            .map(lookup -> which.test(lookup) ? how.apply(lookup) : lookup)
            .toList();
      }
    };
  }

  static EntityAdapter givesItsOwnTime(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public ChangePage list(Position cursor, int limit, Depth depth) {
        ChangePage page = inner.list(cursor, limit, depth);
        Instant own = Instant.parse("2026-03-02T08:00:00Z");
        return new ChangePage(page.changes(), page.next(), page.last(), own);
      }
    };
  }

  static EntityAdapter takesPositionAfterTheList(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public ChangePage list(Position cursor, int limit, Depth depth) {
        ChangePage page = inner.list(cursor, limit, depth);
        // A new list that begins now has the position of now.
        Position now = inner.list(Position.START, 1000, Depth.KEYS).next();
        return page.last() ? new ChangePage(page.changes(), now, true, page.serverTime()) : page;
      }
    };
  }

  static EntityAdapter guessesLostPosition(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public ChangePage changesSince(Position position, int limit) {
        try {
          return inner.changesSince(position, limit);
        } catch (PositionLost lost) {
          return inner.changesSince(Position.START, limit);
        }
      }
    };
  }

  private static ChangePage with(ChangePage page, List<Change> changes) {
    return new ChangePage(changes, page.next(), page.last(), page.serverTime());
  }
}
