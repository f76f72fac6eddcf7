package dev.passerelle.simulators.hubspot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A search with its limits (fact sheet §3): groups of filters, one sort, one page. */
record SearchRequest(
    List<List<SearchFilter>> groups,
    String query,
    Sort sort,
    List<String> properties,
    int limit,
    int after) {
  static final int HARD_CAP = 10_000;
  private static final int LONGEST_BODY = 3_000;
  private static final int MOST_GROUPS = 5;
  private static final int MOST_FILTERS_PER_GROUP = 6;
  private static final int MOST_FILTERS = 18;
  private static final int LARGEST_PAGE = 200;

  static SearchRequest of(String text, ObjectType type, PropertyCatalog catalog) {
    if (text.length() > LONGEST_BODY) {
      throw HubSpotError.validation("The request body exceeds " + LONGEST_BODY + " characters");
    }
    JsonBody body = JsonBody.parse(text);
    return new SearchRequest(
        groups(body, type, catalog),
        body.text("query").orElse("").toLowerCase(Locale.ROOT),
        sort(body, type, catalog),
        body.texts("properties"),
        limit(body),
        after(body));
  }

  private static List<List<SearchFilter>> groups(
      JsonBody body, ObjectType type, PropertyCatalog catalog) {
    List<List<SearchFilter>> groups = new ArrayList<>();
    int total = 0;
    for (JsonBody group : body.objects("filterGroups")) {
      List<SearchFilter> filters = new ArrayList<>();
      for (JsonBody filter : group.objects("filters")) {
        filters.add(SearchFilter.of(filter, type, catalog));
      }
      if (filters.size() > MOST_FILTERS_PER_GROUP) {
        throw HubSpotError.validation("too many filters in one group");
      }
      total += filters.size();
      groups.add(filters);
    }
    if (groups.size() > MOST_GROUPS || total > MOST_FILTERS) {
      throw HubSpotError.validation("too many filter groups or filters");
    }
    return groups;
  }

  private static int limit(JsonBody body) {
    int limit = body.number("limit", 10);
    if (limit < 0 || limit > LARGEST_PAGE) {
      throw HubSpotError.validation("limit must be between 0 and " + LARGEST_PAGE);
    }
    return limit;
  }

  private static int after(JsonBody body) {
    String text = body.text("after").orElse("");
    int after;
    try {
      after = text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw HubSpotError.validation("after must be a whole number");
    }
    if (after < 0 || after >= HARD_CAP) {
      throw HubSpotError.validation(
          "The requested page lies beyond the limit of " + HARD_CAP + " results");
    }
    return after;
  }

  /** Sorts are objects in the vendor's guide and plain strings in its description; both work. */
  private static Sort sort(JsonBody body, ObjectType type, PropertyCatalog catalog) {
    List<?> sorts = body.items("sorts");
    if (sorts.size() > 1) {
      throw HubSpotError.validation("only one sort is allowed");
    }
    if (sorts.isEmpty()) {
      return new Sort(null, false);
    }
    if (sorts.get(0) instanceof String text) {
      boolean descending = text.startsWith("-");
      return sort(type, catalog, descending ? text.substring(1) : text, descending);
    }
    JsonBody sort = body.objects("sorts").get(0);
    boolean descending = sort.text("direction").orElse("").startsWith("DESC");
    return sort(type, catalog, sort.requiredText("propertyName"), descending);
  }

  private static Sort sort(
      ObjectType type, PropertyCatalog catalog, String name, boolean descending) {
    return new Sort(
        catalog
            .find(type, name)
            .orElseThrow(
                () -> HubSpotError.validation("There was a problem with the request: " + name)),
        descending);
  }

  /** The property to sort by, null for the record id alone; records without a value come last. */
  record Sort(@Nullable PropertyDefinition property, boolean descending) {
    private record Keyed(@Nullable SearchValue key, RecordState state) {}

    List<RecordState> apply(List<RecordState> records) {
      if (property == null) {
        return records;
      }
      Comparator<SearchValue> byKey = Comparator.naturalOrder();
      PropertyDefinition sorted = property;
      return records.stream()
          .map(each -> new Keyed(SearchValue.of(sorted, each), each))
          .sorted(
              Comparator.comparing(
                      Keyed::key, Comparator.nullsLast(descending ? byKey.reversed() : byKey))
                  .thenComparing(each -> each.state().id()))
          .map(Keyed::state)
          .toList();
    }
  }

  boolean fits(RecordState state) {
    return (groups.isEmpty()
            || groups.stream().anyMatch(group -> group.stream().allMatch(each -> each.fits(state))))
        && (query.isEmpty()
            || state.values().values().stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(query)));
  }
}
