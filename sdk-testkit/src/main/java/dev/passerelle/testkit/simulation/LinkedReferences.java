package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * No write refers to a customer that has no link (invariant 6, always). A link may come to be and
 * end in one run.
 */
final class LinkedReferences implements Oracle {
  private final Set<String> linked = new HashSet<>();

  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    for (LinkRow link : world.links()) {
      if (link.is(Customer.TYPE) && (link.active() || link.gone())) {
        linked.add("erp " + link.erp());
        linked.add("crm " + link.crm());
      }
    }
    for (Effect effect : fresh) {
      if (effect.byEngine()) {
        Fields changed = effect.write().after().only(effect.changed());
        references(changed)
            .filter(ref -> !linked.contains(effect.system() + " " + ref.value()))
            .forEach(ref -> breach.accept("refers to " + ref + ", which has no link: " + effect));
      }
    }
  }

  private static Stream<Ref> references(Fields fields) {
    return Stream.of(
            fields.get(Customer.PAYER).stream(),
            fields.get(SalesOrder.CUSTOMER).stream(),
            fields.get(Contact.CUSTOMERS).stream().flatMap(Set::stream))
        .flatMap(all -> all);
  }
}
