package dev.passerelle.testkit.simulation;

/**
 * The edges between two steps of a process, where it may be paused: before and after a transaction,
 * and while an answer is under way. For one thread: whoever is awake works inside the pause.
 */
final class Pauses {
  private int left;
  private Runnable meanwhile = () -> {};
  private boolean asleep;
  private int number;

  /** The process that works now is paused at an edge to come, 1 for the next one. */
  void at(int edge, Runnable others) {
    left = edge;
    meanwhile = others;
  }

  /** Nobody is paused any more. */
  void none() {
    left = 0;
  }

  /** How many edges there still are until somebody is paused; 0 when nobody will be. */
  int left() {
    return left;
  }

  void edge() {
    if (asleep || left == 0) {
      return;
    }
    left--;
    if (left == 0) {
      asleep = true;
      number++;
      try {
        meanwhile.run();
      } finally {
        asleep = false;
      }
    }
  }

  /** How often somebody was paused. */
  int number() {
    return number;
  }
}
