package dev.passerelle.hubspot.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search (fact sheet §3). The search index lags, caps a query at 10,000 hits and shows no
 * associations: its hits are hints.
 *
 * @param filterGroups any of them must hold, at most 5
 * @param sorts at most one
 * @param properties internal names to show
 * @param limit 1 to 200
 * @param after offset bookmark; null for the first page
 */
public record Search(
    List<FilterGroup> filterGroups,
    List<Sort> sorts,
    List<String> properties,
    int limit,
    @Nullable String after) {
  /** Copies; refuses a limit that HubSpot refuses. */
  public Search {
    filterGroups = List.copyOf(filterGroups);
    sorts = List.copyOf(sorts);
    properties = List.copyOf(properties);
    if (limit < 1 || limit > 200) {
      throw new IllegalArgumentException("limit must be 1 to 200, not " + limit);
    }
  }

  /**
   * Filters that must all hold.
   *
   * @param filters at most 6
   */
  public record FilterGroup(List<Filter> filters) {
    /** Copies. */
    public FilterGroup {
      filters = List.copyOf(filters);
    }

    /** The given filters. */
    public static FilterGroup of(Filter... filters) {
      return new FilterGroup(List.of(filters));
    }
  }

  /**
   * One condition.
   *
   * @param propertyName internal name
   * @param operator {@code EQ}, {@code GTE}, {@code LT}, {@code IN}, {@code HAS_PROPERTY}, …
   * @param value operand; times as milliseconds since 1970
   * @param values operands of {@code IN} and {@code NOT_IN}
   */
  public record Filter(
      String propertyName, String operator, @Nullable String value, @Nullable List<String> values) {
    /** A condition with one operand. */
    public static Filter of(String propertyName, String operator, String value) {
      return new Filter(propertyName, operator, value, null);
    }
  }

  /**
   * The order.
   *
   * @param propertyName internal name
   * @param direction {@code ASCENDING} or {@code DESCENDING}
   */
  public record Sort(String propertyName, String direction) {
    /** Smallest first. */
    public static Sort ascending(String propertyName) {
      return new Sort(propertyName, "ASCENDING");
    }
  }
}
