package dev.passerelle.odoo.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A search domain, built from parts. Immutable.
 *
 * <pre>{@code
 * Domain.where("customer_rank", ">", 0).and("country_id.code", "in", List.of("BE", "FR"))
 * }</pre>
 */
public final class Domain {
  private static final Domain ALL = new Domain(List.of());

  private final List<Object> terms;

  private Domain(List<Object> terms) {
    this.terms = List.copyOf(terms);
  }

  /** No condition. */
  public static Domain all() {
    return ALL;
  }

  /**
   * One condition.
   *
   * @param field a field, or a path over links, {@code partner_id.ref}
   * @param operator {@code =}, {@code !=}, {@code >}, {@code >=}, {@code <}, {@code <=}, {@code
   *     in}, {@code not in}, {@code like}, {@code ilike}, {@code =ilike}, {@code child_of}
   * @param value text, number, boolean, {@link Instant}, {@link LocalDate} or a collection of them;
   *     {@code false} for empty
   */
  public static Domain where(String field, String operator, Object value) {
    return new Domain(List.of(List.of(field, operator, plain(value))));
  }

  /** A domain that is written out already, in prefix notation. */
  public static Domain raw(List<?> terms) {
    return new Domain(List.copyOf(terms));
  }

  /** Both this and another condition. */
  public Domain and(String field, String operator, Object value) {
    return and(where(field, operator, value));
  }

  /** Both this and another domain. */
  public Domain and(Domain other) {
    List<Object> both = new ArrayList<>(terms);
    both.addAll(other.terms);
    return new Domain(both);
  }

  /** At least one of the domains; each must be one condition or itself such an alternative. */
  public static Domain anyOf(List<Domain> domains) {
    List<Object> any = new ArrayList<>();
    for (int bar = 1; bar < domains.size(); bar++) {
      any.add("|");
    }
    domains.forEach(each -> any.addAll(each.single()));
    return new Domain(any);
  }

  /** Several conditions stand side by side; as one operand they need their ampersands. */
  private List<Object> single() {
    int conditions = 0;
    int alternatives = 0;
    for (Object term : terms) {
      conditions += term instanceof List<?> ? 1 : 0;
      alternatives += "|".equals(term) || "&".equals(term) ? 1 : 0;
    }
    List<Object> single = new ArrayList<>();
    for (int missing = alternatives + 1; missing < conditions; missing++) {
      single.add("&");
    }
    single.addAll(terms);
    return single;
  }

  /** In prefix notation, as the server takes it. */
  public List<Object> terms() {
    return terms;
  }

  private static Object plain(Object value) {
    if (value instanceof Instant instant) {
      return OdooTimes.text(instant);
    }
    if (value instanceof LocalDate date) {
      return date.toString();
    }
    return value instanceof Collection<?> many ? many.stream().map(Domain::plain).toList() : value;
  }

  /** Field names only: values may be personal. */
  @Override
  public String toString() {
    return terms.stream()
        .map(term -> term instanceof List<?> leaf ? String.valueOf(leaf.get(0)) : "" + term)
        .toList()
        .toString();
  }
}
