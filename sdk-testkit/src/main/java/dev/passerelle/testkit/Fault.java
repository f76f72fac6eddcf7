package dev.passerelle.testkit;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a call to an {@link InMemorySystem}. Immutable. A call suffers at most one
 * fault of the whole call and any number of faults of single records.
 */
public sealed interface Fault {

  /** The system is as it should be, but the answer never arrives. */
  static Fault loseAnswer() {
    return new LoseAnswer();
  }

  /** The request never arrives and the caller waits in vain. */
  static Fault timeOut() {
    return new TimeOut();
  }

  /** The caller waits in vain; the system executes the request after {@code delay} all the same. */
  static Fault executeLate(Duration delay) {
    return new ExecuteLate(delay);
  }

  /** Refused for too many requests, and so is every call until {@code retryAfter} has passed. */
  static Fault throttle(Duration retryAfter) {
    return new Throttle(retryAfter);
  }

  /** Refused for too many requests, without saying for how long. */
  static Fault throttle() {
    return new Throttle(null);
  }

  /** The system is down for this call; nothing happens. */
  static Fault unavailable() {
    return new Unavailable(false);
  }

  /** A proxy answers with a web page; nothing happens. */
  static Fault html() {
    return new Unavailable(true);
  }

  /** The credentials lack a right; nothing happens. */
  static Fault deny(String right) {
    return new Deny(right);
  }

  /** The access token expires with this call: it must be fetched anew. */
  static Fault expireToken() {
    return new ExpireToken();
  }

  /** Something happens inside the system just before it answers. */
  static Fault meanwhile(Runnable action) {
    return new Meanwhile(action);
  }

  /** The record at {@code index} of the request is refused; the others are not. */
  static Fault refuse(int index) {
    return new OfRecord(index, OfRecord.Kind.REFUSE);
  }

  /** The record at {@code index} is locked by somebody; nothing happens to it. */
  static Fault inUse(int index) {
    return new OfRecord(index, OfRecord.Kind.IN_USE);
  }

  /** The record at {@code index} is written, but the answer does not mention it. */
  static Fault omit(int index) {
    return new OfRecord(index, OfRecord.Kind.OMIT);
  }

  /** Of the composite record at {@code index} only the header is written. */
  static Fault halfWrite(int index) {
    return new OfRecord(index, OfRecord.Kind.HALF_WRITE);
  }

  /** See {@link Fault#loseAnswer}. */
  record LoseAnswer() implements Fault {}

  /** See {@link Fault#timeOut}. */
  record TimeOut() implements Fault {}

  /** See {@link Fault#executeLate}. */
  record ExecuteLate(Duration delay) implements Fault {
    /** Refuses null. */
    public ExecuteLate {
      Objects.requireNonNull(delay, "delay");
    }
  }

  /** See {@link Fault#throttle(Duration)}; null where the system gives no time. */
  record Throttle(@Nullable Duration retryAfter) implements Fault {}

  /** See {@link Fault#unavailable} and {@link Fault#html}. */
  record Unavailable(boolean html) implements Fault {}

  /** See {@link Fault#deny}. */
  record Deny(String right) implements Fault {}

  /** See {@link Fault#expireToken}. */
  record ExpireToken() implements Fault {}

  /** See {@link Fault#meanwhile}. */
  record Meanwhile(Runnable action) implements Fault {}

  /** A fault of one record of a request. */
  record OfRecord(int index, Kind kind) implements Fault {
    /** What happens to the record. */
    public enum Kind {
      /** See {@link Fault#refuse}. */
      REFUSE,
      /** See {@link Fault#inUse}. */
      IN_USE,
      /** See {@link Fault#omit}. */
      OMIT,
      /** See {@link Fault#halfWrite}. */
      HALF_WRITE
    }
  }
}
