package dev.passerelle.simulators.businessone;

import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The addresses below {@code /b1s/v1} and {@code /b1s/v2}. */
final class ServiceLayer implements Handler {
  private static final String COMPANY_SERVICE = "CompanyService_";
  static final String VERSION = "1000340";

  private final Company company;
  private final Records records;
  private final Sessions sessions;
  private final String database;
  private final Services services;
  private final AtomicReference<Map<Integer, Batch.Spoiled>> spoiled =
      new AtomicReference<>(Map.of());
  volatile boolean twoServed = true;
  volatile boolean nestedSelect = true;
  volatile String version = VERSION;

  ServiceLayer(Company company, Sessions sessions, String database) {
    this.company = company;
    this.records = new Records(company);
    this.sessions = sessions;
    this.database = database;
    this.services = new Services(company);
  }

  Records records() {
    return records;
  }

  @Override
  public HttpAnswer handle(HttpCall call) {
    List<String> path = call.segments();
    boolean known = path.size() >= 2 && path.get(0).equals("b1s") && path.get(1).matches("v[12]");
    boolean two = known && path.get(1).equals("v2");
    if (!known || (two && !twoServed)) {
      return HttpAnswer.json(404, Map.of("error", Map.of("message", "Not Found")));
    }
    try {
      HttpCall inside = call.withSegments(path.subList(2, path.size()));
      return answer(inside, two);
    } catch (B1Error e) {
      return e.answer(two);
    } catch (IllegalArgumentException e) {
      return new B1Error(400, 511, "Invalid JSON").answer(two);
    }
  }

  private HttpAnswer answer(HttpCall call, boolean two) {
    String first = call.segments().isEmpty() ? "" : call.segments().get(0);
    if (first.equals("Login") && call.method().equals("POST")) {
      return login(Json.object(call.body()), two);
    }
    String session = session(call);
    String user = sessions.use(session);
    if (first.equals("Logout")) {
      sessions.logout(session);
      return HttpAnswer.empty(204);
    }
    if (first.equals("$batch")) {
      return new Batch(call, inner -> single(inner, user, two), company, two, spoil(call)).answer();
    }
    return single(call, user, two);
  }

  /** Spoils one part of the next batch that writes. */
  void spoil(int part, Batch.Spoiled how) {
    spoiled.set(Map.of(part, how));
  }

  private Batch.Spoil spoil(HttpCall call) {
    boolean writes = call.body().contains("\r\nPOST ");
    Map<Integer, Batch.Spoiled> now = writes ? spoiled.getAndSet(Map.of()) : Map.of();
    return part -> now.getOrDefault(part, Batch.Spoiled.NOTHING);
  }

  private static String session(HttpCall call) {
    String cookies = "; " + call.header("Cookie").orElse("") + ";";
    String id = cookies.replaceAll("(?s).*; ?B1SESSION=([^;]*);.*", "$1");
    // Without the balancer's cookie another node is asked, which does not know the session.
    if (id.equals(cookies) || !cookies.contains("ROUTEID=.node1")) {
      throw B1Error.deadSession();
    }
    return id;
  }

  private HttpAnswer login(Map<String, @Nullable Object> body, boolean two) {
    if (!database.equals(body.get("CompanyDB"))) {
      throw new B1Error(401, -306, "Fail to get DB Credentials from SLD");
    }
    String id =
        sessions.login(String.valueOf(body.get("UserName")), String.valueOf(body.get("Password")));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(new Reply(two).annotation(two ? "context" : "metadata"), "$metadata#B1Sessions");
    answer.put("SessionId", id);
    answer.put("Version", version);
    answer.put("SessionTimeout", 30);
    return HttpAnswer.json(200, answer)
        .withHeader("Set-Cookie", "B1SESSION=" + id + ";HttpOnly;\nROUTEID=.node1; path=/b1s");
  }

  /** One request, alone or inside a batch. */
  HttpAnswer single(HttpCall call, String user, boolean two) {
    if (call.segments().isEmpty() && call.method().equals("GET")) {
      return HttpAnswer.json(200, services.document(two));
    }
    String first = call.segments().get(0);
    if (first.equals("$metadata")) {
      return new HttpAnswer(
          200,
          Map.of("Content-Type", "application/xml"),
          new MetadataXml(company.shapes).text(),
          "",
          0);
    }
    if (first.startsWith(COMPANY_SERVICE) && call.method().equals("POST")) {
      return company.locked(() -> services.call(first, call.body()));
    }
    Keys.Address address = Keys.address(first);
    if (!company.shapes.has(address.set())) {
      throw new B1Error(404, -2028, "Unrecognized resource path.");
    }
    if (sessions.mayNot(user, address.set())) {
      throw new B1Error(403, -5000, "No permission");
    }
    return call.method().equals("GET") ? read(call, address, two) : write(call, address, two);
  }

  private HttpAnswer read(HttpCall call, Keys.Address address, boolean two) {
    return company.locked(
        () -> {
          Shape shape = company.shapes.set(address.set());
          Query query = new Query(call, shape, nestedSelect);
          if (call.segments().size() > 1 && call.segments().get(1).equals("$count")) {
            int count = query.matching(company.all(address.set())).size();
            return new HttpAnswer(
                200, Map.of("Content-Type", "text/plain"), Integer.toString(count), "", 0);
          }
          if (!address.key().isEmpty()) {
            Row row = company.need(address.set(), address.key());
            Map<String, Object> body = head(two, address.set() + "/$entity");
            body.putAll(notNull(new Reply(two).record(shape, row, query.select())));
            return HttpAnswer.json(200, body).withHeader("ETag", row.etag());
          }
          return page(address.set(), shape, query, two);
        });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> notNull(Map<String, @Nullable Object> map) {
    return (Map<String, Object>) (Map<String, ?>) map;
  }

  private static Map<String, Object> head(boolean two, String what) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(new Reply(two).annotation(two ? "context" : "metadata"), "$metadata#" + what);
    return body;
  }

  private HttpAnswer page(String set, Shape shape, Query query, boolean two) {
    Set<String> select = query.select();
    List<Row> all = query.matching(company.all(set));
    int from = Math.min(query.skip(), all.size());
    int wanted = Math.min(query.top(), all.size() - from);
    int size = Math.min(query.pageSize(), wanted);
    List<Object> rows = new ArrayList<>();
    Reply reply = new Reply(two);
    all.subList(from, from + size).forEach(row -> rows.add(reply.record(shape, row, select)));
    Map<String, Object> body = head(two, set);
    if (query.counted()) {
      body.put(reply.annotation("count"), all.size());
    }
    body.put("value", rows);
    // A full last page still carries a link (fact sheet §4).
    boolean full = size == query.pageSize() && query.top() > size;
    if (full) {
      int left = query.top() == Integer.MAX_VALUE ? query.top() : query.top() - size;
      body.put(reply.annotation("nextLink"), query.next(set, from + size, left));
    }
    return HttpAnswer.json(200, body);
  }

  private HttpAnswer write(HttpCall call, Keys.Address address, boolean two) {
    return company.transaction(
        () -> {
          switch (call.method()) {
            case "POST" -> {
              return address.key().isEmpty() ? create(call, address, two) : act(call, address);
            }
            case "PATCH", "MERGE" -> {
              precondition(call, address);
              boolean replace =
                  call.header("B1S-ReplaceCollectionsOnPatch").filter("true"::equals).isPresent();
              records.update(address.set(), address.key(), Json.object(call.body()), replace);
            }
            case "DELETE" -> {
              precondition(call, address);
              records.delete(address.set(), address.key());
            }
            default -> throw B1Error.unsupported(call.method());
          }
          return HttpAnswer.empty(204).wrote(1);
        });
  }

  private void precondition(HttpCall call, Keys.Address address) {
    String etag = company.need(address.set(), address.key()).etag();
    String wanted = call.header("If-Match").orElse("*");
    if (!wanted.equals("*") && !wanted.equals(etag)) {
      throw new B1Error(412, -2039, "Another user modified the record");
    }
  }

  private HttpAnswer create(HttpCall call, Keys.Address address, boolean two) {
    Row row = records.create(address.set(), Json.object(call.body()));
    if (call.header("Prefer").filter(text -> text.contains("return-no-content")).isPresent()) {
      return HttpAnswer.empty(204).wrote(1);
    }
    Map<String, Object> body = head(two, address.set() + "/$entity");
    Shape shape = company.shapes.set(address.set());
    body.putAll(notNull(new Reply(two).record(shape, row, Set.of())));
    return HttpAnswer.json(201, body).withHeader("ETag", row.etag()).wrote(1);
  }

  private HttpAnswer act(HttpCall call, Keys.Address address) {
    if (call.segments().size() != 2) {
      throw B1Error.unsupported("POST to a record");
    }
    records.action(address.set(), address.key(), call.segments().get(1));
    return HttpAnswer.empty(204).wrote(1);
  }
}
