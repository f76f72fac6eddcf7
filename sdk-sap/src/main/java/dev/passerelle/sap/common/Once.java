package dev.passerelle.sap.common;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made at its first use, once for all threads; where making it fails, the next use
 * tries again. Thread-safe.
 *
 * @param <T> of the value
 */
public final class Once<T> {
  private final Supplier<T> making;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable T value;

  /** To be made by this. */
  public Once(Supplier<T> making) {
    this.making = making;
  }

  /** The value. */
  public T get() {
    T known = value;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      T again = value;
      T made = again == null ? making.get() : again;
      value = made;
      return made;
    } finally {
      lock.unlock();
    }
  }
}
