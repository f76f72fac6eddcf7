package dev.passerelle.benchmarks;

/**
 * What a figure should be.
 *
 * @param kind on which side of the bound
 * @param bound the bound, which itself is good
 */
public record Mark(Kind kind, double bound) {
  /** On which side of the bound. */
  public enum Kind {
    /** The bound or less. */
    AT_MOST("≤"),
    /** The bound or more. */
    AT_LEAST("≥"),
    /** The bound. */
    EXACTLY("=");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }
  }

  /** The bound or less. */
  public static Mark atMost(double bound) {
    return new Mark(Kind.AT_MOST, bound);
  }

  /** The bound or more. */
  public static Mark atLeast(double bound) {
    return new Mark(Kind.AT_LEAST, bound);
  }

  /** The bound and nothing else. */
  public static Mark exactly(double bound) {
    return new Mark(Kind.EXACTLY, bound);
  }

  /** Whether a figure is as it should be. */
  public boolean isReached(double figure) {
    return switch (kind) {
      case AT_MOST -> figure <= bound;
      case AT_LEAST -> figure >= bound;
      case EXACTLY -> figure == bound;
    };
  }

  /** {@code ≤ 0.5}. */
  public String inWords() {
    return kind.sign + " " + Figures.text(bound);
  }
}
