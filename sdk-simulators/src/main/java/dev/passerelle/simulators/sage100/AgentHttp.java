package dev.passerelle.simulators.sage100;

import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import dev.passerelle.simulators.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The agent's HTTP side (contract of the agent, §2 to §7). */
final class AgentHttp {
  static final int MAX_BATCH = 50;
  static final int MAX_QUERY = 200;
  static final int MAX_BYTES = 1_048_576;
  private static final Set<String> PATHS =
      Set.of("/v1/about", "/v1/batch", "/v1/price", "/v1/requests/query");

  private final SageDatabase database;
  private final SageLocks locks;
  private final SageAgent agent;
  private final Function<SageSession, Map<String, Object>> about;

  AgentHttp(
      SageDatabase database,
      SageLocks locks,
      SageAgent agent,
      Function<SageSession, Map<String, Object>> about) {
    this.database = database;
    this.locks = locks;
    this.agent = agent;
    this.about = about;
  }

  Router addTo(Router router) {
    return router
        .route("GET", "/v1/about", guarded(false, this::about))
        .route("POST", "/v1/batch", guarded(true, this::batch))
        .route("POST", "/v1/price", guarded(false, this::price))
        .route("POST", "/v1/requests/query", guarded(false, this::query))
        .route("GET", "/v1/requests/{reference}", guarded(false, this::fate));
  }

  /** Answers a call that no route fits. */
  static HttpAnswer unknown(HttpCall call) {
    boolean known = PATHS.contains(call.path()) || call.path().startsWith("/v1/requests/");
    return answer(
        known
            ? new BadRequest(405, "METHOD_NOT_ALLOWED", call.method())
            : new BadRequest(404, "NO_SUCH_PATH", "no such path"));
  }

  private Handler guarded(boolean writes, Handler handler) {
    return call -> {
      try {
        authorize(call, writes);
        if (call.body().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
          throw new BadRequest(413, "BODY_TOO_LARGE", "too many bytes").with("limit", MAX_BYTES);
        }
        return handler.handle(call);
      } catch (BadRequest e) {
        return answer(e);
      } catch (AgentCrash e) {
        agent.crashed();
        return HttpAnswer.empty(500);
      }
    };
  }

  private static HttpAnswer answer(BadRequest error) {
    HttpAnswer answer = HttpAnswer.json(error.status(), error.body());
    return switch (error.status()) {
      case 401 -> answer.withHeader("WWW-Authenticate", "Bearer");
      case 503 -> answer.withHeader("Retry-After", "5");
      default -> answer;
    };
  }

  private void authorize(HttpCall call, boolean writes) {
    String header = call.header("Authorization").orElse("");
    String key = header.startsWith("Bearer ") ? header.substring(7) : "";
    boolean mayWrite =
        agent.rightsOf(key).orElseThrow(() -> new BadRequest(401, "KEY_REFUSED", "no valid key"));
    if (writes && !mayWrite) {
      throw new BadRequest(403, "NOT_ALLOWED", "this key may only read");
    }
  }

  private void open() {
    if (!locks.closedFor().isEmpty()) {
      throw new BadRequest(503, locks.closedFor(), "Sage cannot be used now");
    }
    if (agent.isSettling()) {
      throw new BadRequest(503, "SETTLING", "looking after a crash");
    }
  }

  private static Tree body(HttpCall call) {
    try {
      return Tree.of(Json.parse(call.body()), "");
    } catch (IllegalArgumentException e) {
      throw BadRequest.malformed("");
    }
  }

  private HttpAnswer about(HttpCall call) {
    return HttpAnswer.json(200, database.transact(about));
  }

  private HttpAnswer batch(HttpCall call) {
    Tree body = body(call).only(Set.of("notAfter", "operations"));
    Instant notAfter = body.optionalText("notAfter").map(AgentHttp::instant).orElse(null);
    List<?> given = body.list("operations");
    limit(given.size(), MAX_BATCH, "operations");
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      operations.add(Operation.of(given.get(i), "operations[" + i + "]"));
    }
    unique(operations.stream().map(Operation::key).toList(), "DUPLICATE_KEY");
    unique(operations.stream().map(Operation::reference).toList(), "DUPLICATE_REFERENCE");
    open();
    return perform(operations, notAfter);
  }

  private HttpAnswer perform(List<Operation> operations, @Nullable Instant notAfter) {
    List<Object> outcomes = new ArrayList<>();
    int written = 0;
    for (Operation operation : operations) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("key", operation.key());
      outcome.put("reference", operation.reference());
      outcome.putAll(agent.engine().perform(operation, notAfter, Effect.Source.AGENT));
      outcomes.add(outcome);
      written += Boolean.FALSE.equals(outcome.get("repeated")) ? 1 : 0;
    }
    return HttpAnswer.json(200, Map.of("outcomes", outcomes)).wrote(written);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw BadRequest.malformed("notAfter");
    }
  }

  private static void limit(int size, int limit, String path) {
    if (size == 0) {
      throw BadRequest.malformed(path);
    }
    if (size > limit) {
      throw new BadRequest(413, "TOO_MANY_OPERATIONS", size + " given, " + limit + " allowed")
          .with("limit", limit);
    }
  }

  private static void unique(List<String> values, String code) {
    if (new HashSet<>(values).size() != values.size()) {
      throw new BadRequest(400, code, "must be unique in the request");
    }
  }

  private HttpAnswer price(HttpCall call) {
    List<?> documents = body(call).only(Set.of("documents")).list("documents");
    limit(documents.size(), MAX_BATCH, "documents");
    List<Object> outcomes = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      Tree entry =
          Tree.of(documents.get(i), "documents[" + i + "]").only(Set.of("key", "document"));
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("key", entry.text("key"));
      Tree document = entry.object("document");
      DraftReader.checkShape(document);
      outcome.putAll(price(document));
      outcomes.add(outcome);
    }
    return HttpAnswer.json(200, Map.of("outcomes", outcomes));
  }

  private Map<String, Object> price(Tree document) {
    if (!locks.closedFor().isEmpty()) {
      return AgentEngine.busy(locks.closedFor());
    }
    if (!agent.engine().capabilities().contains("price")) {
      return AgentEngine.refused(List.of(FieldError.of("NOT_SUPPORTED", "price")));
    }
    try {
      Map<String, Object> outcome = AgentEngine.outcome("priced");
      outcome.putAll(database.transact(session -> new DocumentOperations(session).price(document)));
      return outcome;
    } catch (Refused e) {
      return AgentEngine.refused(e.errors());
    }
  }

  private HttpAnswer query(HttpCall call) {
    Tree body = body(call).only(Set.of("references"));
    List<?> references = body.list("references");
    limit(references.size(), MAX_QUERY, "references");
    List<Object> fates = new ArrayList<>();
    for (Object reference : references) {
      if (!(reference instanceof String text)) {
        throw BadRequest.malformed("references");
      }
      fates.add(fateOf(text));
    }
    return HttpAnswer.json(200, Map.of("fates", fates));
  }

  private HttpAnswer fate(HttpCall call) {
    return HttpAnswer.json(200, fateOf(call.param("reference")));
  }

  private Map<String, Object> fateOf(String reference) {
    agent.isSettling();
    Map<String, Object> fate = new LinkedHashMap<>();
    fate.put("reference", reference);
    agent
        .journal()
        .find(reference)
        .ifPresentOrElse(
            entry -> {
              fate.put("fate", entry.state().name().toLowerCase(Locale.ROOT));
              fate.put("at", entry.at().toString());
              fate.putAll(entry.members());
            },
            () -> fate.put("fate", "unknown"));
    return fate;
  }
}
