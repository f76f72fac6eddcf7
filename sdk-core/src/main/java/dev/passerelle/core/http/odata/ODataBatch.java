package dev.passerelle.core.http.odata;

import dev.passerelle.core.http.CallKind;
import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Several requests in one. Each has a key of the caller's, unique in the batch, by which its
 * outcome is found again. A change set is one transaction: all or nothing. Writes outside a change
 * set stand alone; not every service takes them. Immutable.
 *
 * @see ODataService#send
 */
public final class ODataBatch {
  // Delimiters stand at the start of a line, and JSON has no line break inside a text: no body can
  // hold one.
  private static final String NAME = "batch_passerelle";

  /** One request; {@code entity} null for the set itself or a path. */
  record Request(
      String key,
      String method,
      String path,
      @Nullable ODataKey entity,
      ODataQuery query,
      @Nullable String body,
      @Nullable String etag) {}

  /** Requests that share a part: one read, one write that stands alone, or a change set. */
  record Group(List<Request> requests, boolean changeSet) {}

  private final List<Group> groups;
  private final CallKind kind;

  private ODataBatch(List<Group> groups, CallKind kind) {
    this.groups = groups;
    this.kind = kind;
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether there is nothing to send. */
  public boolean isEmpty() {
    return groups.isEmpty();
  }

  CallKind kind() {
    return kind;
  }

  String name() {
    return NAME;
  }

  byte[] bytes(ODataDialect dialect, HttpUrl root) {
    return new MultipartWriter(dialect, root).write(NAME, groups).getBytes(StandardCharsets.UTF_8);
  }

  ODataBatchAnswer match(List<MultipartReader.Part> parts) {
    return new ODataBatchAnswer(BatchMatch.of(groups, parts));
  }

  private static Request post(String key, String path, JsonTree body) {
    return new Request(key, "POST", path, null, ODataQuery.all(), text(body), null);
  }

  private static Request patch(
      String key, String set, ODataKey entity, JsonTree body, @Nullable String etag) {
    return new Request(key, "PATCH", set, entity, ODataQuery.all(), text(body), etag);
  }

  private static String text(JsonTree body) {
    return new Json().write(body);
  }

  /** Collects the requests. Not thread-safe. */
  public static final class Builder {
    private final List<Group> groups = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private boolean writes;
    private boolean idempotent;

    private Builder() {}

    /** Reads one entity. */
    public Builder find(String key, String set, ODataKey entity, ODataQuery query) {
      return alone(new Request(key, "GET", set, entity, query, null, null));
    }

    /** Reads a set or any path. */
    public Builder get(String key, String path, ODataQuery query) {
      return alone(new Request(key, "GET", path, null, query, null, null));
    }

    /** Creates one entity, standing alone. */
    public Builder create(String key, String set, JsonTree body) {
      return alone(post(key, set, body));
    }

    /** Changes one entity, standing alone. */
    public Builder update(String key, String set, ODataKey entity, JsonTree body) {
      return alone(patch(key, set, entity, body, null));
    }

    /** A change set: all of it or nothing. An empty one is left out. */
    public Builder changeSet(ChangeSet changes) {
      changes.requests.forEach(each -> use(each));
      if (!changes.requests.isEmpty()) {
        groups.add(new Group(List.copyOf(changes.requests), true));
      }
      return this;
    }

    /** Says that sending it all twice is the same as once, so that it may be repeated. */
    public Builder idempotent() {
      idempotent = true;
      return this;
    }

    /** The batch. */
    public ODataBatch build() {
      CallKind kind =
          !writes ? CallKind.READ : idempotent ? CallKind.IDEMPOTENT_WRITE : CallKind.WRITE;
      return new ODataBatch(List.copyOf(groups), kind);
    }

    private Builder alone(Request request) {
      use(request);
      groups.add(new Group(List.of(request), false));
      return this;
    }

    private void use(Request request) {
      if (!keys.add(request.key())) {
        throw new IllegalArgumentException("the key " + request.key() + " is used twice");
      }
      writes |= !request.method().equals("GET");
    }
  }

  /** The writes of one change set. Not thread-safe. */
  public static final class ChangeSet {
    private final List<Request> requests = new ArrayList<>();

    /** An empty change set. */
    public ChangeSet() {}

    /** Creates one entity. */
    public ChangeSet create(String key, String set, JsonTree body) {
      requests.add(post(key, set, body));
      return this;
    }

    /** Changes one entity; {@code etag} null for whatever it is. */
    public ChangeSet update(
        String key, String set, ODataKey entity, JsonTree body, @Nullable String etag) {
      requests.add(patch(key, set, entity, body, etag));
      return this;
    }

    /** Deletes one entity; {@code etag} null for whatever it is. */
    public ChangeSet delete(String key, String set, ODataKey entity, @Nullable String etag) {
      requests.add(new Request(key, "DELETE", set, entity, ODataQuery.all(), null, etag));
      return this;
    }
  }
}
