package dev.passerelle.core.http;

import dev.passerelle.core.adapter.SendingRight;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request goes through: credentials, circuit, budget, wire, translation, retry. */
final class Pipeline implements Call.Factory {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final Set<ErrorCode> NOT_THE_SYSTEMS_FAULT =
      Set.of(ErrorCode.RECORD_IN_USE, ErrorCode.CALL_INTERRUPTED);

  /** The parts, as {@link ServiceFactory} puts them together. */
  record Parts(
      String system,
      HttpUrl baseUrl,
      Map<String, String> headers,
      Credentials credentials,
      AuthSource.Context authContext,
      Map<String, List<Budget>> budgets,
      Circuit circuit,
      Wire wire,
      Failures failures,
      RetryRules retries,
      CallListener listener,
      Clock clock,
      Pause pause) {}

  private final Parts parts;
  // Per pipeline, not static; set only while Calls creates a call on this thread.
  private final ThreadLocal<Lane> lane = new ThreadLocal<>();
  private final Deprecations deprecations = new Deprecations();

  Pipeline(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Call newCall(Request request) {
    return new PipelineCall(this, request, outgoing(request));
  }

  Outgoing outgoing(Request request) {
    return Outgoing.of(parts.system(), request, lane.get());
  }

  void enterLane(@Nullable Lane wanted) {
    if (wanted == null) {
      lane.remove();
    } else {
      lane.set(wanted);
    }
  }

  String system() {
    return parts.system();
  }

  Deprecations deprecations() {
    return deprecations;
  }

  Optional<PasserelleException> judge(
      String operation,
      CallKind kind,
      int status,
      Function<String, Optional<String>> headers,
      String body) {
    Lane inner = kind == CallKind.READ ? Lane.CHANGES : Lane.DOCUMENTS;
    Outgoing out = new Outgoing(parts.system(), operation, kind, "", inner);
    return parts
        .failures()
        .of(new RemoteAnswer(out, status, headers, body, parts.clock().instant()));
  }

  /** Sends until there is an answer or nothing more to hope for. */
  Response execute(Request request, Outgoing out) {
    Addresses.secure("request address", request.url());
    RequestBody body = request.body();
    RetryRules.Course course = parts.retries().begin(out.kind(), body == null || !body.isOneShot());
    while (true) {
      try {
        return authorized(request, out, course);
      } catch (PasserelleException e) {
        Optional<Duration> delay = course.afterFailure(e);
        if (delay.isEmpty()) {
          throw course.verdict(e);
        }
        pause(delay.get(), out, course);
      } catch (InterruptedException e) {
        throw interrupted(out, course, new Wire.Sending());
      }
    }
  }

  void close() throws InterruptedException {
    try {
      parts.credentials().end(parts.authContext());
    } catch (PasserelleException e) {
      // A session that cannot be closed ends by itself; closing must not fail for it.
      LOG.debug("{}: session not closed: {}", parts.system(), e.code().id());
    }
  }

  private void pause(Duration delay, Outgoing out, RetryRules.Course course) {
    try {
      parts.pause().await(delay);
    } catch (InterruptedException e) {
      throw interrupted(out, course, new Wire.Sending());
    }
  }

  private PasserelleException interrupted(
      Outgoing out, RetryRules.Course course, Wire.Sending sending) {
    Thread.currentThread().interrupt();
    return course.verdict(parts.failures().interrupted(out, sending));
  }

  /** Sends with the credentials at hand, and once more with newer ones if those are refused. */
  private Response authorized(Request request, Outgoing out, RetryRules.Course course)
      throws InterruptedException {
    if (!isOwn(request)) {
      return charged(request, out, course);
    }
    Optional<Authorization> current = parts.credentials().current(parts.authContext());
    try {
      return charged(with(request, current), out, course);
    } catch (AuthenticationFailed e) {
      if (current.isEmpty() || !course.repeatable()) {
        throw e;
      }
      Authorization fresh =
          parts.credentials().renewed(current.get(), parts.authContext()).orElseThrow(() -> e);
      return charged(with(request, Optional.of(fresh)), out, course);
    }
  }

  /** Another host, in a link of the remote's for example, must not see what is ours. */
  private boolean isOwn(Request request) {
    return Addresses.sameOrigin(parts.baseUrl(), request.url());
  }

  private static Request with(Request request, Optional<Authorization> authorization) {
    Request.Builder builder = request.newBuilder();
    authorization.ifPresent(a -> a.headers().forEach(builder::header));
    return builder.build();
  }

  private Response charged(Request request, Outgoing out, RetryRules.Course course)
      throws InterruptedException {
    parts.circuit().enter(parts.system(), out.kind());
    Attempt attempt = new Attempt(request, out, course);
    try {
      return attempt.run(budgets(out));
    } finally {
      attempt.end();
    }
  }

  /** Each of them once. */
  Set<Budget> budgets() {
    Set<Budget> all = new LinkedHashSet<>();
    parts.budgets().values().forEach(all::addAll);
    return all;
  }

  private List<Budget> budgets(Outgoing out) {
    return parts.budgets().getOrDefault(out.quota(), parts.budgets().getOrDefault("", List.of()));
  }

  /** What is behind a write without a known outcome. */
  private static ErrorCode reason(PasserelleException e) {
    return e instanceof OutcomeUnknown && e.getCause() instanceof PasserelleException why
        ? why.code()
        : e.code();
  }

  private static boolean isSystemFailure(PasserelleException e) {
    boolean type =
        e instanceof TransientFailure
            || e instanceof SystemUnavailable
            || e instanceof OutcomeUnknown;
    return type && !NOT_THE_SYSTEMS_FAULT.contains(e.code());
  }

  /** One request on the wire and what came of it. */
  private final class Attempt {
    private final Request request;
    private final Outgoing out;
    private final RetryRules.Course course;
    private final Wire.Sending sending = new Wire.Sending();
    private final int number;
    private Instant begun = parts.clock().instant();
    private Wire.@Nullable Answer answer;
    private @Nullable ErrorCode error;
    private boolean judged;
    private final List<Budget.Permit> permits = new ArrayList<>();

    Attempt(Request request, Outgoing out, RetryRules.Course course) {
      this.request = decorated(request);
      this.out = out;
      this.course = course;
      this.number = course.number();
    }

    Response run(List<Budget> budgets) throws InterruptedException {
      for (Budget budget : budgets) {
        permits.add(budget.acquire(parts.system(), out.lane()));
      }
      Optional<PasserelleException> failure = send(budgets);
      error = failure.map(PasserelleException::code).orElse(null);
      judge(failure);
      if (failure.isPresent()) {
        throw failure.get();
      }
      return Objects.requireNonNull(answer).toResponse();
    }

    /** Whatever happened: gives back, says it to the circuit and to the observer. */
    void end() {
      boolean counted = sending.begun();
      for (Budget.Permit permit : permits) {
        permit.settle(counted);
      }
      if (!judged) {
        parts.circuit().leave();
      }
      report();
    }

    private void judge(Optional<PasserelleException> failure) {
      judged = true;
      failure
          .filter(Pipeline::isSystemFailure)
          .ifPresentOrElse(e -> parts.circuit().failed(reason(e)), parts.circuit()::succeeded);
    }

    private Optional<PasserelleException> send(List<Budget> budgets) throws InterruptedException {
      begun = parts.clock().instant();
      course.welcomeAt(Optional.empty());
      SendingRight.require();
      try {
        Wire.Answer received = parts.wire().send(request, sending);
        answer = received;
        return understood(received.toRemoteAnswer(out), budgets);
      } catch (IOException e) {
        return Optional.of(parts.failures().of(out, sending, e));
      } catch (InterruptedException e) {
        if (out.writes() && sending.begun()) {
          throw interrupted(out, course, sending);
        }
        throw e;
      }
    }

    private Optional<PasserelleException> understood(RemoteAnswer remote, List<Budget> budgets) {
      budgets.forEach(budget -> budget.correct(remote));
      deprecations.note(remote);
      Optional<PasserelleException> failure = parts.failures().of(remote);
      if (failure.orElse(null) instanceof Throttled throttled) {
        return Optional.of(throttledUntil(throttled, budgets));
      }
      if (failure.isPresent()) {
        course.welcomeAt(remote.retryAt());
      }
      return failure;
    }

    private Throttled throttledUntil(Throttled throttled, List<Budget> budgets) {
      Optional<Instant> until = throttled.retryAt();
      for (Budget budget : budgets) {
        until = budget.throttled(throttled.scope(), until);
      }
      course.welcomeAt(until);
      return until
          .map(at -> new Throttled(throttled.detail(), throttled.scope(), at))
          .orElse(throttled);
    }

    private Request decorated(Request plain) {
      Request.Builder builder = plain.newBuilder();
      boolean own = isOwn(plain);
      parts
          .headers()
          .forEach(
              (name, value) -> {
                if (plain.header(name) == null && (own || name.equals("User-Agent"))) {
                  builder.header(name, value);
                }
              });
      return builder.build();
    }

    private void report() {
      Duration waited =
          permits.stream().map(Budget.Permit::waited).reduce(Duration.ZERO, Duration::plus);
      Wire.Answer received = answer;
      CallListener.Event event =
          new CallListener.Event(
              out.system(),
              out.operation(),
              out.kind(),
              out.lane(),
              number,
              received == null ? 0 : received.response().code(),
              sending.begun() ? Duration.between(begun, parts.clock().instant()) : Duration.ZERO,
              waited,
              length(request.body()),
              received == null ? 0 : received.body().size(),
              error);
      try {
        parts.listener().onCall(event);
      } catch (RuntimeException e) {
        // An observer must not break what it observes.
        LOG.debug("call listener failed: {}", e.getClass().getName());
      }
    }

    private long length(@Nullable RequestBody body) {
      try {
        return body == null ? 0 : Math.max(0, body.contentLength());
      } catch (IOException e) {
        return 0;
      }
    }
  }
}
