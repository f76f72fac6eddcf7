package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.Fields;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.FieldInfo;
import dev.passerelle.odoo.model.LoadAnswer;
import dev.passerelle.odoo.model.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Creates by the server's import, whose external ids make them happen once (L20): the record, its
 * lines and the external id are one transaction (fact sheet §6). A load is all or nothing; of one
 * that failed, each record that was named is tried alone, since the server names an innocent one
 * too, and the rest together.
 */
final class Loads {
  private static final String EXTERNAL_ID = "id";

  private final Instance instance;
  private final RecordMap map;
  private final OdooModel model;
  private final References references;

  Loads(Instance instance, RecordMap map) {
    this.instance = instance;
    this.map = map;
    this.model = instance.model(map.model());
    this.references = new References(instance.settings().module());
  }

  void run(RecordWriter.Batch batch, List<Work> works) {
    if (works.isEmpty()) {
      return;
    }
    works.forEach(this::values);
    prepareLines(works);
    long highest = highestId();
    Map<Set<String>, List<Work>> alike = new LinkedHashMap<>();
    for (Work work : works) {
      if (work.goesOn()) {
        // A column that a record leaves empty would empty its field: only equals go together.
        alike.computeIfAbsent(new TreeSet<>(columns(work)), key -> new ArrayList<>()).add(work);
      }
    }
    for (List<Work> group : alike.values()) {
      for (int from = 0; from < group.size(); from += ModelAdapter.WRITES) {
        int end = Math.min(group.size(), from + ModelAdapter.WRITES);
        load(batch, group.subList(from, end), highest);
      }
    }
  }

  private void values(Work work) {
    Map<String, Object> values = new LinkedHashMap<>(map.onCreate());
    try {
      map.bindings()
          .forEach(
              binding -> binding.write(work.changed(), Fields.empty(), Optional.empty(), values));
      work.values(values);
    } catch (BadValue e) {
      work.refuse(e);
    }
  }

  private void prepareLines(List<Work> works) {
    OrderLines lines = map.lines().orElse(null);
    if (lines == null) {
      return;
    }
    for (Work work : works) {
      if (work.goesOn()) {
        try {
          String document = references.of(work.reference().orElseThrow());
          work.rows(lines.rows(document, work.changed().get(lines.field()).orElse(List.of())));
        } catch (BadValue e) {
          work.refuse(e);
        }
      }
    }
  }

  private Set<String> columns(Work work) {
    Set<String> columns = new LinkedHashSet<>(work.values().keySet());
    work.rows().forEach(row -> columns.addAll(row.keySet()));
    return columns;
  }

  /** What has a higher id afterwards was made by this call. */
  private long highestId() {
    return model.search(Query.of(Domain.all()).order("id desc").limit(1).withArchived()).stream()
        .findFirst()
        .orElse(0L);
  }

  private void load(RecordWriter.Batch batch, List<Work> works, long highest) {
    Sheet sheet = sheet(works);
    LoadAnswer answer;
    try {
      answer = model.load(sheet.columns(), sheet.rows());
    } catch (RefusedByRemote e) {
      divide(batch, works, List.of(), highest, e);
      return;
    } catch (PasserelleException e) {
      batch.fail(works, e);
      return;
    }
    if (!answer.isDone()) {
      failed(batch, works, sheet, answer, highest);
    } else if (answer.ids().size() != works.size()) {
      batch.fail(works, unreadable());
    } else {
      batch.begun();
      for (int place = 0; place < works.size(); place++) {
        long id = answer.ids().get(place);
        works.get(place).written(id, id > highest);
      }
    }
  }

  private void failed(
      RecordWriter.Batch batch, List<Work> works, Sheet sheet, LoadAnswer answer, long highest) {
    if (answer.problems().stream().anyMatch(LoadAnswer.Problem::busy)) {
      busy(works);
      return;
    }
    if (instance.forbids(map.model(), "create")) {
      String missing = "create " + map.model();
      batch.fail(works, new AccessDenied(detail(ErrorCode.ACCESS_DENIED).build(), missing));
      return;
    }
    List<Work> named =
        answer.problems().stream()
            .flatMap(problem -> sheet.owner(problem.firstRow(), works).stream())
            .distinct()
            .toList();
    String column =
        answer.problems().stream()
            .map(LoadAnswer.Problem::field)
            .filter(field -> !field.isEmpty())
            .findFirst()
            .orElse("");
    ErrorDetail.Builder detail = detail(ErrorCode.REFUSED_BY_REMOTE).cause("load");
    if (!column.isEmpty()) {
      detail.field(column);
    }
    divide(batch, works, named, highest, new RefusedByRemote(detail.build(), List.of()));
  }

  /** Rolled back as a whole: trying again helps, and it is sure that nothing was done. */
  void busy(List<Work> works) {
    works.forEach(work -> work.fail(new TransientFailure(detail(ErrorCode.RECORD_IN_USE).build())));
  }

  private void divide(
      RecordWriter.Batch batch,
      List<Work> works,
      List<Work> named,
      long highest,
      RefusedByRemote why) {
    if (works.size() == 1) {
      batch.fail(works, why);
      return;
    }
    if (named.isEmpty() || named.size() == works.size() && named.size() > 2) {
      int middle = works.size() / 2;
      load(batch, works.subList(0, middle), highest);
      load(batch, works.subList(middle, works.size()), highest);
      return;
    }
    named.forEach(work -> load(batch, List.of(work), highest));
    List<Work> rest = new ArrayList<>(works);
    rest.removeAll(named);
    if (!rest.isEmpty()) {
      load(batch, rest, highest);
    }
  }

  /** The answer is about other records than those that were sent. */
  OutcomeUnknown unreadable() {
    ErrorDetail detail =
        detail(ErrorCode.OUTCOME_UNKNOWN)
            .cause("an answer about other records than the rows")
            .build();
    return new OutcomeUnknown(
        detail, new DriftDetected(detail(ErrorCode.RESPONSE_UNREADABLE).build()));
  }

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system(instance.settings().system()).entity(map.type().name());
  }

  // ---------------------------------------------------------------- the sheet

  /**
   * What is loaded.
   *
   * @param columns the columns
   * @param rows texts, one per column
   * @param first the first row of each record
   */
  private record Sheet(List<String> columns, List<List<String>> rows, List<Integer> first) {
    Optional<Work> owner(int row, List<Work> works) {
      Work found = null;
      for (int place = 0; place < works.size() && row >= 0; place++) {
        if (first.get(place) <= row) {
          found = works.get(place);
        }
      }
      return Optional.ofNullable(found);
    }
  }

  private Sheet sheet(List<Work> works) {
    Map<String, FieldInfo> fields = instance.fields(map.model());
    List<String> own = List.copyOf(works.get(0).values().keySet());
    Set<String> ofLines = new LinkedHashSet<>();
    works.forEach(work -> work.rows().forEach(row -> ofLines.addAll(row.keySet())));
    List<String> columns = new ArrayList<>();
    columns.add(EXTERNAL_ID);
    own.forEach(name -> columns.add(name + suffix(fields.get(name))));
    columns.addAll(ofLines);
    List<List<String>> rows = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    for (Work work : works) {
      first.add(rows.size());
      rows(work, own, ofLines, rows);
    }
    return new Sheet(columns, rows, first);
  }

  private void rows(Work work, List<String> own, Set<String> ofLines, List<List<String>> into) {
    int count = Math.max(1, work.rows().size());
    for (int line = 0; line < count; line++) {
      List<String> row = new ArrayList<>();
      row.add(line == 0 ? references.of(work.reference().orElseThrow()) : "");
      for (String name : own) {
        row.add(line == 0 ? cell(work.values().get(name)) : "");
      }
      Map<String, String> cells = work.rows().isEmpty() ? Map.of() : work.rows().get(line);
      ofLines.forEach(name -> row.add(cells.getOrDefault(name, "")));
      into.add(row);
    }
  }

  static String suffix(@org.jspecify.annotations.Nullable FieldInfo info) {
    return info != null && info.target().isPresent() ? "/.id" : "";
  }

  static String cell(@org.jspecify.annotations.Nullable Object value) {
    if (value == null || Boolean.FALSE.equals(value)) {
      return "";
    }
    if (Boolean.TRUE.equals(value)) {
      return "1";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).collect(Collectors.joining(","))
        : value.toString();
  }
}
