package dev.passerelle.sage.sage100;

import dev.passerelle.core.http.Credentials;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.Pause;
import dev.passerelle.core.http.ServiceFactory;
import dev.passerelle.sage.sage100.model.AgentAbout;
import dev.passerelle.sage.sage100.model.AgentDocument;
import dev.passerelle.sage.sage100.model.AgentOperation;
import dev.passerelle.sage.sage100.model.AgentOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/**
 * A client of the agent beside Sage, by which everything is written ({@code docs/sage-agent.md}).
 * Usable without the sync engine. Thread-safe; calls block and are interruptible.
 *
 * <p>A batch is sent once: a time-out or a 500 is {@code OutcomeUnknown}, and {@link #fates} tells
 * what became of each reference. {@code SystemUnavailable} (busy with a closing, or settling after
 * a crash) and {@code Throttled} mean that surely nothing was begun.
 */
public final class SageAgent implements AutoCloseable {
  private final ServiceFactory http;
  private final AgentApi api;

  private SageAgent(Builder from) {
    http =
        ServiceFactory.of(from.system, from.baseUrl, from.host)
            .credentials(Credentials.bearer(from.key))
            .errors(new AgentErrors())
            .timeouts(from.connectTimeout, from.callTimeout)
            .time(from.clock, from.pause)
            .build();
    api = http.create(AgentApi.class);
  }

  /**
   * A builder.
   *
   * @param baseUrl where the agent listens: https, or loopback; ends with a slash
   * @param key asked at the first call and again after the agent refused it
   * @param host the host's HTTP client
   */
  public static Builder builder(String baseUrl, Supplier<String> key, OkHttpClient host) {
    return new Builder(baseUrl, key, host);
  }

  /** Who the agent is and what it can do. */
  public AgentAbout about() {
    return AgentAbout.of(http.calls().execute(api.about()));
  }

  /**
   * Executes operations, at most as many as {@link AgentAbout#batchLimit()}. An operation without
   * an outcome in the answer is unknown.
   *
   * @param notAfter an operation that has not begun by then is not begun at all
   */
  public List<AgentOutcome> execute(List<AgentOperation> operations, Instant notAfter) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("notAfter", notAfter.truncatedTo(ChronoUnit.SECONDS).toString());
    body.put("operations", operations.stream().map(AgentOperation::toJson).toList());
    return outcomes(
        http.calls().in(Lane.DOCUMENTS).execute(api.batch(JsonTree.of(body))), "outcomes");
  }

  /** Prices documents without saving them; one outcome per key. */
  public List<AgentOutcome> price(Map<String, AgentDocument> documents) {
    List<Map<String, Object>> items = new ArrayList<>();
    documents.forEach(
        (key, document) -> items.add(Map.of("key", key, "document", document.toJson())));
    JsonTree body = JsonTree.of(Map.of("documents", items));
    return outcomes(http.calls().execute(api.price(body)), "outcomes");
  }

  /**
   * What became of references, at most as many as {@link AgentAbout#queryLimit()}. Strongly
   * consistent: {@code UNKNOWN} means that no request received so far has or will have an effect.
   */
  public List<AgentOutcome> fates(Collection<String> references) {
    JsonTree body = JsonTree.of(Map.of("references", List.copyOf(references)));
    return outcomes(http.calls().execute(api.fates(body)), "fates");
  }

  private static List<AgentOutcome> outcomes(JsonTree answer, String name) {
    return answer.at(name).items().stream().map(AgentOutcome::of).toList();
  }

  @Override
  public void close() {
    http.close();
  }

  /** Builds a {@link SageAgent}. Not thread-safe. */
  public static final class Builder {
    private final String baseUrl;
    private final Supplier<String> key;
    private final OkHttpClient host;
    private String system = "sage100";
    private Clock clock = Clock.systemUTC();
    private Pause pause = Pause.sleeping();
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration callTimeout = Duration.ofSeconds(60);

    private Builder(String baseUrl, Supplier<String> key, OkHttpClient host) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
      this.key = Objects.requireNonNull(key, "key");
      this.host = Objects.requireNonNull(host, "host");
    }

    /** The name by which errors call this system; default {@code sage100}. */
    public Builder system(String name) {
      system = Objects.requireNonNull(name, "system");
      return this;
    }

    /** The clock; default the machine's. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /** How to wait between two attempts of a read; default by sleeping. */
    public Builder pause(Pause value) {
      pause = Objects.requireNonNull(value, "pause");
      return this;
    }

    /** Longest time to connect and of one call; defaults 10 s and 60 s. */
    public Builder timeouts(Duration connect, Duration call) {
      connectTimeout = Objects.requireNonNull(connect, "connect");
      callTimeout = Objects.requireNonNull(call, "call");
      return this;
    }

    /** The client. */
    public SageAgent build() {
      return new SageAgent(this);
    }
  }
}
