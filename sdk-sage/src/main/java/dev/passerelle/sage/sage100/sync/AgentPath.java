package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.InvalidConfiguration.Place;
import dev.passerelle.sage.sage100.SageAgent;
import dev.passerelle.sage.sage100.model.AgentAbout;
import dev.passerelle.sage.sage100.model.AgentDocument;
import dev.passerelle.sage.sage100.model.AgentOperation;
import dev.passerelle.sage.sage100.model.AgentOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent as the writers use it: greeted now and then, since clocks are set; held to the company
 * that is read by SQL; its journal kept in mind. Thread-safe.
 */
final class AgentPath {
  private static final int CONTRACT = 1;
  private static final Duration LEAST_WINDOW = Duration.ofSeconds(5);
  private static final Duration MOST_WINDOW = Duration.ofSeconds(30);

  /** How long the distance of the clocks is believed. */
  private static final Duration GREETED = Duration.ofMinutes(1);

  /** The agent's word for an operation that came after its {@code notAfter}. */
  private static final String EXPIRED = "EXPIRED";

  private final SageAgent agent;
  private final Supplier<String> database;
  private final Clock clock;
  private final Duration maxLag;
  private final Supplier<String> ids;
  private final @Nullable String expectedInstance;
  private final AtomicReference<@Nullable Greeting> greeting = new AtomicReference<>();
  private final AtomicReference<@Nullable String> firstInstance = new AtomicReference<>();

  /**
   * What an agent said of itself.
   *
   * @param ahead how far its clock is ahead of ours
   * @param at when, by our clock
   */
  record Greeting(AgentAbout about, Duration ahead, Instant at) {
    /** Whether our clock is still in the time for which the distance is believed. */
    boolean holds(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(GREETED));
    }
  }

  AgentPath(
      SageAgent agent,
      Supplier<String> database,
      Clock clock,
      Duration maxLag,
      Supplier<String> ids,
      @Nullable String expectedInstance) {
    this.agent = agent;
    this.database = database;
    this.clock = clock;
    this.maxLag = maxLag;
    this.ids = ids;
    this.expectedInstance = expectedInstance;
  }

  Duration maxLag() {
    return maxLag;
  }

  Instant deadline() {
    return clock.instant().plus(maxLag);
  }

  /** A reference for an update: unique, since the same change may rightly be made twice. */
  String once(String record) {
    return "u:" + record + ":" + ids.get();
  }

  /** What the agent says of itself, asked anew. */
  AgentAbout ask() {
    AgentAbout about = agent.about();
    require(about.contract() == CONTRACT, ErrorCode.API_VERSION_UNSUPPORTED, about);
    require(about.database().equalsIgnoreCase(database.get()), ErrorCode.IDENTITY_MISMATCH, about);
    return about;
  }

  /** The same with the distance of the clocks. */
  Greeting greet() {
    Instant before = clock.instant();
    AgentAbout about = ask();
    return new Greeting(about, Duration.between(before, about.clock()), before);
  }

  private Greeting greeted() {
    Greeting known = greeting.get();
    if (known == null || !known.holds(clock.instant())) {
      known = greet();
      firstInstance.compareAndSet(null, known.about().instance());
      greeting.set(known);
    }
    return known;
  }

  /**
   * Whether the agent still has the journal that it had: else "unknown" may mean "forgotten" and
   * nothing may be created (contract of the agent, §2).
   */
  boolean journalKept() {
    String asked = ask().instance();
    firstInstance.compareAndSet(null, asked);
    return asked.equals(expectedInstance == null ? firstInstance.get() : expectedInstance);
  }

  /** Executes operations in as many batches as the agent's limit asks for; outcomes by key. */
  Map<String, AgentOutcome> execute(List<AgentOperation> operations) {
    Greeting now = greeted();
    Instant notAfter = clock.instant().plus(now.ahead()).plus(window(now.about()));
    Map<String, AgentOutcome> outcomes = byKey(agent.execute(operations, notAfter));
    if (outcomes.values().stream().anyMatch(outcome -> outcome.code().equals(EXPIRED))) {
      // Surely not begun; perhaps because a clock was set.
      greeting.set(null);
    }
    return outcomes;
  }

  int batchLimit() {
    return Math.max(1, greeted().about().batchLimit());
  }

  private Duration window(AgentAbout about) {
    Duration window = maxLag.minusSeconds(about.executionSeconds()).minus(LEAST_WINDOW);
    if (window.compareTo(LEAST_WINDOW) < 0) {
      return LEAST_WINDOW;
    }
    return window.compareTo(MOST_WINDOW) > 0 ? MOST_WINDOW : window;
  }

  /** Fates by reference. */
  Map<String, AgentOutcome> fates(Collection<String> references) {
    Map<String, AgentOutcome> fates = new LinkedHashMap<>();
    int limit = Math.max(1, greeted().about().queryLimit());
    List<String> all = new ArrayList<>(references);
    for (int from = 0; from < all.size(); from += limit) {
      List<String> chunk = all.subList(from, Math.min(all.size(), from + limit));
      agent.fates(chunk).forEach(fate -> fates.put(fate.reference(), fate));
    }
    return fates;
  }

  /** Prices by key. */
  Map<String, AgentOutcome> price(Map<String, AgentDocument> documents) {
    Map<String, AgentOutcome> priced = new LinkedHashMap<>();
    int limit = Math.max(1, greeted().about().priceLimit());
    List<String> keys = new ArrayList<>(documents.keySet());
    for (int from = 0; from < keys.size(); from += limit) {
      Map<String, AgentDocument> chunk = new LinkedHashMap<>();
      for (String key : keys.subList(from, Math.min(keys.size(), from + limit))) {
        AgentDocument document = documents.get(key);
        if (document != null) {
          chunk.put(key, document);
        }
      }
      priced.putAll(byKey(agent.price(chunk)));
    }
    return priced;
  }

  private static Map<String, AgentOutcome> byKey(List<AgentOutcome> outcomes) {
    Map<String, AgentOutcome> byKey = new LinkedHashMap<>();
    outcomes.forEach(outcome -> byKey.put(outcome.key(), outcome));
    return byKey;
  }

  private void require(boolean holds, ErrorCode code, AgentAbout about) {
    if (!holds) {
      boolean version = code == ErrorCode.API_VERSION_UNSUPPORTED;
      ErrorDetail detail =
          ErrorDetail.of(code)
              .system("the agent")
              .figure("expected", version ? "contract " + CONTRACT : database.get())
              .figure("actual", version ? "contract " + about.contract() : about.database())
              .build();
      throw new InvalidConfiguration(detail, new Place("code", 0, "agent"));
    }
  }

  void close() {
    agent.close();
  }
}
