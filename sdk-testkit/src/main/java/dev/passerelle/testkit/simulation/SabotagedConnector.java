package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A connector that breaks one promise. */
record SabotagedConnector(Connector connector, Sabotage sabotage) implements Connector {
  @Override
  public SystemDescriptor describe() {
    return connector.describe();
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    return connector.adapter(type, selection).map(adapter -> new Adapter(adapter, sabotage));
  }

  @Override
  public List<Finding> check() {
    return connector.check();
  }

  @Override
  public void quotasUsedElsewhere(Duration ago) {
    if (sabotage != Sabotage.QUOTA_FORGOTTEN) {
      connector.quotasUsedElsewhere(ago);
    }
  }

  @Override
  public void close() {
    connector.close();
  }

  private record Adapter(EntityAdapter adapter, Sabotage sabotage) implements EntityAdapter {
    @Override
    public AdapterDescriptor describe() {
      return adapter.describe();
    }

    @Override
    public ChangePage changesSince(Position position, int limit) {
      return page(adapter.changesSince(position, limit));
    }

    @Override
    public ChangePage list(Position cursor, int limit, Depth depth) {
      return page(adapter.list(cursor, limit, depth));
    }

    private ChangePage page(ChangePage page) {
      if (sabotage != Sabotage.HINTS_AS_VALUES) {
        return page;
      }
      List<Change> changes = page.changes().stream().map(Adapter::believed).toList();
      return new ChangePage(changes, page.next(), page.last(), page.serverTime());
    }

    private static Change believed(Change change) {
      return change.shown().map(hint -> Change.of(believed(hint))).orElse(change);
    }

    private static Snapshot believed(Snapshot hint) {
      Snapshot.Builder values =
          Snapshot.builder(hint.type(), hint.id(), hint.fields()).life(hint.life());
      hint.revision().ifPresent(values::revision);
      hint.etag().ifPresent(values::etag);
      return values.build();
    }

    @Override
    public List<Lookup> read(Collection<RecordId> ids) {
      return adapter.read(ids);
    }

    @Override
    public List<Snapshot> find(Field<?> key, Collection<?> values) {
      return adapter.find(key, values);
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
      List<WriteResult> results = adapter.write(writes);
      if (sabotage != Sabotage.OUTCOME_BY_POSITION || results.size() != writes.size()) {
        return results;
      }
      List<WriteResult> byPosition = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        if (!(results.get(i) instanceof WriteResult.Written written)) {
          return results;
        }
        String key = writes.get(i).key();
        byPosition.add(new WriteResult.Written(key, written.snapshot(), written.created()));
      }
      return byPosition;
    }

    @Override
    public List<WriteResult> fate(List<Ticket> sent) {
      return adapter.fate(sent);
    }
  }
}
