package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.Json;
import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Talks to a simulated org as any program would: over HTTP, with JSON. */
final class OrgClient implements AutoCloseable {
  static final String V = "/services/data/v67.0";
  private static final OkHttpClient HTTP = new OkHttpClient();
  private static final MediaType JSON = MediaType.get("application/json");

  final SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T12:00:00Z"));
  final SalesforceSimulator org = SalesforceSimulator.builder().clock(clock).start();
  String token;

  /** An answer: its status, its body as a tree, one header. */
  record Reply(int status, Object body, String limits) {
    @SuppressWarnings("unchecked")
    Map<String, Object> map() {
      return (Map<String, Object>) body;
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list() {
      return (List<Map<String, Object>>) body;
    }

    String error() {
      return String.valueOf(list().get(0).get("errorCode"));
    }
  }

  OrgClient() {
    org.app("key", "secret", null);
    signIn();
  }

  void signIn() {
    token = String.valueOf(token("key", "secret").map().get("access_token"));
  }

  Reply token(String key, String secret) {
    RequestBody form =
        new FormBody.Builder()
            .add("grant_type", "client_credentials")
            .add("client_id", key)
            .add("client_secret", secret)
            .build();
    return send(
        new Request.Builder().url(org.baseUrl() + "/services/oauth2/token").post(form).build());
  }

  Reply query(String resource, String soql) {
    HttpUrl url =
        HttpUrl.get(org.baseUrl() + V + "/" + resource)
            .newBuilder()
            .addQueryParameter("q", soql)
            .build();
    return send(new Request.Builder().url(url).build());
  }

  Reply get(String path) {
    return send(new Request.Builder().url(org.baseUrl() + path).build());
  }

  Reply call(String method, String path, Object body) {
    return send(
        new Request.Builder()
            .url(org.baseUrl() + V + path)
            .method(method, body == null ? null : RequestBody.create(Json.write(body), JSON))
            .build());
  }

  /** Uploads rows. */
  int upload(String job, String csv) {
    RequestBody body = RequestBody.create(csv, MediaType.get("text/csv; charset=utf-8"));
    return send(new Request.Builder()
            .url(org.baseUrl() + V + "/jobs/ingest/" + job + "/batches")
            .put(body)
            .build())
        .status();
  }

  /** The text of an answer that is no tree. */
  String text(String path) {
    Request request =
        new Request.Builder()
            .url(org.baseUrl() + V + path)
            .header("Authorization", "Bearer " + token)
            .build();
    try (Response response = HTTP.newCall(request).execute()) {
      return response.body().string();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply send(Request request) {
    Request signed =
        token == null
            ? request
            : request.newBuilder().header("Authorization", "Bearer " + token).build();
    try (Response response = HTTP.newCall(signed).execute()) {
      String text = response.body() == null ? "" : response.body().string();
      return new Reply(
          response.code(),
          text.isEmpty() ? null : Json.parse(text),
          response.header("Sforce-Limit-Info", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    org.close();
  }
}
