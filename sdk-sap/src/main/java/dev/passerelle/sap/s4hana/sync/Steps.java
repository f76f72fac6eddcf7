package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.sap.s4hana.S4Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sends what a change consists of: one request as it is, several as one change set. */
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

  void run(List<Body.Step> steps) {
    S4Service service = site.service(map.source().api());
    if (steps.size() == 1) {
      single(service, steps.get(0));
    } else if (!steps.isEmpty()) {
      together(service, steps);
    }
  }

  private static void single(S4Service service, Body.Step step) {
    switch (step.kind()) {
      case CHANGE -> service.update(step.place(), key(step), step.values(), step.etag());
      case ADD -> {
        var made = service.create(step.place(), step.values());
        Objects.requireNonNull(made);
      }
      case REMOVE -> service.delete(step.place(), key(step), step.etag());
    }
  }

  private static ODataKey key(Body.Step step) {
    return Objects.requireNonNull(step.key());
  }

  private void together(S4Service service, List<Body.Step> steps) {
    ODataBatch.ChangeSet changes = new ODataBatch.ChangeSet();
    boolean adds = false;
    for (int at = 0; at < steps.size(); at++) {
      Body.Step step = steps.get(at);
      String name = Integer.toString(at);
      switch (step.kind()) {
        case CHANGE ->
            changes.update(name, step.place(), key(step), service.body(step.values()), step.etag());
        case ADD -> {
          adds = true;
          changes.create(name, step.place(), service.body(step.values()));
        }
        case REMOVE -> changes.delete(name, step.place(), key(step), step.etag());
      }
    }
    ODataBatch.Builder batch = ODataBatch.builder().changeSet(changes);
    ODataBatchAnswer answer = service.send((adds ? batch : batch.idempotent()).build());
    // All parts carry the one refusal of a change set.
    ODataBatchAnswer.Part first = answer.part("0").orElseThrow(this::untold);
    Optional<PasserelleException> failure = service.failure(first);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private OutcomeUnknown untold() {
    return new OutcomeUnknown(
        map.detail(ErrorCode.OUTCOME_UNKNOWN).cause("no outcome was told").build());
  }
}
