package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.hubspot.HubSpotObjects;
import dev.passerelle.hubspot.model.ObjectPage;
import java.time.Instant;
import java.util.List;

/**
 * All live records, by the list call: consistent, in the order of ids, without the search's limits.
 * The position for the changes that follow is taken before the first page and travels in the cursor
 * (R10).
 */
final class Listing {
  private static final String TAG = "l1";

  private final Portal portal;
  private final RecordMap map;
  private final RecordReader reader;

  Listing(Portal portal, RecordMap map, RecordReader reader) {
    this.portal = portal;
    this.map = map;
    this.reader = reader;
  }

  private record Cursor(Instant begun, String after) {
    /** Our clock may have been set since HubSpot's was asked: its last answer is the latest. */
    Cursor within(Instant latest) {
      return latest.isBefore(begun) ? new Cursor(latest, after) : this;
    }
  }

  ChangePage next(Position position, int limit, Depth depth) {
    Cursor cursor = cursor(position);
    boolean keys = depth == Depth.KEYS;
    ObjectPage page =
        portal
            .client()
            .in(Lane.LISTS)
            .objects(map.objectType())
            .list(
                keys ? List.of(map.modifiedProperty()) : map.properties(),
                Math.max(1, Math.min(limit, HubSpotObjects.LIST_LIMIT)),
                cursor.after().isEmpty() ? null : cursor.after(),
                false);
    cursor = cursor.within(portal.now().minus(portal.settings().settle()));
    Instant begun = cursor.begun();
    Position next =
        page.after()
            .map(after -> position(new Cursor(begun, after)))
            .orElseGet(() -> FeedPosition.starting(begun).position());
    return new ChangePage(
        keys ? keys(page) : records(page), next, page.after().isEmpty(), portal.now());
  }

  private static List<Change> keys(ObjectPage page) {
    return page.results().stream().map(each -> Change.of(RecordId.of(each.id()))).toList();
  }

  private List<Change> records(ObjectPage page) {
    return reader.read(page.results()).stream()
        .map(seen -> seen.snapshot() == null ? Change.of(seen.id()) : Change.of(seen.snapshot()))
        .toList();
  }

  private Cursor cursor(Position position) {
    if (position.isStart()) {
      return new Cursor(portal.now().minus(portal.settings().settle()), "");
    }
    String[] parts = position.value().split(" ", 3);
    if (parts.length != 3 || !parts[0].equals(TAG) || !parts[1].matches("\\d{1,15}")) {
      throw new PositionLost(
          ErrorDetail.of(ErrorCode.POSITION_LOST)
              .system(portal.settings().system())
              .entity(map.type().name())
              .build());
    }
    return new Cursor(Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
  }

  private static Position position(Cursor cursor) {
    return new Position(TAG + " " + cursor.begun().toEpochMilli() + " " + cursor.after());
  }
}
