package dev.passerelle.core.http.odata;

import dev.passerelle.core.http.JsonTree;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One entity as the service gave it, without the envelope of V2. Immutable.
 *
 * @param fields its properties, annotations included
 */
public record ODataEntity(JsonTree fields) {

  /** From an answer for one entity; V2 wraps it in {@code d}. */
  public static ODataEntity of(JsonTree answer) {
    JsonTree inside = answer.at("d");
    return new ODataEntity(inside.isMissing() ? answer : inside);
  }

  /** The precondition for a conditional write, where the body has one. */
  public Optional<String> etag() {
    return Stream.of(
            fields.at("@odata.etag"), fields.at("odata.etag"), fields.at("__metadata").at("etag"))
        .flatMap(each -> each.text().stream())
        .findFirst();
  }

  /** The rows of a collection inside: an array, or V2's {@code results}. */
  public java.util.List<JsonTree> rows(String collection) {
    JsonTree value = fields.at(collection);
    JsonTree results = value.at("results");
    return results.isMissing() ? value.items() : results.items();
  }
}
