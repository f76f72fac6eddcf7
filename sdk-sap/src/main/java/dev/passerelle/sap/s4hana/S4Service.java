package dev.passerelle.sap.s4hana;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.core.http.odata.ODataPage;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.http.odata.ODataService;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One OData service. Values of bodies are plain Java as in {@link ODataDialect}, and are written in
 * the service's own form. Thread-safe.
 */
public final class S4Service {
  private final ODataService service;

  S4Service(ODataService service) {
    this.service = service;
  }

  /**
   * A page.
   *
   * @param records in the server's order
   * @param nextLink where the server goes on; null on its last one
   * @param total the number of all rows; null where it was not asked for, or is not told
   */
  public record Page(List<S4Record> records, @Nullable String nextLink, @Nullable Long total) {
    /** Copies. */
    public Page {
      records = List.copyOf(records);
    }

    /** Where the server goes on. */
    public Optional<String> next() {
      return Optional.ofNullable(nextLink);
    }
  }

  /** The same service, whose calls wait for their turn in another lane. */
  public S4Service in(Lane lane) {
    return new S4Service(service.in(lane));
  }

  /** How it speaks. */
  public ODataDialect dialect() {
    return service.dialect();
  }

  /** An entity; empty where there is none of this key. */
  public Optional<S4Record> find(String set, ODataKey key, ODataQuery query) {
    return service.find(set, key, query).map(S4Record::of);
  }

  /** The first page; give {@code top}, since some services give everything otherwise. */
  public Page page(String set, ODataQuery query) {
    return page(service.page(set, query, 0));
  }

  /** The page after {@link Page#next()}, asked for exactly as the server wants it. */
  public Page next(String link) {
    return page(service.next(link, 0));
  }

  private static Page page(ODataPage page) {
    return new Page(
        page.entities().stream().map(S4Record::of).toList(),
        page.next().orElse(null),
        page.total());
  }

  /** The answer of a batch to the question for a page. */
  public Page page(ODataBatchAnswer.Part part) {
    return page(part.page());
  }

  /** The entity that a part of a batch shows; empty where it shows none. */
  public Optional<S4Record> record(ODataBatchAnswer.Part part) {
    return part.entity().map(S4Record::of);
  }

  /** How many there are. */
  public long count(String set, ODataQuery query) {
    return service.count(set, query);
  }

  /** Any path below the service. */
  public JsonTree get(String path, ODataQuery query) {
    return service.get(path, query);
  }

  /**
   * Creates an entity with what lies inside it; sent once. As kept; empty where the service does
   * not show it.
   *
   * @param path a set, or a way from an entity: {@code A_SalesOrder('42')/to_Item}
   */
  public Optional<S4Record> create(String path, Map<String, ?> values) {
    return service.create(path, body(values)).map(S4Record::of);
  }

  /**
   * Changes the given properties of one entity; what lies inside is changed at its own place.
   *
   * @param etag what the entity must still be: the services demand it; null for none
   */
  public void update(String set, ODataKey key, Map<String, ?> values, @Nullable String etag) {
    service.update(set, key, body(values), etag);
  }

  /** Deletes an entity. */
  public void delete(String set, ODataKey key, @Nullable String etag) {
    service.delete(set, key, etag);
  }

  /** An action of V2, {@code PostGoodsIssue}; sent once. */
  public Optional<JsonTree> invoke(
      String action, Map<String, ?> parameters, @Nullable String etag) {
    return service.invoke(action, parameters, etag);
  }

  /** A create that saves nothing: a simulation. May be repeated. */
  public S4Record ask(String set, Map<String, ?> values) {
    JsonTree answer = service.ask(set, body(values));
    return new S4Record(answer.at("d").isMissing() ? answer : answer.at("d"));
  }

  /** Several requests in one; changes stand in change sets, each all or nothing. */
  public ODataBatchAnswer send(ODataBatch batch) {
    return service.send(batch);
  }

  /** What is wrong with a part of a batch; empty where nothing is. */
  public Optional<PasserelleException> failure(ODataBatchAnswer.Part part) {
    return service.failure(part);
  }

  /** Types and properties, read anew. */
  public ODataMetadata metadata() {
    return service.metadata();
  }

  /** A body in this service's form: V2 writes amounts as texts, days as {@code /Date(…)/}. */
  public JsonTree body(Map<String, ?> values) {
    return JsonTree.of(written(values));
  }

  private @Nullable Object written(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, each) -> copy.put((String) name, written(each)));
      return copy;
    }
    if (value instanceof Iterable<?> items) {
      List<@Nullable Object> copy = new java.util.ArrayList<>();
      items.forEach(each -> copy.add(written(each)));
      return copy;
    }
    return value instanceof JsonTree ? value : service.dialect().json(value);
  }
}
