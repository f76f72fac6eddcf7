package dev.passerelle.salesforce.sync;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import java.util.List;
import java.util.function.Consumer;

/** Runs one step for many pieces of work, so that a bad one stops nobody else (L23, L26). */
final class Steps {
  private Steps() {}

  /** The step must be one that may be repeated: after a refusal it is run for each alone. */
  static void run(List<Work> works, Consumer<List<Work>> step) {
    if (works.isEmpty()) {
      return;
    }
    try {
      step.accept(works);
    } catch (RefusedByRemote e) {
      if (works.size() == 1) {
        works.get(0).fail(e);
      } else {
        works.forEach(work -> run(List.of(work), step));
      }
    } catch (PasserelleException e) {
      works.forEach(work -> work.fail(e));
    }
  }
}
