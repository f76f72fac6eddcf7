package dev.passerelle.simulators.odata;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.FaultScript;
import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.Json;
import dev.passerelle.simulators.Router;
import dev.passerelle.simulators.SimulatedClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves a simulator that runs as a process of its own. */
public final class ControlEndpoints implements Handler {
  /** What there is to be moved. */
  public interface Controlled {
    /** The clock that everything follows. */
    Clock clock();

    /** The faults to come. */
    FaultScript faults();

    /** The calls so far. */
    Journal journal();

    /** All sessions end. */
    void expireSessions();

    /** The rows of a set. */
    List<?> records(String set);

    /** Adds a row and tells its key. */
    String create(String set, Map<String, @Nullable Object> values);

    /** An error as the system words it; the code is empty where none was given. */
    Fault error(int status, String code, String message);
  }

  private final Controlled system;
  private final Router router =
      new Router(call -> HttpAnswer.json(404, Map.of("error", "no such control")));

  /** Of a system. */
  public ControlEndpoints(Controlled system) {
    this.system = system;
    router
        .route("GET", "/__control/clock", call -> clock())
        .route("POST", "/__control/clock", this::move)
        .route("POST", "/__control/faults", this::fault)
        .route("GET", "/__control/records/{set}", this::records)
        .route("POST", "/__control/records/{set}", this::create)
        .route("POST", "/__control/sessions/expire", call -> expire())
        .route("GET", "/__control/journal", call -> journal());
  }

  @Override
  public HttpAnswer handle(HttpCall call) {
    try {
      return router.handle(call);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return HttpAnswer.json(400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private HttpAnswer clock() {
    return HttpAnswer.json(200, Map.of("instant", system.clock().instant().toString()));
  }

  private HttpAnswer move(HttpCall call) {
    if (!(system.clock() instanceof SimulatedClock clock)) {
      throw new IllegalArgumentException("the clock is the system's and cannot be moved");
    }
    Map<String, @Nullable Object> body = Json.object(call.body());
    if (body.get("instant") instanceof String instant) {
      clock.set(Instant.parse(instant));
    } else if (body.get("advance") instanceof String step) {
      clock.advance(Duration.parse(step));
    } else {
      throw new IllegalArgumentException("instant or advance is needed");
    }
    return clock();
  }

  private HttpAnswer fault(HttpCall call) {
    Map<String, @Nullable Object> body = Json.object(call.body());
    int times = Integer.parseInt(text(body, "times", "1"));
    system.faults().next(times, text(body, "method", "*"), text(body, "path", ".*"), of(body));
    return HttpAnswer.json(200, Map.of("pending", system.faults().pending()));
  }

  private Fault of(Map<String, @Nullable Object> body) {
    String kind = text(body, "kind", "");
    return switch (kind) {
      case "lose" -> Fault.dropAfterCommit();
      case "drop" -> Fault.dropBeforeCommit();
      case "silence" -> Fault.timeoutBeforeCommit();
      case "html" -> Fault.html(Integer.parseInt(text(body, "status", "502")));
      case "late" -> Fault.late(Duration.parse(text(body, "after", "PT1M")));
      case "answer" ->
          system.error(
              Integer.parseInt(text(body, "status", "400")),
              text(body, "code", ""),
              text(body, "message", "scripted"));
      default -> throw new IllegalArgumentException("unknown kind " + kind);
    };
  }

  private static String text(Map<String, @Nullable Object> body, String name, String otherwise) {
    Object value = body.get(name);
    return value == null ? otherwise : value.toString();
  }

  private HttpAnswer records(HttpCall call) {
    return HttpAnswer.json(200, system.records(call.param("set")));
  }

  private HttpAnswer create(HttpCall call) {
    String key = system.create(call.param("set"), Json.object(call.body()));
    return HttpAnswer.json(201, Map.of("key", key));
  }

  private HttpAnswer expire() {
    system.expireSessions();
    return HttpAnswer.empty(204);
  }

  private HttpAnswer journal() {
    return HttpAnswer.json(
        200, system.journal().entries().stream().map(ControlEndpoints::entry).toList());
  }

  private static Map<String, Object> entry(JournalEntry entry) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("method", entry.method());
    map.put("path", entry.path());
    map.put("status", entry.status());
    map.put("written", entry.written());
    map.put("fault", entry.fault());
    return map;
  }
}
