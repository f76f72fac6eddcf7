package dev.passerelle.hubspot.model;

import java.util.List;

/**
 * The body of every batch call.
 *
 * @param inputs the rows
 * @param <T> their shape
 */
public record Inputs<T>(List<T> inputs) {
  /** Copies. */
  public Inputs {
    inputs = List.copyOf(inputs);
  }
}
