package dev.passerelle.core;

/**
 * Is told what an engine does. Called on the engine's thread, after the fact: a listener must be
 * quick and must not throw. Use it for metrics, progress and alerts.
 */
@FunctionalInterface
public interface SyncListener {

  /** Something happened. */
  void on(SyncEvent event);
}
