package dev.passerelle.salesforce.model;

import dev.passerelle.core.http.JsonTree;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A record as a query or a read shows it: only the fields that were asked for, those that are not
 * set as null (fact sheet §2). A path leads through a relationship: {@code Product2.ProductCode}.
 * Immutable; {@link #toString} shows the id only.
 */
public final class SalesforceRecord {
  private final JsonTree tree;

  private SalesforceRecord(JsonTree tree) {
    this.tree = tree;
  }

  /** The record in a tree. */
  public static SalesforceRecord of(JsonTree tree) {
    return new SalesforceRecord(tree);
  }

  /** The record's id in 18 characters; empty where it was not asked for. */
  public String id() {
    return text("Id").map(SalesforceIds::of18).orElse("");
  }

  /** The name of its object: {@code Account}. */
  public String object() {
    return tree.at("attributes").at("type").text().orElse("");
  }

  /** Whether the answer says anything of the field, be it that it is not set. */
  public boolean shows(String path) {
    int dot = path.indexOf('.');
    return dot < 0
        ? !tree.at(path).isMissing()
        : tree.at(path.substring(0, dot)).isNull() || !at(path).isMissing();
  }

  /** A field as text; empty when it is not set or not shown. */
  public Optional<String> text(String path) {
    return at(path).text().filter(value -> !value.isEmpty());
  }

  /** A number, exact. */
  public Optional<BigDecimal> decimal(String path) {
    return at(path).number();
  }

  /** A checkbox. */
  public Optional<Boolean> flag(String path) {
    return at(path).bool();
  }

  /** A date. Throws {@link java.time.DateTimeException} on another text. */
  public Optional<LocalDate> date(String path) {
    return text(path).map(LocalDate::parse);
  }

  /** A date-time. Throws {@link java.time.DateTimeException} on another text. */
  public Optional<Instant> instant(String path) {
    return text(path).map(SalesforceTimes::instant);
  }

  /** A field as it came. */
  public JsonTree at(String path) {
    JsonTree place = tree;
    for (String step : path.split("\\.", -1)) {
      place = place.at(step);
    }
    return place;
  }

  @Override
  public String toString() {
    return object() + " " + id();
  }
}
