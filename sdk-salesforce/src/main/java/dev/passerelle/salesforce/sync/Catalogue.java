package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
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
  static final List<EntityType> FACETS =
      List.of(CustomerBalance.TYPE, StockLevel.TYPE, DocumentReport.TYPE);

  /** Amounts of documents; fields of one name are one. */
  private static final Set<Field<?>> AMOUNTS =
      Set.of(
          Product.PRICE,
          Deal.AMOUNT,
          SalesOrder.NET,
          SalesOrder.TAX,
          SalesOrder.GROSS,
          Invoice.PAID,
          Invoice.REMAINING,
          Payment.UNALLOCATED,
          DocumentReport.TOTAL_GROSS);

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

  /** The column of orgs with several currencies. */
  static final String CURRENCY = "CurrencyIsoCode";

  private Catalogue() {}

  /** Salesforce's object per entity, in the order in which they are checked and listed. */
  static Map<EntityType, String> objects(String prefix) {
    Map<EntityType, String> map = new LinkedHashMap<>();
    map.put(Customer.TYPE, "Account");
    map.put(Contact.TYPE, "Contact");
    map.put(Product.TYPE, "Product2");
    map.put(Employee.TYPE, "User");
    map.put(Deal.TYPE, "Opportunity");
    map.put(Quote.TYPE, "Quote");
    map.put(SalesOrder.TYPE, "Order");
    map.put(Invoice.TYPE, prefix + "Invoice__c");
    map.put(Payment.TYPE, prefix + "Payment__c");
    return map;
  }

  static Optional<String> object(EntityType type, String prefix) {
    return Optional.ofNullable(objects(prefix).get(type));
  }

  /** Amounts of money: kept to the cent. */
  static boolean isAmount(Field<?> field) {
    return BALANCES.contains(field) || AMOUNTS.contains(field);
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
      case "employee" -> employee(map);
      case "deal" -> deal(map);
      case "quote" -> quote(map, prefix);
      case "sales_order" -> order(map, prefix);
      case "invoice" -> invoice(map, prefix);
      case "payment" -> payment(map, prefix);
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

  private static void employee(Map<Field<?>, String> map) {
    map.put(Employee.CODE, "Id");
    map.put(Employee.FIRST_NAME, "FirstName");
    map.put(Employee.LAST_NAME, "LastName");
    map.put(Employee.EMAIL, "Email");
  }

  private static void deal(Map<Field<?>, String> map) {
    map.put(Deal.NAME, "Name");
    map.put(Deal.STAGE, "StageName");
    map.put(Deal.AMOUNT, "Amount");
    map.put(Deal.CURRENCY, CURRENCY);
    map.put(Deal.CLOSE_DATE, "CloseDate");
    map.put(Deal.CUSTOMER, "AccountId");
    map.put(Deal.OWNER, "OwnerId");
  }

  private static void quote(Map<Field<?>, String> map, String prefix) {
    map.put(Quote.NUMBER, "QuoteNumber");
    map.put(Quote.TITLE, "Name");
    map.put(Quote.STATUS, "Status");
    map.put(Quote.CURRENCY, CURRENCY);
    map.put(Quote.EXPIRES, "ExpirationDate");
    map.put(Quote.DATE, "CreatedDate");
    map.put(Quote.NET, "TotalPrice");
    map.put(Quote.TAX, "Tax");
    map.put(Quote.GROSS, "GrandTotal");
    map.put(Quote.OWNER, "OwnerId");
    map.put(Quote.CUSTOMER, "AccountId");
    map.put(Quote.CONTACT, "ContactId");
    map.put(Quote.DEAL, "OpportunityId");
    own(
        map,
        prefix,
        Quote.SEND,
        Quote.VALIDATED_AT,
        DocumentReport.STATUS,
        DocumentReport.NUMBER,
        DocumentReport.TOTAL_GROSS,
        DocumentReport.MESSAGE,
        DocumentReport.DELIVERY_STATUS);
  }

  private static void order(Map<Field<?>, String> map, String prefix) {
    map.put(SalesOrder.NUMBER, "OrderReferenceNumber");
    map.put(SalesOrder.EXTERNAL_NUMBER, "PoNumber");
    map.put(SalesOrder.CUSTOMER, "AccountId");
    map.put(SalesOrder.DATE, "EffectiveDate");
    map.put(SalesOrder.CURRENCY, CURRENCY);
    map.put(SalesOrder.NET, "TotalAmount");
    map.put(SalesOrder.STATUS, "Status");
    map.put(SalesOrder.OWNER, "OwnerId");
    own(
        map,
        prefix,
        SalesOrder.TAX,
        SalesOrder.GROSS,
        SalesOrder.WAREHOUSE,
        SalesOrder.TAX_CATEGORY,
        SalesOrder.DELIVERY_STATUS);
  }

  private static void invoice(Map<Field<?>, String> map, String prefix) {
    map.put(Invoice.NUMBER, "Name");
    own(
        map,
        prefix,
        Invoice.CUSTOMER,
        Invoice.KIND,
        Invoice.DATE,
        Invoice.DUE_DATE,
        Invoice.CURRENCY,
        Invoice.NET,
        Invoice.TAX,
        Invoice.GROSS,
        Invoice.PAID,
        Invoice.REMAINING,
        Invoice.STATUS,
        Invoice.POSTED,
        Invoice.ORDERS);
  }

  private static void payment(Map<Field<?>, String> map, String prefix) {
    map.put(Payment.NUMBER, "Name");
    own(
        map,
        prefix,
        Payment.CUSTOMER,
        Payment.DATE,
        Payment.AMOUNT,
        Payment.CURRENCY,
        Payment.METHOD,
        Payment.LABEL,
        Payment.UNALLOCATED,
        Payment.BOUNCED,
        Payment.INVOICES);
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
      case "quote.contact" -> Optional.of(Contact.TYPE);
      case "quote.deal" -> Optional.of(Deal.TYPE);
      default -> Optional.empty();
    };
  }
}
