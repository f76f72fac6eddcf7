package dev.passerelle.core.adapter;

import dev.passerelle.core.error.StateStoreFailure;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node may still write to a system in a tenant's name (L29). A process that was paused
 * for longer than its lease lasts must not go on where it stopped: another node has taken over
 * since. The engine opens the right around each {@link EntityAdapter#write} on its thread; the HTTP
 * kit asks for it before every request that changes something. An adapter that sends otherwise
 * calls {@link #require()} just before each statement or message.
 *
 * <p>Outside of an engine (a client used alone) nothing is asked. Thread-bound.
 */
public final class SendingRight implements AutoCloseable {
  private static final ThreadLocal<SendingRight> CURRENT = new ThreadLocal<>();
  private final BooleanSupplier held;
  private final @Nullable SendingRight outer;

  private SendingRight(BooleanSupplier held) {
    this.held = held;
    this.outer = CURRENT.get();
    CURRENT.set(this);
  }

  /**
   * From now on this thread sends only while {@code held} says so.
   *
   * @param held asked before each request; may call the state store
   * @return to be closed on the same thread
   */
  public static SendingRight whileHeld(BooleanSupplier held) {
    return new SendingRight(held);
  }

  /**
   * Fails when this thread sends in the name of a tenant whose lease this node no longer holds;
   * nothing must be sent then.
   *
   * @throws StateStoreFailure of kind conflict
   */
  public static void require() {
    SendingRight right = CURRENT.get();
    if (right != null && !right.held.getAsBoolean()) {
      throw new StateStoreFailure(
          StateStoreFailure.Kind.CONFLICT, "another node leads by now: nothing more is sent");
    }
  }

  @Override
  public void close() {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
