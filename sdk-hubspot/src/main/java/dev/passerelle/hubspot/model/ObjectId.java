package dev.passerelle.hubspot.model;

import java.util.Collection;
import java.util.List;

/**
 * Names a record.
 *
 * @param id the record id, or the value of a unique property where a call says so
 */
public record ObjectId(String id) {
  /** Several. */
  public static List<ObjectId> of(Collection<String> ids) {
    return ids.stream().map(ObjectId::new).toList();
  }
}
