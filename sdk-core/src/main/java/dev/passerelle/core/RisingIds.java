package dev.passerelle.core;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * UUIDs of version 7 (RFC 9562 §5.7): milliseconds, a counter, and 62 random bits. Within a process
 * each is above the one before, also as text, whatever the clock does: what is written together
 * lies together in the database, and writes in flight are in the order of their sending. Nodes
 * differ by the random bits. Thread-safe.
 */
final class RisingIds implements Supplier<String> {
  /** Bits of the counter, which lies below the milliseconds; it overflows into them. */
  private static final int COUNTER = 12;

  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final AtomicLong last = new AtomicLong();
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  RisingIds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String get() {
    long tick = last.updateAndGet(before -> Math.max(before + 1, clock.millis() << COUNTER));
    long high = (tick >>> COUNTER) << 16 | VERSION | tick & ((1 << COUNTER) - 1);
    return new UUID(high, random.nextLong() >>> 2 | VARIANT).toString();
  }
}
