package dev.passerelle.samples.matrix;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotCredentials;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.sync.HubSpot;
import dev.passerelle.hubspot.sync.HubSpotSetup;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** HubSpot. */
final class HubSpotCrm implements Crm {
  private static final String PEOPLE =
      """
      {"owners": [
        {"id": "9001", "email": "one@crm.test", "firstName": "One", "lastName": "A"},
        {"id": "9002", "email": "two@crm.test", "firstName": "Two", "lastName": "B"},
        {"id": "9003", "email": "three@crm.test", "firstName": "Three", "lastName": "C"}]}
      """;

  private final HubSpotSimulator portal;
  private final HubSpotSettings settings;
  private final Map<EntityType, Vocabulary> words = new LinkedHashMap<>();
  private int quotes;

  HubSpotCrm(SimulatedClock clock) {
    portal = HubSpotSimulator.builder().clock(clock).start();
    settings =
        HubSpotSettings.builder(HubSpotCredentials.token(() -> HubSpotSimulator.TOKEN))
            .baseUrl(portal.baseUrl())
            .time(clock, clock::advance)
            .attempts(1)
            .property(Customer.TYPE, Kinds.SINCE, "erp_customer_since")
            .property(Customer.TYPE, Kinds.DISCOUNT, "erp_agreed_discount")
            .property(Customer.TYPE, Kinds.VIP, "erp_vip")
            .property(Invoice.TYPE, Kinds.PAYMENT, "erp_payment")
            .build();
    portal.load(PEOPLE);
    try (HubSpotClient client = settings.newClient()) {
      HubSpotSetup.apply(client, settings);
      HubSpotSetup.apply(
          client,
          settings,
          Map.of(
              Customer.TYPE, Selection.of(Kinds.SINCE, Kinds.DISCOUNT, Kinds.VIP),
              Invoice.TYPE,
                  Selection.of(
                      Invoice.KIND, Invoice.GROSS, Invoice.PAID, Invoice.REMAINING, Kinds.PAYMENT),
              Payment.TYPE, Selection.of(Payment.AMOUNT)));
    }
    words(
        new Vocabulary(Customer.TYPE, "companies")
            .name(Customer.NAME, "name")
            .name(Customer.CODE, "erp_customer_code")
            .name(Customer.VAT_NUMBER, "erp_vat_number")
            .name(Customer.EMAIL, "erp_email")
            .name(Customer.PHONE, "phone")
            .name(Kinds.SINCE, "erp_customer_since")
            .name(Kinds.DISCOUNT, "erp_agreed_discount")
            .name(Kinds.VIP, "erp_vip")
            .name(Kinds.CATEGORY, "erp_price_category")
            .name(Kinds.OWNER, "hubspot_owner_id")
            .address(Customer.BILLING_ADDRESS, "address", "address2", "zip", "city"));
    words(
        new Vocabulary(Contact.TYPE, "contacts")
            .name(Contact.FIRST_NAME, "firstname")
            .name(Contact.LAST_NAME, "lastname")
            .name(Contact.EMAIL, "email")
            .name(Contact.JOB_TITLE, "jobtitle"));
    words(
        new Vocabulary(Product.TYPE, "products")
            .name(Product.SKU, "hs_sku")
            .name(Product.NAME, "name")
            .name(Product.PRICE, "price"));
  }

  private void words(Vocabulary vocabulary) {
    words.put(vocabulary.type, vocabulary);
  }

  @Override
  public String system() {
    return "HubSpot";
  }

  @Override
  public Connector connect() {
    return HubSpot.connect(settings);
  }

  @Override
  public String create(EntityType type, Fields fields) {
    return portal.user().create(words.get(type).object, words.get(type).entered(fields)).id();
  }

  @Override
  public void edit(EntityType type, String id, Fields fields) {
    portal.user().update(words.get(type).object, id, words.get(type).written(fields));
  }

  private HubSpotRecord record(String type, String id) {
    return portal.user().record(type, id).orElseThrow();
  }

  @Override
  public Fields read(EntityType type, String id) {
    HubSpotRecord record = record(words.get(type).object, id);
    Fields fields = words.get(type).read(record.properties()::get);
    return type.equals(Contact.TYPE)
        ? fields.with(
            Contact.PRIMARY_CUSTOMER,
            // HubSpot's own property for the primary one of perhaps several.
            record
                .value("associatedcompanyid")
                .map(company -> Ref.to(Customer.TYPE, company))
                .orElse(null))
        : fields;
  }

  @Override
  public List<String> ids(EntityType type) {
    return portal.user().records(words.get(type).object).stream()
        .filter(record -> !record.archived())
        .map(HubSpotRecord::id)
        .toList();
  }

  @Override
  public void move(String contact, String customer) {
    for (String company : record("contacts", contact).linked("companies")) {
      portal.user().dissociate("contacts", contact, "companies", company);
    }
    portal.user().associate("contacts", contact, "companies", customer);
  }

  @Override
  public void delete(EntityType type, String id) {
    portal.user().archive(words.get(type).object, id);
  }

  @Override
  public String state(String customer) {
    return record("companies", customer).properties().getOrDefault("erp_customer_state", "");
  }

  @Override
  public void loseNextAnswer() {
    portal.faults().next(1, "POST", ".*/batch/(upsert|create|update)", Fault.dropAfterCommit());
  }

  @Override
  public boolean isAnswerDue() {
    return portal.faults().pending() > 0;
  }

  @Override
  public Tariff tariff() {
    return new Tariffs.HubSpot();
  }

  @Override
  public Journal journal() {
    return portal.journal();
  }

  @Override
  public long writes() {
    return portal.writes();
  }

  @Override
  public String quote(String customer, List<DocumentLine> lines) {
    quotes++;
    String number = "Q-" + quotes;
    String deal = portal.user().create("deals", Map.of("dealname", "Deal " + number)).id();
    String quote =
        portal
            .user()
            .create(
                "quotes",
                Map.of(
                    "hs_title",
                    "Quote " + number,
                    "hs_status",
                    "DRAFT",
                    "hs_expiration_date",
                    "2027-01-31",
                    "hs_currency",
                    "EUR"))
            .id();
    portal.user().associate("quotes", quote, "deals", deal);
    portal.user().associate("quotes", quote, "companies", customer);
    for (int at = 0; at < lines.size(); at++) {
      String item = portal.user().create("line_items", item(lines.get(at), at)).id();
      portal.user().associate("quotes", quote, "line_items", item);
    }
    return quote;
  }

  private static Map<String, String> item(DocumentLine line, int position) {
    String sku = line.product().orElseThrow().value();
    return Map.of(
        "name",
        sku,
        "hs_sku",
        sku,
        "quantity",
        line.quantity().orElseThrow().toPlainString(),
        "price",
        line.unitPrice().orElseThrow().toPlainString(),
        "hs_position_on_quote",
        Integer.toString(position));
  }

  @Override
  public List<String> people() {
    return List.of("9001", "9002", "9003");
  }

  @Override
  public void approve(String quote) {
    portal.user().approveQuote(quote);
  }

  @Override
  public Set<String> approved() {
    return Set.of("APPROVED", "APPROVAL_NOT_NEEDED");
  }

  @Override
  public Fields report(String quote) {
    HubSpotRecord record = record("quotes", quote);
    return Fields.builder()
        .set(DocumentReport.STATUS, record.properties().get("erp_sync_status"))
        .set(DocumentReport.NUMBER, record.properties().get("erp_document_number"))
        .set(DocumentReport.MESSAGE, record.properties().get("erp_sync_message"))
        .set(DocumentReport.DELIVERY_STATUS, record.properties().get("erp_delivery_status"))
        .build();
  }

  @Override
  public List<Fields> invoices() {
    return portal.user().records("invoices").stream().map(HubSpotCrm::invoice).toList();
  }

  private static Fields invoice(HubSpotRecord record) {
    String customer = record.linked("companies").stream().findFirst().orElseThrow();
    return new Vocabulary(Invoice.TYPE, "invoices")
        .name(Invoice.NUMBER, "hs_number")
        .name(Invoice.KIND, "erp_kind")
        .name(Invoice.GROSS, "erp_gross")
        .name(Invoice.PAID, "erp_paid")
        .name(Invoice.REMAINING, "erp_remaining")
        .name(Kinds.PAYMENT, "erp_payment")
        .read(record.properties()::get)
        .with(Invoice.CUSTOMER, Ref.to(Customer.TYPE, customer));
  }

  @Override
  public BigDecimal owes(String customer) {
    return number("companies", customer, "erp_outstanding");
  }

  @Override
  public BigDecimal stock(String product) {
    return number("products", product, "erp_stock_available");
  }

  private BigDecimal number(String type, String id, String property) {
    String text = record(type, id).properties().getOrDefault(property, "");
    return new BigDecimal(text.isEmpty() ? "0" : text);
  }

  @Override
  public void close() {
    portal.close();
  }
}
