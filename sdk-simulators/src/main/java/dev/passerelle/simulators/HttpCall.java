package dev.passerelle.simulators;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as a simulator sees it.
 *
 * @param method upper-case method
 * @param segments decoded path segments, without empty ones
 * @param query decoded query parameters, all values in order
 * @param headers first value of each header, by lower-case name
 * @param body the body as UTF-8 text, empty if there is none; of a multipart body one character per
 *     byte
 * @param params values of the route's placeholders
 */
public record HttpCall(
    String method,
    List<String> segments,
    Map<String, List<String>> query,
    Map<String, String> headers,
    String body,
    Map<String, String> params) {

  /** Keeps unmodifiable copies. */
  public HttpCall {
    segments = List.copyOf(segments);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    params = Map.copyOf(params);
  }

  /** The path with its segments decoded, beginning with a slash. */
  public String path() {
    return "/" + String.join("/", segments);
  }

  /** The first value of a query parameter. */
  public Optional<String> query(String name) {
    return queryAll(name).stream().findFirst();
  }

  /** All values of a query parameter, in order. */
  public List<String> queryAll(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** The value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * The value of a placeholder of the route.
   *
   * @throws IllegalArgumentException if the route has no such placeholder
   */
  public String param(String name) {
    String value = params.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no placeholder " + name);
    }
    return value;
  }

  /** The same call with these path segments. */
  public HttpCall withSegments(List<String> other) {
    return new HttpCall(method, other, query, headers, body, params);
  }

  /** The same call with these placeholders. */
  public HttpCall withParams(Map<String, String> other) {
    return new HttpCall(method, segments, query, headers, body, other);
  }
}
