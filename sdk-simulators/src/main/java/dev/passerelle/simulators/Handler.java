package dev.passerelle.simulators;

/** Answers a call. Must be safe for calls from several threads. */
@FunctionalInterface
public interface Handler {
  /** Answers the call; a runtime exception becomes an answer with status 500. */
  HttpAnswer handle(HttpCall call);
}
