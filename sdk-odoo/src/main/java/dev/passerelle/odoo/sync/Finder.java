package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Records by natural key, from the database itself. None of Odoo's keys is unique. */
final class Finder {
  private static final int VALUES = 200;

  private final Instance instance;
  private final RecordMap map;
  private final RecordReader reader;

  Finder(Instance instance, RecordMap map, RecordReader reader) {
    this.instance = instance;
    this.map = map;
    this.reader = reader;
  }

  List<Snapshot> find(Field<?> key, Collection<?> values) {
    String column = map.findColumns().get(key);
    if (column == null) {
      throw new UnsupportedOperation(
          instance.settings().system(), "find " + map.type() + " by " + key);
    }
    Set<String> texts = new LinkedHashSet<>();
    values.stream().map(String::valueOf).filter(text -> !text.isBlank()).forEach(texts::add);
    List<String> all = new ArrayList<>(texts);
    List<Snapshot> found = new ArrayList<>();
    for (int from = 0; from < all.size(); from += VALUES) {
      List<String> some = all.subList(from, Math.min(all.size(), from + VALUES));
      Domain domain = map.listFilter().and(column, "in", some);
      List<OdooRecord> records =
          instance
              .model(map.model())
              .searchRead(Query.of(domain).fields(map.columns()).withArchived());
      for (RecordReader.Seen seen : reader.read(records)) {
        if (seen.snapshot() != null) {
          found.add(seen.snapshot());
        }
      }
    }
    return found;
  }
}
