package dev.passerelle.testkit.simulation;

import java.util.function.Consumer;

/** Whatever happens, the engine throws nothing at its host but what it documents. */
final class NothingThrown {
  private NothingThrown() {}

  static void judge(RuntimeException thrown, Trace trace, Consumer<String> breach) {
    breach.accept("NothingThrown: " + thrown);
    for (StackTraceElement line : thrown.getStackTrace()) {
      if (line.getClassName().startsWith("dev.passerelle")) {
        trace.add("    at " + line);
      }
    }
  }
}
