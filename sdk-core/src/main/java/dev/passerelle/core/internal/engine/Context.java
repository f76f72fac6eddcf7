package dev.passerelle.core.internal.engine;

import dev.passerelle.core.Guards;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.Messages;
import dev.passerelle.core.internal.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every step has at hand.
 *
 * @param topology systems and flows
 * @param ledger the tenant's memory
 * @param clock the clock
 * @param ids fresh ids
 * @param sequence rising numbers
 * @param guards limits of flows that name none
 * @param locale the language of people who read messages in the CRM; null for short forms
 * @param settings other settings
 * @param observers who is told what happens
 */
record Context(
    Topology topology,
    Ledger ledger,
    Clock clock,
    Supplier<String> ids,
    Sequence sequence,
    Guards guards,
    @Nullable Locale locale,
    Settings settings,
    List<dev.passerelle.core.SyncListener> observers) {

  /**
   * Other settings.
   *
   * @param maxAttempts tries of a write that surely did nothing
   * @param firstRetry wait before the second try; doubles
   * @param lastRetry the longest wait
   * @param pause how long an unreachable system is left alone
   * @param contestedAfter reverts of one field within {@code contestedWithin} that make it
   *     contested
   * @param contestedWithin see {@code contestedAfter}
   */
  record Settings(
      int maxAttempts,
      Duration firstRetry,
      Duration lastRetry,
      Duration pause,
      int contestedAfter,
      Duration contestedWithin) {
    static final Settings DEFAULT =
        new Settings(
            8,
            Duration.ofSeconds(2),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            3,
            Duration.ofHours(24));
  }

  /** What a salesperson reads: the short form, behind the code's title where a language is set. */
  String words(ErrorCode code, String shortForm) {
    return locale == null ? shortForm : Messages.title(code, locale) + " (" + shortForm + ")";
  }

  void tell(dev.passerelle.core.SyncEvent event) {
    observers.forEach(observer -> observer.on(event));
  }
}
