package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sage.sage100.Row;
import dev.passerelle.sage.sage100.model.ContactRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Contacts by import files: flag K, which creates or replaces by customer, name and first name.
 * Therefore name and first name of an existing contact cannot be changed this way.
 */
final class ContactImports implements ImportKind {
  private final Site site;
  private final ContactColumns columns;
  private final ImportPath path;
  private final Existing existing;

  ContactImports(Site site, ContactEntity entity, ImportPath path) {
    this.site = site;
    this.columns = new ContactColumns(site);
    this.path = path;
    this.existing = new Existing(site.settings().system(), entity);
  }

  @Override
  public AdapterDescriptor.Builder extend(AdapterDescriptor.Builder descriptor) {
    return descriptor
        .can(Capability.CREATE, Capability.UPDATE, Capability.ASYNCHRONOUS)
        .createSafety(CreateSafety.lookup(path.maxLag()));
  }

  @Override
  public String rank() {
    return "B";
  }

  @Override
  public Prepared prepare(Write write) {
    if (write instanceof Write.Create create) {
      return create(create);
    }
    Optional<WriteResult> obstacle = existing.of(List.of(write)).obstacle(write);
    return obstacle.map(Prepared::done).orElseGet(() -> update((Write.Update) write));
  }

  /**
   * K would replace the values of a contact of the same name: that one is to be coupled instead.
   */
  private Prepared create(Write.Create create) {
    Columns wanted = columns.forCreate(create.fields());
    refuseBreaks(wanted);
    if (!wanted.errors().isEmpty()) {
      return refused(create, create.reference(), wanted);
    }
    Optional<RecordId> same =
        site
            .gateway()
            .contacts()
            .byName(text(wanted, "CT_Num"), text(wanted, "CT_Nom"), text(wanted, "CT_Prenom"))
            .stream()
            .map(row -> RecordId.of(row.marq()))
            .findFirst();
    return same.isPresent()
        ? Prepared.done(existing.taken(create, Contact.LAST_NAME, same))
        : lines(wanted.values());
  }

  private static String text(Columns wanted, String column) {
    return String.valueOf(Objects.requireNonNullElse(wanted.values().get(column), ""));
  }

  private static void refuseBreaks(Columns wanted) {
    ImportLines.broken(wanted)
        .forEach(field -> wanted.error(field, "INVALID_VALUE", ImportLines.NO_BREAK));
  }

  private Prepared update(Write.Update update) {
    Columns wanted = columns.forUpdate(update.changed());
    for (String column : List.of("CT_Nom", "CT_Prenom")) {
      if (wanted.values().containsKey(column)) {
        wanted.error(Contact.LAST_NAME, "NOT_WRITABLE", "the import knows contacts by their name");
      }
    }
    refuseBreaks(wanted);
    if (!wanted.errors().isEmpty()) {
      return refused(update, update.id().value(), wanted);
    }
    Row row = site.gateway().contacts().raw(Entities.marqs(List.of(update.id()))).get(0);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    ImportLines.CONTACT.forEach(column -> all.put(column, Existing.stored(row, column)));
    all.putAll(wanted.values());
    return lines(all);
  }

  private static Prepared lines(Map<String, ? extends @Nullable Object> values) {
    return Prepared.lines(List.of(ImportLines.line("K", ImportLines.CONTACT, values)));
  }

  private Prepared refused(Write write, String record, Columns wanted) {
    ErrorDetail detail = wanted.detail(site.settings().system(), "contact", record);
    return Prepared.done(new WriteResult.Refused(write.key(), detail, wanted.errors(), null, null));
  }

  @Override
  public String fieldName(String column) {
    return ContactColumns.fieldName(column);
  }

  /** Another contact of that name may have been there before. */
  private boolean holds(ContactRow row, Fields sent) {
    Row raw = site.gateway().contacts().raw(List.of(row.marq())).get(0);
    return ContactEntity.TEXT_COLUMNS.entrySet().stream()
        .filter(entry -> sent.get(entry.getKey()).isPresent())
        .allMatch(
            entry ->
                raw.text(entry.getValue())
                    .equals(sent.get(entry.getKey()).orElse("").stripTrailing()));
  }

  /** The journal shows {@code CT_Num/CT_Nom/CT_Prenom}, and a name may hold a slash too. */
  @Override
  public WriteResult look(Ticket ticket, String made, boolean told) {
    if (ticket.operation() != Ticket.Operation.CREATE) {
      return told ? existing.done(ticket) : existing.look(ticket);
    }
    Fields sent = ticket.sent();
    String customer = made.substring(0, Math.max(0, made.indexOf('/')));
    return site
        .gateway()
        .contacts()
        .byName(
            customer,
            sent.get(Contact.LAST_NAME).orElse(""),
            sent.get(Contact.FIRST_NAME).orElse(""))
        .stream()
        .filter(row -> told || holds(row, sent))
        .map(ContactRow::marq)
        .map(marq -> existing.made(ticket, RecordId.of(marq)))
        .findFirst()
        .orElseGet(() -> new WriteResult.Absent(ticket.key()));
  }
}
