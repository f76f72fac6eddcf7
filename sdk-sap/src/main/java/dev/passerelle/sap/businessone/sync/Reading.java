package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.businessone.model.B1Record;
import dev.passerelle.sap.common.Fates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads records by id, by natural key, and by condition. All of it is the database itself. */
final class Reading implements Fates.Source {
  /** Requests in one batch, values in one condition. */
  static final int BATCH = 100;

  private static final int VALUES = 20;
  private static final int FOUND_AT_MOST = 200;

  private final Site site;
  private final EntityMap map;

  Reading(Site site, EntityMap map) {
    this.site = site;
    this.map = map;
  }

  /** A record with the set that it is in. */
  record Located(Source source, B1Record row) {}

  /** Rows of a set by a condition, with what belongs to them. */
  List<B1Record> rows(Source source, ODataQuery query, int size, Lane lane) {
    return map.layout()
        .extras()
        .onto(
            selecting(
                () ->
                    site.client()
                        .in(lane)
                        .objects(source.set())
                        .page(selected(query).top(size), size)
                        .records()));
  }

  /** Collections are read with the whole record where they cannot be named. */
  ODataQuery selected(ODataQuery query) {
    boolean whole = map.selectsCollections() && !site.selectsCollections();
    return whole ? query : query.select(map.properties());
  }

  <T> T selecting(Supplier<T> read) {
    map.requireComplete();
    try {
      return read.get();
    } catch (RefusedByRemote e) {
      if (!isCollectionRefused(e)) {
        throw e;
      }
      site.selectNoCollections();
      return read.get();
    } catch (DriftDetected e) {
      throw map.named(e);
    }
  }

  /** Code 201: the query as such is not taken. */
  private boolean isCollectionRefused(RefusedByRemote e) {
    String cause = Optional.ofNullable(e.detail().cause()).orElse("");
    return map.selectsCollections()
        && site.selectsCollections()
        && e.httpStatus().orElse(0) == 400
        && cause.startsWith("201");
  }

  /** One answer per id. */
  List<Lookup> read(Collection<RecordId> ids) {
    List<Lookup> answers = new ArrayList<>();
    locate(ids)
        .forEach(
            (id, found) ->
                answers.add(
                    found.isPresent()
                        ? new Lookup.Found(map.snapshot(found.get().source(), found.get().row()))
                        : new Lookup.Gone(id)));
    return answers;
  }

  @Override
  public Map<RecordId, Snapshot> byId(Collection<RecordId> ids) {
    Map<RecordId, Snapshot> found = new LinkedHashMap<>();
    locate(ids)
        .forEach(
            (id, at) -> at.ifPresent(it -> found.put(id, map.snapshot(it.source(), it.row()))));
    return found;
  }

  @Override
  public Map<String, Snapshot> byReference(Collection<String> references) {
    Map<String, Snapshot> found = new LinkedHashMap<>();
    for (Located each : by(map.reference(), references)) {
      each.row()
          .text(map.reference())
          .ifPresent(reference -> found.put(reference, map.snapshot(each.source(), each.row())));
    }
    return found;
  }

  /** The records of these ids; empty for one that the database does not have. */
  Map<RecordId, Optional<Located>> locate(Collection<RecordId> ids) {
    Map<RecordId, Optional<Located>> found = new LinkedHashMap<>();
    List<RecordId> asked = new ArrayList<>();
    for (RecordId id : new LinkedHashSet<>(ids)) {
      if (source(id).isPresent()) {
        asked.add(id);
      } else {
        found.put(id, Optional.empty());
      }
    }
    for (int from = 0; from < asked.size(); from += BATCH) {
      List<RecordId> chunk = asked.subList(from, Math.min(asked.size(), from + BATCH));
      found.putAll(whole(chunk.size() == 1 ? one(chunk.get(0)) : several(chunk)));
    }
    return found;
  }

  /** Those that were found, with what belongs to them. */
  private Map<RecordId, Optional<Located>> whole(Map<RecordId, Optional<Located>> located) {
    List<Located> there = located.values().stream().flatMap(Optional::stream).toList();
    List<B1Record> rows = map.layout().extras().onto(there.stream().map(Located::row).toList());
    Iterator<B1Record> next = rows.iterator();
    Map<RecordId, Optional<Located>> all = new LinkedHashMap<>();
    located.forEach((id, at) -> all.put(id, at.map(it -> new Located(it.source(), next.next()))));
    return all;
  }

  /** The set that an id belongs to; empty for an id that cannot be one of ours. */
  Optional<Source> source(RecordId id) {
    return map.sources().stream()
        .filter(each -> id.value().startsWith(each.prefix()) && each.fits(key(each, id)))
        .findFirst();
  }

  static String key(Source source, RecordId id) {
    return id.value().substring(source.prefix().length());
  }

  private Map<RecordId, Optional<Located>> one(RecordId id) {
    Source source = source(id).orElseThrow();
    Optional<B1Record> row =
        selecting(
            () ->
                site.client()
                    .objects(source.set())
                    .find(source.odataKey(key(source, id)), selected(ODataQuery.all())));
    return Map.of(id, row.map(found -> new Located(source, found)));
  }

  private Map<RecordId, Optional<Located>> several(List<RecordId> ids) {
    return selecting(() -> batch(ids));
  }

  private Map<RecordId, Optional<Located>> batch(List<RecordId> ids) {
    ODataBatch.Builder batch = ODataBatch.builder();
    for (RecordId id : ids) {
      Source source = source(id).orElseThrow();
      batch.find(
          id.value(), source.set(), source.odataKey(key(source, id)), selected(ODataQuery.all()));
    }
    ODataBatchAnswer answer = site.client().send(batch.build());
    Map<RecordId, Optional<Located>> found = new LinkedHashMap<>();
    ids.forEach(id -> found.put(id, located(id, answer)));
    return found;
  }

  private Optional<Located> located(RecordId id, ODataBatchAnswer answer) {
    ODataBatchAnswer.Part part =
        answer
            .part(id.value())
            .orElseThrow(
                () ->
                    new DriftDetected(
                        site.detail(ErrorCode.RESPONSE_UNREADABLE, map.type())
                            .figure("operation", "$batch")
                            .cause("a part is missing")
                            .build()));
    if (part.status() == 404) {
      return Optional.empty();
    }
    Optional<PasserelleException> failure = site.client().failure(part);
    if (failure.isPresent()) {
      throw failure.get();
    }
    return Optional.of(new Located(source(id).orElseThrow(), new B1Record(part.body())));
  }

  /** Records by natural key. */
  List<Snapshot> find(Field<?> key, Collection<?> values) {
    Binding<?> binding =
        Optional.of(key)
            .filter(map.findKeys()::contains)
            .flatMap(map::binding)
            .orElseThrow(
                () ->
                    new UnsupportedOperation(
                        site.settings().system(), "find " + map.type() + " by " + key));
    String property = binding.properties().iterator().next();
    List<Snapshot> found = new ArrayList<>();
    for (Located each : by(property, values)) {
      found.add(map.snapshot(each.source(), each.row()));
    }
    return found;
  }

  /** The records with one of these values in a property. */
  List<Located> by(String property, Collection<?> values) {
    Set<Object> wanted = new LinkedHashSet<>();
    values.forEach(value -> literal(property, String.valueOf(value)).ifPresent(wanted::add));
    List<Object> all = new ArrayList<>(wanted);
    List<Located> found = new ArrayList<>();
    for (int from = 0; from < all.size(); from += VALUES) {
      List<Object> chunk = all.subList(from, Math.min(all.size(), from + VALUES));
      for (Source source : map.sources()) {
        ODataFilter filter = source.with(ODataFilter.in(property, chunk));
        rows(
                source,
                ODataQuery.all().filter(filter).orderBy(source.key()),
                FOUND_AT_MOST,
                Lane.CHANGES)
            .forEach(row -> found.add(new Located(source, row)));
      }
    }
    return found;
  }

  /** A document's number is a number there: what is none cannot be found, and must not be asked. */
  private static Optional<Object> literal(String property, String text) {
    if (property.equals("DocNum")) {
      return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
