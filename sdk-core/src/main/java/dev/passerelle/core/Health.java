package dev.passerelle.core;

import dev.passerelle.core.error.ErrorDetail;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How an engine is doing (L32).
 *
 * @param feeds per system and entity, in order
 * @param waiting how many items wait, by kind, counting at most 1,000 each
 * @param troubles what is wrong with systems that cannot be used now, by system
 */
public record Health(
    List<FeedHealth> feeds, Map<String, Long> waiting, Map<String, ErrorDetail> troubles) {

  /** Copies. */
  public Health {
    feeds = List.copyOf(feeds);
    waiting = Map.copyOf(waiting);
    troubles = Map.copyOf(troubles);
  }

  /** The greatest lag of all feeds. */
  public Duration lag() {
    return feeds.stream().map(FeedHealth::lag).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /**
   * One entity of one system.
   *
   * @param system the system
   * @param entity the entity type
   * @param listed whether it was listed once
   * @param pending undecided observations, counting at most 1,000
   * @param lag age of the oldest undecided observation; zero when there is none
   */
  public record FeedHealth(
      String system, String entity, boolean listed, long pending, Duration lag) {}
}
