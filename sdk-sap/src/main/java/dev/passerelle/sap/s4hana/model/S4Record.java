package dev.passerelle.sap.s4hana.model;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.odata.ODataEntity;
import dev.passerelle.core.http.odata.ODataValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * An entity of either version, with the company's own fields. An empty text is the system's initial
 * value and counts as none (fact sheet §9). Immutable.
 *
 * @param json as received, without the envelope
 */
public record S4Record(JsonTree json) {

  /** The record of an answer. */
  public static S4Record of(ODataEntity entity) {
    return new S4Record(entity.fields());
  }

  /** Whether the answer mentions the property, be it null. */
  public boolean has(String property) {
    return !json.at(property).isMissing();
  }

  /** A text. */
  public Optional<String> text(String property) {
    return json.at(property).text().filter(text -> !text.isEmpty());
  }

  /**
   * A number that is kept as text, {@code SalesOrder} or {@code SoldToParty}: without the zeros in
   * front where it has only digits, as the services show it from time to time and from release to
   * release.
   */
  public Optional<String> number(String property) {
    return text(property).map(S4Record::external);
  }

  /** A number kept as text without its zeros in front; any other text as it is. */
  public static String external(String text) {
    return text.matches("0+\\d+") ? text.replaceFirst("^0+(?=\\d)", "") : text;
  }

  /** An exact amount. */
  public Optional<BigDecimal> decimal(String property) {
    return ODataValues.decimal(json.at(property));
  }

  /** An exact amount, zero where there is none. */
  public BigDecimal amount(String property) {
    return decimal(property).orElse(BigDecimal.ZERO);
  }

  /** A calendar day, never shifted by a zone. */
  public Optional<LocalDate> date(String property) {
    return ODataValues.date(json.at(property));
  }

  /** A time of day of the server's. */
  public Optional<LocalTime> time(String property) {
    return ODataValues.time(json.at(property));
  }

  /** An instant. */
  public Optional<Instant> instant(String property) {
    return ODataValues.instant(json.at(property));
  }

  /** A flag; {@code X} and {@code true} are yes, everything else is no. */
  public boolean yes(String property) {
    return json.at(property).bool().orElse(false)
        || json.at(property).text().filter("X"::equals).isPresent();
  }

  /** The rows that a way with several ends leads to; empty where it was not expanded. */
  public List<S4Record> rows(String navigation) {
    return new ODataEntity(json).rows(navigation).stream().map(S4Record::new).toList();
  }

  /** The row that a way with one end leads to; empty where there is none. */
  public Optional<S4Record> one(String navigation) {
    JsonTree inside = json.at(navigation);
    boolean expanded = !inside.fields().isEmpty() && inside.at("__deferred").isMissing();
    return expanded ? Optional.of(new S4Record(inside)) : Optional.empty();
  }

  /** Precondition of a conditional change. */
  public Optional<String> etag() {
    return new ODataEntity(json).etag();
  }

  /** Property names only: values may be personal. */
  @Override
  public String toString() {
    return "S4Record" + json;
  }
}
