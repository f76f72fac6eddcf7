package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.model.FieldInfo;
import dev.passerelle.odoo.model.LoadAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes of many records to different values in one call. {@code write} gives all its records the
 * same values; the server's import knows a record by its database id in the column {@code .id} as
 * well, and changes each to its own. Asked for once per model, in a way that makes nothing. It is
 * all or nothing: whoever is refused goes alone by {@code write}, whose errors say more.
 */
final class ManyChanges {
  private static final String DATABASE_ID = ".id";

  private final Instance instance;
  private final RecordMap map;
  private final OdooModel model;
  private final Loads loads;

  ManyChanges(Instance instance, RecordMap map, Loads loads) {
    this.instance = instance;
    this.map = map;
    this.model = instance.model(map.model()).with("active_test", false);
    this.loads = loads;
  }

  /** Changes what can be changed together; returns the works that must go alone. */
  List<Work> run(RecordWriter.Batch batch, List<Work> works) {
    Map<Set<String>, List<Work>> alike = new LinkedHashMap<>();
    List<Work> alone = new ArrayList<>();
    for (Work work : works) {
      if (work.values().values().stream().anyMatch(ManyChanges::isNested)) {
        alone.add(work);
      } else {
        // A column that a record leaves empty would empty its field: only equals go together.
        alike
            .computeIfAbsent(new TreeSet<>(work.values().keySet()), key -> new ArrayList<>())
            .add(work);
      }
    }
    alike.values().forEach(group -> group(batch, group, alone));
    return alone;
  }

  private static boolean isNested(Object value) {
    return value instanceof Collection || value instanceof Map;
  }

  private void group(RecordWriter.Batch batch, List<Work> group, List<Work> alone) {
    if (group.size() == 1 || !instance.importsById(map.model())) {
      alone.addAll(group);
      return;
    }
    for (int from = 0; from < group.size(); from += ModelAdapter.WRITES) {
      int end = Math.min(group.size(), from + ModelAdapter.WRITES);
      load(batch, group.subList(from, end), alone);
    }
  }

  private void load(RecordWriter.Batch batch, List<Work> works, List<Work> alone) {
    if (works.size() < 2) {
      alone.addAll(works);
      return;
    }
    List<String> columns = List.copyOf(works.get(0).values().keySet());
    LoadAnswer answer;
    try {
      answer = model.load(header(columns), works.stream().map(work -> row(work, columns)).toList());
    } catch (RefusedByRemote e) {
      halve(batch, works, alone);
      return;
    } catch (PasserelleException e) {
      batch.fail(works, e);
      return;
    }
    if (answer.isDone() && !answer.ids().equals(works.stream().map(Work::id).toList())) {
      batch.fail(works, loads.unreadable());
    } else if (answer.isDone()) {
      batch.begun();
      works.forEach(Work::touched);
    } else if (answer.problems().stream().anyMatch(LoadAnswer.Problem::busy)) {
      loads.busy(works);
    } else {
      divide(batch, works, answer, alone);
    }
  }

  /** Those that were named go alone, the others together; where nobody is, halves. */
  private void divide(
      RecordWriter.Batch batch, List<Work> works, LoadAnswer answer, List<Work> alone) {
    Set<Integer> named = new TreeSet<>();
    answer.problems().forEach(problem -> named.add(problem.firstRow()));
    named.removeIf(row -> row < 0 || row >= works.size());
    if (named.isEmpty() || 2 * named.size() > works.size()) {
      halve(batch, works, alone);
      return;
    }
    List<Work> rest = new ArrayList<>(works);
    named.forEach(row -> alone.add(works.get(row)));
    named.forEach(row -> rest.remove(works.get(row)));
    load(batch, rest, alone);
  }

  private void halve(RecordWriter.Batch batch, List<Work> works, List<Work> alone) {
    int middle = works.size() / 2;
    load(batch, works.subList(0, middle), alone);
    load(batch, works.subList(middle, works.size()), alone);
  }

  private List<String> header(List<String> columns) {
    Map<String, FieldInfo> fields = instance.fields(map.model());
    List<String> header = new ArrayList<>();
    header.add(DATABASE_ID);
    columns.forEach(name -> header.add(name + Loads.suffix(fields.get(name))));
    return header;
  }

  private static List<String> row(Work work, List<String> columns) {
    List<String> row = new ArrayList<>();
    row.add(Long.toString(work.id()));
    columns.forEach(name -> row.add(Loads.cell(work.values().get(name))));
    return row;
  }
}
