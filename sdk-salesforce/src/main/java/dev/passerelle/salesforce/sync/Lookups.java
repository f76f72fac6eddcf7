package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.salesforce.SalesforceQueries;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.SalesforceIds;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads records by id and tells apart what became of those that are not there (R5): merged, in the
 * recycle bin, gone for good, or not to be seen. A record that is not to be seen is gone only where
 * the user sees all records of the object (L6).
 */
final class Lookups {
  private final Org org;
  private final RecordMap map;
  private final RecordReader reader;

  Lookups(Org org, RecordMap map, RecordReader reader) {
    this.org = org;
    this.map = map;
    this.reader = reader;
  }

  List<Lookup> read(Collection<RecordId> ids) {
    Set<String> wanted = new LinkedHashSet<>();
    // An id that is not Salesforce's was never a record, and would make the whole call fail.
    ids.stream()
        .map(RecordId::value)
        .filter(SalesforceIds::isId)
        .map(SalesforceIds::of18)
        .forEach(wanted::add);
    Map<String, Lookup> found = new LinkedHashMap<>();
    if (!wanted.isEmpty()) {
      List<SalesforceRecord> live =
          reader.ask(() -> org.client().objects(map.object()).read(wanted, map.columns()));
      reader.read(live).forEach(seen -> found.put(seen.id().value(), lookup(seen)));
      wanted.removeAll(found.keySet());
      missing(wanted, found);
    }
    List<Lookup> answers = new ArrayList<>();
    for (RecordId id : ids) {
      Lookup answer = found.get(SalesforceIds.of18(id.value()));
      answers.add(answer == null ? new Lookup.Gone(id) : under(id, answer));
    }
    return answers;
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

  private void missing(Set<String> ids, Map<String, Lookup> found) {
    if (ids.isEmpty()) {
      return;
    }
    boolean merges = map.description().has(RecordMap.MASTER);
    List<String> columns = merges ? List.of("Id", RecordMap.MASTER) : List.of("Id");
    for (List<String> some : SalesforceQueries.portions(ids)) {
      Soql bin = Soql.select(columns).from(map.object()).where(Soql.in("Id", some));
      for (SalesforceRecord row : org.client().query().rowsWithDeleted(bin)) {
        found.put(row.id(), deleted(row));
      }
    }
    for (String id : ids) {
      if (!found.containsKey(id)) {
        RecordId record = RecordId.of(id);
        found.put(
            id, org.seesAll(map.object()) ? new Lookup.Gone(record) : new Lookup.Hidden(record));
      }
    }
  }

  private static Lookup deleted(SalesforceRecord row) {
    RecordId id = RecordId.of(row.id());
    return row.text(RecordMap.MASTER)
        .<Lookup>map(winner -> new Lookup.Moved(id, RecordId.of(SalesforceIds.of18(winner))))
        .orElseGet(() -> new Lookup.Gone(id));
  }

  /** The answer under the id that was asked for, which may be of 15 characters. */
  private static Lookup under(RecordId id, Lookup answer) {
    if (answer.id().equals(id)) {
      return answer;
    }
    if (answer instanceof Lookup.Moved moved) {
      return new Lookup.Moved(id, moved.to());
    }
    if (answer instanceof Lookup.Gone) {
      return new Lookup.Gone(id);
    }
    return answer instanceof Lookup.Hidden ? new Lookup.Hidden(id) : answer;
  }
}
