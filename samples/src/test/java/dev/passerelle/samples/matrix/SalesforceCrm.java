package dev.passerelle.samples.matrix;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceCredentials;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.sync.Salesforce;
import dev.passerelle.salesforce.sync.SalesforceSetup;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import dev.passerelle.simulators.salesforce.SalesforceSimulator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Salesforce. */
final class SalesforceCrm implements Crm {
  private static final String APP = "3MVG9-of-the-app";
  private static final String SECRET = "secret-of-the-app";

  private final SalesforceSimulator org;
  private final SalesforceSettings settings;
  private final Map<EntityType, Vocabulary> words = new LinkedHashMap<>();
  private final List<String> people = new ArrayList<>();
  private int quotes;

  SalesforceCrm(SimulatedClock clock) {
    org = SalesforceSimulator.builder().clock(clock).start();
    org.app(APP, SECRET, null);
    settings =
        SalesforceSettings.builder(
                org.baseUrl(), SalesforceCredentials.clientCredentials(APP, () -> SECRET))
            .time(clock, clock::advance)
            .attempts(1)
            .column(Customer.TYPE, Kinds.SINCE, "ERP_Customer_Since__c")
            .column(Customer.TYPE, Kinds.DISCOUNT, "ERP_Agreed_Discount__c")
            .column(Customer.TYPE, Kinds.VIP, "ERP_Vip__c")
            .column(Invoice.TYPE, Kinds.PAYMENT, "ERP_Payment__c")
            .build();
    for (String name : List.of("One", "Two", "Three")) {
      people.add(
          org.user().create("User", Map.of("Username", name + "@crm.test", "LastName", name)));
    }
    try (SalesforceClient client = settings.newClient()) {
      SalesforceSetup.apply(client, settings, columns());
    }
    org.user().assign(SalesforceSetup.PERMISSION_SET);
    org.journal().clear();
    words(
        new Vocabulary(Customer.TYPE, "Account")
            .name(Customer.NAME, "Name")
            .name(Customer.VAT_NUMBER, "ERP_Vat_Number__c")
            .name(Customer.EMAIL, "ERP_Email__c")
            .name(Customer.PHONE, "Phone")
            .name(Kinds.SINCE, "ERP_Customer_Since__c")
            .name(Kinds.DISCOUNT, "ERP_Agreed_Discount__c")
            .name(Kinds.VIP, "ERP_Vip__c")
            .name(Kinds.CATEGORY, "ERP_Price_Category__c")
            .name(Kinds.OWNER, "OwnerId")
            .address(
                Customer.BILLING_ADDRESS, "BillingStreet", "", "BillingPostalCode", "BillingCity"));
    words(
        new Vocabulary(Contact.TYPE, "Contact")
            .name(Contact.FIRST_NAME, "FirstName")
            .name(Contact.LAST_NAME, "LastName")
            .name(Contact.EMAIL, "Email")
            .name(Contact.JOB_TITLE, "Title"));
    words(
        new Vocabulary(Product.TYPE, "Product2")
            .name(Product.SKU, "ProductCode")
            .name(Product.NAME, "Name"));
  }

  /** What the flows use, and the objects for invoices and payments. */
  private static Map<EntityType, Selection> columns() {
    Map<EntityType, Selection> columns = new LinkedHashMap<>();
    columns.put(
        Customer.TYPE,
        Selection.of(
            Customer.VAT_NUMBER,
            Customer.EMAIL,
            Customer.STATE,
            Kinds.SINCE,
            Kinds.DISCOUNT,
            Kinds.VIP,
            Kinds.CATEGORY,
            CustomerBalance.OUTSTANDING));
    columns.put(Contact.TYPE, Selection.of(Contact.EMAIL));
    columns.put(Product.TYPE, Selection.of(Product.SKU, StockLevel.AVAILABLE));
    columns.put(
        Quote.TYPE,
        Selection.of(
            DocumentReport.STATUS,
            DocumentReport.NUMBER,
            DocumentReport.TOTAL_GROSS,
            DocumentReport.MESSAGE,
            DocumentReport.DELIVERY_STATUS));
    columns.put(
        Invoice.TYPE,
        Selection.of(
            Invoice.KIND,
            Invoice.CUSTOMER,
            Invoice.CURRENCY,
            Invoice.GROSS,
            Invoice.PAID,
            Invoice.REMAINING,
            Kinds.PAYMENT));
    columns.put(Payment.TYPE, Selection.of(Payment.AMOUNT));
    return columns;
  }

  private void words(Vocabulary vocabulary) {
    words.put(vocabulary.type, vocabulary);
  }

  @Override
  public String system() {
    return "Salesforce";
  }

  @Override
  public Connector connect() {
    return Salesforce.connect(settings);
  }

  @Override
  public String create(EntityType type, Fields fields) {
    return org.user().create(words.get(type).object, words.get(type).entered(fields));
  }

  /** A price lies in the standard price book. */
  @Override
  public void edit(EntityType type, String id, Fields fields) {
    fields
        .get(Product.PRICE)
        .ifPresent(
            price ->
                org.user().update("PricebookEntry", entry(id).id(), Map.of("UnitPrice", price)));
    Map<String, String> values = words.get(type).written(fields);
    if (!values.isEmpty()) {
      org.user().update(words.get(type).object, id, values);
    }
  }

  private SalesforceRow entry(String product) {
    return org.user().find("PricebookEntry", "Product2Id", product).get(0);
  }

  private SalesforceRow record(String object, String id) {
    return org.user().record(object, id).orElseThrow();
  }

  @Override
  public Fields read(EntityType type, String id) {
    SalesforceRow row = record(words.get(type).object, id);
    Fields fields = words.get(type).read(name -> row.value(name).orElse(null));
    if (type.equals(Contact.TYPE)) {
      Ref account = row.value("AccountId").map(to -> Ref.to(Customer.TYPE, to)).orElse(null);
      return fields.with(Contact.PRIMARY_CUSTOMER, account);
    }
    return type.equals(Product.TYPE)
        ? fields.with(Product.PRICE, new BigDecimal(entry(id).value("UnitPrice").orElseThrow()))
        : fields;
  }

  @Override
  public List<String> ids(EntityType type) {
    return org.user().records(words.get(type).object).stream()
        .filter(row -> !row.deleted())
        .map(SalesforceRow::id)
        .toList();
  }

  @Override
  public void move(String contact, String customer) {
    org.user().update("Contact", contact, Map.of("AccountId", customer));
  }

  @Override
  public void delete(EntityType type, String id) {
    org.user().delete(words.get(type).object, id);
  }

  @Override
  public String state(String customer) {
    return record("Account", customer).value("ERP_State__c").orElse("");
  }

  @Override
  public void loseNextAnswer() {
    org.faults().next(1, "POST", "services/data/v[0-9.]+/composite", Fault.dropAfterCommit());
  }

  @Override
  public boolean isAnswerDue() {
    return org.faults().pending() > 0;
  }

  @Override
  public Tariff tariff() {
    return new Tariffs.Salesforce();
  }

  @Override
  public Journal journal() {
    return org.journal();
  }

  @Override
  public String quote(String customer, List<DocumentLine> lines) {
    String name = "Quote " + ++quotes;
    String book = org.user().records("Pricebook2").get(0).id();
    String deal =
        org.user()
            .create(
                "Opportunity",
                Map.of(
                    "Name",
                    name,
                    "StageName",
                    "Proposal",
                    "CloseDate",
                    "2027-01-31",
                    "AccountId",
                    customer));
    String quote =
        org.user()
            .create("Quote", Map.of("Name", name, "OpportunityId", deal, "Pricebook2Id", book));
    for (DocumentLine line : lines) {
      org.user()
          .create(
              "QuoteLineItem",
              Map.of(
                  "QuoteId", quote,
                  "PricebookEntryId", entry(product(line)).id(),
                  "Quantity", line.quantity().orElseThrow(),
                  "UnitPrice", line.unitPrice().orElseThrow()));
    }
    return quote;
  }

  private String product(DocumentLine line) {
    return org.user()
        .find("Product2", "ProductCode", line.product().orElseThrow().value())
        .get(0)
        .id();
  }

  @Override
  public List<String> people() {
    return List.copyOf(people);
  }

  @Override
  public void approve(String quote) {
    org.user().update("Quote", quote, Map.of("Status", "Approved"));
  }

  @Override
  public Set<String> approved() {
    return Set.of("Approved", "Accepted");
  }

  @Override
  public Fields report(String quote) {
    SalesforceRow row = record("Quote", quote);
    return Fields.builder()
        .set(DocumentReport.STATUS, row.value("ERP_Report_Status__c").orElse(null))
        .set(DocumentReport.NUMBER, row.value("ERP_Report_Number__c").orElse(null))
        .set(
            DocumentReport.DELIVERY_STATUS, row.value("ERP_Report_Delivery_Status__c").orElse(null))
        .build();
  }

  @Override
  public List<Fields> invoices() {
    return org.user().records("ERP_Invoice__c").stream().map(SalesforceCrm::invoice).toList();
  }

  private static Fields invoice(SalesforceRow row) {
    return new Vocabulary(Invoice.TYPE, "ERP_Invoice__c")
        .name(Invoice.NUMBER, "Name")
        .name(Invoice.KIND, "ERP_Kind__c")
        .name(Invoice.GROSS, "ERP_Gross__c")
        .name(Invoice.PAID, "ERP_Paid__c")
        .name(Invoice.REMAINING, "ERP_Remaining__c")
        .name(Kinds.PAYMENT, "ERP_Payment__c")
        .read(name -> row.value(name).orElse(null))
        .with(Invoice.CUSTOMER, Ref.to(Customer.TYPE, row.value("ERP_Customer__c").orElseThrow()));
  }

  @Override
  public BigDecimal owes(String customer) {
    return number("Account", customer, "ERP_Outstanding__c");
  }

  @Override
  public BigDecimal stock(String product) {
    return number("Product2", product, "ERP_Stock_Available__c");
  }

  private BigDecimal number(String object, String id, String column) {
    return record(object, id).value(column).map(BigDecimal::new).orElse(BigDecimal.ZERO);
  }

  @Override
  public void close() {
    org.close();
  }
}
