package dev.passerelle.testkit;

import dev.passerelle.core.adapter.Position;
import java.time.Duration;

/**
 * A bookmark of an in-memory system. At rest it holds the time up to which changes were read; in
 * the middle of a list or of changes, also the last row of the page.
 *
 * @param isRest whether the next read starts a new round
 * @param time at rest, up to which time was read; else where the round ends
 * @param stamp stamp of the page's last row
 * @param id id of the page's last row
 */
record MemoryPosition(boolean isRest, long time, long stamp, long id) {

  static MemoryPosition rest(long time) {
    return new MemoryPosition(true, time, 0, 0);
  }

  static MemoryPosition page(long time, long stamp, long id) {
    return new MemoryPosition(false, time, stamp, id);
  }

  Position text(MemoryTable table) {
    String kind = isRest ? "rest" : "page";
    return new Position(
        String.join(
            "/",
            table.entity.type().name(),
            Integer.toString(table.epoch),
            kind,
            Long.toString(time),
            Long.toString(stamp),
            Long.toString(id)));
  }

  /** The beginning stands before every change; anything not written by {@link #text} is lost. */
  static MemoryPosition parse(Position position, MemoryTable table, InMemorySystem system) {
    if (position.isStart()) {
      return rest(Long.MIN_VALUE);
    }
    MemoryPosition parsed = parse(position.value().split("/", -1), table, system);
    Duration retention = table.entity.positionRetention;
    if (retention != null && parsed.time < system.millis() - retention.toMillis()) {
      throw system.errors().positionLost(table.entity.type());
    }
    return parsed;
  }

  private static MemoryPosition parse(String[] parts, MemoryTable table, InMemorySystem system) {
    boolean ours =
        parts.length == 6
            && parts[0].equals(table.entity.type().name())
            && parts[1].equals(Integer.toString(table.epoch));
    if (ours) {
      try {
        return new MemoryPosition(
            parts[2].equals("rest"),
            Long.parseLong(parts[3]),
            Long.parseLong(parts[4]),
            Long.parseLong(parts[5]));
      } catch (NumberFormatException garbled) {
        throw system.errors().positionLost(table.entity.type());
      }
    }
    throw system.errors().positionLost(table.entity.type());
  }
}
