package dev.passerelle.core.http.odata;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which answer is whose. The number that an answer of a change set repeats tells it, wherever it
 * stands. What has no number, a read or the one refusal of a whole change set, goes by its place,
 * and only where the places of all that have one agree with it: otherwise nobody knows, and there
 * is no outcome.
 */
final class BatchMatch {
  private final Map<String, ODataBatch.Request> numbered = new LinkedHashMap<>();
  private final Map<String, ODataBatchAnswer.Part> outcomes = new LinkedHashMap<>();

  private BatchMatch() {}

  static Map<String, ODataBatchAnswer.Part> of(
      List<ODataBatch.Group> groups, List<MultipartReader.Part> parts) {
    BatchMatch match = new BatchMatch();
    match.number(groups);
    boolean placed = parts.size() == groups.size();
    for (int at = 0; at < groups.size() && placed; at++) {
      placed = match.agrees(groups.get(at), parts.get(at));
    }
    List<String> told = parts.stream().flatMap(part -> part.ids().stream()).toList();
    boolean once = Set.copyOf(told).size() == told.size();
    if (once) {
      parts.forEach(match::byNumber);
    }
    for (int at = 0; at < groups.size() && placed; at++) {
      match.byPlace(groups.get(at), parts.get(at));
    }
    return match.outcomes;
  }

  private void number(List<ODataBatch.Group> groups) {
    for (ODataBatch.Group group : groups) {
      if (group.changeSet()) {
        group.requests().forEach(each -> numbered.put(Integer.toString(numbered.size() + 1), each));
      }
    }
  }

  /** Whether the numbers that stand at the place of a group are its own. */
  private boolean agrees(ODataBatch.Group group, MultipartReader.Part part) {
    Set<ODataBatch.Request> told = new LinkedHashSet<>();
    part.ids().stream().map(numbered::get).filter(each -> each != null).forEach(told::add);
    return group.requests().containsAll(told);
  }

  private void byNumber(MultipartReader.Part part) {
    for (MultipartReader.Part each : part.inner()) {
      ODataBatch.Request request = each.id() == null ? null : numbered.get(each.id());
      if (request != null) {
        put(request, each);
      }
    }
  }

  private void byPlace(ODataBatch.Group group, MultipartReader.Part part) {
    List<ODataBatch.Request> requests = group.requests();
    if (!part.isChangeSet()) {
      // One answer for a whole change set: it was refused, or it had one request only.
      boolean together = group.changeSet() && part.status() >= 300;
      if (together || requests.size() == 1) {
        requests.forEach(each -> put(each, part));
      }
      return;
    }
    boolean ordered =
        part.ids().isEmpty() && group.changeSet() && part.inner().size() == requests.size();
    for (int at = 0; at < requests.size() && ordered; at++) {
      put(requests.get(at), part.inner().get(at));
    }
  }

  private void put(ODataBatch.Request request, MultipartReader.Part part) {
    outcomes.put(
        request.key(),
        new ODataBatchAnswer.Part(
            request.key(), request.method(), part.status(), part.headers(), part.body()));
  }
}
