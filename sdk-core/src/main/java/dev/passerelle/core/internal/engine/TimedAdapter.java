package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.internal.engine.Pace.Kind;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.Collection;
import java.util.List;

/** An adapter whose answers are timed (L35). */
final class TimedAdapter implements EntityAdapter {
  private final EntityAdapter adapter;
  private final Pace pace;

  TimedAdapter(EntityAdapter adapter, Pace pace) {
    this.adapter = adapter;
    this.pace = pace;
  }

  @Override
  public AdapterDescriptor describe() {
    return adapter.describe();
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    return pace.time(Kind.PAGES, () -> adapter.changesSince(position, limit));
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return pace.time(Kind.PAGES, () -> adapter.list(cursor, limit, depth));
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return pace.time(Kind.READS, () -> adapter.read(ids));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return pace.time(Kind.READS, () -> adapter.find(key, values));
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    return pace.time(Kind.WRITES, () -> adapter.write(writes));
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    return pace.time(Kind.READS, () -> adapter.fate(sent));
  }
}
