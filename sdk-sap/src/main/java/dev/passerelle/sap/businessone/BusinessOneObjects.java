package dev.passerelle.sap.businessone;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.http.odata.ODataPage;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.businessone.model.B1Record;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of one set. Thread-safe. */
public final class BusinessOneObjects {
  private final Exchange exchange;
  private final String set;

  BusinessOneObjects(Exchange exchange, String set) {
    this.exchange = exchange;
    this.set = set;
  }

  /**
   * A page.
   *
   * @param records in the server's order
   * @param nextLink where it goes on; null on the last one
   */
  public record Page(List<B1Record> records, @Nullable String nextLink) {
    /** Copies. */
    public Page {
      records = List.copyOf(records);
    }

    /** Where it goes on. */
    public Optional<String> next() {
      return Optional.ofNullable(nextLink);
    }
  }

  /** A record with all that the query selects; empty where there is none. */
  public Optional<B1Record> find(ODataKey key, ODataQuery query) {
    return exchange.call(service -> service.find(set, key, query)).map(B1Record::of);
  }

  /** A record with everything; empty where there is none. */
  public Optional<B1Record> find(String key) {
    return find(ODataKey.of(key), ODataQuery.all());
  }

  /** A record with everything; empty where there is none. */
  public Optional<B1Record> find(int key) {
    return find(ODataKey.of(key), ODataQuery.all());
  }

  /**
   * The first page.
   *
   * @param size records a page, 1 or more; the server's own is 20
   */
  public Page page(ODataQuery query, int size) {
    return page(exchange.call(service -> service.page(set, query, size)));
  }

  /** The page after {@link Page#next()}. Over data that changes, ask by key instead. */
  public Page next(String link, int size) {
    return page(exchange.call(service -> service.next(link, size)));
  }

  private static Page page(ODataPage page) {
    return new Page(page.entities().stream().map(B1Record::of).toList(), page.next().orElse(null));
  }

  /** How many there are. */
  public long count(ODataQuery query) {
    return exchange.call(service -> service.count(set, query));
  }

  /** Creates a record; sent once. As kept. */
  public B1Record create(Map<String, ?> values) {
    JsonTree body = JsonTree.of(values);
    return exchange
        .call(service -> service.create(set, body))
        .map(B1Record::of)
        .orElseGet(() -> new B1Record(JsonTree.of(Map.of())));
  }

  /**
   * Makes a document out of lines of another one; sent once. As kept.
   *
   * @param header at least {@code CardCode}, that of the other document
   */
  public B1Record draw(Drawing drawing, Map<String, ?> header) {
    return create(drawing.document(header));
  }

  /**
   * Changes the given properties. Rows of a collection go by their key; rows without one are added,
   * so do not give any: this may be repeated. See {@link #add}.
   *
   * @param etag what the record must still be; null for whatever it is
   */
  public void update(ODataKey key, Map<String, ?> values, @Nullable String etag) {
    JsonTree body = JsonTree.of(values);
    exchange.call(
        service -> {
          service.update(set, key, body, etag);
          return key;
        });
  }

  /** As {@link #update}, sent once, so that rows may be added. */
  public void add(ODataKey key, Map<String, ?> values, @Nullable String etag) {
    once(key, values, etag, Map.of());
  }

  /** As {@link #update}, but rows of the given collections that are not mentioned are removed. */
  public void replaceRows(ODataKey key, Map<String, ?> values, @Nullable String etag) {
    once(key, values, etag, Map.of("B1S-ReplaceCollectionsOnPatch", "true"));
  }

  private void once(
      ODataKey key, Map<String, ?> values, @Nullable String etag, Map<String, String> headers) {
    JsonTree body = JsonTree.of(values);
    exchange.call(
        service -> {
          service.updateOnce(set, key, body, etag, headers);
          return key;
        });
  }

  /** An action of a record, {@code Cancel} or {@code Close}; sent once. */
  public void act(ODataKey key, String action) {
    if (!action.matches("[A-Z][A-Za-z]*")) {
      throw new IllegalArgumentException("'" + action + "' is no action");
    }
    exchange.call(
        service ->
            service.invoke(
                set + key.encoded(service.dialect()) + "/" + action, JsonTree.of(Map.of())));
  }

  /** Deletes a record that no transaction uses. */
  public void delete(ODataKey key) {
    exchange.call(
        service -> {
          service.delete(set, key, null);
          return key;
        });
  }
}
