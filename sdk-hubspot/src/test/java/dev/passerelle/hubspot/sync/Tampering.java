package dev.passerelle.hubspot.sync;

import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * Stands between client and simulator and does what a simulator of a healthy system cannot: spoils
 * one row of the next batch, loses one row of its answer, or ends tokens in mid-course.
 */
final class Tampering implements Interceptor {
  private static final Pattern WRITES = Pattern.compile("/batch/(create|update|upsert)$");
  private static final MediaType JSON = MediaType.get("application/json");

  private final Json json = new Json();
  private final AtomicReference<Integer> spoiled = new AtomicReference<>();
  private final AtomicReference<Integer> omitted = new AtomicReference<>();
  private final AtomicReference<Countdown> countdown = new AtomicReference<>();

  private record Countdown(int left, Runnable then) {}

  /** The row at this place of the next write names a property that does not exist. */
  void spoilRow(int index) {
    spoiled.set(index);
  }

  /** The answer to the next write does not mention the row at this place. */
  void omitRow(int index) {
    omitted.set(index);
  }

  /** Runs something before the request after so many others. */
  void after(int requests, Runnable then) {
    countdown.set(new Countdown(requests, then));
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    count();
    Request request = chain.request();
    if (!WRITES.matcher(request.url().encodedPath()).find()) {
      return chain.proceed(request);
    }
    Integer place = spoiled.getAndSet(null);
    Integer hole = omitted.getAndSet(null);
    Request sent = place == null ? request : spoil(request, place);
    Response answer = chain.proceed(sent);
    return hole == null ? answer : omit(request, answer, hole);
  }

  private void count() {
    Countdown now = countdown.getAndUpdate(c -> c == null || c.left() == 0 ? null : less(c));
    if (now != null && now.left() == 0) {
      now.then().run();
    }
  }

  private static Countdown less(Countdown from) {
    return new Countdown(from.left() - 1, from.then());
  }

  private Request spoil(Request request, int place) throws IOException {
    String body =
        edited(
            text(request),
            "inputs",
            rows -> {
              Map<String, Object> row = new LinkedHashMap<>(rows.get(place).fields());
              Map<String, Object> values =
                  new LinkedHashMap<>(rows.get(place).at("properties").fields());
              values.put("no_such_property_here", "x");
              row.put("properties", values);
              List<JsonTree> all = new ArrayList<>(rows);
              all.set(place, JsonTree.of(row));
              return all;
            });
    return request.newBuilder().post(RequestBody.create(body, JSON)).build();
  }

  private Response omit(Request request, Response answer, int place) throws IOException {
    String trace =
        json.tree(text(request))
            .at("inputs")
            .at(place)
            .at("objectWriteTraceId")
            .text()
            .orElseThrow();
    ResponseBody body = Optional.ofNullable(answer.body()).orElseThrow();
    String without =
        edited(
            body.string(),
            "results",
            rows ->
                rows.stream()
                    .filter(row -> !row.at("objectWriteTraceId").text().equals(Optional.of(trace)))
                    .toList());
    return answer.newBuilder().body(ResponseBody.create(without, JSON)).build();
  }

  private String edited(String text, String list, UnaryOperator<List<JsonTree>> edit) {
    Map<String, Object> tree = new LinkedHashMap<>(json.tree(text).fields());
    tree.put(list, edit.apply(json.tree(text).at(list).items()));
    return json.write(tree);
  }

  private static String text(Request request) throws IOException {
    Buffer buffer = new Buffer();
    Optional.ofNullable(request.body()).orElseThrow().writeTo(buffer);
    return buffer.readUtf8();
  }
}
