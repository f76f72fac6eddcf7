package dev.passerelle.benchmarks.odata;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service of OData 2 on loopback that costs next to nothing: products with a weight and an ETag.
 * Wants a CSRF token with a change, the one that it gave; refuses a change without its
 * precondition, or with an old one.
 */
final class Gateway implements AutoCloseable {
  static final String PATH = "sap/opu/odata/sap/API_PRODUCT_SRV/";
  static final String SET = "A_Product";
  static final int PAGE = 1000;

  /** What somebody else adds to a weight, so that a lost update shows. */
  static final int OTHERS = 1000;

  private static final String TOKEN = "x-csrf-token";
  private static final Pattern RANGE = Pattern.compile("gt '(P\\d*)' and Product le '(P\\d+)'");
  private static final Pattern ONE = Pattern.compile(".*/A_Product\\('(P\\d+)'\\)");
  private static final Pattern WEIGHT = Pattern.compile("\"GrossWeight\":\"(\\d+)");

  private static final class Row {
    private int weight;
    private int version = 1;
  }

  private final List<Row> rows = new ArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final AtomicInteger stale = new AtomicInteger();
  private final AtomicInteger changes = new AtomicInteger();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  static {
    // Else each answer waits for the acknowledgement of its first part.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  Gateway(int count) throws IOException {
    for (int n = 0; n < count; n++) {
      rows.add(new Row());
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static String key(int number) {
    return String.format(Locale.ROOT, "P%07d", number);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  int tokens() {
    return tokens.get();
  }

  /** Somebody else changes a row: whoever read it before has an old ETag now. */
  void changedByOthers(int number) {
    Row row = rows.get(number);
    synchronized (row) {
      row.weight += OTHERS;
      row.version++;
    }
  }

  /** Every row that was to be changed was so once, and nobody's change was lost. */
  void check(List<Integer> changed, int others) {
    long sum = 0;
    for (int number : changed) {
      sum += rows.get(number).weight;
    }
    long expected = changed.size() + (long) others * OTHERS;
    if (sum != expected || stale.get() != others || changes.get() != changed.size()) {
      throw new IllegalStateException(
          sum + " instead of " + expected + ", " + stale + " refused, " + changes + " changed");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      Matcher one = ONE.matcher(exchange.getRequestURI().getPath());
      if (method.equals("HEAD")
          || "fetch".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(TOKEN))) {
        tokens.incrementAndGet();
        exchange.getResponseHeaders().set(TOKEN, "the-token");
        exchange.sendResponseHeaders(200, -1);
      } else if (!one.matches()) {
        json(exchange, page(exchange.getRequestURI().getQuery()));
      } else {
        int number = Integer.parseInt(one.group(1).substring(1));
        if (method.equals("GET")) {
          json(exchange, "{\"d\":" + entity(number) + "}");
        } else {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(change(exchange, number, body), -1);
        }
      }
    }
  }

  private int change(HttpExchange exchange, int number, String body) {
    if (!"the-token".equals(exchange.getRequestHeaders().getFirst(TOKEN))) {
      exchange.getResponseHeaders().set(TOKEN, "Required");
      return 403;
    }
    Matcher weight = WEIGHT.matcher(body);
    String etag = exchange.getRequestHeaders().getFirst("If-Match");
    if (etag == null || !weight.find()) {
      return etag == null ? 428 : 400;
    }
    Row row = rows.get(number);
    synchronized (row) {
      if (!etag.equals(etag(row))) {
        stale.incrementAndGet();
        return 412;
      }
      row.weight = Integer.parseInt(weight.group(1));
      row.version++;
      changes.incrementAndGet();
      return 204;
    }
  }

  private static String etag(Row row) {
    return "W/\"'" + row.version + "'\"";
  }

  private String page(String query) {
    Matcher range = RANGE.matcher(query);
    if (!range.find()) {
      throw new IllegalArgumentException(query);
    }
    String after = range.group(1).substring(1);
    int from = after.isEmpty() ? 0 : Integer.parseInt(after) + 1;
    int to = Math.min(from + PAGE - 1, Integer.parseInt(range.group(2).substring(1)));
    StringBuilder out = new StringBuilder("{\"d\":{\"results\":[");
    for (int number = from; number <= to; number++) {
      out.append(number == from ? "" : ",").append(entity(number));
    }
    return out.append("]}}").toString();
  }

  private String entity(int number) {
    Row row = rows.get(number);
    String key = key(number);
    synchronized (row) {
      return "{\"__metadata\":{\"id\":\""
          + baseUrl()
          + PATH
          + SET
          + "('"
          + key
          + "')\",\"uri\":\""
          + baseUrl()
          + PATH
          + SET
          + "('"
          + key
          + "')\",\"type\":\"API_PRODUCT_SRV.A_ProductType\",\"etag\":\""
          + etag(row).replace("\"", "\\\"")
          + "\"},\"Product\":\""
          + key
          + "\",\"ProductType\":\"HAWA\",\"ProductGroup\":\"L001\",\"BaseUnit\":\"PC\","
          + "\"ProductOldID\":\"CRM:"
          + number
          + "\",\"GrossWeight\":\""
          + row.weight
          + ".000\",\"LastChangeDateTime\":\"/Date(1773619200000+0000)/\"}";
    }
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
