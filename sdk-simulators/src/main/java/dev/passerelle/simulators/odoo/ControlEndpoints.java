package dev.passerelle.simulators.odoo;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.Json;
import dev.passerelle.simulators.Router;
import dev.passerelle.simulators.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link OdooSimulator} offers to tests, over HTTP, for one that is a process of its own. */
final class ControlEndpoints {
  private static final String ROOT = "/__control/";

  private final OdooSimulator odoo;

  ControlEndpoints(OdooSimulator odoo) {
    this.odoo = odoo;
  }

  void addTo(Router router) {
    on(router, "GET", "clock", call -> clock());
    on(router, "PUT", "clock", this::setClock);
    on(router, "GET", "journal", call -> journal());
    on(router, "DELETE", "journal", call -> done(odoo.journal()::clear));
    on(router, "POST", "faults", this::addFault);
    on(router, "DELETE", "faults", call -> done(odoo.faults()::clear));
    on(
        router,
        "POST",
        "late-calls",
        call -> HttpAnswer.json(200, Map.of("executed", odoo.executeLateCalls())));
    on(router, "PUT", "key", call -> done(() -> odoo.replaceKey(text(call, "key"))));
    records(router);
  }

  private void records(Router router) {
    on(
        router,
        "POST",
        "records/{model}",
        call ->
            HttpAnswer.json(
                200, Map.of("id", odoo.user().create(call.param("model"), body(call)))));
    on(
        router,
        "PATCH",
        "records/{model}/{id}",
        call -> done(() -> odoo.user().write(call.param("model"), id(call), body(call))));
    on(
        router,
        "DELETE",
        "records/{model}/{id}",
        call -> done(() -> odoo.user().unlink(call.param("model"), id(call))));
    on(
        router,
        "GET",
        "records/{model}/{id}",
        call ->
            odoo.user()
                .record(call.param("model"), id(call))
                .map(record -> HttpAnswer.json(200, record))
                .orElseGet(() -> HttpAnswer.empty(404)));
    on(
        router,
        "POST",
        "press/{model}/{method}/{id}",
        call -> done(() -> odoo.user().press(call.param("model"), call.param("method"), id(call))));
  }

  private static void on(Router router, String method, String path, Handler handler) {
    router.route(method, ROOT + path, call -> translated(handler, call));
  }

  private static HttpAnswer translated(Handler handler, HttpCall call) {
    try {
      return handler.handle(call);
    } catch (OdooError e) {
      return HttpAnswer.json(e.status(), e.data());
    } catch (IllegalArgumentException e) {
      return HttpAnswer.json(400, Map.of("message", String.valueOf(e.getMessage())));
    }
  }

  private static HttpAnswer done(Runnable work) {
    work.run();
    return HttpAnswer.empty(204);
  }

  private static Map<String, @Nullable Object> body(HttpCall call) {
    return call.body().isBlank() ? new LinkedHashMap<>() : Json.object(call.body());
  }

  private static String text(HttpCall call, String name) {
    Object value = body(call).get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value.toString();
  }

  private static long id(HttpCall call) {
    return Long.parseLong(call.param("id"));
  }

  private HttpAnswer clock() {
    return HttpAnswer.json(200, Map.of("instant", odoo.clock().instant().toString()));
  }

  private HttpAnswer setClock(HttpCall call) {
    if (!(odoo.clock() instanceof SimulatedClock clock)) {
      throw new IllegalArgumentException("this simulator runs on the system's clock");
    }
    Map<String, @Nullable Object> body = body(call);
    if (body.containsKey("instant")) {
      clock.set(Instant.parse(text(call, "instant")));
    }
    if (body.containsKey("advance")) {
      clock.advance(Duration.parse(text(call, "advance")));
    }
    return clock();
  }

  private HttpAnswer journal() {
    List<Map<String, Object>> entries =
        odoo.journal().entries().stream().map(ControlEndpoints::entry).toList();
    return HttpAnswer.json(200, Map.of("entries", entries));
  }

  private static Map<String, Object> entry(JournalEntry entry) {
    return Map.of(
        "method",
        entry.method(),
        "path",
        entry.path(),
        "status",
        entry.status(),
        "written",
        entry.written());
  }

  private HttpAnswer addFault(HttpCall call) {
    Map<String, @Nullable Object> body = body(call);
    int status = Integer.parseInt(String.valueOf(body.getOrDefault("status", "503")));
    int times = Integer.parseInt(String.valueOf(body.getOrDefault("times", "1")));
    odoo.faults()
        .next(
            times,
            String.valueOf(body.getOrDefault("method", "*")),
            String.valueOf(body.getOrDefault("path", ".*")),
            Fault.answer(status, String.valueOf(body.getOrDefault("body", ""))));
    return HttpAnswer.empty(204);
  }
}
