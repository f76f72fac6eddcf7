package dev.passerelle.benchmarks;

/** How much of a benchmark is run. */
public enum Scale {
  /** So little that every build can see that it still runs; its figures mean nothing. */
  SMOKE,
  /** What the table shows. */
  FULL;

  /** The one size or the other. */
  public int of(int full, int smoke) {
    return this == FULL ? full : smoke;
  }
}
