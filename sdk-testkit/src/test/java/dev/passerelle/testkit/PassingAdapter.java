package dev.passerelle.testkit;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.Collection;
import java.util.List;

/** Passes every call on, so that a test can break one of them. */
class PassingAdapter implements EntityAdapter {
  final EntityAdapter inner;

  PassingAdapter(EntityAdapter inner) {
    this.inner = inner;
  }

  @Override
  public AdapterDescriptor describe() {
    return inner.describe();
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    return inner.changesSince(position, limit);
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return inner.list(cursor, limit, depth);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return inner.read(ids);
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return inner.find(key, values);
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    return inner.write(writes);
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    return inner.fate(sent);
  }
}
