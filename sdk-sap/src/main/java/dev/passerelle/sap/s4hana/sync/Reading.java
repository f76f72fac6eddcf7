package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.common.Fates;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads records by id, by natural key, and by condition. All of it is the database itself. */
final class Reading implements Fates.Source {
  /** Records whose many rows are asked for at once. */
  static final int VALUES = 20;

  /** Rows of one condition; several records may have one value. */
  private static final int FOUND_AT_MOST = 1000;

  private final Site site;
  private final EntityMap map;
  private final Paging paging;

  Reading(Site site, EntityMap map, Paging paging) {
    this.site = site;
    this.map = map;
    this.paging = paging;
  }

  /** What of rows of the own set are records of this type, with what belongs to them. */
  List<S4Record> records(List<S4Record> rows) {
    List<S4Record> members = members(rows);
    return paging.selecting(() -> map.layout().extras().onto(map, members));
  }

  private List<S4Record> members(List<S4Record> rows) {
    List<S4Record> members = rows.stream().filter(map.layout().member()).toList();
    site.partners().met(members);
    return members;
  }

  /** As {@link #records}, without what can only be read. */
  List<S4Record> writable(List<S4Record> rows) {
    return map.layout().extras().isReadOnly() ? members(rows) : records(rows);
  }

  /** Those of them that a list shows. */
  List<S4Record> listed(List<S4Record> rows) {
    return records(rows).stream().filter(map.layout().listed()).toList();
  }

  /** One answer per id. */
  List<Lookup> read(Collection<RecordId> ids) {
    List<Lookup> answers = new ArrayList<>();
    locate(ids)
        .forEach(
            (id, row) ->
                answers.add(
                    row.isPresent() ? new Lookup.Found(map.snapshot(row.get())) : absent(id)));
    return answers;
  }

  /** A condition leaves out what the user may not see: only the record's own address proves it. */
  private Lookup absent(RecordId id) {
    String proof = map.source().proof();
    if (proof.isEmpty()) {
      return new Lookup.Gone(id);
    }
    try {
      boolean there =
          site.service(map.source().api())
              .find(proof, ODataKey.of(id.value()), ODataQuery.all())
              .isPresent();
      return there ? new Lookup.Hidden(id) : new Lookup.Gone(id);
    } catch (AccessDenied e) {
      return new Lookup.Hidden(id);
    }
  }

  /** The records of these ids; empty for one that a condition does not find. */
  Map<RecordId, Optional<S4Record>> locate(Collection<RecordId> ids) {
    return byId(ids, records(rows(withIds(ids))));
  }

  /** As {@link #locate}, without what can only be read. */
  Map<RecordId, Optional<S4Record>> locateWritable(Collection<RecordId> ids) {
    return byId(ids, writable(rows(withIds(ids))));
  }

  private List<ODataFilter> withIds(Collection<RecordId> ids) {
    return conditions(map.source().id()::among, ids.stream().map(RecordId::value).toList());
  }

  /** The questions that show the rows of these ids, for sources whose records are a row each. */
  List<Questions.Question> looks(Collection<RecordId> ids) {
    return withIds(ids).stream().map(this::question).toList();
  }

  /** Rows by the ids that were wanted. */
  Map<RecordId, Optional<S4Record>> byId(Collection<RecordId> ids, List<S4Record> rows) {
    Map<RecordId, Optional<S4Record>> found = new LinkedHashMap<>();
    ids.forEach(id -> found.put(id, Optional.empty()));
    for (S4Record row : rows) {
      map.id(row).filter(found::containsKey).ifPresent(id -> found.put(id, Optional.of(row)));
    }
    return found;
  }

  @Override
  public Map<RecordId, Snapshot> byId(Collection<RecordId> ids) {
    Map<RecordId, Snapshot> found = new LinkedHashMap<>();
    locate(ids).forEach((id, row) -> row.ifPresent(it -> found.put(id, map.snapshot(it))));
    return found;
  }

  @Override
  public Map<String, Snapshot> byReference(Collection<String> references) {
    Map<String, Snapshot> found = new LinkedHashMap<>();
    rowsByReference(references)
        .forEach((reference, row) -> found.put(reference, map.snapshot(row)));
    return found;
  }

  /** A partner that carries a customer's reference and has no customer number. */
  @Override
  public Map<String, ErrorDetail> unusable(Collection<String> references) {
    Source source = map.source();
    Map<String, ErrorDetail> found = new LinkedHashMap<>();
    if (!source.isNamedByAnother() || references.isEmpty()) {
      return found;
    }
    String reference = map.layout().reference();
    ODataQuery query =
        ODataQuery.all()
            .select(source.key(), reference)
            .select(source.id().properties())
            .filter(ODataFilter.in(reference, references));
    for (S4Record row :
        paging.page(source.api(), source.set(), query, FOUND_AT_MOST, Lane.DOCUMENTS).rows()) {
      if (source.id().of(row).isEmpty()) {
        map.reference(row).ifPresent(text -> found.put(text, unusable(row)));
      }
    }
    return found;
  }

  private ErrorDetail unusable(S4Record row) {
    String number = row.number(map.source().key()).orElse("?");
    return map.detail(ErrorCode.INCOMPLETE_WRITE)
        .record(number)
        .cause("made, and has no number of " + map.source().id())
        .nextStep("Give business partner " + number + " a customer role, then replay.")
        .build();
  }

  /** The first record of each reference, by number: a copy of a document carries it too. */
  Map<String, S4Record> rowsByReference(Collection<String> references) {
    Map<String, S4Record> found = new LinkedHashMap<>();
    for (S4Record row : by(map.layout().reference(), List.copyOf(references))) {
      map.reference(row).ifPresent(reference -> found.putIfAbsent(reference, row));
    }
    return found;
  }

  /** The records with one of these values in a property. */
  List<S4Record> by(String property, List<String> values) {
    return found(Finder.by(property), values);
  }

  /** As {@link #by}, without what can only be read. */
  List<S4Record> writableBy(String property, List<String> values) {
    return writable(rows(conditions(Finder.by(property), values)));
  }

  private List<S4Record> found(Finder finder, List<String> values) {
    return records(rows(conditions(finder, values)));
  }

  private List<ODataFilter> conditions(Finder finder, List<String> values) {
    List<String> wanted = values.stream().filter(value -> !value.isEmpty()).distinct().toList();
    List<ODataFilter> conditions = new ArrayList<>();
    for (List<String> chunk : Questions.chunks(wanted)) {
      finder.condition(chunk).map(map.source()::with).ifPresent(conditions::add);
    }
    return conditions;
  }

  /** The rows of some records; of a record that lies in several rows, all of them. */
  private List<S4Record> rows(List<ODataFilter> conditions) {
    Source source = map.source();
    if (source.isParted()) {
      return conditions.stream().flatMap(each -> parts(each).stream()).toList();
    }
    List<Questions.Question> questions = conditions.stream().map(this::question).toList();
    Questions asked = new Questions(site, source.api(), Lane.CHANGES);
    return paging.selecting(() -> asked.rows(questions));
  }

  private Questions.Question question(ODataFilter condition) {
    Source source = map.source();
    ODataQuery query = map.query().filter(condition).orderBy(source.key()).top(FOUND_AT_MOST);
    return new Questions.Question(source.set(), query);
  }

  /** All rows of a condition. */
  List<S4Record> parts(ODataFilter filter) {
    Source source = map.source();
    return paging.selecting(
        () -> {
          List<S4Record> rows = new ArrayList<>();
          Pages.all(
              site, source.api(), source.set(), map.query(), filter, source.order(), rows::add);
          return rows;
        });
  }

  /** Records by natural key. */
  List<Snapshot> find(Field<?> key, Collection<?> values) {
    Finder finder =
        Optional.of(key)
            .filter(map.findKeys()::contains)
            .map(map.layout().findBy()::get)
            .orElseThrow(
                () ->
                    new UnsupportedOperation(
                        site.settings().system(), "find " + map.type() + " by " + key));
    List<String> texts = values.stream().map(String::valueOf).toList();
    return found(finder, texts).stream().map(map::snapshot).toList();
  }
}
