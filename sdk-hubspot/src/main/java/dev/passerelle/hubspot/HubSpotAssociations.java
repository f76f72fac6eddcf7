package dev.passerelle.hubspot;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.hubspot.internal.AssociationWire;
import dev.passerelle.hubspot.internal.AssociationWire.Fetch;
import dev.passerelle.hubspot.internal.AssociationWire.Link;
import dev.passerelle.hubspot.internal.AssociationWire.Unlink;
import dev.passerelle.hubspot.model.AssociationChange;
import dev.passerelle.hubspot.model.AssociationLabel;
import dev.passerelle.hubspot.model.Associations;
import dev.passerelle.hubspot.model.Associations.Associated;
import dev.passerelle.hubspot.model.Inputs;
import dev.passerelle.hubspot.model.ObjectId;
import dev.passerelle.hubspot.model.Paging;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import retrofit2.Call;

/** Associations from records of one object type to records of another (fact sheet §2). */
public final class HubSpotAssociations {
  private static final int READ_LIMIT = 1000;
  private static final int WRITE_LIMIT = 100;

  private final Exchange exchange;
  private final String from;
  private final String to;

  HubSpotAssociations(Exchange exchange, String from, String to) {
    this.exchange = exchange;
    this.from = from;
    this.to = to;
  }

  /** All associated records of each given one; those without any have an empty list. */
  public Map<String, List<Associated>> read(Collection<String> ids) {
    Map<String, List<Associated>> found = new LinkedHashMap<>();
    ids.forEach(id -> found.put(id, new ArrayList<>()));
    List<Fetch> next = found.keySet().stream().map(id -> new Fetch(id, null)).toList();
    while (!next.isEmpty()) {
      next = fetch(next, found);
    }
    return found;
  }

  /** Reads one page of each, and says what is left. */
  private List<Fetch> fetch(List<Fetch> wanted, Map<String, List<Associated>> found) {
    List<Fetch> more = new ArrayList<>();
    for (int at = 0; at < wanted.size(); at += READ_LIMIT) {
      List<Fetch> some = wanted.subList(at, Math.min(wanted.size(), at + READ_LIMIT));
      for (Associations each : page(some)) {
        found.computeIfAbsent(each.from().id(), id -> new ArrayList<>()).addAll(each.to());
        Paging.after(each.paging())
            .ifPresent(after -> more.add(new Fetch(each.from().id(), after)));
      }
    }
    return more;
  }

  private List<Associations> page(List<Fetch> wanted) {
    AssociationWire.Read read =
        exchange.calls().execute(exchange.api().associations(from, to, new Inputs<>(wanted)));
    List<Associations> results = read.results();
    return results == null ? List.of() : results;
  }

  /** Makes the associations; those that exist stay. Refuses when one of them was refused. */
  public void create(List<AssociationChange> changes) {
    List<AssociationChange> plain =
        changes.stream().filter(change -> change.types().isEmpty()).toList();
    List<AssociationChange> typed =
        changes.stream().filter(change -> !change.types().isEmpty()).toList();
    inBatches(plain, rows -> exchange.api().associate(from, to, links(rows, false)));
    inBatches(typed, rows -> exchange.api().associateAs(from, to, links(rows, true)));
  }

  /** Removes the associations, all types of each pair. */
  public void remove(List<AssociationChange> changes) {
    inBatches(
        changes,
        rows ->
            exchange
                .api()
                .dissociate(
                    from,
                    to,
                    new Inputs<>(
                        rows.stream()
                            .map(
                                row ->
                                    new Unlink(
                                        new ObjectId(row.from()), List.of(new ObjectId(row.to()))))
                            .toList())));
  }

  /** Removes only the given types of each pair. */
  public void removeTypes(List<AssociationChange> changes) {
    inBatches(changes, rows -> exchange.api().dissociateAs(from, to, links(rows, true)));
  }

  /** The association types that there are from one object type to the other. */
  public List<AssociationLabel> labels() {
    return exchange.calls().execute(exchange.api().labels(from, to)).results();
  }

  private void inBatches(
      List<AssociationChange> changes,
      java.util.function.Function<List<AssociationChange>, Call<AssociationWire.Changed>> call) {
    for (int at = 0; at < changes.size(); at += WRITE_LIMIT) {
      List<AssociationChange> some =
          changes.subList(at, Math.min(changes.size(), at + WRITE_LIMIT));
      AssociationWire.Changed changed = exchange.calls().answer(call.apply(some)).body();
      List<JsonTree> errors =
          Optional.ofNullable(changed).map(AssociationWire.Changed::errors).orElse(List.of());
      for (JsonTree error : errors) {
        throw HubSpotErrors.refusedRow(exchange.system(), error);
      }
    }
  }

  private static Inputs<Link> links(List<AssociationChange> rows, boolean typed) {
    return new Inputs<>(
        rows.stream()
            .map(
                row ->
                    new Link(
                        new ObjectId(row.from()),
                        new ObjectId(row.to()),
                        typed ? row.types() : null))
            .toList());
  }
}
