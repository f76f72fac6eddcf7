package dev.passerelle.odoo.sync;

import static dev.passerelle.core.adapter.Capability.ARCHIVE;
import static dev.passerelle.core.adapter.Capability.CREATE;
import static dev.passerelle.core.adapter.Capability.DELETE;
import static dev.passerelle.core.adapter.Capability.RESTORE;
import static dev.passerelle.core.adapter.Capability.UPDATE;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.odoo.model.Domain;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which model and fields of Odoo the entity types are (fact sheet §2). */
final class RecordMaps {
  private static final String PARTNER = "res.partner";
  private static final String ORDER = "sale.order";

  /** For causes that no stamp shows: rows that were deleted. */
  private static final Duration DAILY = Duration.ofHours(24);

  private RecordMaps() {}

  /** The models that must be there for a type to be offered, the first one being its own. */
  static Map<EntityType, List<String>> models(Instance instance) {
    return Map.of(
        Quote.TYPE,
        List.of(ORDER, OrderLines.MODEL),
        SalesOrder.TYPE,
        List.of(ORDER, OrderLines.MODEL),
        Customer.TYPE,
        List.of(PARTNER),
        Contact.TYPE,
        List.of(PARTNER),
        CustomerBalance.TYPE,
        List.of(PARTNER, "account.move.line"),
        Product.TYPE,
        List.of(productModel(instance)),
        StockLevel.TYPE,
        List.of(productModel(instance), "stock.quant"),
        Invoice.TYPE,
        List.of(BookedMaps.MOVE, InvoiceLines.MODEL),
        Payment.TYPE,
        List.of(BookedMaps.PAYMENT, InvoiceLines.MODEL));
  }

  static String productModel(Instance instance) {
    return instance.settings().templates() ? "product.template" : "product.product";
  }

  static String model(Instance instance, EntityType type) {
    return models(instance).getOrDefault(type, List.of("")).get(0);
  }

  static RecordMap of(Instance instance, EntityType type, Selection selection) {
    RecordMap.Builder map;
    if (type.equals(Customer.TYPE)) {
      map = customer(instance);
    } else if (type.equals(Contact.TYPE)) {
      map = contact();
    } else if (type.equals(Product.TYPE)) {
      map = product(instance);
    } else if (type.equals(StockLevel.TYPE)) {
      map = stock(instance);
    } else if (type.equals(CustomerBalance.TYPE)) {
      map = balance(instance);
    } else if (type.equals(Quote.TYPE)) {
      map = quote(instance);
    } else if (type.equals(SalesOrder.TYPE)) {
      map = order(instance);
    } else if (type.equals(Invoice.TYPE)) {
      map = BookedMaps.invoices(instance);
    } else if (type.equals(Payment.TYPE)) {
      map = BookedMaps.payments(instance);
    } else {
      throw new IllegalArgumentException("no model for " + type);
    }
    return map.chosen(instance).build(instance, selection);
  }

  static ColumnBinding<String> text(Field<String> field, String column) {
    return ColumnBinding.of(field, column, Codecs.text());
  }

  static ColumnBinding<String> link(Field<String> field, String column) {
    return ColumnBinding.of(field, column, Codecs.idOf(field.name()));
  }

  /** Shown only: archive and restore are operations of their own. */
  private static ColumnBinding<String> state(Field<String> field) {
    return ColumnBinding.of(field, "active", Codecs.state()).readOnly();
  }

  private static RecordMap.Builder customer(Instance instance) {
    return new RecordMap.Builder(Customer.TYPE, PARTNER)
        .filter(instance.settings().customers())
        .archivable()
        .can(CREATE, UPDATE, ARCHIVE, RESTORE, DELETE)
        .onCreate("is_company", true)
        .onCreate("customer_rank", 1)
        .add(text(Customer.NAME, "name").required())
        .add(text(Customer.CODE, "ref"))
        .add(text(Customer.VAT_NUMBER, "vat"))
        .add(text(Customer.SIRET, "company_registry"))
        .add(state(Customer.STATE))
        .add(text(Customer.EMAIL, "email"))
        .add(text(Customer.PHONE, "phone"))
        .add(ColumnBinding.of(Customer.WEBSITE, "website", Codecs.address()))
        .add(new AddressBinding(Customer.BILLING_ADDRESS, instance))
        .add(link(Customer.OWNER, "user_id"))
        .add(link(Customer.PAYMENT_TERMS, "property_payment_term_id"))
        .add(link(Customer.PRICE_CATEGORY, "property_product_pricelist"))
        .find(Customer.CODE, "ref")
        .find(Customer.VAT_NUMBER, "vat")
        .find(Customer.SIRET, "company_registry")
        .find(Customer.EMAIL, "email")
        .find(Customer.NAME, "name");
  }

  private static RecordMap.Builder contact() {
    return new RecordMap.Builder(Contact.TYPE, PARTNER)
        .filter(
            Domain.where("parent_id", "!=", false)
                .and("is_company", "=", false)
                .and("type", "=", "contact"))
        .archivable()
        .can(CREATE, UPDATE, ARCHIVE, RESTORE, DELETE)
        .onCreate("is_company", false)
        .onCreate("type", "contact")
        .add(new PersonBinding())
        .add(new ContactCustomers())
        .add(text(Contact.JOB_TITLE, "function"))
        .add(text(Contact.EMAIL, "email"))
        .add(text(Contact.PHONE, "phone"))
        .add(text(Contact.MOBILE, "mobile"))
        .find(Contact.EMAIL, "email");
  }

  private static RecordMap.Builder product(Instance instance) {
    String price = instance.settings().templates() ? "list_price" : "lst_price";
    RecordMap.Builder map =
        new RecordMap.Builder(Product.TYPE, productModel(instance))
            .filter(instance.settings().products())
            .archivable()
            .can(CREATE, UPDATE, ARCHIVE, RESTORE, DELETE)
            .onCreate("sale_ok", true)
            .add(text(Product.NAME, "name").required())
            .add(text(Product.SKU, "default_code"))
            .add(state(Product.STATE))
            .add(text(Product.BARCODE, "barcode"))
            .add(text(Product.DESCRIPTION, "description_sale"))
            .add(link(Product.FAMILY, "categ_id").required())
            .add(link(Product.UNIT, "uom_id").required())
            .add(
                ColumnBinding.of(
                        Product.PRICE,
                        price,
                        Codecs.rounded(instance.digits(productModel(instance), price)))
                    .required())
            .find(Product.SKU, "default_code")
            .find(Product.BARCODE, "barcode")
            .find(Product.NAME, "name");
    OtherHalf half = new OtherHalf(instance);
    PricesPart prices = new PricesPart(instance);
    return map.add(half.trail()).add(prices, prices.days()).add(prices.trail());
  }

  private static RecordMap.Builder stock(Instance instance) {
    StockPart part = new StockPart(instance);
    return new RecordMap.Builder(StockLevel.TYPE, productModel(instance))
        .filter(instance.settings().products())
        .archivable()
        .computed()
        .rescan(DAILY)
        .add(part)
        .add(part.trail());
  }

  private static RecordMap.Builder balance(Instance instance) {
    BalancePart part = new BalancePart(instance);
    return new RecordMap.Builder(CustomerBalance.TYPE, PARTNER)
        .filter(instance.settings().customers())
        .archivable()
        .computed()
        .rescan(DAILY)
        .add(part)
        .add(part.items())
        .add(part.days());
  }

  static ColumnBinding<BigDecimal> amount(Field<BigDecimal> field, String column) {
    return ColumnBinding.of(field, column, Codecs.decimal()).readOnly();
  }

  static ColumnBinding<Ref> customer(Field<Ref> field, String column) {
    return ColumnBinding.of(field, column, Codecs.ref(Customer.TYPE, field.name()));
  }

  static ColumnBinding<String> currency(Field<String> field, Instance instance) {
    return ColumnBinding.of(
            field, "currency_id", Codecs.codeOf(instance.currencies(), field.name()))
        .readOnly();
  }

  private static ColumnBinding<LocalDate> day(Field<LocalDate> field, Instance instance) {
    return ColumnBinding.of(field, "date_order", Codecs.dayOf(instance.settings().zone()))
        .readOnly();
  }

  /** A document that was never confirmed; its changes show the confirmation, too. */
  private static RecordMap.Builder quote(Instance instance) {
    OrderLines lines = new OrderLines(Quote.LINES, instance);
    ColumnBinding<Ref> customer = customer(Quote.CUSTOMER, CommercialPartner.PARTNER).required();
    return new RecordMap.Builder(Quote.TYPE, ORDER)
        .listFilter(Domain.where("state", "in", List.of("draft", "sent")))
        .can(CREATE, UPDATE)
        .add(customer)
        .add(new CommercialPartner(instance, Quote.CUSTOMER, customer.rule()))
        .add(text(Quote.NUMBER, "name").readOnly())
        .add(ColumnBinding.of(Quote.EXPIRES, "validity_date", Codecs.date()))
        .add(day(Quote.DATE, instance))
        .add(link(Quote.OWNER, "user_id"))
        .add(currency(Quote.CURRENCY, instance))
        .add(amount(Quote.NET, "amount_untaxed"))
        .add(amount(Quote.TAX, "amount_tax"))
        .add(amount(Quote.GROSS, "amount_total"))
        .state(new OrderStatus(Quote.STATUS, instance, Optional.empty()))
        .add(lines)
        .add(lines.trail(Domain.all()))
        .find(Quote.NUMBER, "name");
  }

  private static RecordMap.Builder order(Instance instance) {
    boolean confirms = instance.settings().confirmsOrders();
    OrderLines lines = new OrderLines(SalesOrder.LINES, instance);
    List<String> states = List.of(OrderStatus.CONFIRMED, "done", "cancel");
    ColumnBinding<Ref> customer =
        customer(SalesOrder.CUSTOMER, CommercialPartner.PARTNER).required();
    Optional<String> usual =
        confirms ? Optional.of(OrderStatus.CONFIRMED) : Optional.<String>empty();
    return new RecordMap.Builder(SalesOrder.TYPE, ORDER)
        .filter(confirms ? Domain.where("state", "in", states) : Domain.all())
        .can(CREATE, UPDATE)
        .add(customer)
        .add(new CommercialPartner(instance, SalesOrder.CUSTOMER, customer.rule()))
        .add(text(SalesOrder.NUMBER, "name").readOnly())
        .add(text(SalesOrder.EXTERNAL_NUMBER, "client_order_ref"))
        .add(day(SalesOrder.DATE, instance))
        .add(link(SalesOrder.OWNER, "user_id"))
        .add(currency(SalesOrder.CURRENCY, instance))
        .add(text(SalesOrder.DELIVERY_STATUS, "delivery_status").readOnly())
        .add(amount(SalesOrder.NET, "amount_untaxed"))
        .add(amount(SalesOrder.TAX, "amount_tax"))
        .add(amount(SalesOrder.GROSS, "amount_total"))
        .state(new OrderStatus(SalesOrder.STATUS, instance, usual))
        .add(lines)
        .add(lines.trail(confirms ? Domain.where("order_id.state", "in", states) : Domain.all()))
        .find(SalesOrder.NUMBER, "name")
        .find(SalesOrder.EXTERNAL_NUMBER, "client_order_ref");
  }
}
