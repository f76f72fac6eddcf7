package dev.passerelle.simulators;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP answer of a simulator, with what the journal keeps of it.
 *
 * @param status HTTP status
 * @param headers headers to send; the values of one that occurs several times on separate lines
 * @param body body to send, empty for none
 * @param template the route that answered, with its placeholders; empty if none did
 * @param written how many records the call wrote
 */
public record HttpAnswer(
    int status, Map<String, String> headers, String body, String template, int written) {

  /** Keeps an unmodifiable copy of the headers. */
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** A JSON answer. */
  public static HttpAnswer json(int status, @Nullable Object tree) {
    return new HttpAnswer(
        status, Map.of("Content-Type", "application/json;charset=utf-8"), Json.write(tree), "", 0);
  }

  /** An answer without a body. */
  public static HttpAnswer empty(int status) {
    return new HttpAnswer(status, Map.of(), "", "", 0);
  }

  /** The same answer with one more header. */
  public HttpAnswer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpAnswer(status, more, body, template, written);
  }

  /** The same answer, of a call that wrote so many records. */
  public HttpAnswer wrote(int records) {
    return new HttpAnswer(status, headers, body, template, records);
  }

  HttpAnswer routed(String route) {
    return new HttpAnswer(status, headers, body, route, written);
  }
}
