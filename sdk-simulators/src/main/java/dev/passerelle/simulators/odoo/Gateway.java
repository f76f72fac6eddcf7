package dev.passerelle.simulators.odoo;

import dev.passerelle.simulators.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The proxy in front of the server, which now and then loses a request or an answer: told by the
 * method called, whichever dialect it came in. The caller sees a page with status 502.
 */
final class Gateway {
  /** What the proxy does with a request. */
  enum Effect {
    /** It is carried out, and the answer lost. */
    LOSE_ANSWER,
    /** It never arrives. */
    DROP_REQUEST,
    /** It is carried out later, when the caller has given up. */
    DELAY
  }

  private record Rule(Pattern method, Effect effect, Duration delay) {}

  private record Late(Instant due, Supplier<HttpAnswer> work) {}

  private final Clock clock;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();

  Gateway(Clock clock) {
    this.clock = clock;
  }

  synchronized void next(String methodRegex, Effect effect, Duration delay) {
    rules.add(new Rule(Pattern.compile(methodRegex), effect, delay));
  }

  HttpAnswer pass(String method, Supplier<HttpAnswer> work) {
    takeDue().forEach(each -> perform(each.work()));
    Optional<Rule> rule = take(method);
    if (rule.isEmpty()) {
      return work.get();
    }
    if (rule.get().effect() == Effect.LOSE_ANSWER) {
      perform(work);
    } else if (rule.get().effect() == Effect.DELAY) {
      delay(new Late(clock.instant().plus(rule.get().delay()), work));
    }
    return Json2Endpoint.html(502, "Bad Gateway");
  }

  /** Carries out what is due although nobody calls. */
  void wake() {
    takeDue().forEach(each -> perform(each.work()));
  }

  /** The answer is for nobody. */
  private static void perform(Supplier<HttpAnswer> work) {
    Objects.requireNonNull(work.get());
  }

  private synchronized void delay(Late call) {
    late.add(call);
  }

  private synchronized Optional<Rule> take(String method) {
    Optional<Rule> found =
        rules.stream().filter(rule -> rule.method().matcher(method).matches()).findFirst();
    found.ifPresent(rules::remove);
    return found;
  }

  private synchronized List<Late> takeDue() {
    Instant now = clock.instant();
    List<Late> due = late.stream().filter(each -> !each.due().isAfter(now)).toList();
    late.removeAll(due);
    return due;
  }
}
