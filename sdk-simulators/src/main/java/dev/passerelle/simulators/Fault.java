package dev.passerelle.simulators;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong with one call: whether the call is carried out, and what the caller
 * gets to see. Made by the factories only.
 *
 * @param execution whether and when the call is carried out
 * @param reply what the caller gets
 * @param status HTTP status of a {@link Reply#REPLACED} answer, else 0
 * @param headers headers of a replaced answer
 * @param body body of a replaced answer; null means an empty one
 * @param delay real delay of a {@link Reply#DELAYED} answer, or the time by the simulator's clock
 *     after which a {@link Execution#LATE} call is carried out
 */
public record Fault(
    Execution execution,
    Reply reply,
    int status,
    Map<String, String> headers,
    @Nullable String body,
    Duration delay) {

  /** Whether the call takes effect. */
  public enum Execution {
    /** It never takes effect. */
    NEVER,
    /** It takes effect before the caller sees the fault. */
    DONE,
    /** It takes effect later, when the caller has long given up. */
    LATE
  }

  /** What the caller sees. */
  public enum Reply {
    /** The true answer, after a real delay. */
    DELAYED,
    /** Another answer than the true one. */
    REPLACED,
    /** Nothing: the connection stays open and silent until the caller's read time-out. */
    SILENCE,
    /** The connection is closed without an answer. */
    DROPPED,
    /** The true answer's headers and half of its body, then the connection is closed. */
    TRUNCATED
  }

  /** Keeps a copy of the headers, in order. */
  public Fault {
    headers = Map.copyOf(headers);
  }

  /** The call is not carried out and is answered so. */
  public static Fault answer(int status, String body) {
    return new Fault(Execution.NEVER, Reply.REPLACED, status, Map.of(), body, Duration.ZERO);
  }

  /** The call is carried out, yet answered so (a gateway that lost the answer). */
  public static Fault answerAfterCommit(int status, String body) {
    return new Fault(Execution.DONE, Reply.REPLACED, status, Map.of(), body, Duration.ZERO);
  }

  /** An HTML page of an edge server, with this status; the call is not carried out. */
  public static Fault html(int status) {
    return answer(status, "<html><body><h1>" + status + "</h1></body></html>")
        .withHeader("Content-Type", "text/html; charset=utf-8");
  }

  /** The caller waits in vain; the call is not carried out. */
  public static Fault timeoutBeforeCommit() {
    return of(Execution.NEVER, Reply.SILENCE);
  }

  /** The caller waits in vain; the call was carried out. */
  public static Fault timeoutAfterCommit() {
    return of(Execution.DONE, Reply.SILENCE);
  }

  /** The connection breaks; the call is not carried out. */
  public static Fault dropBeforeCommit() {
    return of(Execution.NEVER, Reply.DROPPED);
  }

  /** The connection breaks; the call was carried out. */
  public static Fault dropAfterCommit() {
    return of(Execution.DONE, Reply.DROPPED);
  }

  /** The true answer breaks off in the middle of its body. */
  public static Fault truncated() {
    return of(Execution.DONE, Reply.TRUNCATED);
  }

  /** The true answer, after a real delay. */
  public static Fault slow(Duration delay) {
    return new Fault(Execution.DONE, Reply.DELAYED, 0, Map.of(), null, delay);
  }

  /**
   * The connection breaks at once, and the call is carried out after all: when the simulator's
   * clock has moved by {@code after}, or when the test asks for it.
   */
  public static Fault late(Duration after) {
    return new Fault(Execution.LATE, Reply.DROPPED, 0, Map.of(), null, after);
  }

  /** The same fault with one more header on its replaced answer. */
  public Fault withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Fault(execution, reply, status, more, body, delay);
  }

  private static Fault of(Execution execution, Reply reply) {
    return new Fault(execution, reply, 0, Map.of(), null, Duration.ZERO);
  }
}
