package dev.passerelle.testkit.engine;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.StockLevel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What people of a trading company enter. */
final class Trade {
  private final World world;

  Trade(World world) {
    this.world = world;
  }

  RecordId customer(String code, String name) {
    RecordId id =
        world
            .inErp(Customer.TYPE)
            .create(
                Fields.builder()
                    .set(Customer.CODE, code)
                    .set(Customer.NAME, name)
                    .set(Customer.OWNER, "1")
                    .set(Customer.PHONE, "05 36 49 10 11")
                    .build());
    balance(id, "0", "1000", "deliver");
    return id;
  }

  void balance(RecordId customer, String outstanding, String limit, String state) {
    world
        .inErp(CustomerBalance.TYPE)
        .edit(
            customer,
            Fields.of(
                CustomerBalance.OUTSTANDING, new BigDecimal(outstanding),
                CustomerBalance.CREDIT_LIMIT, new BigDecimal(limit),
                CustomerBalance.CREDIT_STATE, state));
  }

  RecordId contact(String name, String email, RecordId customer) {
    return world
        .inErp(Contact.TYPE)
        .create(
            Fields.of(
                Contact.LAST_NAME, name,
                Contact.EMAIL, email,
                Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, customer))));
  }

  RecordId product(String sku, String price) {
    RecordId id =
        world
            .inErp(Product.TYPE)
            .create(
                Fields.of(
                    Product.SKU,
                    sku,
                    Product.NAME,
                    "Article " + sku,
                    Product.PRICE,
                    new BigDecimal(price)));
    world.inErp(StockLevel.TYPE).edit(id, Fields.of(StockLevel.AVAILABLE, new BigDecimal("5")));
    return id;
  }

  /** A company of the CRM that the ERP does not know. */
  RecordId prospect(String name) {
    return world.inCrm(Customer.TYPE).create(Fields.of(Customer.NAME, name));
  }

  RecordId quote(String number, RecordId crmCustomer, String sku, String quantity, String price) {
    BigDecimal net = new BigDecimal(price).multiply(new BigDecimal(quantity));
    DocumentLine line =
        DocumentLine.item("1")
            .product(Ref.byKey(Product.TYPE, Product.SKU, sku))
            .quantity(new BigDecimal(quantity))
            .unitPrice(new BigDecimal(price))
            .net(net)
            .build();
    return world
        .inCrm(Quote.TYPE)
        .create(
            Fields.builder()
                .set(Quote.NUMBER, number)
                .set(Quote.STATUS, "APPROVED")
                .set(Quote.SEND, true)
                .set(Quote.CUSTOMER, Ref.to(Customer.TYPE, crmCustomer))
                .set(Quote.LINES, List.of(line))
                .set(Quote.NET, net)
                .set(Quote.GROSS, net)
                .build());
  }

  RecordId crmCustomer(RecordId erpCustomer) {
    return world.inCrm(Customer.TYPE).byReference("NEGOCE971:" + erpCustomer).get(0);
  }
}
