package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.state.Row;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An observation is applied, superseded, filtered, waiting or in flight (invariant 11, always): one
 * that waits names what it waits for, and one that ended has left a link, something that waits, or
 * a record that is gone. Records of the CRM alone may be filtered: nothing is made of them.
 */
final class Conservation implements Oracle, Watcher {
  private static final List<EntityType> LINKED = List.of(Customer.TYPE, Contact.TYPE, Product.TYPE);
  private final Set<List<String>> ended = new LinkedHashSet<>();

  @Override
  public void committed(String node, List<Mutation> mutations) {
    for (Mutation mutation : mutations) {
      if (mutation.in("observation") && mutation.key() != null) {
        List<Object> key = mutation.key().values();
        ended.add(List.of(key.get(1).toString(), key.get(2).toString()));
      }
    }
  }

  /** The engine's state was put back. */
  void forget() {
    ended.clear();
  }

  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    Set<List<String>> named = new HashSet<>();
    world.rows("waiting").forEach(row -> named.add(List.of(row.text("feed"), row.text("id"))));
    // A document under way names itself in the note of its write.
    world.rows("intent").stream()
        .map(row -> row.text("owner").split(":", 3))
        .filter(owner -> owner[0].equals("document"))
        .forEach(owner -> named.add(List.of("crm/" + Quote.TYPE.name(), owner[2])));
    for (Row row : world.rows("observation")) {
      List<String> record = List.of(row.text("feed"), row.text("id"));
      if (row.text("state").equals("WAITING") && !named.contains(record)) {
        breach.accept(record + " waits for nothing that is named");
      }
      ended.remove(record);
    }
    List<LinkRow> links = ended.isEmpty() ? List.of() : world.links();
    for (EntityType type : LINKED) {
      String feed = "erp/" + type.name();
      ended.stream()
          .filter(record -> record.get(0).equals(feed) && !named.contains(record))
          .filter(record -> links.stream().noneMatch(link -> of(link, type, record.get(1))))
          .filter(record -> !isGone(world, feed, record.get(1)))
          .forEach(record -> breach.accept(record + " ended and has left nothing"));
    }
    ended.clear();
  }

  private static boolean of(LinkRow link, EntityType type, String id) {
    return link.is(type) && link.erp().equals(id);
  }

  private static boolean isGone(World world, String feed, String id) {
    return world
        .row("record", feed, id)
        .filter(row -> !row.text("life").equals("LIVE"))
        .isPresent();
  }
}
