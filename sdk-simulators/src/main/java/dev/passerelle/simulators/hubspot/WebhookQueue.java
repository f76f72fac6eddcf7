package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The events that wait for delivery, and the mishaps scripted for the next ones. */
final class WebhookQueue {
  private final List<WebhookEvent> all = new ArrayList<>();
  private final List<WebhookEvent> pending = new ArrayList<>();
  private final List<WebhookEvent> held = new ArrayList<>();
  private final Set<String> subscribed = new HashSet<>();
  private int toLose;
  private int toDuplicate;
  private int toHold;

  synchronized void subscribe(List<String> subscriptionTypes) {
    subscribed.clear();
    subscribed.addAll(subscriptionTypes);
  }

  synchronized void loseNext(int count) {
    toLose += count;
  }

  synchronized void duplicateNext(int count) {
    toDuplicate += count;
  }

  synchronized void holdNext(int count) {
    toHold += count;
  }

  synchronized int releaseHeld() {
    int released = held.size();
    pending.addAll(held);
    held.clear();
    return released;
  }

  synchronized void add(WebhookEvent event) {
    all.add(event);
    if (!subscribed.isEmpty() && !subscribed.contains(event.subscriptionType())) {
      return;
    }
    if (toLose > 0) {
      toLose--;
    } else if (toHold > 0) {
      toHold--;
      held.add(event);
    } else {
      pending.add(event);
      if (toDuplicate > 0) {
        toDuplicate--;
        pending.add(event);
      }
    }
  }

  synchronized List<WebhookEvent> all() {
    return List.copyOf(all);
  }

  synchronized List<WebhookEvent> take(int most) {
    List<WebhookEvent> taken = new ArrayList<>(pending.subList(0, Math.min(most, pending.size())));
    pending.subList(0, taken.size()).clear();
    return taken;
  }

  /** Puts events of a delivery that failed back in front, for one more attempt. */
  synchronized void putBack(List<WebhookEvent> events) {
    List<WebhookEvent> again = new ArrayList<>();
    for (WebhookEvent event : events) {
      int attempt =
          event.json().get("attemptNumber") instanceof Number number ? number.intValue() : 0;
      again.add(event.attempt(attempt + 1));
    }
    pending.addAll(0, again);
  }

  synchronized void clear() {
    all.clear();
    pending.clear();
    held.clear();
  }
}
