package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Router;
import dev.passerelle.simulators.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What {@link HubSpotSimulator} offers to tests, over HTTP below {@code /__control}, for a
 * simulator that runs as a process of its own. It needs no token and is in no journal.
 */
final class ControlEndpoints {
  private static final String ROOT = "/__control/";

  private final HubSpotSimulator hubspot;

  ControlEndpoints(HubSpotSimulator hubspot) {
    this.hubspot = hubspot;
  }

  Router addTo(Router router) {
    on(router, "GET", "data", call -> raw(hubspot.dump()));
    on(router, "POST", "data", this::load);
    on(router, "GET", "journal", call -> journal());
    on(router, "DELETE", "journal", call -> done(hubspot.journal()::clear));
    on(router, "GET", "writes", call -> ok(Map.of("writes", hubspot.writes())));
    on(router, "GET", "clock", call -> clock());
    on(router, "PUT", "clock", this::setClock);
    on(router, "POST", "faults", this::addFault);
    on(router, "DELETE", "faults", call -> done(hubspot.faults()::clear));
    on(router, "POST", "late-calls", call -> ok(Map.of("executed", hubspot.executeLateCalls())));
    on(router, "PUT", "limits", this::limits);
    on(router, "PUT", "index-lag", this::indexLag);
    on(router, "POST", "workflows", this::workflow);
    on(router, "DELETE", "workflows", call -> done(hubspot::clearWorkflows));
    new ControlRecords(hubspot).addTo(this, router);
    new ControlWebhooks(hubspot).addTo(this, router);
    return router;
  }

  void on(Router router, String method, String path, Handler handler) {
    router.route(method, ROOT + path, call -> translated(handler, call));
  }

  private static HttpAnswer translated(Handler handler, HttpCall call) {
    try {
      return handler.handle(call);
    } catch (HubSpotError e) {
      return HttpAnswer.json(e.status(), e.body(""));
    } catch (IllegalArgumentException e) {
      return HttpAnswer.json(
          400, Map.of("status", "error", "message", String.valueOf(e.getMessage())));
    }
  }

  static HttpAnswer ok(Object tree) {
    return HttpAnswer.json(200, tree);
  }

  static HttpAnswer done(Runnable work) {
    work.run();
    return HttpAnswer.empty(204);
  }

  private static HttpAnswer raw(String json) {
    return new HttpAnswer(200, Map.of("Content-Type", "application/json"), json, "", 0);
  }

  private HttpAnswer load(HttpCall call) {
    if (call.query("reset").map(Boolean::parseBoolean).orElse(false)) {
      hubspot.clearRecords();
    }
    return done(() -> hubspot.load(call.body()));
  }

  private HttpAnswer journal() {
    List<Map<String, Object>> entries =
        hubspot.journal().entries().stream().map(ControlBodies::journal).toList();
    return ok(Map.of("entries", entries, "writes", hubspot.writes()));
  }

  private HttpAnswer clock() {
    return ok(Map.of("instant", hubspot.clock().instant().toString()));
  }

  private HttpAnswer setClock(HttpCall call) {
    JsonBody body = JsonBody.parse(call.body());
    if (!(hubspot.clock() instanceof SimulatedClock clock)) {
      throw HubSpotError.validation("this simulator runs on the system's clock");
    }
    body.text("instant").ifPresent(text -> clock.set(Instant.parse(text)));
    body.text("advance").ifPresent(text -> clock.advance(Duration.parse(text)));
    return clock();
  }

  private HttpAnswer addFault(HttpCall call) {
    JsonBody body = JsonBody.parse(call.body());
    hubspot
        .faults()
        .next(
            body.number("skip", 0),
            body.number("times", 1),
            body.text("method").orElse("*"),
            body.text("path").orElse(""),
            ControlBodies.fault(body));
    return HttpAnswer.empty(204);
  }

  private HttpAnswer limits(HttpCall call) {
    hubspot.limits(ControlBodies.limits(JsonBody.parse(call.body())));
    return HttpAnswer.empty(204);
  }

  private HttpAnswer indexLag(HttpCall call) {
    hubspot.indexLag(ControlBodies.duration(JsonBody.parse(call.body()), "lag"));
    return HttpAnswer.empty(204);
  }

  private HttpAnswer workflow(HttpCall call) {
    JsonBody body = JsonBody.parse(call.body());
    Map<String, String> written =
        JsonBody.of(Map.of("properties", body.object("set").map(JsonBody::fields).orElse(Map.of())))
            .properties();
    hubspot.workflow(body.requiredText("type"), body.requiredText("property"), record -> written);
    return HttpAnswer.empty(204);
  }
}
