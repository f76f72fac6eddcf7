package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Router;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The doorman of every endpoint: token, limits, API version, scope, and the shape of errors. */
final class Api {
  /** Answers a call whose token, version and scope are in order. */
  interface Endpoint {
    HttpAnswer answer(HttpCall call, Grant grant);
  }

  /** Says which scope a call needs; empty for none. */
  interface Scope {
    String of(HttpCall call);
  }

  private static final Set<String> VERSIONS = Set.of("2026-03", "2026-09", "v3", "v4");
  static final Scope NONE = call -> "";

  private final Portal portal;
  private final AccessControl access;
  private final RateMeter meter;
  private final Router router;
  private final AtomicLong correlation = new AtomicLong();

  Api(Portal portal, AccessControl access, RateMeter meter, Router router) {
    this.portal = portal;
    this.access = access;
    this.meter = meter;
    this.router = router;
  }

  void route(String method, String template, Scope scope, Endpoint endpoint) {
    router.route(method, template, call -> guarded(call, scope, endpoint));
  }

  /** A route that needs no token and counts against no limit. */
  void open(String method, String template, Endpoint endpoint) {
    Grant nobody = new Grant("", Set.of(), null);
    router.route(method, template, call -> translated(() -> endpoint.answer(call, nobody)));
  }

  /** An id for an error that can be told apart from others, the same in every run. */
  String correlationId() {
    return new UUID(0x5041_5353_4552_4000L, 0x8000_0000_0000_0000L | correlation.incrementAndGet())
        .toString();
  }

  HttpAnswer error(HubSpotError error) {
    return HttpAnswer.json(error.status(), error.body(correlationId()));
  }

  private HttpAnswer guarded(HttpCall call, Scope scope, Endpoint endpoint) {
    return translated(
        () -> {
          Grant grant = access.authenticate(call, portal.now());
          boolean search = call.path().endsWith("/search");
          Optional<String> refused =
              meter.take(
                  grant.appId(), search, portal.now(), portal.directory.account().timeZone());
          HttpAnswer answer =
              refused.isPresent()
                  ? RateMeter.refusal(refused.get(), correlationId())
                  : translated(() -> admitted(call, grant, scope, endpoint));
          return search ? answer : meter.withHeaders(answer, grant.appId());
        });
  }

  private HttpAnswer admitted(HttpCall call, Grant grant, Scope scope, Endpoint endpoint) {
    if (call.params().containsKey("version") && !VERSIONS.contains(call.param("version"))) {
      throw HubSpotError.resourceNotFound();
    }
    String needed = portal.read(() -> scope.of(call));
    if (!needed.isEmpty()) {
      AccessControl.require(grant, needed);
    }
    return endpoint.answer(call, grant);
  }

  private HttpAnswer translated(Supplier<HttpAnswer> work) {
    try {
      return work.get();
    } catch (HubSpotError e) {
      return error(e);
    }
  }
}
