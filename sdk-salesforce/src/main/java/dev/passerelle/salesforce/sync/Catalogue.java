package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.StockLevel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which object holds an entity, and which column holds a field unless told otherwise. */
final class Catalogue {
  static final List<EntityType> FACETS = List.of(CustomerBalance.TYPE, StockLevel.TYPE);

  private static final List<Field<?>> BALANCES =
      List.of(
          CustomerBalance.OUTSTANDING,
          CustomerBalance.ACCOUNTING,
          CustomerBalance.INVOICES,
          CustomerBalance.DELIVERIES,
          CustomerBalance.PICKINGS,
          CustomerBalance.ORDERS,
          CustomerBalance.CREDIT_LIMIT,
          CustomerBalance.OVERRUN,
          CustomerBalance.OVERDUE,
          CustomerBalance.UNALLOCATED_CREDIT);

  private Catalogue() {}

  /** Salesforce's object per entity, in the order in which they are checked and listed. */
  static Map<EntityType, String> objects(String prefix) {
    Map<EntityType, String> map = new LinkedHashMap<>();
    map.put(Customer.TYPE, "Account");
    map.put(Contact.TYPE, "Contact");
    map.put(Product.TYPE, "Product2");
    return map;
  }

  static Optional<String> object(EntityType type, String prefix) {
    return Optional.ofNullable(objects(prefix).get(type));
  }

  /** Amounts of money: kept to the cent. */
  static boolean isAmount(Field<?> field) {
    return BALANCES.contains(field) || Set.of(Product.PRICE).contains(field);
  }

  /** A column of the connector's own: {@code vat_number} is {@code ERP_Vat_Number__c}. */
  static String custom(String prefix, Field<?> field) {
    return prefix
        + Arrays.stream(field.name().split("_"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining("_"))
        + "__c";
  }

  /** The column of every simple field; with the prefix where Salesforce has none of its own. */
  static Map<Field<?>, String> columns(EntityType type, String prefix) {
    Map<Field<?>, String> map = new LinkedHashMap<>();
    switch (type.name()) {
      case "customer" -> customer(map, prefix);
      case "contact" -> contact(map);
      case "product" -> product(map, prefix);
      default -> {}
    }
    return map;
  }

  private static void customer(Map<Field<?>, String> map, String prefix) {
    map.put(Customer.CODE, "AccountNumber");
    map.put(Customer.NAME, "Name");
    map.put(Customer.PHONE, "Phone");
    map.put(Customer.WEBSITE, "Website");
    map.put(Customer.OWNER, "OwnerId");
    map.put(Customer.NOTE, "Description");
    map.put(Customer.PAYER, "ParentId");
    own(
        map,
        prefix,
        Customer.SIREN,
        Customer.SIRET,
        Customer.VAT_NUMBER,
        Customer.EMAIL,
        Customer.DOMAIN,
        Customer.PAYER_CODE,
        Customer.PRICE_CATEGORY,
        Customer.TAX_CATEGORY,
        Customer.PAYMENT_TERMS,
        Customer.STATE,
        Customer.E_INVOICING_ADDRESS,
        Customer.CHORUS_SERVICE_CODE,
        Customer.CHORUS_COMMITMENT);
    BALANCES.forEach(field -> own(map, prefix, field));
    own(
        map,
        prefix,
        CustomerBalance.OLDEST_DUE_DATE,
        CustomerBalance.DAYS_OVERDUE,
        CustomerBalance.CREDIT_STATE,
        CustomerBalance.AS_OF);
  }

  private static void contact(Map<Field<?>, String> map) {
    map.put(Contact.FIRST_NAME, "FirstName");
    map.put(Contact.LAST_NAME, "LastName");
    map.put(Contact.JOB_TITLE, "Title");
    map.put(Contact.EMAIL, "Email");
    map.put(Contact.PHONE, "Phone");
    map.put(Contact.MOBILE, "MobilePhone");
    map.put(Contact.PRIMARY_CUSTOMER, "AccountId");
  }

  private static void product(Map<Field<?>, String> map, String prefix) {
    map.put(Product.SKU, "ProductCode");
    map.put(Product.NAME, "Name");
    map.put(Product.DESCRIPTION, "Description");
    map.put(Product.FAMILY, "Family");
    map.put(Product.UNIT, "QuantityUnitOfMeasure");
    own(
        map,
        prefix,
        Product.BARCODE,
        Product.TAX_CODE,
        Product.VAT_RATE,
        Product.STATE,
        StockLevel.AVAILABLE,
        StockLevel.ON_HAND,
        StockLevel.RESERVED,
        StockLevel.ON_ORDER);
  }

  private static void own(Map<Field<?>, String> map, String prefix, Field<?>... fields) {
    for (Field<?> field : fields) {
      map.put(field, custom(prefix, field));
    }
  }

  /** The entity that a reference field of a type leads to. */
  static Optional<EntityType> target(EntityType type, Field<?> field) {
    return switch (type.name() + "." + field.name()) {
      case "customer.payer",
          "contact.primary_customer",
          "deal.customer",
          "quote.customer",
          "sales_order.customer",
          "invoice.customer",
          "payment.customer" ->
          Optional.of(Customer.TYPE);
      case "quote.contact", "sales_order.contact" -> Optional.of(Contact.TYPE);
      default -> Optional.empty();
    };
  }
}
