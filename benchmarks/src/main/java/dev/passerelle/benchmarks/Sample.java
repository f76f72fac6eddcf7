package dev.passerelle.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one piece of work took.
 *
 * @param nanos time on the wall, in nanoseconds
 * @param bytes what the measuring thread allocated meanwhile; what other threads allocate is not
 *     seen, so that it means something only where the work stays on its thread
 */
public record Sample(long nanos, long bytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Work to be measured. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /** Does the work on this thread and measures it. */
  public static Sample of(Work work) throws Exception {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    work.run();
    long end = System.nanoTime();
    return new Sample(end - start, THREADS.getCurrentThreadAllocatedBytes() - allocated);
  }

  /** The time in seconds. */
  public double seconds() {
    return nanos / 1e9;
  }

  /** The share of one of {@code count} units of the same work. */
  public double nanosPer(long count) {
    return (double) nanos / count;
  }
}
