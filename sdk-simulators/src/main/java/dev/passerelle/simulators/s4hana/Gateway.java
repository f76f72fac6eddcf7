package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Log-on, tokens, services, batches; each single request is the {@link Requests}' matter. */
final class Gateway implements Handler {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final Shapes shapes;
  private final Sessions sessions;
  private final Requests requests;
  private final Store store;
  volatile boolean head = true;

  Gateway(Shapes shapes, Sessions sessions, Requests requests, Store store) {
    this.shapes = shapes;
    this.sessions = sessions;
    this.requests = requests;
    this.store = store;
  }

  @Override
  public HttpAnswer handle(HttpCall call) {
    HttpAnswer answer = answered(call);
    // A body after a HEAD would be taken for the beginning of the next answer.
    return call.method().equals("HEAD")
        ? new HttpAnswer(answer.status(), answer.headers(), "", answer.template(), 0)
        : answer;
  }

  private HttpAnswer answered(HttpCall call) {
    Sessions.Entry entry;
    try {
      entry = sessions.enter(call);
    } catch (Sessions.BadLogOn e) {
      return e.answer();
    }
    if (!READS.contains(call.method()) && !sessions.mayModify(call, entry)) {
      return Sessions.required();
    }
    return sessions.leave(call, entry, served(call, entry));
  }

  private HttpAnswer served(HttpCall call, Sessions.Entry entry) {
    ServiceShape service = shapes.at(call.segments()).orElse(null);
    if (service == null) {
      return S4Error.noService(String.join("/", call.segments())).answer(false);
    }
    if (sessions.mayNot(entry.user(), service.name())) {
      return new S4Error(403, "/IWFND/CM_MGW_RT/403", "No authorization to access Service")
          .answer(service.four());
    }
    List<String> path = call.segments();
    HttpCall inside = call.withSegments(path.subList(service.path().size(), path.size()));
    return inside(inside, service);
  }

  private HttpAnswer inside(HttpCall call, ServiceShape service) {
    if (call.segments().isEmpty()) {
      return call.method().equals("HEAD")
          ? HttpAnswer.empty(head ? 200 : 405)
          : HttpAnswer.json(200, Map.of("d", Map.of("EntitySets", service.sets().keySet())));
    }
    String first = call.segments().get(0);
    if (first.equals("$metadata")) {
      return new HttpAnswer(
          200, Map.of("Content-Type", "application/xml"), new MetadataXml(service).text(), "", 0);
    }
    try {
      return first.equals("$batch")
          ? new Batch(call, service, requests, store).answer()
          : requests.answer(call, service);
    } catch (S4Error e) {
      return e.answer(service.four());
    } catch (IllegalArgumentException e) {
      return S4Error.badRequest("malformed JSON").answer(service.four());
    }
  }
}
