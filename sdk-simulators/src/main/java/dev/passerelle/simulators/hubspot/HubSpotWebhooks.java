package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The webhooks of the simulated account (fact sheet §7). Every change becomes events; they wait
 * until a test takes or delivers them, or go out by themselves if asked to. Safe for use by several
 * threads.
 */
public final class HubSpotWebhooks implements AutoCloseable {
  private static final int LARGEST_DELIVERY = 100;
  private static final MediaType JSON = MediaType.get("application/json");

  private final WebhookQueue queue = new WebhookQueue();
  private final ReentrantLock delivering = new ReentrantLock();
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "hubspot-simulator-webhooks");
            thread.setDaemon(true);
            return thread;
          });
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .retryOnConnectionFailure(false)
          .callTimeout(Duration.ofSeconds(5))
          .build();
  private final Clock clock;
  private volatile String url = "https://sync.example/hooks/hubspot";
  private volatile String publicUrl = url;
  private volatile String secret = "simulated-client-secret";
  private volatile boolean automatic;

  HubSpotWebhooks(Clock clock) {
    this.clock = clock;
  }

  /** Where deliveries go, and the application's client secret that signs them. */
  public void target(String targetUrl, String clientSecret) {
    url = targetUrl;
    publicUrl = targetUrl;
    secret = clientSecret;
  }

  /** The address that is signed, where it differs from the one called (behind a proxy). */
  public void signedAs(String address) {
    publicUrl = address;
  }

  /** Only these subscription types make deliveries from now on; none named means all. */
  public void subscribe(String... subscriptionTypes) {
    queue.subscribe(List.of(subscriptionTypes));
  }

  /** Whether each change is delivered at once, on a thread of the simulator. */
  public void automatic(boolean deliverAtOnce) {
    automatic = deliverAtOnce;
  }

  /** Every event since the beginning, delivered or not. */
  public List<WebhookEvent> events() {
    return queue.all();
  }

  /** The next {@code count} events are never delivered. */
  public void loseNext(int count) {
    queue.loseNext(count);
  }

  /** The next {@code count} events are delivered twice. */
  public void duplicateNext(int count) {
    queue.duplicateNext(count);
  }

  /** The next {@code count} events are kept back until {@link #releaseHeld()}. */
  public void holdNext(int count) {
    queue.holdNext(count);
  }

  /** Lets the events that were kept back go, after those that came later; tells how many. */
  public int releaseHeld() {
    int released = queue.releaseHeld();
    wake();
    return released;
  }

  /** Forgets all events. */
  public void clear() {
    queue.clear();
  }

  /** The next signed delivery, for a test that plays the network; empty if no event waits. */
  public Optional<WebhookDelivery> take() {
    List<WebhookEvent> events = queue.take(LARGEST_DELIVERY);
    return events.isEmpty() ? Optional.empty() : Optional.of(sign(events));
  }

  /**
   * Sends what waits to the target, in requests of up to a hundred events. Events of a request that
   * is not answered with 2xx wait on, and sending stops.
   *
   * @return the statuses of the requests; 0 for one that was not answered
   */
  public List<Integer> deliver() {
    delivering.lock();
    try {
      List<Integer> statuses = new ArrayList<>();
      List<WebhookEvent> events = queue.take(LARGEST_DELIVERY);
      while (!events.isEmpty()) {
        int status = send(sign(events));
        statuses.add(status);
        if (status / 100 != 2) {
          queue.putBack(events);
          return statuses;
        }
        events = queue.take(LARGEST_DELIVERY);
      }
      return statuses;
    } finally {
      delivering.unlock();
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  void add(WebhookEvent event) {
    queue.add(event);
    wake();
  }

  private void wake() {
    if (automatic) {
      background.execute(this::deliver);
    }
  }

  private WebhookDelivery sign(List<WebhookEvent> events) {
    String body = Json.write(events.stream().map(WebhookEvent::json).toList());
    long timestamp = clock.millis();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("X-HubSpot-Signature-Version", "v1");
    headers.put("X-HubSpot-Signature", WebhookSignature.v1(secret, body));
    headers.put("X-HubSpot-Request-Timestamp", Long.toString(timestamp));
    headers.put(
        "X-HubSpot-Signature-v3", WebhookSignature.v3(secret, "POST", publicUrl, body, timestamp));
    return new WebhookDelivery("POST", publicUrl, headers, body);
  }

  private int send(WebhookDelivery delivery) {
    Request.Builder request =
        new Request.Builder().url(url).post(RequestBody.create(delivery.body(), JSON));
    delivery.headers().forEach(request::header);
    try (Response response = http.newCall(request.build()).execute()) {
      return response.code();
    } catch (IOException e) {
      // Nobody listens, or not in time: the vendor tries again later, and so does this.
      return 0;
    }
  }
}
