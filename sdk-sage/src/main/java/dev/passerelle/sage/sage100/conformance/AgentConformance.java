package dev.passerelle.sage.sage100.conformance;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks an agent beside Sage every rule of the contract that can be asked over HTTP.
 *
 * <p><strong>It writes.</strong> It creates some forty customers, a few contacts and quotes, and
 * removes nothing but contacts: run it against a trial company, never against a live one. Every run
 * uses new names and references, so it can be repeated.
 *
 * <pre>{@code
 * AgentConformance suite =
 *     AgentConformance.builder(url, () -> key, new OkHttpClient()).article("CIM-CPJ-35").build();
 * suite.run().forEach(System.out::println);
 * }</pre>
 *
 * <p>Thread-safe; one run at a time is meant.
 */
public final class AgentConformance {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

  private final Settings settings;
  private final Wire wire;
  private final String run;

  /** What the suite was given. */
  record Settings(
      Supplier<String> key, @Nullable Supplier<String> readKey, String article, Clock clock) {}

  private AgentConformance(Builder from) {
    settings = new Settings(from.key, from.readKey, from.article, from.clock);
    wire = new Wire(from.url, from.http);
    run = from.run.isEmpty() ? newRun() : from.run;
  }

  private static String newRun() {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /**
   * A builder.
   *
   * @param url where the agent listens
   * @param key a key with the right to write
   * @param http the HTTP client to use; its time-outs are replaced
   */
  public static Builder builder(String url, Supplier<String> key, OkHttpClient http) {
    return new Builder(url, key, http);
  }

  /** All rules, in the order of their numbers. */
  public static List<AgentRule> rules() {
    return Stream.of(
            RequestRules.rules(),
            AboutRules.rules(),
            BatchRules.rules(),
            CustomerRules.rules(),
            ContactRules.rules(),
            JournalRules.rules(),
            DocumentRules.rules())
        .flatMap(List::stream)
        .toList();
  }

  /** Asks every rule; none stops another. */
  public List<AgentVerdict> run() {
    return rules().stream().map(this::run).toList();
  }

  /** Asks one rule. */
  public AgentVerdict run(AgentRule rule) {
    try {
      rule.on(new Trial(settings, wire, run, rule.id()));
      return new AgentVerdict(rule, AgentVerdict.Result.PASSED, "");
    } catch (NotApplicable e) {
      return new AgentVerdict(rule, AgentVerdict.Result.NOT_APPLICABLE, text(e));
    } catch (Violation e) {
      return new AgentVerdict(rule, AgentVerdict.Result.FAILED, text(e));
    }
  }

  private static String text(RuntimeException cause) {
    return Objects.requireNonNullElse(cause.getMessage(), "");
  }

  /** Builds an {@link AgentConformance}. Not thread-safe. */
  public static final class Builder {
    private final String url;
    private final Supplier<String> key;
    private final OkHttpClient http;
    private @Nullable Supplier<String> readKey;
    private String article = "";
    private String run = "";
    private Clock clock = Clock.systemUTC();

    private Builder(String url, Supplier<String> key, OkHttpClient http) {
      this.url = Objects.requireNonNull(url, "url");
      this.key = Objects.requireNonNull(key, "key");
      this.http = Objects.requireNonNull(http, "http");
    }

    /** A key that may only read; without it the rule about rights is not asked. */
    public Builder readKey(Supplier<String> value) {
      readKey = Objects.requireNonNull(value, "readKey");
      return this;
    }

    /** AR_Ref of an article that can be sold; without it no document is made. */
    public Builder article(String reference) {
      article = Objects.requireNonNull(reference, "article");
      return this;
    }

    /** The true time; default the machine's. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * The letters that tell this run's records from others; default six at random.
     *
     * @param letters six of A to Z
     */
    public Builder run(String letters) {
      if (!letters.matches("[A-Z]{6}")) {
        throw new IllegalArgumentException("run: six of A to Z");
      }
      run = letters;
      return this;
    }

    /** The suite. */
    public AgentConformance build() {
      return new AgentConformance(this);
    }
  }
}
