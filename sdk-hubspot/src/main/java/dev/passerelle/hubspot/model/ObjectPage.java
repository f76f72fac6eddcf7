package dev.passerelle.hubspot.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list or of a search.
 *
 * @param results the records
 * @param paging where to go on
 * @param total how many there are; searches only
 */
public record ObjectPage(
    List<HubSpotObject> results, @Nullable Paging paging, @Nullable Long total) {
  /** Copies. */
  public ObjectPage {
    results = Copies.list(results);
  }

  /** The bookmark of the next page; empty on the last one. */
  public Optional<String> after() {
    return Paging.after(paging);
  }
}
