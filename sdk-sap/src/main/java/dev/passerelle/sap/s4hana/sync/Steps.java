package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sends what changes of records consist of. */
final class Steps {
  private final Site site;
  private final EntityMap map;

  Steps(Site site, EntityMap map) {
    this.site = site;
    this.map = map;
  }

  static ODataKey key(String value) {
    return ODataKey.of(value);
  }

  /** A key of several parts, in the order in which they are given: name, value, name, value. */
  static ODataKey key(Object... namesAndValues) {
    Map<String, Object> parts = new LinkedHashMap<>();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      parts.put((String) namesAndValues[at], namesAndValues[at + 1]);
    }
    return ODataKey.of(parts);
  }

  /**
   * What is done with one record: all of it or nothing.
   *
   * @param key the write's
   */
  record Work(String key, List<Body.Step> steps) {}

  /**
   * What became of works that were sent.
   *
   * @param failures by key of those that failed
   * @param made what was made, by key, where a work is one addition
   * @param looked the rows that were asked for behind the works, as they are then
   */
  record Sent(
      Map<String, PasserelleException> failures,
      Map<String, S4Record> made,
      List<S4Record> looked) {}

  /**
   * Sends works in one call: a single request as it is, more as change sets, one for each work. So
   * one that is refused stops nobody else. What fails as a whole is thrown.
   *
   * @param looks asked in the same call behind the works, where there are several
   */
  Sent send(List<Work> works, List<Questions.Question> looks) {
    S4Service service = site.service(map.source().api());
    boolean single = works.size() == 1 && works.get(0).steps().size() == 1;
    return single && looks.isEmpty()
        ? single(service, works.get(0))
        : together(service, works, looks);
  }

  private static Sent single(S4Service service, Work work) {
    Body.Step step = work.steps().get(0);
    Map<String, S4Record> made = new LinkedHashMap<>();
    switch (step.kind()) {
      case CHANGE -> service.update(step.place(), key(step), step.values(), step.etag());
      case ADD ->
          service
              .create(step.place(), step.values())
              .ifPresent(record -> made.put(work.key(), record));
      case REMOVE -> service.delete(step.place(), key(step), step.etag());
    }
    return new Sent(Map.of(), made, List.of());
  }

  private static ODataKey key(Body.Step step) {
    return Objects.requireNonNull(step.key());
  }

  private Sent together(S4Service service, List<Work> works, List<Questions.Question> looks) {
    ODataBatch.Builder batch = ODataBatch.builder();
    works.forEach(work -> batch.changeSet(changes(service, work)));
    Questions.add(batch, looks);
    boolean adds =
        works.stream()
            .flatMap(work -> work.steps().stream())
            .anyMatch(step -> step.kind() == Body.Kind.ADD);
    ODataBatchAnswer answer = service.send((adds ? batch : batch.idempotent()).build());
    Map<String, PasserelleException> failures = new LinkedHashMap<>();
    Map<String, S4Record> made = new LinkedHashMap<>();
    for (Work work : works) {
      // All parts carry the one refusal of a change set.
      ODataBatchAnswer.Part first = answer.part(part(work, 0)).orElse(null);
      if (first == null) {
        failures.put(work.key(), untold());
      } else {
        service.failure(first).ifPresent(failure -> failures.put(work.key(), failure));
        if (first.isDone()) {
          service.record(first).ifPresent(record -> made.put(work.key(), record));
        }
      }
    }
    return new Sent(failures, made, looked(service, answer, looks));
  }

  private static String part(Work work, int at) {
    return work.key() + " " + at;
  }

  private static ODataBatch.ChangeSet changes(S4Service service, Work work) {
    ODataBatch.ChangeSet changes = new ODataBatch.ChangeSet();
    for (int at = 0; at < work.steps().size(); at++) {
      Body.Step step = work.steps().get(at);
      String name = part(work, at);
      switch (step.kind()) {
        case CHANGE ->
            changes.update(name, step.place(), key(step), service.body(step.values()), step.etag());
        case ADD -> changes.create(name, step.place(), service.body(step.values()));
        case REMOVE -> changes.delete(name, step.place(), key(step), step.etag());
      }
    }
    return changes;
  }

  /** The works are done, whatever became of the look at them. */
  private List<S4Record> looked(
      S4Service service, ODataBatchAnswer answer, List<Questions.Question> looks) {
    try {
      return new Questions(site, map.source().api(), Lane.DOCUMENTS).added(answer, looks);
    } catch (PasserelleException e) {
      return List.of();
    }
  }

  private OutcomeUnknown untold() {
    return new OutcomeUnknown(
        map.detail(ErrorCode.OUTCOME_UNKNOWN).cause("no outcome was told").build());
  }
}
