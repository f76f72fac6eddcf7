package dev.passerelle.core.http.odata;

import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the requests of a batch, by their keys. One that is not in it has no outcome that
 * anybody knows. Immutable.
 *
 * @param parts by key
 */
public record ODataBatchAnswer(Map<String, Part> parts) {

  /** Copies. */
  public ODataBatchAnswer {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  static ODataBatchAnswer none() {
    return new ODataBatchAnswer(Map.of());
  }

  /** The outcome of a request; empty where the answer does not mention it. */
  public Optional<Part> part(String key) {
    return Optional.ofNullable(parts.get(key));
  }

  /**
   * One outcome. Requests of a change set that was refused all carry the one refusal.
   *
   * @param key the request's key
   * @param method the request's method
   * @param status the part's own HTTP status, whatever that of the batch
   * @param headers by lower-case name
   * @param text the body; empty where there is none
   */
  public record Part(
      String key, String method, int status, Map<String, String> headers, String text) {

    /** Copies. */
    public Part {
      headers = Map.copyOf(headers);
    }

    /** Whether it was done. */
    public boolean isDone() {
      return status >= 200 && status < 300;
    }

    /** The body; missing where there is none. */
    public JsonTree body() {
      return text.isBlank() ? JsonTree.of(null).at("") : new Json().tree(text);
    }

    /** The body as a page of a set. */
    public ODataPage page() {
      return ODataPage.of(body());
    }

    /** The body as an entity; empty where there is none. */
    public Optional<ODataEntity> entity() {
      return text.isBlank() ? Optional.empty() : Optional.of(ODataEntity.of(body()));
    }

    /** A header, whatever the case of its name. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Without the body: it may hold personal data. */
    @Override
    public String toString() {
      return method + " " + key + " -> " + status;
    }
  }
}
