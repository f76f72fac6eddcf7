package dev.passerelle.sap.businessone;

import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.Credentials;
import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Pause;
import dev.passerelle.core.http.odata.ODataDialect;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Logs in and out (fact sheet §1). Both cookies go with every call: without the balancer's another
 * node is asked, which does not know the session. The cookies are read here since their form is not
 * one that a cookie jar takes. A wrong password is never tried again: the user would be locked.
 */
final class Session implements Credentials.Login {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final List<String> COOKIES = List.of("B1SESSION", "ROUTEID");
  private static final int RACE = 299;
  private static final int TRIES = 3;

  /** What the server told at the latest log-in. */
  record Told(ODataDialect dialect, String version) {}

  private final BusinessOneSettings settings;
  private final Pause pause;
  private final Json json = new Json();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<@Nullable Told> told = new AtomicReference<>();

  Session(BusinessOneSettings settings) {
    this.settings = settings;
    this.pause = settings.pause();
  }

  /** What the server told; empty before the first log-in. */
  Optional<Told> told() {
    return Optional.ofNullable(told.get());
  }

  /** From now on nobody logs in again. */
  void close() {
    closed.set(true);
  }

  @Override
  public Map<String, String> open(OkHttpClient client) throws IOException {
    if (closed.get()) {
      throw new AuthenticationFailed(
          detail(ErrorCode.CREDENTIALS_REFUSED).cause("the client is closed").build());
    }
    for (int attempt = 1; ; attempt++) {
      Optional<Map<String, String>> session = attempt(client, attempt);
      if (session.isPresent()) {
        return session.get();
      }
    }
  }

  /** Empty where another log-in came in between and it is worth trying again. */
  private Optional<Map<String, String>> attempt(OkHttpClient client, int attempt)
      throws IOException {
    ODataDialect first = told().map(Told::dialect).orElse(ODataDialect.SERVICE_LAYER_V2);
    try (Response response = client.newCall(login(first)).execute()) {
      if (response.code() == 404 && first == ODataDialect.SERVICE_LAYER_V2) {
        return Optional.of(openOlder(client));
      }
      if (response.code() == 500 && code(body(response)) == RACE && attempt < TRIES) {
        await();
        return Optional.empty();
      }
      return Optional.of(accepted(response, first));
    }
  }

  /** Before version 10 there is no v2. */
  private Map<String, String> openOlder(OkHttpClient client) throws IOException {
    try (Response response = client.newCall(login(ODataDialect.SERVICE_LAYER_V1)).execute()) {
      return accepted(response, ODataDialect.SERVICE_LAYER_V1);
    }
  }

  private void await() throws InterruptedIOException {
    try {
      pause.await(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between two log-ins");
    }
  }

  private Request login(ODataDialect dialect) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("CompanyDB", settings.companyDb());
    body.put("UserName", settings.user());
    body.put("Password", settings.password());
    settings.language().ifPresent(code -> body.put("Language", code));
    return new Request.Builder()
        .url(settings.baseUrl() + path(dialect) + "Login")
        .post(RequestBody.create(json.write(JsonTree.of(body)), JSON))
        .build();
  }

  static String path(ODataDialect dialect) {
    return dialect == ODataDialect.SERVICE_LAYER_V1 ? "v1/" : "v2/";
  }

  private Map<String, String> accepted(Response response, ODataDialect dialect) throws IOException {
    JsonTree body = body(response);
    if (response.code() == 401 || response.code() == 403) {
      throw new AuthenticationFailed(
          detail(ErrorCode.CREDENTIALS_REFUSED)
              .httpStatus(response.code())
              .cause(refusal(code(body)))
              .build());
    }
    if (!response.isSuccessful()) {
      throw failed(response);
    }
    String cookies = cookies(response);
    if (!cookies.contains("B1SESSION=")) {
      throw new IOException("log-in gave no session");
    }
    told.set(new Told(dialect, body.at("Version").text().orElse("")));
    return Map.of("Cookie", cookies);
  }

  private PasserelleException failed(Response response) {
    if (response.code() == 429) {
      return throttled(response);
    }
    String type = response.header("Content-Type", "");
    boolean html = type != null && type.contains("text/html");
    ErrorDetail detail =
        detail(html ? ErrorCode.HTML_INSTEAD_OF_JSON : ErrorCode.SYSTEM_ERROR)
            .httpStatus(response.code())
            .figure("operation", "Login")
            .build();
    return html ? new SystemUnavailable(detail) : new TransientFailure(detail);
  }

  private Throttled throttled(Response response) {
    ErrorDetail detail = detail(ErrorCode.THROTTLED).httpStatus(429).figure("scope", "").build();
    String wait = response.header("Retry-After", "");
    return wait != null && wait.matches("\\d{1,6}")
        ? new Throttled(detail, "", settings.clock().instant().plusSeconds(Long.parseLong(wait)))
        : new Throttled(detail, "");
  }

  private static String refusal(int code) {
    return switch (code) {
      case -304 -> "user or password wrong (-304)";
      case -306 -> "company database unknown (-306)";
      default -> "code " + code;
    };
  }

  private static String cookies(Response response) {
    StringJoiner cookies = new StringJoiner("; ");
    for (String header : response.headers("Set-Cookie")) {
      String pair = header.split(";", 2)[0].strip();
      if (COOKIES.stream().anyMatch(name -> pair.startsWith(name + "="))) {
        cookies.add(pair);
      }
    }
    return cookies.toString();
  }

  private JsonTree body(Response response) throws IOException {
    ResponseBody body = response.peekBody(64 * 1024);
    String text = body.string();
    return text.startsWith("{") ? json.tree(text) : JsonTree.of(null);
  }

  private static int code(JsonTree body) {
    return ServiceLayerErrors.code(body).orElse(0);
  }

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system(settings.system());
  }

  /** Gives the licence back; a session that is not closed holds it for half an hour. */
  @Override
  public void close(OkHttpClient client, Map<String, String> session) throws IOException {
    ODataDialect dialect = told().map(Told::dialect).orElse(ODataDialect.SERVICE_LAYER_V2);
    Request.Builder request =
        new Request.Builder()
            .url(settings.baseUrl() + path(dialect) + "Logout")
            .post(RequestBody.create("", JSON));
    session.forEach(request::header);
    try (Response response = client.newCall(request.build()).execute()) {
      if (!response.isSuccessful() && response.code() != 401) {
        throw new IOException("log-out answered " + response.code());
      }
    }
  }
}
