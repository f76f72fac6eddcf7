package dev.passerelle.simulators.sage100;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Router;
import dev.passerelle.simulators.SimulatedClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simulator by HTTP, for a program in another process: the same things as the Java methods,
 * below {@code /__control/}. It asks for no key; the port is on the loopback only.
 */
final class ControlHttp {
  private final Sage100Simulator sage;
  private final Clock clock;
  private final UserActions actions;

  ControlHttp(Sage100Simulator sage, Clock clock) {
    this.sage = sage;
    this.clock = clock;
    this.actions = new UserActions(sage.user());
  }

  void addTo(Router router) {
    router
        .route("GET", "/__control/state", control(call -> state()))
        .route("GET", "/__control/effects", control(call -> effects()))
        .route("POST", "/__control/clock", control(this::moveClock))
        .route("POST", "/__control/database", control(this::database))
        .route("POST", "/__control/locks", control(this::locks))
        .route("POST", "/__control/faults", control(this::faults))
        .route("POST", "/__control/agent", control(this::agent))
        .route("POST", "/__control/imports", control(this::imports))
        .route("POST", "/__control/user/{action}", control(this::user));
  }

  /** A part of the control: its answer is the body. */
  private interface Control {
    Object handle(HttpCall call);
  }

  private static Handler control(Control control) {
    return call -> {
      try {
        return HttpAnswer.json(200, control.handle(call));
      } catch (IllegalArgumentException e) {
        return HttpAnswer.json(400, Map.of("error", String.valueOf(e.getMessage())));
      } catch (IllegalStateException e) {
        return HttpAnswer.json(409, Map.of("error", String.valueOf(e.getMessage())));
      }
    };
  }

  private Object state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("clock", clock.instant().toString());
    state.put("zone", clock.getZone().getId());
    state.put("effects", sage.effects().all().size());
    state.put("writes", sage.effects().writes());
    state.put("calls", sage.journal().entries().size());
    state.put("pendingFaults", sage.faults().pending());
    return state;
  }

  private Object effects() {
    List<Object> shown =
        sage.effects().all().stream()
            .<Object>map(
                effect ->
                    Map.of(
                        "at", effect.at().toString(),
                        "source", effect.source().name(),
                        "operation", effect.operation(),
                        "table", effect.table(),
                        "cbMarq", effect.cbMarq()))
            .toList();
    return Map.of("effects", shown);
  }

  private Object moveClock(HttpCall call) {
    Body body = Body.of(call);
    if (!(clock instanceof SimulatedClock simulated)) {
      throw new IllegalStateException("the simulator runs on real time");
    }
    if (body.has("set")) {
      simulated.set(Instant.parse(body.text("set")));
    } else {
      simulated.advance(Duration.parse(body.text("advance")));
    }
    return state();
  }

  private Object database(HttpCall call) {
    Body body = Body.of(call);
    if (body.has("down")) {
      sage.databaseDown(body.flag("down"));
    }
    if (body.has("loginRefused")) {
      sage.loginRefused(body.flag("loginRefused"));
    }
    return state();
  }

  private Object locks(HttpCall call) {
    Body body = Body.of(call);
    SageLocks locks = sage.locks();
    if (body.has("table")) {
      locks.inUse(body.text("table"), body.integer("cbMarq", 0), body.integer("times", 1));
    }
    if (body.has("exclusive")) {
      locks.exclusive(body.flag("exclusive"));
    }
    if (body.has("unavailable")) {
      locks.unavailable(body.flag("unavailable"));
    }
    if (body.flag("release")) {
      locks.release();
    }
    return state();
  }

  private Object faults(HttpCall call) {
    Body body = Body.of(call);
    if (body.flag("clear")) {
      sage.faults().clear();
      return state();
    }
    sage.faults()
        .next(
            body.integer("skip", 0),
            body.integer("times", 1),
            body.optionalText("operation").orElse("*"),
            body.optionalText("target").orElse(""),
            fault(body));
    return state();
  }

  private static Fault fault(Body body) {
    Duration time = Duration.ofSeconds(body.integer("seconds", 1));
    String text = body.optionalText("body").orElse("");
    return switch (body.text("fault")) {
      case "answer" -> Fault.answer(body.integer("status"), text);
      case "answerAfterCommit" -> Fault.answerAfterCommit(body.integer("status"), text);
      case "timeoutBeforeCommit" -> Fault.timeoutBeforeCommit();
      case "timeoutAfterCommit" -> Fault.timeoutAfterCommit();
      case "dropBeforeCommit" -> Fault.dropBeforeCommit();
      case "dropAfterCommit" -> Fault.dropAfterCommit();
      case "truncated" -> Fault.truncated();
      case "slow" -> Fault.slow(time);
      case "late" -> Fault.late(time);
      default -> throw new IllegalArgumentException("no such fault: " + body.text("fault"));
    };
  }

  private Object agent(HttpCall call) {
    Body body = Body.of(call);
    SageAgent agent = sage.agent();
    if (body.has("crash")) {
      agent.crash(CrashPoint.valueOf(body.text("crash")), body.flag("settleByHand"));
    }
    if (body.has("defer")) {
      agent.defer(body.integer("defer"));
    }
    Map<String, Object> done = new LinkedHashMap<>();
    if (body.flag("settle")) {
      agent.settle();
    }
    if (body.flag("finish")) {
      done.put("finished", agent.finish());
    }
    if (body.flag("late")) {
      done.put("late", sage.executeLateCalls());
    }
    if (body.flag("loseJournal")) {
      agent.loseJournal();
    }
    return done;
  }

  private Object imports(HttpCall call) {
    Body body = Body.of(call);
    if (body.has("stopAfter")) {
      sage.imports().stopAfter(body.integer("stopAfter"));
    }
    if (body.has("delaySeconds")) {
      sage.imports().delay(Duration.ofSeconds(body.integer("delaySeconds")));
    }
    return Map.of("files", body.flag("run") ? sage.imports().run() : 0);
  }

  private Object user(HttpCall call) {
    return Map.of("result", actions.run(call.param("action"), Body.of(call)));
  }
}
