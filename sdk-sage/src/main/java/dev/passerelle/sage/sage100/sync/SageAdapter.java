package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.Sage100Gateway;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * An entity as the engine sees it: read by SQL, written by the configured way. Each of the engine's
 * reads is one reading of the gateway: one connection, settings once.
 */
final class SageAdapter implements EntityAdapter {
  private final SageEntity entity;
  private final Feed feed;
  private final SageWriter writer;
  private final Sage100Gateway gateway;
  private final String system;

  SageAdapter(
      SageEntity entity, Feed feed, SageWriter writer, Sage100Gateway gateway, String system) {
    this.gateway = gateway;
    this.entity = entity;
    this.feed = feed;
    this.writer = writer;
    this.system = system;
  }

  @Override
  public AdapterDescriptor describe() {
    return writer.extend(entity.describe()).build();
  }

  @Override
  public ChangePage changesSince(Position position, int limit) {
    return gateway.reading(() -> feed.changes(position, limit));
  }

  @Override
  public ChangePage list(Position cursor, int limit, Depth depth) {
    return gateway.reading(() -> feed.list(cursor, limit, depth));
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return gateway.reading(() -> entity.read(ids));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    AdapterDescriptor descriptor = describe();
    if (!descriptor.findKeys().contains(key)) {
      throw new UnsupportedOperation(system, "find " + descriptor.type() + " by " + key);
    }
    return gateway.reading(() -> entity.find(key, values));
  }

  @Override
  public List<WriteResult> write(List<Write> writes) {
    AdapterDescriptor descriptor = describe();
    for (Write write : writes) {
      if (!descriptor.can(needed(write)) || write instanceof Write.Complete) {
        String verb = write.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        throw new UnsupportedOperation(system, verb + " " + descriptor.type());
      }
    }
    return writes.isEmpty() ? List.of() : writer.write(writes);
  }

  private static Capability needed(Write write) {
    if (write instanceof Write.Create || write instanceof Write.Complete) {
      return Capability.CREATE;
    } else if (write instanceof Write.Update) {
      return Capability.UPDATE;
    } else if (write instanceof Write.Archive) {
      return Capability.ARCHIVE;
    }
    return write instanceof Write.Restore ? Capability.RESTORE : Capability.DELETE;
  }

  @Override
  public List<WriteResult> fate(List<Ticket> sent) {
    return writer.fate(sent);
  }
}
