package dev.passerelle.sage.sage100.model;

import dev.passerelle.core.http.JsonTree;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says of one operation or of one reference (contract of the agent, §3, §6).
 *
 * @param key the operation's key; empty in a fate
 * @param reference the idempotency reference; empty in a pricing
 * @param kind what happened
 * @param repeated whether the effect is of an earlier request
 * @param record the record, where there is an effect
 * @param errors the faults, where it was refused
 * @param stale whether it was refused because a value of {@code before} is no longer there
 * @param code why it was not the time
 * @param retryAfter when it may be
 */
public record AgentOutcome(
    String key,
    String reference,
    Kind kind,
    boolean repeated,
    @Nullable AgentRecord record,
    List<AgentError> errors,
    boolean stale,
    String code,
    @Nullable Duration retryAfter) {

  /** What happened. */
  public enum Kind {
    /** Sage holds the effect. */
    DONE,
    /** A document was priced. */
    PRICED,
    /** No; nothing was written. */
    REFUSED,
    /** The record has changed; nothing was written. */
    STALE,
    /** Not now; nothing happened. */
    BUSY,
    /** Begun, not ended. */
    EXECUTING,
    /** The agent knows nothing of it, or said something that the contract does not know. */
    UNKNOWN
  }

  /** Copies. */
  public AgentOutcome {
    errors = List.copyOf(errors);
  }

  /** Reads an outcome or a fate. */
  public static AgentOutcome of(JsonTree json) {
    Kind kind = kind(json.at("outcome").text().or(() -> json.at("fate").text()).orElse(""));
    boolean effect = kind == Kind.DONE && !json.at("record").isMissing();
    return new AgentOutcome(
        json.at("key").text().orElse(""),
        json.at("reference").text().orElse(""),
        kind,
        json.at("repeated").bool().orElse(false),
        effect
            ? AgentRecord.of(json.at("record"))
            : kind == Kind.PRICED ? AgentRecord.of(json) : null,
        AgentError.all(json.at("errors")),
        !json.at("current").isMissing(),
        json.at("code").text().orElse(""),
        json.at("retryAfterSeconds")
            .number()
            .map(seconds -> Duration.ofSeconds(seconds.longValue()))
            .orElse(null));
  }

  private static Kind kind(String text) {
    for (Kind kind : Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
        return kind;
      }
    }
    return Kind.UNKNOWN;
  }

  /** The record, where there is an effect. */
  public Optional<AgentRecord> effect() {
    return Optional.ofNullable(record);
  }
}
