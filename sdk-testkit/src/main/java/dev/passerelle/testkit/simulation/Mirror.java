package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.StockLevel;
import java.util.List;
import java.util.Optional;

/**
 * A field that the flows keep equal on both sides.
 *
 * @param type the record that is linked
 * @param shownBy the type that shows the field in the ERP: the record, or a facet of it
 * @param owner {@code erp}, {@code crm} or {@code shared}
 */
record Mirror(EntityType type, EntityType shownBy, Field<?> field, String owner) {
  static final List<Mirror> ALL =
      List.of(
          customer(Customer.NAME, "erp"),
          customer(Customer.CODE, "erp"),
          customer(Customer.SIRET, "erp"),
          customer(Customer.STATE, "erp"),
          customer(Customer.EMAIL, "crm"),
          customer(Customer.PHONE, "shared"),
          customer(Customer.NOTE, "shared"),
          balance(CustomerBalance.OUTSTANDING),
          balance(CustomerBalance.CREDIT_LIMIT),
          balance(CustomerBalance.CREDIT_STATE),
          new Mirror(Contact.TYPE, Contact.TYPE, Contact.LAST_NAME, "erp"),
          new Mirror(Contact.TYPE, Contact.TYPE, Contact.EMAIL, "erp"),
          new Mirror(Product.TYPE, Product.TYPE, Product.SKU, "erp"),
          new Mirror(Product.TYPE, Product.TYPE, Product.NAME, "erp"),
          new Mirror(Product.TYPE, Product.TYPE, Product.PRICE, "erp"),
          new Mirror(Product.TYPE, StockLevel.TYPE, StockLevel.AVAILABLE, "erp"),
          invoice(Invoice.NUMBER),
          invoice(Invoice.GROSS),
          invoice(Invoice.PAID),
          invoice(Invoice.REMAINING));

  private static Mirror customer(Field<?> field, String owner) {
    return new Mirror(Customer.TYPE, Customer.TYPE, field, owner);
  }

  private static Mirror invoice(Field<?> field) {
    return new Mirror(Invoice.TYPE, Invoice.TYPE, field, "erp");
  }

  private static Mirror balance(Field<?> field) {
    return new Mirror(Customer.TYPE, CustomerBalance.TYPE, field, "erp");
  }

  /** Whether the ERP says anything: of a facet that it does not have it says nothing (L11). */
  boolean isShown(World world, String id) {
    return type.equals(shownBy) || world.in("erp", shownBy).fields(RecordId.of(id)).isPresent();
  }

  /** What the ERP shows; texts are in the ERP's form already. */
  Optional<Object> inErp(World world, String id) {
    return value(world, "erp", shownBy, id);
  }

  /** What the CRM shows, in the ERP's form. */
  Optional<Object> inCrm(World world, String id) {
    return value(world, "crm", type, id).map(value -> form(world, value));
  }

  /** A value in the form in which both sides are compared. */
  Object form(World world, Object value) {
    if (value instanceof java.math.BigDecimal number) {
      return number.stripTrailingZeros();
    }
    return value instanceof String text ? world.setting.inErp(field, text) : value;
  }

  private Optional<Object> value(World world, String system, EntityType table, String id) {
    return world
        .in(system, table)
        .fields(RecordId.of(id))
        .flatMap(fields -> fields.get(field))
        .map(value -> form(world, value));
  }
}
