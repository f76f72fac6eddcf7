package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.hubspot.HubSpotObjects;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.HubSpotObject;
import dev.passerelle.hubspot.model.ObjectPage;
import dev.passerelle.hubspot.model.Search;
import dev.passerelle.hubspot.model.Search.Filter;
import dev.passerelle.hubspot.model.Search.FilterGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads records by id and tells apart what became of those that are not there (R5): merged into
 * another, or gone. A record in the recycle bin is gone: only a person can bring it back, and
 * HubSpot refuses every write to it (L28).
 */
final class Lookups {
  private static final String MERGED = "hs_merged_object_ids";

  private final HubSpotObjects objects;
  private final RecordMap map;
  private final RecordReader reader;

  Lookups(Portal portal, RecordMap map, RecordReader reader) {
    this.objects = portal.client().objects(map.objectType());
    this.map = map;
    this.reader = reader;
  }

  List<Lookup> read(Collection<RecordId> ids) {
    Set<String> wanted = new LinkedHashSet<>();
    // An id that is not HubSpot's was never a record, and would make the whole batch fail.
    ids.stream().map(RecordId::value).filter(Lookups::isId).forEach(wanted::add);
    Map<String, Lookup> found = new LinkedHashMap<>();
    keep(objects.read(BatchRead.byId(wanted, map.properties()), false), wanted, found);
    wanted.removeAll(found.keySet());
    objects
        .read(BatchRead.byId(wanted, List.of()), true)
        .forEach(object -> found.put(object.id(), new Lookup.Gone(RecordId.of(object.id()))));
    wanted.removeAll(found.keySet());
    wanted.forEach(id -> found.put(id, missing(id)));
    List<Lookup> answers = new ArrayList<>();
    for (RecordId id : ids) {
      answers.add(found.getOrDefault(id.value(), new Lookup.Gone(id)));
    }
    return answers;
  }

  private void keep(List<HubSpotObject> objects, Set<String> wanted, Map<String, Lookup> found) {
    List<HubSpotObject> asked =
        objects.stream().filter(object -> wanted.contains(object.id())).toList();
    for (RecordReader.Seen seen : reader.read(asked)) {
      found.put(seen.id().value(), lookup(seen));
    }
  }

  private static Lookup lookup(RecordReader.Seen seen) {
    if (seen.snapshot() != null) {
      return new Lookup.Found(seen.snapshot());
    }
    if (seen.problem() != null) {
      return new Lookup.Unreadable(seen.id(), seen.problem());
    }
    throw new IllegalStateException("neither understood nor not");
  }

  /** Some accounts lead a merged id to its successor; elsewhere the successor lists it. */
  private Lookup missing(String id) {
    RecordId asked = RecordId.of(id);
    Optional<String> successor =
        objects
            .get(id, List.of())
            .map(HubSpotObject::id)
            .filter(other -> !other.equals(id))
            .or(() -> absorber(id));
    return successor
        .<Lookup>map(other -> new Lookup.Moved(asked, RecordId.of(other)))
        .orElseGet(() -> new Lookup.Gone(asked));
  }

  private Optional<String> absorber(String id) {
    FilterGroup merged = FilterGroup.of(Filter.of(MERGED, "CONTAINS_TOKEN", id));
    try {
      ObjectPage page =
          objects.search(new Search(List.of(merged), List.of(), List.of(MERGED), 10, null));
      return page.results().stream()
          .filter(object -> List.of(object.text(MERGED).orElse("").split(";")).contains(id))
          .map(HubSpotObject::id)
          .findFirst();
    } catch (RefusedByRemote e) {
      if (e.code() == ErrorCode.RECORD_NOT_FOUND || e.httpStatus().orElse(0) == 400) {
        // An object type without merges does not have the property.
        return Optional.empty();
      }
      throw e;
    }
  }

  static boolean isId(String text) {
    return text.matches("\\d{1,19}");
  }
}
