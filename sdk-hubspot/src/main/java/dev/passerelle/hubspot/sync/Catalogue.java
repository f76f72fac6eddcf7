package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which object type holds an entity, and which property holds a field unless told otherwise. */
final class Catalogue {
  /** HubSpot's object type per entity, in the order in which they are checked and listed. */
  static final Map<EntityType, String> OBJECTS = objects();

  static final List<EntityType> FACETS =
      List.of(CustomerBalance.TYPE, StockLevel.TYPE, DocumentReport.TYPE);

  /** Amounts, which are written with at least two decimals. */
  private static final Set<Field<?>> AMOUNTS =
      Set.of(
          CustomerBalance.OUTSTANDING,
          CustomerBalance.ACCOUNTING,
          CustomerBalance.INVOICES,
          CustomerBalance.DELIVERIES,
          CustomerBalance.PICKINGS,
          CustomerBalance.ORDERS,
          CustomerBalance.CREDIT_LIMIT,
          CustomerBalance.OVERRUN,
          CustomerBalance.OVERDUE,
          CustomerBalance.UNALLOCATED_CREDIT,
          DocumentReport.TOTAL_GROSS,
          Product.PRICE,
          Deal.AMOUNT,
          SalesOrder.NET,
          SalesOrder.TAX,
          SalesOrder.GROSS,
          Invoice.PAID,
          Invoice.REMAINING,
          Payment.UNALLOCATED);

  /** The properties without which HubSpot makes no record (fact sheet §2). */
  private static final Set<String> REQUIRED =
      Set.of(
          "invoices.hs_currency",
          "commerce_payments.hs_initial_amount",
          "commerce_payments.hs_initiated_date");

  private Catalogue() {}

  private static Map<EntityType, String> objects() {
    Map<EntityType, String> map = new LinkedHashMap<>();
    map.put(Customer.TYPE, "companies");
    map.put(Contact.TYPE, "contacts");
    map.put(Product.TYPE, "products");
    map.put(Deal.TYPE, "deals");
    map.put(Quote.TYPE, "quotes");
    map.put(SalesOrder.TYPE, "orders");
    map.put(Invoice.TYPE, "invoices");
    map.put(Payment.TYPE, "commerce_payments");
    return map;
  }

  static boolean isAmount(Field<?> field) {
    return AMOUNTS.contains(field);
  }

  static boolean isRequired(String objectType, String property) {
    return REQUIRED.contains(objectType + "." + property);
  }

  /** The property that says when a record last changed. */
  static String modifiedProperty(String objectType) {
    return objectType.equals("contacts") ? "lastmodifieddate" : "hs_lastmodifieddate";
  }

  /** The property of every simple field; with the prefix where HubSpot has none of its own. */
  static Map<Field<?>, String> properties(EntityType type, String prefix) {
    Map<Field<?>, String> map = new LinkedHashMap<>();
    switch (type.name()) {
      case "customer" -> customer(map, prefix);
      case "contact" -> contact(map);
      case "product" -> product(map, prefix);
      case "deal" -> deal(map);
      case "quote" -> quote(map, prefix);
      case "sales_order" -> order(map);
      case "invoice" -> invoice(map, prefix);
      case "payment" -> payment(map, prefix);
      default -> {}
    }
    return map;
  }

  private static void customer(Map<Field<?>, String> map, String prefix) {
    map.put(Customer.CODE, prefix + "customer_code");
    map.put(Customer.NAME, "name");
    map.put(Customer.SIREN, prefix + "siren");
    map.put(Customer.SIRET, prefix + "siret");
    map.put(Customer.VAT_NUMBER, prefix + "vat_number");
    map.put(Customer.EMAIL, prefix + "email");
    map.put(Customer.PHONE, "phone");
    map.put(Customer.WEBSITE, "website");
    map.put(Customer.DOMAIN, "domain");
    map.put(Customer.PAYER_CODE, prefix + "payer_code");
    map.put(Customer.OWNER, "hubspot_owner_id");
    map.put(Customer.PRICE_CATEGORY, prefix + "price_category");
    map.put(Customer.TAX_CATEGORY, prefix + "tax_category");
    map.put(Customer.PAYMENT_TERMS, prefix + "payment_terms");
    map.put(Customer.STATE, prefix + "customer_state");
    map.put(Customer.E_INVOICING_ADDRESS, prefix + "e_invoicing_address");
    map.put(Customer.CHORUS_SERVICE_CODE, prefix + "chorus_service_code");
    map.put(Customer.CHORUS_COMMITMENT, prefix + "chorus_commitment");
    map.put(Customer.NOTE, "description");
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
            CustomerBalance.OLDEST_DUE_DATE,
            CustomerBalance.DAYS_OVERDUE,
            CustomerBalance.UNALLOCATED_CREDIT,
            CustomerBalance.CREDIT_STATE)
        .forEach(field -> map.put(field, prefix + field.name()));
    map.put(CustomerBalance.AS_OF, prefix + "balance_asof");
  }

  private static void contact(Map<Field<?>, String> map) {
    map.put(Contact.FIRST_NAME, "firstname");
    map.put(Contact.LAST_NAME, "lastname");
    map.put(Contact.JOB_TITLE, "jobtitle");
    map.put(Contact.EMAIL, "email");
    map.put(Contact.PHONE, "phone");
    map.put(Contact.MOBILE, "mobilephone");
  }

  private static void product(Map<Field<?>, String> map, String prefix) {
    map.put(Product.SKU, "hs_sku");
    map.put(Product.NAME, "name");
    map.put(Product.DESCRIPTION, "description");
    map.put(Product.BARCODE, prefix + "barcode");
    map.put(Product.FAMILY, prefix + "family");
    map.put(Product.UNIT, prefix + "unit");
    map.put(Product.PRICE, "price");
    map.put(Product.TAX_CODE, prefix + "tax_code");
    map.put(Product.VAT_RATE, prefix + "vat_rate");
    map.put(Product.STATE, prefix + "product_state");
    map.put(StockLevel.AVAILABLE, prefix + "stock_available");
    map.put(StockLevel.ON_HAND, prefix + "stock_on_hand");
    map.put(StockLevel.RESERVED, prefix + "stock_reserved");
    map.put(StockLevel.ON_ORDER, prefix + "stock_on_order");
  }

  private static void deal(Map<Field<?>, String> map) {
    map.put(Deal.NAME, "dealname");
    map.put(Deal.STAGE, "dealstage");
    map.put(Deal.PIPELINE, "pipeline");
    map.put(Deal.AMOUNT, "amount");
    map.put(Deal.CURRENCY, "deal_currency_code");
    map.put(Deal.CLOSE_DATE, "closedate");
    map.put(Deal.OWNER, "hubspot_owner_id");
  }

  private static void quote(Map<Field<?>, String> map, String prefix) {
    map.put(Quote.NUMBER, "hs_quote_number");
    map.put(Quote.TITLE, "hs_title");
    map.put(Quote.STATUS, "hs_status");
    map.put(Quote.CURRENCY, "hs_currency");
    map.put(Quote.EXPIRES, "hs_expiration_date");
    map.put(Quote.DATE, "hs_createdate");
    map.put(Quote.GROSS, "hs_quote_amount");
    map.put(Quote.OWNER, "hubspot_owner_id");
    map.put(DocumentReport.STATUS, prefix + "sync_status");
    map.put(DocumentReport.NUMBER, prefix + "document_number");
    map.put(DocumentReport.TOTAL_GROSS, prefix + "document_total_ttc");
    map.put(DocumentReport.MESSAGE, prefix + "sync_message");
    map.put(DocumentReport.DELIVERY_STATUS, prefix + "delivery_status");
  }

  private static void order(Map<Field<?>, String> map) {
    map.put(SalesOrder.NUMBER, "hs_order_name");
    map.put(SalesOrder.EXTERNAL_NUMBER, "hs_external_order_id");
    map.put(SalesOrder.DATE, "hs_external_created_date");
    map.put(SalesOrder.CURRENCY, "hs_currency_code");
    map.put(SalesOrder.NET, "hs_subtotal_price");
    map.put(SalesOrder.TAX, "hs_tax");
    map.put(SalesOrder.GROSS, "hs_total_price");
    map.put(SalesOrder.OWNER, "hubspot_owner_id");
    map.put(SalesOrder.STATUS, "hs_pipeline_stage");
    map.put(SalesOrder.DELIVERY_STATUS, "hs_fulfillment_status");
  }

  /** HubSpot computes an invoice's own amounts: those of the ERP lie beside them. */
  private static void invoice(Map<Field<?>, String> map, String prefix) {
    map.put(Invoice.NUMBER, "hs_number");
    map.put(Invoice.DATE, "hs_invoice_date");
    map.put(Invoice.DUE_DATE, "hs_due_date");
    map.put(Invoice.CURRENCY, "hs_currency");
    map.put(Invoice.STATUS, "hs_invoice_status");
    map.put(Invoice.OWNER, "hubspot_owner_id");
    List.of(
            Invoice.KIND,
            Invoice.NET,
            Invoice.TAX,
            Invoice.GROSS,
            Invoice.PAID,
            Invoice.REMAINING,
            Invoice.POSTED)
        .forEach(field -> map.put(field, prefix + field.name()));
  }

  private static void payment(Map<Field<?>, String> map, String prefix) {
    map.put(Payment.NUMBER, "hs_reference_number");
    map.put(Payment.DATE, "hs_initiated_date");
    map.put(Payment.AMOUNT, "hs_initial_amount");
    map.put(Payment.CURRENCY, "hs_currency_code");
    map.put(Payment.METHOD, "hs_payment_method_type");
    List.of(Payment.LABEL, Payment.UNALLOCATED, Payment.BOUNCED)
        .forEach(field -> map.put(field, prefix + field.name()));
  }
}
