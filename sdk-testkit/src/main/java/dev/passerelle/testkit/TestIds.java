package dev.passerelle.testkit;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Ids in a known order, where production code takes random ones: {@code run-1, run-2, …}.
 * Thread-safe.
 */
public final class TestIds implements Supplier<String> {
  private final String prefix;
  private final AtomicLong last = new AtomicLong();

  private TestIds(String prefix) {
    this.prefix = Objects.requireNonNull(prefix, "prefix");
  }

  /** Ids {@code prefix-1}, {@code prefix-2}, and so on. */
  public static TestIds of(String prefix) {
    return new TestIds(prefix);
  }

  /** The next id. */
  @Override
  public String get() {
    return prefix + "-" + last.incrementAndGet();
  }

  /** How many ids were given. */
  public long given() {
    return last.get();
  }
}
