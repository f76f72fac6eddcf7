package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to one service, alone or inside a batch. */
final class Requests {
  private static final int MOST = 5000;

  private final Store store;
  private final Links links;
  private final Etags etags;
  private final Writing writing;
  private final Functions functions;

  /** The most rows of a page, whatever was asked for. */
  volatile int pageSize = 1000;

  volatile boolean etagsDemanded = true;

  Requests(Store store, Links links, Etags etags, Writing writing) {
    this.store = store;
    this.links = links;
    this.etags = etags;
    this.writing = writing;
    this.functions = new Functions(store);
  }

  HttpAnswer answer(HttpCall call, ServiceShape service) {
    Keys.Address first = Keys.address(call.segments().get(0));
    String verb = service.functions().get(first.set());
    if (verb != null) {
      if (!verb.equals(call.method())) {
        throw S4Error.notAllowed(call.method() + " of a function");
      }
      return store.transaction(() -> functions.call(first.set(), call));
    }
    Shape shape = service.need(first.set());
    return switch (call.method()) {
      case "GET" -> store.locked(() -> read(call, service, shape, first.key()));
      case "POST" -> post(call, service, shape, first.key());
      case "PATCH", "MERGE", "DELETE" ->
          store.transaction(() -> modify(call, service, shape, first.key()));
      default -> throw S4Error.notAllowed(call.method());
    };
  }

  private HttpAnswer read(HttpCall call, ServiceShape service, Shape shape, String key) {
    List<String> rest = call.segments().subList(1, call.segments().size());
    if (key.isEmpty()) {
      boolean counted = rest.equals(List.of("$count"));
      List<Row> rows = matching(call, shape, store.all(shape.stored()));
      return counted ? count(rows) : page(call, service, shape, rows);
    }
    Row row = row(shape, key);
    if (rest.isEmpty()) {
      Wanted wanted = wanted(call, service, shape);
      Map<String, @Nullable Object> entity = render(service).entity(shape, row, wanted);
      return HttpAnswer.json(200, service.four() ? entity : Map.of("d", entity))
          .withHeader("ETag", etags.of(shape, row));
    }
    Shape.Link link = Optional.ofNullable(shape.link(rest.get(0))).orElseThrow(S4Error::notFound);
    Shape target = service.need(link.target());
    List<Row> rows = matching(call, target, links.follow(shape, row, link, target));
    return page(call, service, target, rows);
  }

  private Row row(Shape shape, String key) {
    return store.find(shape.stored(), Keys.parse(shape, key)).orElseThrow(S4Error::notFound);
  }

  private static HttpAnswer count(List<Row> rows) {
    return new HttpAnswer(
        200, Map.of("Content-Type", "text/plain"), Integer.toString(rows.size()), "", 0);
  }

  private static Wanted wanted(HttpCall call, ServiceShape service, Shape shape) {
    return Wanted.of(
        shape, service, call.query("$select").orElse(""), call.query("$expand").orElse(""));
  }

  private List<Row> matching(HttpCall call, Shape shape, List<Row> all) {
    List<Row> rows = new ArrayList<>(all);
    rows.removeIf(Filter.of(call.query("$filter").orElse(""), shape).negate());
    Comparator<Row> order = null;
    for (String part : call.query("$orderby").orElse("").split(",")) {
      if (!part.isBlank()) {
        Comparator<Row> next = order(shape, part.strip());
        order = order == null ? next : order.thenComparing(next);
      }
    }
    if (order != null) {
      rows.sort(order);
    }
    return rows;
  }

  private static Comparator<Row> order(Shape shape, String part) {
    String[] words = part.split("\\s+");
    Property property = shape.need(words[0]);
    Comparator<Row> ascending =
        Comparator.comparing(
            row -> Filter.value(property, row.get(property.stored())),
            Comparator.nullsFirst((a, b) -> a.compareTo(b)));
    return words.length > 1 && words[1].equals("desc") ? ascending.reversed() : ascending;
  }

  private HttpAnswer page(HttpCall call, ServiceShape service, Shape shape, List<Row> all) {
    Wanted wanted = wanted(call, service, shape);
    int skip = number(call, "$skip", 0) + number(call, "$skiptoken", 0);
    int from = Math.min(skip, all.size());
    int top = Math.min(number(call, "$top", MOST), all.size() - from);
    int size = Math.min(top, pageSize);
    Render render = render(service);
    List<Object> rows = new ArrayList<>();
    all.subList(from, from + size).forEach(row -> rows.add(render.entity(shape, row, wanted)));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(service.four() ? "value" : "results", rows);
    if (size < top) {
      String next = Next.link(root(service) + shape.set(), call, top - size, skip + size);
      body.put(service.four() ? "@odata.nextLink" : "__next", next);
    }
    if (call.query("$inlinecount").isPresent()) {
      body.put("__count", Integer.toString(all.size()));
    } else if (call.query("$count").isPresent()) {
      body.put("@odata.count", all.size());
    }
    return HttpAnswer.json(200, service.four() ? body : Map.of("d", body));
  }

  private static int number(HttpCall call, String option, int otherwise) {
    String text = call.query(option).orElse("");
    if (!text.isEmpty() && !text.matches("\\d{1,9}")) {
      throw S4Error.badRequest(option + " is no number");
    }
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private HttpAnswer post(HttpCall call, ServiceShape service, Shape shape, String key) {
    if (shape.set().equals("A_SalesOrderSimulation")) {
      return simulate(call, service, shape);
    }
    return store.transaction(
        () -> {
          Map<String, @Nullable Object> body = Json.object(call.body());
          if (key.isEmpty()) {
            return created(service, shape, writing.create(service, shape, body, Map.of(), true));
          }
          Row parent = row(shape, key);
          String name = call.segments().size() > 1 ? call.segments().get(1) : "";
          Shape.Link link = Optional.ofNullable(shape.link(name)).orElseThrow(S4Error::notFound);
          Shape target = service.need(link.target());
          Map<String, @Nullable Object> preset = new LinkedHashMap<>();
          Links.join(shape, link, target).forEach((mine, its) -> preset.put(its, parent.get(mine)));
          return created(service, target, writing.create(service, target, body, preset, false));
        });
  }

  private HttpAnswer created(ServiceShape service, Shape shape, Row row) {
    Wanted all = Wanted.of(shape, service, "", "");
    Map<String, @Nullable Object> entity = render(service).entity(shape, row, all);
    return HttpAnswer.json(201, service.four() ? entity : Map.of("d", entity))
        .withHeader("ETag", etags.of(shape, row))
        .wrote(1);
  }

  /** Priced, and forgotten. */
  private HttpAnswer simulate(HttpCall call, ServiceShape service, Shape shape) {
    List<HttpAnswer> answer = new ArrayList<>();
    try {
      store.transaction(
          () -> {
            Map<String, @Nullable Object> body = Json.object(call.body());
            boolean pricing = body.remove("to_Pricing") != null;
            Row row = writing.insert(service, shape, body, Map.of());
            Wanted wanted =
                Wanted.of(shape, service, "", pricing ? "to_Item,to_Pricing" : "to_Item");
            Object entity = render(service).entity(shape, row, wanted);
            answer.add(HttpAnswer.json(201, Map.of("d", entity)));
            throw new Forgotten();
          });
    } catch (Forgotten e) {
      return answer.get(0);
    }
    throw S4Error.notFound();
  }

  private static final class Forgotten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Forgotten() {
      super("nothing is saved", null, false, false);
    }
  }

  private HttpAnswer modify(HttpCall call, ServiceShape service, Shape shape, String key) {
    Row row = row(shape, key);
    String wanted = call.header("If-Match").orElse("");
    if (wanted.isEmpty() && etagsDemanded) {
      throw new S4Error(428, "/IWBEP/CM_MGW_RT/201", "Precondition required");
    }
    if (!wanted.isEmpty() && !wanted.equals("*") && !wanted.equals(etags.of(shape, row))) {
      throw new S4Error(412, "/IWBEP/CM_MGW_RT/202", "Precondition failed");
    }
    if (call.method().equals("DELETE")) {
      writing.delete(service, shape, row);
    } else {
      writing.change(service, shape, row, Json.object(call.body()));
    }
    return HttpAnswer.empty(204).wrote(1);
  }

  private Render render(ServiceShape service) {
    return new Render(service, links, etags, root(service));
  }

  private static String root(ServiceShape service) {
    return "/" + String.join("/", service.path()) + "/";
  }
}
