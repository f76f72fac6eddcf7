package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sap.businessone.model.B1Record;
import dev.passerelle.sap.common.Needed;
import dev.passerelle.sap.common.Outcomes;
import dev.passerelle.sap.common.Taken;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes contact people one by one, each as a change of its customer: a new row is added after a
 * look for our reference among the customer's rows, an old one goes by its number.
 */
final class ContactWriter {
  private static final int NAME = 50;

  private final Site site;
  private final EntityMap map;
  private final Reading reading;

  ContactWriter(Site site, EntityMap map, Reading reading) {
    this.site = site;
    this.map = map;
    this.reading = reading;
  }

  List<WriteResult> write(List<Write> writes) {
    Needed.require(site.settings().system(), map.type(), writes, map::can);
    map.requireComplete();
    Outcomes outcomes = new Outcomes(map);
    for (Write write : writes) {
      try {
        one(write, outcomes);
      } catch (PasserelleException e) {
        outcomes.failed(List.of(write.key()), e);
      }
      outcomes.sent();
    }
    return outcomes.all();
  }

  private void one(Write write, Outcomes outcomes) {
    if (write instanceof Write.Create create) {
      create(create, outcomes);
    } else if (write instanceof Write.Update update) {
      change(update.key(), update.id(), update.changed(), null, outcomes);
    } else if (write instanceof Write.Complete complete) {
      change(complete.key(), complete.id(), complete.fields(), null, outcomes);
    } else {
      Life life = write instanceof Write.Archive ? Life.ARCHIVED : Life.LIVE;
      change(write.key(), write.target().orElseThrow(), Fields.empty(), life, outcomes);
    }
  }

  /** The customer that a new person belongs to: the primary one, else the only one. */
  private static Optional<RecordId> customer(Fields fields) {
    return fields
        .get(Contact.PRIMARY_CUSTOMER)
        .or(() -> fields.get(Contact.CUSTOMERS).flatMap(all -> all.stream().findFirst()))
        .flatMap(Ref::id);
  }

  private void create(Write.Create create, Outcomes outcomes) {
    if (!outcomes.accepts(create.key(), create.fields())) {
      return;
    }
    Optional<RecordId> customer = customer(create.fields());
    if (customer.isEmpty()) {
      outcomes.refuse(
          create.key(),
          ErrorCode.REFERENCE_MISSING,
          FieldError.of(Contact.PRIMARY_CUSTOMER.name(), "REQUIRED", "a person has a customer"));
      return;
    }
    Optional<B1Record> partner = partner(customer.get());
    if (partner.isEmpty()) {
      outcomes.put(outcomes.gone(create.key(), customer.get()));
      return;
    }
    Optional<B1Record> there = row(partner.get(), create.reference());
    if (there.isPresent()) {
      Snapshot known = ContactLayout.snapshot(map, site, partner.get(), there.get());
      outcomes.put(new WriteResult.Written(create.key(), known, false));
      return;
    }
    Map<String, @Nullable Object> row = values(create.fields());
    row.put("Name", name(create, partner.get()));
    row.put("Active", "tYES");
    row.put(map.reference(), create.reference());
    client().add(key(customer.get()), Map.of(ContactLayout.ROWS, List.of(row)), null);
    made(create, customer.get(), outcomes);
  }

  /** The server numbers the row and does not say how: it is known again by our reference. */
  private void made(Write.Create create, RecordId customer, Outcomes outcomes) {
    Optional<B1Record> partner = partner(customer);
    Optional<B1Record> row = partner.flatMap(now -> row(now, create.reference()));
    outcomes.put(
        row.isEmpty()
            ? outcomes.unknown(create.key())
            : new WriteResult.Written(
                create.key(), taken(partner.get(), row.get(), create.fields()), true));
  }

  private dev.passerelle.sap.businessone.BusinessOneObjects client() {
    return site.client().businessPartners();
  }

  private static ODataKey key(RecordId partner) {
    return ODataKey.of(partner.value());
  }

  private Optional<B1Record> partner(RecordId id) {
    return reading.locate(List.of(id)).getOrDefault(id, Optional.empty()).map(Reading.Located::row);
  }

  private Optional<B1Record> row(B1Record partner, String reference) {
    return partner.rows(ContactLayout.ROWS).stream()
        .filter(row -> row.text(map.reference()).equals(Optional.of(reference)))
        .findFirst();
  }

  /** The name tells people of one customer apart; one that is taken is told apart by a number. */
  private static String name(Write.Create create, B1Record partner) {
    String full =
        (create.fields().get(Contact.FIRST_NAME).orElse("")
                + " "
                + create.fields().get(Contact.LAST_NAME).orElse(""))
            .strip();
    String base = full.isEmpty() ? create.fields().get(Contact.EMAIL).orElse("?") : full;
    Set<String> used = new LinkedHashSet<>();
    partner
        .rows(ContactLayout.ROWS)
        .forEach(row -> row.text("Name").ifPresent(n -> used.add(n.toUpperCase(Locale.ROOT))));
    String name = cut(base, NAME);
    for (int number = 2; used.contains(name.toUpperCase(Locale.ROOT)); number++) {
      String suffix = " " + number;
      name = cut(base, NAME - suffix.length()) + suffix;
    }
    return name;
  }

  private static String cut(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }

  private Map<String, @Nullable Object> values(Fields fields) {
    Body body = Body.fresh();
    map.bindings().forEach(binding -> binding.writeInto(body, fields, Fields.empty()));
    return new LinkedHashMap<>(body.values());
  }

  private void change(
      String key, RecordId id, Fields changed, @Nullable Life life, Outcomes outcomes) {
    if (!outcomes.accepts(key, changed)) {
      return;
    }
    Optional<RecordId> partner = ContactLayout.partner(id);
    if (partner.isEmpty()) {
      outcomes.put(outcomes.gone(key, id));
      return;
    }
    Optional<RecordId> wanted = customer(changed);
    if (wanted.isPresent() && !wanted.equals(partner)) {
      outcomes.refuse(
          key,
          ErrorCode.VALUE_INVALID,
          FieldError.of(Contact.PRIMARY_CUSTOMER.name(), "FIXED", "a person cannot move"));
      return;
    }
    Optional<B1Record> before = at(partner.get(), id);
    if (before.isEmpty()) {
      outcomes.put(outcomes.gone(key, id));
      return;
    }
    Map<String, @Nullable Object> row = values(changed);
    if (life != null) {
      row.put("Active", life == Life.LIVE ? "tYES" : "tNO");
    }
    if (!row.isEmpty()) {
      row.put("InternalCode", Integer.valueOf(ContactLayout.number(id)));
      row.put("CardCode", partner.get().value());
      client().update(key(partner.get()), Map.of(ContactLayout.ROWS, List.of(row)), null);
    }
    confirm(key, partner.get(), id, changed, outcomes);
  }

  private Optional<B1Record> at(RecordId partner, RecordId id) {
    Optional<String> number = Optional.of(ContactLayout.number(id));
    return partner(partner).stream()
        .flatMap(now -> now.rows(ContactLayout.ROWS).stream())
        .filter(row -> row.text("InternalCode").equals(number))
        .findFirst();
  }

  private void confirm(
      String key, RecordId partner, RecordId id, Fields changed, Outcomes outcomes) {
    Optional<B1Record> now = partner(partner);
    Optional<String> number = Optional.of(ContactLayout.number(id));
    Optional<B1Record> row =
        now.stream()
            .flatMap(each -> each.rows(ContactLayout.ROWS).stream())
            .filter(each -> each.text("InternalCode").equals(number))
            .findFirst();
    Snapshot shown =
        row.isEmpty()
            ? Snapshot.of(map.type(), id, Fields.empty())
            : taken(now.get(), row.get(), changed);
    outcomes.put(new WriteResult.Written(key, shown, false));
  }

  /** What was sent and is there: a user's change of the next moment is not our answer (L10). */
  private Snapshot taken(B1Record partner, B1Record row, Fields sent) {
    Snapshot all = ContactLayout.snapshot(map, site, partner, row);
    Fields own = sent.without(Set.of(Reference.FIELD));
    return all.withFields(all.fields().only(Taken.of(map, own, all.fields())));
  }

  /** The person that a lost create made, among the rows of the customer that was named. */
  Optional<Snapshot> byReference(Ticket ticket) {
    Optional<B1Record> partner = customer(ticket.sent()).flatMap(this::partner);
    return partner.flatMap(
        now ->
            ticket
                .ourReference()
                .flatMap(reference -> row(now, reference))
                .map(row -> ContactLayout.snapshot(map, site, now, row)));
  }
}
