package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads records by id and tells a deleted one from a hidden one (R5): a search shows neither, but a
 * read by id is refused for what exists and may not be seen, and silent about what does not exist
 * (fact sheet §11).
 */
final class Lookups {
  private final Instance instance;
  private final RecordMap map;
  private final RecordReader reader;

  Lookups(Instance instance, RecordMap map, RecordReader reader) {
    this.instance = instance;
    this.map = map;
    this.reader = reader;
  }

  List<Lookup> read(Collection<RecordId> ids) {
    Set<Long> wanted = new LinkedHashSet<>();
    ids.stream().map(RecordId::value).filter(Lookups::isId).map(Long::valueOf).forEach(wanted::add);
    Map<String, Lookup> found = new LinkedHashMap<>();
    for (RecordReader.Seen seen : reader.read(records(wanted))) {
      found.put(seen.id().value(), lookup(seen));
      wanted.remove(Long.valueOf(seen.id().value()));
    }
    wanted.forEach(id -> found.put(Long.toString(id), missing(id)));
    List<Lookup> answers = new ArrayList<>();
    for (RecordId id : ids) {
      answers.add(found.getOrDefault(id.value(), new Lookup.Gone(id)));
    }
    return answers;
  }

  List<OdooRecord> records(Collection<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return instance
        .model(map.model())
        .searchRead(
            Query.of(Domain.where("id", "in", List.copyOf(ids)))
                .fields(map.columns())
                .withArchived());
  }

  /** The records with their parts, as far as they are understood. */
  List<RecordReader.Seen> seen(Collection<Long> ids) {
    return reader.read(records(ids));
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

  private Lookup missing(long id) {
    RecordId asked = RecordId.of(Long.toString(id));
    try {
      boolean there = !instance.model(map.model()).read(List.of(id), List.of("id")).isEmpty();
      // It came between the two calls, or the search is narrower than the read.
      return there ? new Lookup.Hidden(asked) : new Lookup.Gone(asked);
    } catch (AccessDenied e) {
      return new Lookup.Hidden(asked);
    }
  }

  static boolean isId(String text) {
    return text.matches("\\d{1,18}");
  }
}
