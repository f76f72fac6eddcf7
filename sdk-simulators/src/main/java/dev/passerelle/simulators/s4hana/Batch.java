package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * {@code $batch} as multipart: addresses relative to the service, every line ends with CR LF, a
 * change set is all or nothing and, refused, answers with one part (fact sheet §4). Writes outside
 * a change set are not taken.
 */
final class Batch {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=([^\\s;\"]+)");
  private static final Pattern REQUEST =
      Pattern.compile("(GET|POST|PATCH|MERGE|DELETE) ([^/\\s]\\S*) HTTP/1\\.1");

  private final HttpCall call;
  private final ServiceShape service;
  private final Requests requests;
  private final Store store;
  private final StringBuilder out = new StringBuilder();
  private int written;

  Batch(HttpCall call, ServiceShape service, Requests requests, Store store) {
    this.call = call;
    this.service = service;
    this.requests = requests;
    this.store = store;
  }

  HttpAnswer answer() {
    for (String part : parts(call.body(), boundary(call.header("Content-Type").orElse("")))) {
      out.append("--ejjeeffe0\r\n");
      String type = header(part, "Content-Type");
      if (type.startsWith("multipart/mixed")) {
        changeSet(part, boundary(type));
      } else {
        HttpCall request = request(part);
        if (!request.method().equals("GET")) {
          throw S4Error.badRequest("a write outside a change set");
        }
        write(execute(request), "");
      }
    }
    out.append("--ejjeeffe0--\r\n");
    return new HttpAnswer(
        service.four() ? 200 : 202,
        Map.of("Content-Type", "multipart/mixed; boundary=ejjeeffe0"),
        out.toString(),
        "$batch",
        written);
  }

  private void changeSet(String part, String boundary) {
    List<String> requests = parts(part, boundary);
    List<HttpAnswer> answers = new ArrayList<>();
    try {
      store.transaction(
          () -> {
            for (String each : requests) {
              HttpAnswer answer = execute(request(each));
              answers.add(answer);
              if (answer.status() >= 400) {
                throw new Refused(answer);
              }
            }
            return answers;
          });
    } catch (Refused refused) {
      write(refused.answer, "");
      return;
    }
    out.append("Content-Type: multipart/mixed; boundary=ejjeeffe1\r\n\r\n");
    for (int at = 0; at < answers.size(); at++) {
      written += answers.get(at).written();
      out.append("--ejjeeffe1\r\n");
      write(answers.get(at), header(requests.get(at), "Content-ID"));
    }
    out.append("--ejjeeffe1--\r\n\r\n");
  }

  /** Undoes the transaction and carries the answer that refused it. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient HttpAnswer answer;

    Refused(HttpAnswer answer) {
      super("refused", null, false, false);
      this.answer = answer;
    }
  }

  private HttpAnswer execute(HttpCall request) {
    try {
      return requests.answer(request, service);
    } catch (S4Error e) {
      return e.answer(service.four());
    }
  }

  private void write(HttpAnswer answer, String id) {
    out.append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
    if (!id.isEmpty()) {
      out.append("Content-ID: ").append(id).append("\r\n");
    }
    out.append("\r\nHTTP/1.1 ").append(answer.status()).append(" Answer\r\n");
    answer.headers().forEach((name, value) -> out.append(name + ": " + value + "\r\n"));
    out.append("\r\n").append(answer.body()).append("\r\n");
  }

  private static String boundary(String type) {
    Matcher matcher = BOUNDARY.matcher(type);
    if (!matcher.find()) {
      throw S4Error.badRequest("no boundary");
    }
    return matcher.group(1);
  }

  private static List<String> parts(String body, String boundary) {
    List<String> parts = new ArrayList<>();
    String[] pieces = ("\r\n" + body).split(Pattern.quote("\r\n--" + boundary), -1);
    for (int at = 1; at < pieces.length; at++) {
      if (pieces[at].startsWith("--")) {
        return parts;
      }
      parts.add(pieces[at].substring(pieces[at].indexOf("\r\n") + 2));
    }
    throw S4Error.badRequest("the batch is not closed");
  }

  private static String header(String part, String name) {
    for (String line : part.split("\r\n", -1)) {
      if (line.isEmpty()) {
        break;
      }
      if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  private static HttpCall request(String part) {
    String http = part.substring(part.indexOf("\r\n\r\n") + 4);
    Matcher matcher = REQUEST.matcher(http.substring(0, http.indexOf("\r\n")));
    int blank = http.indexOf("\r\n\r\n");
    if (!matcher.matches() || blank < 0) {
      throw S4Error.badRequest("unreadable request in the batch");
    }
    HttpUrl url = HttpUrl.get("http://localhost/" + matcher.group(2));
    Map<String, List<String>> query = new TreeMap<>();
    for (int at = 0; at < url.querySize(); at++) {
      String value = url.queryParameterValue(at);
      query.put(url.queryParameterName(at), List.of(value == null ? "" : value));
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line : http.substring(0, blank).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith(matcher.group(1) + " ")) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new HttpCall(
        matcher.group(1),
        url.pathSegments(),
        query,
        headers,
        http.substring(blank + 4).strip(),
        Map.of());
  }
}
