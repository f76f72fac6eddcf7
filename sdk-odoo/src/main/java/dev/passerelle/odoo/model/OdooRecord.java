package dev.passerelle.odoo.model;

import dev.passerelle.core.http.JsonTree;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One record as a server showed it. Odoo writes {@code false} for every empty value; here it is
 * empty (fact sheet §9). Immutable.
 */
public final class OdooRecord {
  private final long id;
  private final Map<String, JsonTree> values;

  private OdooRecord(long id, Map<String, JsonTree> values) {
    this.id = id;
    this.values = values;
  }

  /**
   * Reads one element of an answer.
   *
   * @throws IllegalArgumentException where it has no id
   */
  public static OdooRecord of(JsonTree tree) {
    long id =
        tree.at("id")
            .number()
            .map(BigDecimal::longValue)
            .orElseThrow(() -> new IllegalArgumentException("a record without id"));
    return new OdooRecord(id, tree.fields());
  }

  /** The record's id. */
  public long id() {
    return id;
  }

  /** Whether the field was shown, be it empty. */
  public boolean has(String field) {
    return values.containsKey(field);
  }

  /** The value as it came; missing where the field was not shown. */
  public JsonTree value(String field) {
    return values.getOrDefault(field, JsonTree.of(null).at(field));
  }

  /** A text or the key of a selection; {@code false} and an empty text are empty. */
  public Optional<String> text(String field) {
    JsonTree value = value(field);
    return isFalse(value) ? Optional.empty() : value.text().filter(text -> !text.isEmpty());
  }

  /** A number; 0 where Odoo says 0, which may mean that nobody entered one. */
  public Optional<BigDecimal> number(String field) {
    return value(field).number();
  }

  /** True or false; a flag is never empty. */
  public boolean flag(String field) {
    return value(field).bool().orElse(false);
  }

  /** The id that a link leads to, whether it came with a name or without. */
  public Optional<Long> link(String field) {
    JsonTree value = value(field);
    return value.number().or(() -> value.at(0).number()).map(BigDecimal::longValue);
  }

  /** The ids that a list of links leads to. */
  public List<Long> links(String field) {
    return value(field).items().stream()
        .flatMap(each -> each.number().stream())
        .map(BigDecimal::longValue)
        .toList();
  }

  /** A date. */
  public Optional<LocalDate> date(String field) {
    return text(field).map(text -> LocalDate.parse(text.substring(0, Math.min(10, text.length()))));
  }

  /** An instant. */
  public Optional<Instant> instant(String field) {
    return text(field).map(OdooTimes::instant);
  }

  private static boolean isFalse(JsonTree value) {
    return value.bool().filter(flag -> !flag).isPresent() && value.items().isEmpty();
  }

  /** Field names only: values may be personal. */
  @Override
  public String toString() {
    return "OdooRecord[" + id + " " + values.keySet() + "]";
  }
}
