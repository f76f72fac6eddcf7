package dev.passerelle.core.http.odata;

import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * A batch as {@code multipart/mixed}: every line ends with CR LF, a blank line ends the headers of
 * a part and those of the request inside. Requests of change sets are numbered through the batch,
 * from 1 on: the answer repeats the number, and tells by it whose it is.
 */
final class MultipartWriter {
  private static final String LINE = "\r\n";

  private final ODataDialect dialect;
  private final HttpUrl root;
  private final StringBuilder out = new StringBuilder();

  MultipartWriter(ODataDialect dialect, HttpUrl root) {
    this.dialect = dialect;
    this.root = root;
  }

  String write(String name, List<ODataBatch.Group> groups) {
    int number = 0;
    int requests = 0;
    for (ODataBatch.Group group : groups) {
      line("--" + name);
      if (group.changeSet()) {
        changeSet("changeset_" + ++number, group, requests);
        requests += group.requests().size();
      } else {
        http(group.requests().get(0), 0);
      }
    }
    line("--" + name + "--");
    return out.toString();
  }

  private void changeSet(String name, ODataBatch.Group group, int before) {
    line("Content-Type: multipart/mixed;boundary=" + name);
    line("");
    int number = before;
    for (ODataBatch.Request request : group.requests()) {
      line("--" + name);
      http(request, ++number);
    }
    line("--" + name + "--");
    line("");
  }

  private void http(ODataBatch.Request request, int number) {
    line("Content-Type: application/http");
    line("Content-Transfer-Encoding: binary");
    if (number > 0) {
      line("Content-ID: " + number);
    }
    line("");
    line(request.method() + " " + target(request) + version());
    headers(request);
    line("");
    String body = request.body();
    line(body == null ? "" : body);
  }

  /** The Service Layer wants neither a version nor headers; a gateway wants both. */
  private void headers(ODataBatch.Request request) {
    String etag = request.etag();
    if (etag != null) {
      line("If-Match: " + etag);
    }
    if (dialect.isServiceLayer()) {
      return;
    }
    line("Accept: application/json");
    String body = request.body();
    if (body != null) {
      line("Content-Type: application/json");
      line("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  private String version() {
    return dialect.isServiceLayer() ? "" : " HTTP/1.1";
  }

  private String target(ODataBatch.Request request) {
    ODataKey entity = request.entity();
    String path = request.path() + (entity == null ? "" : entity.encoded(dialect));
    String query = request.query().encoded(dialect);
    // Gateways read it relative to the service root, the Service Layer as a path of the host.
    String prefix = dialect.isServiceLayer() ? root.encodedPath() : "";
    return prefix + path + (query.isEmpty() ? "" : "?" + query);
  }

  private void line(String text) {
    out.append(text).append(LINE);
  }
}
