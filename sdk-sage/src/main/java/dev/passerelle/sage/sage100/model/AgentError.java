package dev.passerelle.sage.sage100.model;

import dev.passerelle.core.http.JsonTree;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One fault that an agent found (contract of the agent, §3).
 *
 * @param code what
 * @param field column, or {@code lines[2].AR_Ref}; empty when the whole is meant
 * @param value the code concerned; empty when there is none
 * @param length characters, of a text that is too long
 * @param limit characters allowed
 * @param record cbMarq of the record that stands in the way
 * @param message in the agent's words, for people
 */
public record AgentError(
    String code,
    String field,
    String value,
    int length,
    int limit,
    @Nullable Integer record,
    String message) {

  static List<AgentError> all(JsonTree errors) {
    return errors.items().stream().map(AgentError::of).toList();
  }

  private static AgentError of(JsonTree json) {
    return new AgentError(
        json.at("code").text().orElse("SAGE_REFUSED"),
        json.at("field").text().orElse(""),
        json.at("value").text().orElse(""),
        json.at("length").number().map(Number::intValue).orElse(0),
        json.at("limit").number().map(Number::intValue).orElse(0),
        json.at("record").number().map(Number::intValue).orElse(null),
        json.at("message").text().orElse(""));
  }

  /** The record that stands in the way. */
  public Optional<Integer> existing() {
    return Optional.ofNullable(record);
  }
}
