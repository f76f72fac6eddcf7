package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.SystemDescriptor;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A system as one process calls it: watchers are told of each call, and the process may be paused
 * while the answer is under way.
 */
record WatchedConnector(
    Connector connector,
    String node,
    String system,
    Meter meter,
    Pauses pauses,
    List<Watcher> watchers)
    implements Connector {

  @Override
  public void quotasUsedElsewhere(Duration ago) {
    meter.usedElsewhere(ago);
    connector.quotasUsedElsewhere(ago);
  }

  @Override
  public SystemDescriptor describe() {
    return connector.describe();
  }

  @Override
  public Optional<EntityAdapter> adapter(EntityType type, Selection selection) {
    return connector.adapter(type, selection).map(adapter -> new Adapter(adapter, type, this));
  }

  @Override
  public List<Finding> check() {
    return connector.check();
  }

  @Override
  public void close() {
    connector.close();
  }

  private <T> T call(EntityType type, boolean writing, Supplier<T> call) {
    meter.call();
    watchers.forEach(watcher -> watcher.calling(node, system, type, writing));
    T answer;
    try {
      answer = call.get();
    } catch (PasserelleException failure) {
      watchers.forEach(watcher -> watcher.failed(node, system, failure));
      pauses.edge();
      throw failure;
    }
    pauses.edge();
    return answer;
  }

  private ChangePage page(EntityType type, Supplier<ChangePage> read) {
    ChangePage page = call(type, false, read);
    watchers.forEach(watcher -> watcher.shown(node, system, type, page));
    return page;
  }

  private record Adapter(EntityAdapter adapter, EntityType type, WatchedConnector by)
      implements EntityAdapter {
    @Override
    public AdapterDescriptor describe() {
      return adapter.describe();
    }

    @Override
    public ChangePage changesSince(Position position, int limit) {
      return by.page(type, () -> adapter.changesSince(position, limit));
    }

    @Override
    public ChangePage list(Position cursor, int limit, Depth depth) {
      return by.page(type, () -> adapter.list(cursor, limit, depth));
    }

    @Override
    public List<Lookup> read(Collection<RecordId> ids) {
      return by.call(type, false, () -> adapter.read(ids));
    }

    @Override
    public List<Snapshot> find(Field<?> key, Collection<?> values) {
      return by.call(type, false, () -> adapter.find(key, values));
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
      String feed = by.system + "/" + type;
      by.watchers.forEach(watcher -> watcher.sending(by.node, feed, writes));
      List<WriteResult> results = by.call(type, true, () -> adapter.write(writes));
      by.watchers.forEach(watcher -> watcher.answered(by.node, feed, results));
      return results;
    }

    @Override
    public List<WriteResult> fate(List<Ticket> sent) {
      return by.call(type, false, () -> adapter.fate(sent));
    }
  }
}
