package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A plain HTTP client that shares nothing with the simulator but JSON trees. */
final class TestClient {
  record Reply(int status, Headers headers, String text) {
    Map<String, @Nullable Object> json() {
      return Json.object(text);
    }

    /** The value at a path of names and indexes. */
    @Nullable Object at(Object... path) {
      @Nullable Object value = json();
      for (Object step : path) {
        if (value == null) {
          return null;
        }
        value =
            step instanceof Integer index
                ? ((List<?>) value).get(index)
                : ((Map<?, ?>) value).get(step);
      }
      return value;
    }

    List<?> list(Object... path) {
      return (List<?>) Objects.requireNonNull(at(path));
    }

    Map<String, @Nullable Object> object(Object... path) {
      return Json.asObject(at(path));
    }

    String text(Object... path) {
      return String.valueOf(at(path));
    }
  }

  private static final MediaType JSON = Objects.requireNonNull(MediaType.parse("application/json"));

  private final OkHttpClient http;
  private final String baseUrl;
  private String token = HubSpotSimulator.TOKEN;

  private TestClient(String baseUrl, Duration patience) {
    this.baseUrl = baseUrl;
    // A client that repeats a request by itself would hide what the faults are for.
    http = new OkHttpClient.Builder().retryOnConnectionFailure(false).readTimeout(patience).build();
  }

  TestClient(HubSpotSimulator simulator) {
    this(simulator.baseUrl(), Duration.ofSeconds(30));
  }

  /** A client that soon gives up waiting. */
  static TestClient impatient(HubSpotSimulator simulator) {
    return new TestClient(simulator.baseUrl(), Duration.ofMillis(500));
  }

  /** A client of the control endpoint. */
  static TestClient control(HubSpotSimulator simulator) {
    return new TestClient(simulator.controlUrl(), Duration.ofSeconds(30));
  }

  TestClient as(String otherToken) {
    token = otherToken;
    return this;
  }

  Reply get(String path) {
    return send("GET", path, null);
  }

  Reply post(String path, String json) {
    return send("POST", path, RequestBody.create(json.replace('\'', '"'), JSON));
  }

  Reply patch(String path, String json) {
    return send("PATCH", path, RequestBody.create(json.replace('\'', '"'), JSON));
  }

  Reply put(String path, String json) {
    return send("PUT", path, RequestBody.create(json.replace('\'', '"'), JSON));
  }

  Reply form(String path, String form) {
    MediaType type = MediaType.parse("application/x-www-form-urlencoded");
    return send("POST", path, RequestBody.create(form, type));
  }

  Reply delete(String path) {
    return send("DELETE", path, null);
  }

  Reply send(String method, String path, @Nullable RequestBody body) {
    try {
      return sendChecked(method, path, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply sendChecked(String method, String path, @Nullable RequestBody body)
      throws IOException {
    Request request =
        new Request.Builder()
            .url(baseUrl + path)
            .header("Authorization", "Bearer " + token)
            .method(method, body)
            .build();
    try (Response response = http.newCall(request).execute()) {
      return new Reply(
          response.code(), response.headers(), Objects.requireNonNull(response.body()).string());
    }
  }
}
