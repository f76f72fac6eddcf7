package dev.passerelle.sage.sage100;

import java.time.LocalDateTime;

/**
 * A place in the order of changes of one table: {@code (cbModification, cbMarq)} ascending (fact
 * sheet §4).
 *
 * @param time the server's local time as the column shows it
 * @param marq the row's cbMarq; 0 stands before every row of that time
 */
public record RowMark(LocalDateTime time, long marq) implements Comparable<RowMark> {

  /** Before every row of that time. */
  public static RowMark before(LocalDateTime time) {
    return new RowMark(time, 0);
  }

  @Override
  public int compareTo(RowMark other) {
    int byTime = time.compareTo(other.time);
    return byTime != 0 ? byTime : Long.compare(marq, other.marq);
  }
}
