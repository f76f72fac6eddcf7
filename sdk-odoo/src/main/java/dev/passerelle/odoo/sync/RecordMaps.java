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
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.odoo.model.Domain;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Which model and fields of Odoo the entity types are (fact sheet §2). */
final class RecordMaps {
  private static final String PARTNER = "res.partner";

  /** For causes that no stamp shows: rows that were deleted. */
  private static final Duration DAILY = Duration.ofHours(24);

  private RecordMaps() {}

  /** The models that must be there for a type to be offered, the first one being its own. */
  static Map<EntityType, List<String>> models(Instance instance) {
    return Map.of(
        Customer.TYPE, List.of(PARTNER),
        Contact.TYPE, List.of(PARTNER),
        CustomerBalance.TYPE, List.of(PARTNER, "account.move.line"),
        Product.TYPE, List.of(productModel(instance)),
        StockLevel.TYPE, List.of(productModel(instance), "stock.quant"));
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
        .add(text(Customer.EMAIL, "email"))
        .add(text(Customer.PHONE, "phone"))
        .add(text(Customer.WEBSITE, "website"))
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
    boolean templates = instance.settings().templates();
    RecordMap.Builder map =
        new RecordMap.Builder(Product.TYPE, productModel(instance))
            .filter(Domain.where("sale_ok", "=", true))
            .archivable()
            .can(CREATE, UPDATE, ARCHIVE, RESTORE, DELETE)
            .onCreate("sale_ok", true)
            .add(text(Product.NAME, "name").required())
            .add(text(Product.SKU, "default_code"))
            .add(text(Product.BARCODE, "barcode"))
            .add(text(Product.DESCRIPTION, "description_sale"))
            .add(link(Product.FAMILY, "categ_id").required())
            .add(link(Product.UNIT, "uom_id").required())
            .add(
                ColumnBinding.of(
                        Product.PRICE,
                        templates ? "list_price" : "lst_price",
                        Codecs.rounded(instance.priceDigits()))
                    .required())
            .find(Product.SKU, "default_code")
            .find(Product.BARCODE, "barcode")
            .find(Product.NAME, "name");
    OtherHalf half = new OtherHalf(instance);
    PricesPart prices = new PricesPart(instance);
    return map.add(half.trail()).add(prices).add(prices.trail());
  }

  private static RecordMap.Builder stock(Instance instance) {
    StockPart part = new StockPart(instance);
    return new RecordMap.Builder(StockLevel.TYPE, productModel(instance))
        .filter(Domain.where("sale_ok", "=", true))
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
}
