package dev.passerelle.sap.common;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * An adapter whose refusals name the type, and the set where the system says only that a right is
 * missing: who is to grant it must know which. Thread-safe where the adapter is.
 */
public final class RightsTold implements EntityAdapter {
  private final EntityType type;
  private final Supplier<String> set;
  private final EntityAdapter adapter;

  /** The adapter of a type; the set is asked for when a right is missing. */
  public RightsTold(EntityType type, Supplier<String> set, EntityAdapter adapter) {
    this.type = type;
    this.set = set;
    this.adapter = adapter;
  }

  private <T> T told(Supplier<T> call) {
    try {
      return call.get();
    } catch (AccessDenied e) {
      String missing = e.missing().isEmpty() ? set.get() : e.missing();
      throw new AccessDenied(e.detail().toBuilder().entity(type.name()).build(), missing);
    }
  }

  @Override
  public AdapterDescriptor describe() {
    return told(adapter::describe);
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    return told(() -> adapter.changesSince(position, limit));
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return told(() -> adapter.list(cursor, limit, depth));
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return told(() -> adapter.read(ids));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    return told(() -> adapter.find(key, values));
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    return told(() -> adapter.write(writes));
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    return told(() -> adapter.fate(sent));
  }
}
