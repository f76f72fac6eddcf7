package dev.passerelle.simulators;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** Calls whose callers have given up and which are still to be carried out. */
final class LateCalls {
  private record Late(Instant due, HttpCall call) {}

  private final List<Late> waiting = new ArrayList<>();

  synchronized void add(Instant due, HttpCall call) {
    waiting.add(new Late(due, call));
  }

  synchronized List<HttpCall> takeDue(Instant now) {
    return take(late -> !late.due.isAfter(now));
  }

  synchronized List<HttpCall> takeAll() {
    return take(late -> true);
  }

  private List<HttpCall> take(Predicate<Late> which) {
    List<HttpCall> taken = new ArrayList<>();
    for (Iterator<Late> all = waiting.iterator(); all.hasNext(); ) {
      Late late = all.next();
      if (which.test(late)) {
        all.remove();
        taken.add(late.call);
      }
    }
    return taken;
  }
}
