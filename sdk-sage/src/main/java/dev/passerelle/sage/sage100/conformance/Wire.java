package dev.passerelle.sage.sage100.conformance;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** HTTP as it is: no retry, no translation of errors, nothing forgiven. Thread-safe. */
final class Wire {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final HttpUrl base;
  private final OkHttpClient http;
  private final Json json = new Json();

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param type media type, as sent; empty if there is none
   * @param challenge header WWW-Authenticate
   * @param body missing where it is no JSON
   */
  record Reply(int status, String type, Optional<String> challenge, JsonTree body) {
    String code() {
      return body.at("error").at("code").text().orElse("");
    }

    boolean is(int wanted, String code) {
      return status == wanted && code().equals(code);
    }

    String shown() {
      return status + (code().isEmpty() ? "" : " " + code());
    }
  }

  Wire(String url, OkHttpClient host) {
    base = HttpUrl.get(url.endsWith("/") ? url : url + "/");
    http =
        host.newBuilder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .callTimeout(Duration.ofSeconds(90))
            .readTimeout(Duration.ofSeconds(90))
            .build();
  }

  /** The path's segments are encoded here. */
  Reply get(@Nullable String key, String... path) {
    return send(request(key, path).get());
  }

  Reply post(@Nullable String key, Object body, String... path) {
    return postText(key, json.write(body), path);
  }

  /** The body as it stands. */
  Reply postText(@Nullable String key, String body, String... path) {
    return send(request(key, path).post(RequestBody.create(body, JSON)));
  }

  private Request.Builder request(@Nullable String key, String... path) {
    HttpUrl.Builder url = base.newBuilder();
    for (String segment : path) {
      url.addPathSegment(segment);
    }
    Request.Builder request = new Request.Builder().url(url.build());
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  private Reply send(Request.Builder request) {
    try (Response response = http.newCall(request.build()).execute()) {
      String text = new String(response.body().bytes(), StandardCharsets.UTF_8);
      String type = Optional.ofNullable(response.header("Content-Type")).orElse("");
      Optional<String> challenge = Optional.ofNullable(response.header("WWW-Authenticate"));
      return new Reply(response.code(), type, challenge, tree(text));
    } catch (IOException e) {
      throw new Violation("no answer: " + e.getClass().getSimpleName());
    }
  }

  private JsonTree tree(String text) {
    try {
      return json.tree(text);
    } catch (DriftDetected e) {
      return JsonTree.of(java.util.Map.of()).at("none");
    }
  }
}
