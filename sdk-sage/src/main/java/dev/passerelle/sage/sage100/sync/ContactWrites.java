package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.Row;
import dev.passerelle.sage.sage100.model.AgentOperation;
import dev.passerelle.sage.sage100.model.AgentRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contacts through the agent: create, update and delete (contract §4.2). */
final class ContactWrites implements AgentKind {
  private final Site site;
  private final ContactEntity entity;
  private final AgentPath path;
  private final Existing existing;
  private final ContactColumns columns;

  ContactWrites(Site site, ContactEntity entity, AgentPath path) {
    this.site = site;
    this.entity = entity;
    this.path = path;
    this.existing = new Existing(site.settings().system(), entity);
    this.columns = new ContactColumns(site);
  }

  @Override
  public EntityType type() {
    return Contact.TYPE;
  }

  @Override
  public AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor) {
    return descriptor
        .can(Capability.CREATE, Capability.UPDATE, Capability.DELETE)
        .createSafety(CreateSafety.lookup(path.maxLag()))
        .referenceLength(CustomerWrites.REFERENCE_LENGTH);
  }

  @Override
  public String reference(String ours) {
    return "p:" + ours;
  }

  @Override
  public List<Prepared> prepare(List<Write> writes) {
    Existing.Present present = existing.of(writes);
    List<Integer> marqs =
        Entities.marqs(writes.stream().flatMap(write -> write.target().stream()).toList());
    Map<String, Row> raw = new LinkedHashMap<>();
    if (!marqs.isEmpty()) {
      site.gateway()
          .contacts()
          .raw(marqs)
          .forEach(row -> raw.put(Integer.toString(row.integer("cbMarq")), row));
    }
    return writes.stream().map(write -> prepare(write, present, raw)).toList();
  }

  private Prepared prepare(Write write, Existing.Present present, Map<String, Row> raw) {
    if (write instanceof Write.Create create) {
      return create(create);
    }
    if (write instanceof Write.Delete delete) {
      Optional<WriteResult> gone = present.obstacle(write);
      return gone.isPresent()
          ? Prepared.done(write, new WriteResult.Written(write.key(), empty(delete.id()), false))
          : Prepared.send(write, List.of(delete(delete)));
    }
    Optional<WriteResult> obstacle = present.obstacle(write);
    if (obstacle.isPresent()) {
      return Prepared.done(write, obstacle.get());
    }
    Write.Update update = (Write.Update) write;
    return update(update, raw.getOrDefault(update.id().value(), Row.of(Map.of())));
  }

  private static Snapshot empty(RecordId id) {
    return Snapshot.of(Contact.TYPE, id, Fields.empty());
  }

  private AgentOperation delete(Write.Delete delete) {
    String id = delete.id().value();
    return AgentOperation.on(
        "contact.delete", delete.key(), path.once("p" + id), Integer.parseInt(id));
  }

  private Prepared create(Write.Create create) {
    Columns wanted = columns.forCreate(create.fields());
    if (!wanted.errors().isEmpty()) {
      return refused(create, create.reference(), wanted);
    }
    return Existing.printable(create.reference())
        ? Prepared.send(
            create,
            List.of(
                AgentOperation.create(
                    "contact", create.key(), reference(create.reference()), wanted.values())))
        : Prepared.done(create, existing.badReference(create));
  }

  private Prepared update(Write.Update update, Row raw) {
    Columns wanted = columns.forUpdate(update.changed());
    if (!wanted.errors().isEmpty()) {
      return refused(update, update.id().value(), wanted);
    }
    Map<String, @Nullable Object> before = new LinkedHashMap<>();
    wanted
        .fields()
        .forEach(
            (column, field) -> {
              if (update.before().has(field)) {
                before.put(column, raw.text(column));
              }
            });
    String id = update.id().value();
    return Prepared.send(
        update,
        List.of(
            AgentOperation.update(
                "contact",
                update.key(),
                path.once("p" + id),
                Integer.parseInt(id),
                wanted.values(),
                before)));
  }

  private Prepared refused(Write write, String record, Columns wanted) {
    ErrorDetail detail = wanted.detail(site.settings().system(), "contact", record);
    return Prepared.done(
        write, new WriteResult.Refused(write.key(), detail, wanted.errors(), null, null));
  }

  @Override
  public Snapshot snapshot(AgentRecord record) {
    return entity.snapshot(AgentRows.row(record));
  }

  @Override
  public String fieldName(String column) {
    return ContactColumns.fieldName(column);
  }

  @Override
  public WriteResult look(Ticket ticket) {
    return existing.look(ticket);
  }
}
