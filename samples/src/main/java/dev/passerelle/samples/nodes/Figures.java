package dev.passerelle.samples.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Samples of one figure. */
final class Figures {
  private final List<Double> all = new ArrayList<>();

  void add(double value) {
    all.add(value);
  }

  double median() {
    return at(0.5);
  }

  private double at(double share) {
    List<Double> sorted = all.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) ((sorted.size() - 1) * share));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.2f, 99 %% %.2f, most %.2f (%d samples)",
        median(),
        at(0.99),
        at(1),
        all.size());
  }
}
