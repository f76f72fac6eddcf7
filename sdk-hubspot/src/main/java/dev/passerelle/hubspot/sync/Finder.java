package dev.passerelle.hubspot.sync;

import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.hubspot.HubSpotObjects;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.HubSpotObject;
import dev.passerelle.hubspot.model.ObjectPage;
import dev.passerelle.hubspot.model.Property;
import dev.passerelle.hubspot.model.Search;
import dev.passerelle.hubspot.model.Search.Filter;
import dev.passerelle.hubspot.model.Search.FilterGroup;
import dev.passerelle.hubspot.model.Search.Sort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Records by natural key: consistently where the property is unique, else by search, whose hits are
 * hints.
 */
final class Finder {
  /** A search takes five groups (fact sheet §3): five values at a time. */
  private static final int GROUPS = 5;

  private static final String ID = "hs_object_id";

  private final Portal portal;
  private final RecordMap map;
  private final RecordReader reader;
  private final HubSpotObjects objects;

  Finder(Portal portal, RecordMap map, RecordReader reader) {
    this.portal = portal;
    this.map = map;
    this.reader = reader;
    this.objects = portal.client().objects(map.objectType());
  }

  List<Snapshot> find(Field<?> key, Collection<?> values) {
    String property =
        Optional.of(key)
            .filter(map.findKeys()::contains)
            .flatMap(map::property)
            .orElseThrow(
                () ->
                    new UnsupportedOperation(
                        portal.settings().system(), "find " + map.type() + " by " + key));
    Set<String> texts = new LinkedHashSet<>();
    values.stream().map(String::valueOf).filter(text -> !text.isBlank()).forEach(texts::add);
    return isUnique(property) ? consistent(property, texts) : hints(property, texts);
  }

  private boolean isUnique(String property) {
    Property definition = portal.properties(map.objectType()).get(property);
    return (definition != null && definition.unique())
        || (map.objectType().equals("contacts") && property.equals("email"));
  }

  private List<Snapshot> consistent(String property, Set<String> values) {
    List<HubSpotObject> found =
        objects.read(BatchRead.by(property, values, map.properties()), false);
    List<Snapshot> snapshots = new ArrayList<>();
    for (RecordReader.Seen seen : reader.read(found)) {
      if (seen.snapshot() != null) {
        snapshots.add(seen.snapshot());
      }
    }
    return snapshots;
  }

  private List<Snapshot> hints(String property, Set<String> values) {
    List<Snapshot> found = new ArrayList<>();
    List<String> all = new ArrayList<>(values);
    for (int from = 0; from < all.size(); from += GROUPS) {
      search(property, all.subList(from, Math.min(all.size(), from + GROUPS)), found);
    }
    return found;
  }

  private void search(String property, List<String> values, List<Snapshot> into) {
    String reached = "0";
    boolean more = true;
    while (more) {
      ObjectPage page = objects.search(search(property, values, reached));
      List<HubSpotObject> hits = page.results();
      hits.forEach(hit -> into.add(reader.hint(hit)));
      more = hits.size() == HubSpotObjects.SEARCH_LIMIT;
      reached = more ? hits.get(hits.size() - 1).id() : reached;
    }
  }

  private Search search(String property, List<String> values, String reached) {
    List<FilterGroup> groups =
        values.stream()
            .map(
                value ->
                    FilterGroup.of(Filter.of(property, "EQ", value), Filter.of(ID, "GT", reached)))
            .toList();
    return new Search(
        groups, List.of(Sort.ascending(ID)), map.properties(), HubSpotObjects.SEARCH_LIMIT, null);
  }
}
