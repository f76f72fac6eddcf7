package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * No write touches a field on its owner's side, except at creation and on a blank that nobody
 * emptied; a document that was made is never updated (invariant 9, L13, always).
 */
final class OwnersUntouched implements Oracle {
  private static final Map<String, Set<Field<?>>> OWNED =
      Map.of(
          "erp",
          Set.of(
              Customer.NAME,
              Customer.CODE,
              Customer.SIRET,
              Customer.PAYER,
              Customer.OWNER,
              Customer.STATE,
              Contact.LAST_NAME,
              Contact.EMAIL,
              Contact.CUSTOMERS,
              Product.SKU,
              Product.PRICE),
          "crm",
          Set.of(Customer.EMAIL, Quote.NUMBER, Quote.CUSTOMER, Quote.LINES, Quote.STATUS));

  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    for (Effect effect : fresh) {
      if (effect.byEngine() && effect.write().operation() == Operation.UPDATE) {
        if (effect.write().type().equals(SalesOrder.TYPE)) {
          breach.accept("a document was updated: " + effect);
        }
        effect.changed().forEach(field -> judge(world, effect, field, breach));
      }
      if (effect.byEngine() && effect.write().operation() == Operation.DELETE) {
        breach.accept("nobody asked for a delete: " + effect);
      }
    }
  }

  private static void judge(World world, Effect effect, Field<?> field, Consumer<String> breach) {
    boolean owned = owns(effect, field);
    boolean blank = effect.write().before().isBlank(field);
    boolean emptied =
        world.edits.of(effect.system(), effect.write().type(), effect.write().id(), field).stream()
            .anyMatch(edit -> edit.value() == null);
    if (owned && (!blank || emptied)) {
      breach.accept("wrote " + field.name() + " on its owner's side: " + effect);
    }
  }

  /** Customers' e-mail addresses are the CRM's, those of contacts the ERP's, as are invoices. */
  private static boolean owns(Effect effect, Field<?> field) {
    boolean contact = effect.write().type().equals(Contact.TYPE);
    if (effect.write().type().equals(Invoice.TYPE)) {
      return effect.system().equals("erp");
    }
    if (field.equals(Contact.EMAIL)) {
      return contact == effect.system().equals("erp");
    }
    return OWNED.getOrDefault(effect.system(), Set.of()).contains(field);
  }
}
