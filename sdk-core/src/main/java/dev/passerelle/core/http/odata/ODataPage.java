package dev.passerelle.core.http.odata;

import dev.passerelle.core.http.JsonTree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a set.
 *
 * @param entities in the service's order
 * @param nextLink where the service goes on, as it gave it; null on the last page
 * @param total the number of all, where it was asked for
 */
public record ODataPage(
    List<ODataEntity> entities, @Nullable String nextLink, @Nullable Long total) {

  /** Copies. */
  public ODataPage {
    entities = List.copyOf(entities);
  }

  /** Where the service goes on, for {@link ODataService#next}. */
  public Optional<String> next() {
    return Optional.ofNullable(nextLink);
  }

  static ODataPage of(JsonTree answer) {
    JsonTree d = answer.at("d");
    JsonTree body = d.isMissing() ? answer : d;
    List<JsonTree> rows =
        Stream.of(body.at("value"), body.at("results"), body)
            .map(JsonTree::items)
            .filter(items -> !items.isEmpty())
            .findFirst()
            .orElse(List.of());
    return new ODataPage(
        rows.stream().map(ODataEntity::new).toList(),
        first(body, "@odata.nextLink", "odata.nextLink", "__next").orElse(null),
        first(body, "@odata.count", "odata.count", "__count").map(Long::valueOf).orElse(null));
  }

  private static Optional<String> first(JsonTree body, String... names) {
    return Stream.of(names)
        .flatMap(name -> body.at(name).text().stream())
        .filter(text -> !text.isBlank())
        .findFirst();
  }
}
