package dev.passerelle.testkit.simulation;

import dev.passerelle.core.Health;
import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every record of the ERP has a counterpart or waits, every record that the engine made belongs to
 * a link, and nothing is undecided (invariants 11 and 13).
 */
final class NothingForgotten implements Oracle {
  private final Set<String> made = new HashSet<>();

  /** Takes note of what happened. */
  void note(List<Effect> fresh) {
    fresh.stream()
        .filter(effect -> effect.byEngine() && effect.write().reference().isPresent())
        .forEach(
            effect -> {
              EntityType type = effect.write().type();
              if (type.equals(Customer.TYPE)
                  || type.equals(Contact.TYPE)
                  || type.equals(Product.TYPE)
                  || type.equals(Invoice.TYPE)) {
                made.add(effect.system() + " " + type.name() + " " + effect.write().id());
              }
            });
  }

  /** The engine's state was put back: what it made for records that are gone it cannot know. */
  void forget() {
    made.clear();
  }

  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    note(fresh);
    List<LinkRow> links = world.links();
    List<WaitingEntry> waiting = world.waiting();
    List<EntityType> types = new ArrayList<>(List.of(Customer.TYPE, Contact.TYPE, Product.TYPE));
    if (world.extras.invoices()) {
      types.add(Invoice.TYPE);
    }
    for (EntityType type : types) {
      for (String system : List.of("erp", "crm")) {
        for (RecordId id : world.in(system, type).ids()) {
          judge(links, waiting, system, type, id, breach);
        }
      }
    }
    for (Health.FeedHealth feed : world.engine().health().feeds()) {
      if (feed.pending() > 0) {
        breach.accept(feed.pending() + " undecided in " + feed);
      }
    }
  }

  private void judge(
      List<LinkRow> links,
      List<WaitingEntry> waiting,
      String system,
      EntityType type,
      RecordId id,
      Consumer<String> breach) {
    boolean linked =
        links.stream().anyMatch(link -> link.is(type) && link.on(system).equals(id.value()));
    boolean waits =
        waiting.stream()
            .anyMatch(
                entry ->
                    entry.system().equals(system)
                        && entry.entity().equals(type.name())
                        && entry.record().equals(id.value()));
    if (system.equals("erp") && !linked && !waits) {
      breach.accept(type + " " + id + " of the ERP was forgotten");
    }
    if (made.contains(system + " " + type.name() + " " + id) && !linked) {
      breach.accept("the engine made " + type + " " + id + " in " + system + " and has no link");
    }
  }
}
