package dev.passerelle.simulators.businessone;

import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * {@code $batch}: reads and single writes stand alone, a change set is one transaction. Lines must
 * end with CR LF. Preconditions are not looked at, as on the real one (fact sheet §6).
 */
final class Batch {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=([^\\s;\"]+)");
  private static final Pattern REQUEST =
      Pattern.compile("(GET|POST|PATCH|MERGE|DELETE) (\\S+)( HTTP/1\\.1)?");

  private final HttpCall call;
  private final Handler single;
  private final Company company;
  private final boolean two;
  private final Spoil spoil;
  private final StringBuilder out = new StringBuilder();
  private int written;

  Batch(HttpCall call, Handler single, Company company, boolean two, Spoil spoil) {
    this.call = call;
    this.single = single;
    this.company = company;
    this.two = two;
    this.spoil = spoil;
  }

  /** What goes wrong with one part. */
  enum Spoiled {
    NOTHING,
    REFUSED,
    OMITTED
  }

  /** Which part of a batch with writes is spoiled. */
  @FunctionalInterface
  interface Spoil {
    Spoiled take(int part);
  }

  HttpAnswer answer() {
    String boundary = boundary(call.header("Content-Type").orElse(""));
    int number = 0;
    for (String part : parts(call.body(), boundary)) {
      Spoiled spoiled = spoil.take(number++);
      if (spoiled == Spoiled.OMITTED) {
        execute(request(part));
        continue;
      }
      out.append("--batchresponse_1\r\n");
      String type = header(part, "Content-Type");
      if (type.startsWith("multipart/mixed")) {
        changeSet(part, boundary(type));
      } else {
        write(
            spoiled == Spoiled.REFUSED
                ? B1Error.rule("(1) blocked by the company's own rule").answer(two)
                : execute(request(part)),
            "");
      }
    }
    out.append("--batchresponse_1--\r\n");
    return new HttpAnswer(
        200,
        Map.of("Content-Type", "multipart/mixed;boundary=batchresponse_1"),
        out.toString(),
        "$batch",
        written);
  }

  private void changeSet(String part, String boundary) {
    List<String> requests = parts(part, boundary);
    List<HttpAnswer> answers = new ArrayList<>();
    try {
      company.transaction(
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
    out.append("Content-Type: multipart/mixed;boundary=changesetresponse_1\r\n\r\n");
    for (int at = 0; at < answers.size(); at++) {
      out.append("--changesetresponse_1\r\n");
      write(answers.get(at), header(requests.get(at), "Content-ID"));
    }
    out.append("--changesetresponse_1--\r\n");
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
      HttpAnswer answer = single.handle(request);
      written += answer.written();
      return answer;
    } catch (B1Error e) {
      return e.answer(two);
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
      throw new B1Error(400, 705, "No boundary");
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
    throw new B1Error(400, 705, "The batch is not closed");
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

  private HttpCall request(String part) {
    int start = part.indexOf("\r\n\r\n") + 4;
    String http = part.substring(start);
    String line = http.substring(0, http.indexOf("\r\n"));
    Matcher matcher = REQUEST.matcher(line);
    String prefix = two ? "/b1s/v2/" : "/b1s/v1/";
    if (!matcher.matches() || !matcher.group(2).startsWith(prefix)) {
      throw new B1Error(400, 705, "Invalid request line in the batch");
    }
    HttpUrl url = HttpUrl.get("http://localhost" + matcher.group(2));
    int blank = http.indexOf("\r\n\r\n");
    String body = blank < 0 ? "" : http.substring(blank + 4).strip();
    List<String> segments = url.pathSegments();
    Map<String, List<String>> query = new TreeMap<>();
    for (int at = 0; at < url.querySize(); at++) {
      String value = url.queryParameterValue(at);
      query.put(url.queryParameterName(at), List.of(value == null ? "" : value));
    }
    return new HttpCall(
        matcher.group(1),
        segments.subList(2, segments.size()),
        query,
        new LinkedHashMap<>(),
        body,
        Map.of());
  }
}
