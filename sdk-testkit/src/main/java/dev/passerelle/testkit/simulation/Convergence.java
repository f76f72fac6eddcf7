package dev.passerelle.testkit.simulation;

import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * For each active link every mirrored field is equal in the ERP's form, or something about the
 * record is open (invariants 1 and 14).
 */
final class Convergence implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    List<WaitingEntry> waiting = world.waiting();
    List<LinkRow> links = world.links();
    for (LinkRow link : links) {
      if (!link.active()) {
        continue;
      }
      Mirror.ALL.stream()
          .filter(mirror -> link.is(mirror.type()))
          .filter(mirror -> mirror.isShown(world, link.erp()))
          .filter(mirror -> !world.waits(waiting, mirror.type(), link.erp(), link.crm()))
          .forEach(mirror -> equal(world, mirror, link, breach));
      if (link.is(Customer.TYPE) && !world.waits(waiting, Customer.TYPE, link.erp(), link.crm())) {
        payers(world, links, link, breach);
      }
      if (link.is(Contact.TYPE)) {
        customers(world, waiting, links, link, breach);
      }
    }
  }

  private static void equal(World world, Mirror mirror, LinkRow link, Consumer<String> breach) {
    Optional<Object> erp = mirror.inErp(world, link.erp());
    Optional<Object> crm = mirror.inCrm(world, link.crm());
    if (!erp.equals(crm)) {
      breach.accept(mirror.field().name() + " differs: " + erp + " / " + crm + " in " + link);
    }
  }

  private static void payers(
      World world, List<LinkRow> links, LinkRow link, Consumer<String> breach) {
    Set<String> erp = referred(world, "erp", link.erp(), Customer.TYPE.name());
    Set<String> crm = referred(world, "crm", link.crm(), Customer.TYPE.name());
    compare(world, links, erp, crm, link, breach);
  }

  private static void customers(
      World world,
      List<WaitingEntry> waiting,
      List<LinkRow> links,
      LinkRow link,
      Consumer<String> breach) {
    Set<String> erp = new TreeSet<>();
    boolean[] waits = {false};
    links.stream()
        .filter(other -> other.pairing().equals(link.pairing()) && other.crm().equals(link.crm()))
        .filter(other -> other.active() || other.alias())
        .forEach(
            other -> {
              waits[0] |= world.waits(waiting, Contact.TYPE, other.erp(), other.crm());
              erp.addAll(referred(world, "erp", other.erp(), Contact.TYPE.name()));
            });
    if (!waits[0]) {
      Set<String> crm = referred(world, "crm", link.crm(), Contact.TYPE.name());
      compare(world, links, erp, crm, link, breach);
    }
  }

  /** References to a customer that somebody deleted cannot be written and are left out. */
  private static void compare(
      World world,
      List<LinkRow> links,
      Set<String> inErp,
      Set<String> inCrm,
      LinkRow link,
      Consumer<String> breach) {
    if (inErp.stream().anyMatch(id -> world.edits.isDead("erp", Customer.TYPE, RecordId.of(id)))) {
      return;
    }
    Set<String> erp = translated(links, inErp);
    Set<String> crm = new TreeSet<>(inCrm);
    erp.removeIf(id -> world.edits.isDead("crm", Customer.TYPE, RecordId.of(id)));
    crm.removeIf(id -> world.edits.isDead("crm", Customer.TYPE, RecordId.of(id)));
    if (link.is(Customer.TYPE)) {
      // A record that refers to itself, after a merge for example: left out (L17).
      erp.remove(link.crm());
    }
    if (!Objects.equals(erp, crm)) {
      breach.accept("references differ: " + erp + " / " + crm + " in " + link);
    }
  }

  private static Set<String> referred(World world, String system, String id, String type) {
    boolean customer = type.equals(Customer.TYPE.name());
    Fields fields =
        world
            .in(system, customer ? Customer.TYPE : Contact.TYPE)
            .fields(RecordId.of(id))
            .orElse(Fields.empty());
    Field<Ref> payer = Customer.PAYER;
    Stream<Ref> refs =
        customer
            ? fields.get(payer).stream()
            : fields.get(Contact.CUSTOMERS).stream().flatMap(Set::stream);
    Set<String> ids = new TreeSet<>();
    refs.map(Ref::value).forEach(ids::add);
    return ids;
  }

  private static Set<String> translated(List<LinkRow> links, Set<String> erp) {
    Set<String> crm = new TreeSet<>();
    for (String id : erp) {
      crm.add(
          links.stream()
              .filter(link -> link.is(Customer.TYPE) && link.active() && link.erp().equals(id))
              .map(LinkRow::crm)
              .findFirst()
              .orElse("no counterpart of " + id));
    }
    return crm;
  }
}
