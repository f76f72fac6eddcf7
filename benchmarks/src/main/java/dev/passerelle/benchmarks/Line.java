package dev.passerelle.benchmarks;

/**
 * One line of the table: a figure that is judged, and the two that it comes from.
 *
 * @param benchmark whose line it is, for example {@code B1}
 * @param what is compared, in a few words
 * @param ours our side, with its unit
 * @param peer the other side, with its unit
 * @param figure what is judged: a ratio, a share or a count
 * @param mark what it should be
 */
public record Line(
    String benchmark, String what, String ours, String peer, Figures figure, Mark mark) {

  /** Whether the median is as it should be. */
  public boolean isReached() {
    return mark.isReached(figure.median());
  }

  String markdown() {
    return "| "
        + String.join(
            " | ",
            benchmark,
            what,
            ours,
            peer,
            figure.inWords(),
            figure.spread(),
            mark.inWords(),
            isReached() ? "yes" : "**no**")
        + " |";
  }
}
