package dev.passerelle.core.http.odata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a batch. Takes bare line feeds too: some proxies make them. */
final class MultipartReader {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern STATUS = Pattern.compile("HTTP/\\d\\.\\d (\\d{3})(?: .*)?");

  /**
   * A part: an HTTP answer, or a change set with the answers inside.
   *
   * @param id its Content-ID; null where it has none
   */
  record Part(
      @Nullable String id,
      boolean isChangeSet,
      int status,
      Map<String, String> headers,
      String body,
      List<Part> inner) {

    /** The numbers that it repeats. */
    List<String> ids() {
      return isChangeSet
          ? inner.stream().flatMap(each -> each.ids().stream()).toList()
          : id == null ? List.of() : List.of(id);
    }
  }

  private MultipartReader() {}

  /** The parts in order; {@code IOException} where the text is no complete multipart answer. */
  static List<Part> read(String contentType, String text) throws IOException {
    return parts(boundary(contentType), text.replace("\r\n", "\n"));
  }

  private static String boundary(String contentType) throws IOException {
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/mixed") || !matcher.find()) {
      throw new IOException("not multipart/mixed");
    }
    return matcher.group(1);
  }

  private static List<Part> parts(String boundary, String text) throws IOException {
    String whole = "\n" + text;
    String open = "\n--" + boundary;
    int at = whole.indexOf(open);
    List<Part> parts = new ArrayList<>();
    while (at >= 0) {
      int start = at + open.length();
      if (whole.startsWith("--", start)) {
        return parts;
      }
      int end = whole.indexOf(open, start);
      if (end < 0) {
        break;
      }
      parts.add(part(whole.substring(whole.indexOf('\n', start) + 1, end)));
      at = end;
    }
    throw new IOException("the last delimiter is missing");
  }

  private static Part part(String text) throws IOException {
    Block mime = Block.of(text);
    String type = mime.headers().getOrDefault("content-type", "");
    if (type.toLowerCase(Locale.ROOT).startsWith("multipart/mixed")) {
      List<Part> inner = parts(boundary(type), mime.rest());
      return new Part(null, true, 0, Map.of(), "", inner);
    }
    return answer(mime);
  }

  private static Part answer(Block mime) throws IOException {
    String http = mime.rest();
    int line = http.indexOf('\n');
    String first = line < 0 ? http : http.substring(0, line);
    Matcher status = STATUS.matcher(first.strip());
    if (!status.matches()) {
      throw new IOException("no status line");
    }
    Block block = Block.of(line < 0 ? "" : http.substring(line + 1));
    String id = mime.headers().getOrDefault("content-id", block.headers().get("content-id"));
    return new Part(
        id,
        false,
        Integer.parseInt(status.group(1)),
        block.headers(),
        block.rest().strip(),
        List.of());
  }

  /** Headers by lower-case name, and what follows the blank line. */
  private record Block(Map<String, String> headers, String rest) {
    static Block of(String text) {
      Map<String, String> headers = new LinkedHashMap<>();
      int at = 0;
      while (at < text.length()) {
        int end = text.indexOf('\n', at);
        String line = end < 0 ? text.substring(at) : text.substring(at, end);
        at = end < 0 ? text.length() : end + 1;
        if (line.isBlank()) {
          break;
        }
        int colon = line.indexOf(':');
        if (colon > 0) {
          headers.put(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip());
        }
      }
      return new Block(headers, text.substring(at));
    }
  }
}
