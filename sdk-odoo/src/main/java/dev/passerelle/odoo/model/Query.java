package dev.passerelle.odoo.model;

import java.util.List;

/**
 * What to look for, and what to show of it.
 *
 * @param domain which records
 * @param fields their fields; never empty, since a server asked for everything computes everything
 *     (fact sheet §4)
 * @param limit the most records; 0 for all
 * @param order {@code id}, {@code write_date, id}
 * @param archived whether records that were put away are shown too
 */
public record Query(Domain domain, List<String> fields, int limit, String order, boolean archived) {

  /** Copies. */
  public Query {
    fields = List.copyOf(fields);
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be 0 or more");
    }
  }

  /** Live records in the order of their ids, with nothing but the id. */
  public static Query of(Domain domain) {
    return new Query(domain, List.of("id"), 0, "id", false);
  }

  /** With these fields. */
  public Query fields(List<String> names) {
    return new Query(domain, names.isEmpty() ? List.of("id") : names, limit, order, archived);
  }

  /** At most so many records. */
  public Query limit(int most) {
    return new Query(domain, fields, most, order, archived);
  }

  /** In another order; end it with {@code id}. */
  public Query order(String by) {
    return new Query(domain, fields, limit, by, archived);
  }

  /** With the records that were put away. */
  public Query withArchived() {
    return new Query(domain, fields, limit, order, true);
  }
}
