package dev.passerelle.sage.sage100.model;

import dev.passerelle.core.http.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A quote or an order for an agent (contract of the agent, §4.3, §5), by Sage's own column names. A
 * value is a text or an {@link Integer}; decimals and dates are texts.
 *
 * @param header DO_Type, DO_Tiers, DO_NoWeb and what else there is
 * @param lines in order; each with its own columns and, if wanted, a {@code key} that comes back
 */
public record AgentDocument(Map<String, Object> header, List<Map<String, Object>> lines) {

  /** Copies. */
  public AgentDocument {
    header = new LinkedHashMap<>(header);
    List<Map<String, Object>> copy = new ArrayList<>();
    lines.forEach(line -> copy.add(new LinkedHashMap<>(line)));
    lines = copy;
  }

  /** The JSON form. */
  public JsonTree toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(header);
    json.put("lines", lines);
    return JsonTree.of(json);
  }

  /** The number of lines only. */
  @Override
  public String toString() {
    return "AgentDocument[" + lines.size() + " lines]";
  }
}
