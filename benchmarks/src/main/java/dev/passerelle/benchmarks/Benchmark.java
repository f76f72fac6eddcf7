package dev.passerelle.benchmarks;

import java.util.List;

/**
 * One benchmark: does a job in our way and in a peer's way, in turns, and says what came out. Its
 * Javadoc says what each side does and does not do, so that a reader can judge whether the
 * comparison is fair. Makes everything it needs and leaves nothing behind.
 */
public interface Benchmark {

  /** The name under which it is asked for and listed, for example {@code B1}. */
  String id();

  /**
   * Measures.
   *
   * @param scale how much of it
   * @return the lines of the table, in order
   */
  List<Line> run(Scale scale) throws Exception;
}
