package dev.passerelle.core.http.odata;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.CallKind;
import dev.passerelle.core.http.Calls;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.ServiceFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * One OData service below the address of a {@link ServiceFactory}. Cheap to make; thread-safe.
 * Every failure is a {@code PasserelleException}.
 *
 * <pre>{@code
 * ODataService orders = ODataService.of(http, "API_SALES_ORDER_SRV/", ODataDialect.V2);
 * orders.find("A_SalesOrder", ODataKey.of("42"), ODataQuery.all().select("SalesOrder"));
 * }</pre>
 */
public final class ODataService {
  private final ServiceFactory http;
  private final ODataApi api;
  private final Calls calls;
  private final HttpUrl root;
  private final ODataDialect dialect;

  private ODataService(
      ServiceFactory http, ODataApi api, Calls calls, HttpUrl root, ODataDialect dialect) {
    this.http = http;
    this.api = api;
    this.calls = calls;
    this.root = root;
    this.dialect = dialect;
  }

  /**
   * A service.
   *
   * @param http whose credentials, retry, budget and error translation apply
   * @param path the service's root below the factory's base address: empty, or ending with a slash
   */
  public static ODataService of(ServiceFactory http, String path, ODataDialect dialect) {
    HttpUrl root = HttpUrl.get(http.baseUrl()).resolve(path);
    if (root == null || !root.encodedPath().endsWith("/")) {
      throw new IllegalArgumentException("a service root ends with a slash: " + path);
    }
    return new ODataService(http, http.create(ODataApi.class), http.calls(), root, dialect);
  }

  /** The same service, whose calls wait for their turn in another lane. */
  public ODataService in(Lane lane) {
    return new ODataService(http, api, http.calls().in(lane), root, dialect);
  }

  /** The dialect. */
  public ODataDialect dialect() {
    return dialect;
  }

  /** One entity; empty where the service has none of this key (404). */
  public Optional<ODataEntity> find(String set, ODataKey key, ODataQuery query) {
    return calls.find(api.get(url(entity(set, key), query), Map.of())).map(ODataEntity::of);
  }

  /**
   * The first page of a set.
   *
   * @param size the page size to ask for, {@code odata.maxpagesize}; 0 for the service's own
   */
  public ODataPage page(String set, ODataQuery query, int size) {
    return ODataPage.of(calls.execute(api.get(url(set, query), prefer(size))));
  }

  /** The next page. The link is followed on this service only: it could name any host. */
  public ODataPage next(String link, int size) {
    return ODataPage.of(calls.execute(api.get(confined(link), prefer(size))));
  }

  /** How many entities there are. */
  public long count(String set, ODataQuery query) {
    String text = text(calls.execute(api.text(url(set + "/$count", query))));
    try {
      return Long.parseLong(text.replace("\uFEFF", "").strip());
    } catch (NumberFormatException e) {
      throw unreadable("no number for $count");
    }
  }

  /** Any path below the root, with its query: functions, navigation. */
  public JsonTree get(String path, ODataQuery query) {
    return calls.execute(api.get(url(path, query), Map.of()));
  }

  /** Creates; the answer is the entity as kept, empty where the service shows none. Sent once. */
  public Optional<ODataEntity> create(String set, JsonTree body) {
    return Optional.ofNullable(
            calls.answer(api.post(url(set, ODataQuery.all()), Map.of(), body)).body())
        .map(ODataEntity::of);
  }

  /**
   * Changes some properties; twice is the same as once, so it is repeated when it fails in passing.
   *
   * @param etag what the entity must still be; null for whatever it is
   */
  public void update(String set, ODataKey key, JsonTree body, @Nullable String etag) {
    calls.run(api.patch(url(entity(set, key), ODataQuery.all()), ifMatch(etag), body));
  }

  /**
   * As {@link #update}, sent once: for bodies that add rows to a collection.
   *
   * @param headers further headers, of the vendor's own
   */
  public void updateOnce(
      String set, ODataKey key, JsonTree body, @Nullable String etag, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(ifMatch(etag));
    calls.run(api.patchOnce(url(entity(set, key), ODataQuery.all()), all, body));
  }

  /** Deletes; one that is already gone is refused by the service as not found. */
  public void delete(String set, ODataKey key, @Nullable String etag) {
    calls.run(api.delete(url(entity(set, key), ODataQuery.all()), ifMatch(etag)));
  }

  /** An action that changes something; sent once. Its answer, empty where there is none. */
  public Optional<JsonTree> invoke(String path, JsonTree body) {
    return Optional.ofNullable(
        calls.answer(api.post(url(path, ODataQuery.all()), Map.of(), body)).body());
  }

  /**
   * An action whose parameters stand in the address, as V2 has them; sent once. Its answer, empty
   * where there is none.
   *
   * @param parameters values as in {@link ODataDialect}
   * @param etag what the entity must still be; null for whatever it is
   */
  public Optional<JsonTree> invoke(String path, Map<String, ?> parameters, @Nullable String etag) {
    ODataQuery query = ODataQuery.all();
    for (Map.Entry<String, ?> each : parameters.entrySet()) {
      query = query.with(each.getKey(), dialect.literal(each.getValue()));
    }
    return Optional.ofNullable(
        calls.answer(api.post(url(path, query), ifMatch(etag), JsonTree.of(Map.of()))).body());
  }

  /** An action by POST that changes nothing: a price, a simulation. */
  public JsonTree ask(String path, JsonTree body) {
    return calls.execute(api.ask(url(path, ODataQuery.all()), Map.of(), body));
  }

  /**
   * Sends a batch: one outcome per request, by its own key. Where the answer cannot be read and
   * something was written, the outcome of all is unknown.
   */
  public ODataBatchAnswer send(ODataBatch batch) {
    if (batch.isEmpty()) {
      return ODataBatchAnswer.none();
    }
    RequestBody body =
        RequestBody.create(
            batch.bytes(dialect, root), MediaType.get("multipart/mixed;boundary=" + batch.name()));
    Map<String, String> headers =
        dialect == ODataDialect.V4 ? Map.of("Prefer", "odata.continue-on-error") : Map.of();
    Calls.Answer<ResponseBody> answer = calls.answer(batchCall(batch.kind(), headers, body));
    try {
      ResponseBody received = answer.body();
      String type = answer.header().apply("Content-Type").orElse("");
      return batch.match(MultipartReader.read(type, received == null ? "" : received.string()));
    } catch (IOException e) {
      throw batch.kind() == CallKind.READ
          ? unreadable("no readable answer to a batch")
          : new OutcomeUnknown(
              ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN)
                  .system(http.system())
                  .cause("no readable answer to a batch")
                  .build());
    }
  }

  private Call<ResponseBody> batchCall(
      CallKind kind, Map<String, String> headers, RequestBody body) {
    String url = root + "$batch";
    return switch (kind) {
      case READ -> api.batchRead(url, headers, body);
      case IDEMPOTENT_WRITE -> api.batchIdempotent(url, headers, body);
      case WRITE -> api.batchWrite(url, headers, body);
    };
  }

  /** What is wrong with a part of a batch, in the vendor's translation; empty where nothing is. */
  public Optional<PasserelleException> failure(ODataBatchAnswer.Part part) {
    return http.judge(
        part.method() + " (in a batch)",
        part.method().equals("GET") ? CallKind.READ : CallKind.WRITE,
        part.status(),
        part::header,
        part.text());
  }

  /** Types and properties, read anew: large, so keep it. */
  public ODataMetadata metadata() {
    String xml = text(calls.execute(api.metadata(root + "$metadata")));
    return ODataMetadata.parse(xml).orElseThrow(() -> unreadable("$metadata is no EDMX"));
  }

  private String url(String path, ODataQuery query) {
    String parameters = query.encoded(dialect);
    return root + path + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  private String entity(String set, ODataKey key) {
    return set + key.encoded(dialect);
  }

  private String confined(String link) {
    HttpUrl url = root.resolve(link);
    boolean ours =
        url != null
            && url.scheme().equals(root.scheme())
            && url.host().equals(root.host())
            && url.port() == root.port()
            && url.encodedPath().startsWith(root.encodedPath());
    if (url == null || !ours) {
      throw unreadable("a next link that leads away from the service");
    }
    return url.toString();
  }

  private static Map<String, String> prefer(int size) {
    return size <= 0 ? Map.of() : Map.of("Prefer", "odata.maxpagesize=" + size);
  }

  private static Map<String, String> ifMatch(@Nullable String etag) {
    return etag == null ? Map.of() : Map.of("If-Match", etag);
  }

  private String text(ResponseBody body) {
    try (body) {
      return body.string();
    } catch (IOException e) {
      throw unreadable(e.getClass().getSimpleName());
    }
  }

  private DriftDetected unreadable(String why) {
    return new DriftDetected(detail(why));
  }

  private ErrorDetail detail(String why) {
    return ErrorDetail.of(ErrorCode.RESPONSE_UNREADABLE)
        .system(http.system())
        .figure("operation", "OData")
        .cause(why)
        .build();
  }
}
