package dev.passerelle.testkit.simulation;

import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncListener;

/** Writes down what the engine says about single records, for whoever reads the trace. */
final class Events implements SyncListener {
  private final Trace trace;

  Events(Trace trace) {
    this.trace = trace;
  }

  @Override
  public void on(SyncEvent event) {
    if (event instanceof SyncEvent.Decided decided) {
      add("decided", decided.system(), decided.entity(), decided.record(), "");
    } else if (event instanceof SyncEvent.Waiting waiting) {
      String why = ": " + waiting.kind() + " " + waiting.code();
      add("waits", waiting.system(), waiting.entity(), waiting.record(), why);
    } else if (event instanceof SyncEvent.DocumentState state) {
      trace.add("  " + state.flow() + " of " + state.source() + " " + state.state() + state.code());
    } else if (event instanceof SyncEvent.Failed failed) {
      trace.add("  failed " + failed.system() + " " + failed.detail().code());
    }
  }

  private void add(String what, String system, String entity, String record, String why) {
    trace.add("  " + what + " " + system + " " + entity + "#" + record + why);
  }
}
