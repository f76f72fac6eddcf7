package dev.passerelle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same figure, measured several times.
 *
 * @param values at least one, in the order of measurement
 */
public record Figures(List<Double> values) {

  /** Copies, and refuses none at all. */
  public Figures {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no figure was measured");
    }
  }

  /** A figure that is counted and not measured. */
  public static Figures counted(double value) {
    return new Figures(List.of(value));
  }

  /** The figures of each round, divided: {@code over.get(i) / under.get(i)}. */
  public static Figures ratios(Figures over, Figures under) {
    if (over.values.size() != under.values.size()) {
      throw new IllegalArgumentException("rounds differ in number");
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < over.values.size(); i++) {
      ratios.add(over.values.get(i) / under.values.get(i));
    }
    return new Figures(ratios);
  }

  /** The middle one; of an even number, half of the two in the middle. */
  public double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The least. */
  public double least() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The most. */
  public double most() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Least and most, or nothing where there is only one. */
  public String spread() {
    return values.size() == 1 ? "" : text(least()) + " – " + text(most());
  }

  /** The median in words. */
  public String inWords() {
    return text(median());
  }

  /** A figure with three digits that count, whole where it is a whole number or a large one. */
  static String text(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.3g", value);
  }
}
