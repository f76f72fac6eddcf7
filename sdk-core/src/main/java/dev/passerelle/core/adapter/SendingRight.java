package dev.passerelle.core.adapter;

import dev.passerelle.core.error.StateStoreFailure;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether this node may still speak to a system in a tenant's name (L29). A process that was paused
 * for longer than its lease lasts must not go on where it stopped: another node has taken over
 * since, writes, and uses the quotas. The engine opens the right around each run on its thread; the
 * HTTP kit asks for it before every request. An adapter that sends otherwise calls {@link
 * #require()} just before each statement or message that changes something.
 *
 * <p>Outside of a run (a client used alone) nothing is asked. Thread-bound.
 */
public final class SendingRight {
  private static final ThreadLocal<BooleanSupplier> CURRENT = new ThreadLocal<>();

  private SendingRight() {}

  /**
   * Does work that sends, on this thread, only while {@code held} says so.
   *
   * @param held asked before each request; may call the state store
   * @param work what sends
   * @return what {@code work} returned
   */
  public static <T> T whileHeld(BooleanSupplier held, Supplier<T> work) {
    BooleanSupplier outer = CURRENT.get();
    CURRENT.set(held);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** Work that another thread does in this thread's right, as it is now. */
  public static Runnable carried(Runnable work) {
    BooleanSupplier held = CURRENT.get();
    return held == null
        ? work
        : () -> {
          var unused =
              whileHeld(
                  held,
                  () -> {
                    work.run();
                    return true;
                  });
        };
  }

  /**
   * Fails when this thread sends in the name of a tenant whose lease this node no longer holds;
   * nothing must be sent then.
   *
   * @throws StateStoreFailure of kind conflict
   */
  public static void require() {
    BooleanSupplier held = CURRENT.get();
    if (held != null && !held.getAsBoolean()) {
      throw new StateStoreFailure(
          StateStoreFailure.Kind.CONFLICT, "another node leads by now: nothing more is sent");
    }
  }
}
