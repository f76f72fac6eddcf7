package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.BASES;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Access to the bases: each side's own values when a flow last agreed (L10). */
public final class Bases {
  private final Tx tx;

  Bases(Tx tx) {
    this.tx = tx;
  }

  /**
   * The bases of one link and flow.
   *
   * @param left the left side's own values
   * @param right the right side's own values
   * @param fights per field, when it was last reverted without a new value from its owner (L13)
   */
  public record Base(Fields left, Fields right, Map<String, List<Instant>> fights) {
    /** No base yet. */
    public static final Base NONE = new Base(Fields.empty(), Fields.empty(), Map.of());
  }

  /** The bases of links for flows whose fields are given, by link then flow. */
  public Map<String, Map<String, Base>> of(
      Collection<String> links, Map<String, Set<Field<?>>> flowFields) {
    List<Key> keys = new ArrayList<>();
    links.forEach(
        link -> flowFields.keySet().forEach(flow -> keys.add(Key.of(tx.tenant(), link, flow))));
    Map<String, Map<String, Base>> found = new HashMap<>();
    for (Row row : tx.state().findAll(BASES, keys).values()) {
      Set<Field<?>> fields = flowFields.getOrDefault(row.text("flow"), Set.of());
      found
          .computeIfAbsent(row.text("link"), l -> new HashMap<>())
          .put(row.text("flow"), decode(row, fields));
    }
    return found;
  }

  /** Removes the bases of a link: its fields meet for the first time when it is decided next. */
  public void remove(String link) {
    tx.state().deleteWhere(Query.of(BASES).where("tenant", tx.tenant()).where("link", link));
  }

  /** Stores bases by link then flow. */
  public void put(Map<String, Map<String, Base>> bases) {
    List<Row> rows = new ArrayList<>();
    bases.forEach(
        (link, flows) -> flows.forEach((flow, base) -> rows.add(encode(link, flow, base))));
    tx.state().upsert(BASES, rows);
  }

  private Row encode(String link, String flow, Base base) {
    Map<String, @Nullable Object> fights = new LinkedHashMap<>();
    base.fights()
        .forEach(
            (field, times) ->
                fights.put(field, times.stream().<Object>map(Instant::toString).toList()));
    return BASES
        .row()
        .set("tenant", tx.tenant())
        .set("link", link)
        .set("flow", flow)
        .set("left_json", Payload.write(base.left().toJson()))
        .set("right_json", Payload.write(base.right().toJson()))
        .set("marks", fights.isEmpty() ? null : Payload.write(fights))
        .build();
  }

  private static Base decode(Row row, Set<Field<?>> fields) {
    Map<String, List<Instant>> fights = new HashMap<>();
    row.optText("marks")
        .map(Payload::read)
        .ifPresent(
            map ->
                map.keySet().stream()
                    .filter(name -> map.get(name) instanceof List<?>)
                    .forEach(
                        name ->
                            fights.put(
                                name,
                                Payload.list(map, name).stream()
                                    .map(at -> Instant.parse((String) at))
                                    .toList())));
    return new Base(
        Fields.fromJson(Payload.read(row.text("left_json")), fields),
        Fields.fromJson(Payload.read(row.text("right_json")), fields),
        fights);
  }
}
