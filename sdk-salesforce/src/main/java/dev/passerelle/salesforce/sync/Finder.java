package dev.passerelle.salesforce.sync;

import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.salesforce.SalesforceQueries;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records by natural key: a query, so what it shows is true. Case does not matter to it. */
final class Finder {
  private final Org org;
  private final RecordMap map;
  private final RecordReader reader;

  Finder(Org org, RecordMap map, RecordReader reader) {
    this.org = org;
    this.map = map;
    this.reader = reader;
  }

  List<Snapshot> find(Field<?> key, Collection<?> values) {
    String column =
        Optional.of(key)
            .filter(map.findKeys()::contains)
            .flatMap(map::column)
            .orElseThrow(
                () ->
                    new UnsupportedOperation(
                        org.settings().system(), "find " + map.type() + " by " + key));
    Set<String> texts = new LinkedHashSet<>();
    values.stream().map(String::valueOf).filter(text -> !text.isBlank()).forEach(texts::add);
    List<Snapshot> found = new ArrayList<>();
    for (RecordReader.Seen seen : reader.read(rows(column, texts))) {
      if (seen.snapshot() != null) {
        found.add(seen.snapshot());
      }
    }
    return found;
  }

  /** The live records with one of these texts in a column. */
  List<SalesforceRecord> rows(String column, Set<String> values) {
    Set<String> columns = new LinkedHashSet<>(map.columns());
    columns.add(column);
    List<Soql> queries =
        SalesforceQueries.portions(values).stream()
            .map(some -> Soql.select(columns).from(map.object()).where(Soql.in(column, some)))
            .toList();
    return queries.isEmpty() ? List.of() : reader.ask(() -> org.client().query().rows(queries));
  }
}
