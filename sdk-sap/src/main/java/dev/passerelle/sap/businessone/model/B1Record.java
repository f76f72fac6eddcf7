package dev.passerelle.sap.businessone.model;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.odata.ODataEntity;
import dev.passerelle.core.http.odata.ODataValues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * A record, or a row inside one, with its user fields. A text that is empty counts as none, as the
 * system itself mixes both. Immutable.
 *
 * @param json as received
 */
public record B1Record(JsonTree json) {
  /** What a double of the system may be wrong by: it keeps six decimals at most. */
  private static final int DECIMALS = 6;

  /** The record of an answer. */
  public static B1Record of(ODataEntity entity) {
    return new B1Record(entity.fields());
  }

  /** Whether the answer mentions the property, be it null. */
  public boolean has(String property) {
    return !json.at(property).isMissing();
  }

  /** A text, or a number as text. */
  public Optional<String> text(String property) {
    return json.at(property).text().filter(text -> !text.isEmpty());
  }

  /** A number; the noise of binary numbers beyond six decimals is cut. */
  public Optional<BigDecimal> number(String property) {
    return json.at(property).number().map(B1Record::clean);
  }

  private static BigDecimal clean(BigDecimal noisy) {
    return noisy.scale() > DECIMALS ? noisy.setScale(DECIMALS, RoundingMode.HALF_UP) : noisy;
  }

  /** A number, zero where there is none. */
  public BigDecimal amount(String property) {
    return number(property).orElse(BigDecimal.ZERO);
  }

  /** A whole number. */
  public Optional<Integer> integer(String property) {
    return number(property).map(BigDecimal::intValue);
  }

  /** A calendar day; the time and zone that some versions add mean nothing. */
  public Optional<LocalDate> date(String property) {
    return ODataValues.date(json.at(property));
  }

  /** A time of day of the server's. */
  public Optional<LocalTime> time(String property) {
    return ODataValues.time(json.at(property));
  }

  /** {@code tYES}; everything else is no. */
  public boolean yes(String property) {
    return json.at(property).text().filter("tYES"::equals).isPresent();
  }

  /** The rows of a collection. */
  public List<B1Record> rows(String collection) {
    return json.at(collection).items().stream().map(B1Record::new).toList();
  }

  /** Precondition of a conditional change. */
  public Optional<String> etag() {
    return new ODataEntity(json).etag();
  }

  /** When it last changed, in the server's local time; empty where the record does not tell. */
  public Optional<LocalDateTime> updated() {
    return date("UpdateDate").map(day -> day.atTime(time("UpdateTime").orElse(LocalTime.MIDNIGHT)));
  }

  /** Property names only: values may be personal. */
  @Override
  public String toString() {
    return "B1Record" + json;
  }
}
