package dev.passerelle.samples.matrix;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.businessone.BusinessOneClient;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import dev.passerelle.sap.businessone.sync.BusinessOne;
import dev.passerelle.sap.businessone.sync.BusinessOneSetup;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.businessone.BusinessOneSimulator;
import dev.passerelle.simulators.businessone.BusinessOneUser;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** SAP Business One. A contact lies in its customer: its id is that of both. */
final class BusinessOneErp implements Erp {
  private static final String PARTNERS = "BusinessPartners";
  private static final int ORDER = 17;
  private static final int DELIVERY = 15;
  private static final int CODES = 70;

  private final BusinessOneSimulator company;
  private final BusinessOneUser user;
  private final BusinessOneSettings settings;
  private final BusinessOneSettings unhurried;
  private final List<String> categories;
  private final List<String> people;
  private final Map<EntityType, Vocabulary> words = new LinkedHashMap<>();
  private int customers;
  private int persons;

  BusinessOneErp(SimulatedClock clock) {
    company = BusinessOneSimulator.builder().clock(clock).zone(ZoneId.of("Europe/Paris")).start();
    user = company.user();
    field("Since", "db_Date");
    field("Discount", "db_Float");
    field("Vip", "db_Alpha");
    user.create(
        "PriceLists", Map.of("PriceListNo", 3, "PriceListName", "Projects", "Active", "tYES"));
    categories = List.of("1", "2", "3");
    people =
        Stream.of("One", "Two", "Three")
            .map(name -> user.create("SalesPersons", Map.of("SalesEmployeeName", name)))
            .toList();
    settings = settings(clock).figures(Duration.ofMinutes(2)).rescan(Duration.ofMinutes(2)).build();
    unhurried = settings(clock).build();
    try (BusinessOneClient client = BusinessOneClient.of(settings)) {
      BusinessOneSetup.apply(client, settings);
    }
    company.journal().clear();
    words(
        new Vocabulary(Customer.TYPE, PARTNERS)
            .name(Customer.NAME, "CardName")
            .name(Customer.VAT_NUMBER, "FederalTaxID")
            .name(Customer.EMAIL, "EmailAddress")
            .name(Customer.PHONE, "Phone1")
            .name(Kinds.SINCE, "U_Since")
            .name(Kinds.DISCOUNT, "U_Discount")
            .name(Kinds.VIP, "U_Vip")
            .name(Kinds.CATEGORY, "PriceListNum")
            .name(Kinds.OWNER, "SalesPersonCode")
            .flags("tYES", "tNO"));
    words(
        new Vocabulary(Contact.TYPE, "ContactEmployees")
            .name(Contact.FIRST_NAME, "FirstName")
            .name(Contact.LAST_NAME, "LastName")
            .name(Contact.EMAIL, "E_Mail")
            .name(Contact.JOB_TITLE, "Position"));
    words(
        new Vocabulary(Product.TYPE, "Items")
            .name(Product.SKU, "ItemCode")
            .name(Product.NAME, "ItemName"));
  }

  private BusinessOneSettings.Builder settings(SimulatedClock clock) {
    return BusinessOneSettings.builder(
            company.baseUrl(),
            BusinessOneSimulator.DATABASE,
            BusinessOneSimulator.USER,
            () -> BusinessOneSimulator.PASSWORD)
        .zone(company.zone())
        .time(clock, clock::advance)
        .customerSeries(CODES)
        .property(Customer.TYPE, Kinds.SINCE, "U_Since")
        .property(Customer.TYPE, Kinds.DISCOUNT, "U_Discount")
        .property(Customer.TYPE, Kinds.VIP, "U_Vip")
        .attempts(1);
  }

  @Override
  public Connector unhurried() {
    return BusinessOne.connect(unhurried);
  }

  private void field(String name, String type) {
    user.create(
        "UserFieldsMD",
        Map.of("Name", name, "TableName", "OCRD", "Type", type, "Size", 10, "Description", name));
  }

  private void words(Vocabulary vocabulary) {
    words.put(vocabulary.type, vocabulary);
  }

  @Override
  public String system() {
    return "SAP Business One";
  }

  @Override
  public Connector connect() {
    return BusinessOne.connect(settings);
  }

  @Override
  public String create(EntityType type, Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>(words.get(type).entered(fields));
    if (type.equals(Contact.TYPE)) {
      return person(
          fields.get(Contact.PRIMARY_CUSTOMER).flatMap(Ref::id).orElseThrow().value(), values);
    }
    if (type.equals(Customer.TYPE)) {
      values.put("CardCode", "C%04d".formatted(++customers));
      values.put("CardType", "cCustomer");
      Map<String, Object> row = address(fields);
      row.put("AddressName", "Bill to");
      values.put("BPAddresses", List.of(row));
    } else {
      prices(fields, values);
    }
    return user.create(words.get(type).object, values);
  }

  private String person(String customer, Map<String, Object> values) {
    values.put("Name", "Person " + ++persons);
    user.update(PARTNERS, customer, Map.of("ContactEmployees", List.of(values)));
    List<Map<?, ?>> rows = rows(customer, "ContactEmployees");
    return customer + ":" + rows.get(rows.size() - 1).get("InternalCode");
  }

  private List<Map<?, ?>> rows(String customer, String collection) {
    List<Map<?, ?>> rows = new ArrayList<>();
    for (Object each : (List<?>) record(PARTNERS, customer).get(collection)) {
      rows.add((Map<?, ?>) each);
    }
    return rows;
  }

  private static Map<String, Object> address(Fields fields) {
    PostalAddress place = fields.get(Customer.BILLING_ADDRESS).orElseThrow();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("AddressType", "bo_BillTo");
    row.put("Street", place.street());
    row.put("ZipCode", place.postalCode());
    row.put("City", place.city());
    return row;
  }

  private static void prices(Fields fields, Map<String, Object> into) {
    fields
        .get(Product.PRICE)
        .ifPresent(
            price ->
                into.put(
                    "ItemPrices",
                    List.of(Map.of("PriceList", 1, "Price", price, "Currency", "EUR"))));
  }

  private Map<String, Object> record(String set, String id) {
    return user.record(set, id).orElseThrow();
  }

  @Override
  public void edit(EntityType type, String id, Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>(words.get(type).written(fields));
    if (type.equals(Contact.TYPE)) {
      values.put("InternalCode", Integer.valueOf(after(id)));
      user.update(PARTNERS, before(id), Map.of("ContactEmployees", List.of(values)));
      return;
    }
    if (fields.has(Customer.BILLING_ADDRESS)) {
      Map<String, Object> row = address(fields);
      row.put("RowNum", 0);
      values.put("BPAddresses", List.of(row));
    }
    prices(fields, values);
    user.update(words.get(type).object, id, values);
  }

  private static String before(String id) {
    return id.substring(0, id.lastIndexOf(':'));
  }

  private static String after(String id) {
    return id.substring(id.lastIndexOf(':') + 1);
  }

  private static String text(Map<?, ?> row, String name) {
    Object value = row.get(name);
    return value == null ? null : value.toString();
  }

  @Override
  public Fields read(EntityType type, String id) {
    if (type.equals(Contact.TYPE)) {
      Map<?, ?> person =
          rows(before(id), "ContactEmployees").stream()
              .filter(row -> after(id).equals(text(row, "InternalCode")))
              .findFirst()
              .orElseThrow();
      return words.get(type).read(name -> text(person, name));
    }
    Fields fields = words.get(type).read(name -> text(record(words.get(type).object, id), name));
    return type.equals(Customer.TYPE)
        ? fields.with(Customer.BILLING_ADDRESS, place(rows(id, "BPAddresses")))
        : fields;
  }

  private static PostalAddress place(List<Map<?, ?>> rows) {
    return rows.isEmpty()
        ? null
        : new PostalAddress(
            text(rows.get(0), "Street"),
            null,
            text(rows.get(0), "ZipCode"),
            text(rows.get(0), "City"),
            null,
            null);
  }

  @Override
  public List<String> ids(EntityType type) {
    boolean orders = type.equals(SalesOrder.TYPE);
    String key = orders ? "DocEntry" : type.equals(Product.TYPE) ? "ItemCode" : "CardCode";
    return user.records(orders ? "Orders" : words.get(type).object).stream()
        .map(row -> text(row, key))
        .toList();
  }

  @Override
  public void delete(EntityType type, String id) {
    user.delete(words.get(type).object, id);
  }

  @Override
  public void retire(String customer) {
    user.update(PARTNERS, customer, Map.of("Valid", "tNO", "Frozen", "tYES"));
  }

  @Override
  public void loseNextAnswer() {
    company.faults().next(1, "POST", "(batch|Orders)$", Fault.dropAfterCommit());
  }

  @Override
  public boolean isAnswerDue() {
    return company.faults().pending() > 0;
  }

  @Override
  public Tariff tariff() {
    return new Tariffs.BusinessOne();
  }

  @Override
  public Journal journal() {
    return company.journal();
  }

  @Override
  public List<String> categories() {
    return categories;
  }

  @Override
  public List<String> people() {
    return people;
  }

  @Override
  public void stock(String product, BigDecimal quantity) {
    user.stock(product, "01", "InStock", quantity);
  }

  @Override
  public Fields order(String id) {
    Map<String, Object> row = record("Orders", id);
    BigDecimal gross = number(row, "DocTotal");
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, text(row, "CardCode")))
        .set(SalesOrder.NUMBER, text(row, "DocNum"))
        .set(SalesOrder.NET, gross.subtract(number(row, "VatSum")))
        .set(SalesOrder.GROSS, gross)
        .build();
  }

  private static BigDecimal number(Map<?, ?> row, String name) {
    return new BigDecimal(row.get(name).toString());
  }

  @Override
  public void deliver(String order) {
    draw("Orders", order, "DeliveryNotes", ORDER);
  }

  /** Of what was delivered. */
  @Override
  public String invoice(String order) {
    List<Map<String, Object>> notes = List.copyOf(user.records("DeliveryNotes"));
    return draw(
        "DeliveryNotes", text(notes.get(notes.size() - 1), "DocEntry"), "Invoices", DELIVERY);
  }

  @Override
  public void credit(String order, String invoice) {
    user.create(
        "CreditNotes",
        Map.of(
            "CardCode",
            record("Invoices", invoice).get("CardCode"),
            "DocDueDate",
            "2027-01-31",
            "DocumentLines",
            List.of(Map.of("ItemCode", "TUB-1", "Quantity", 1, "UnitPrice", 10))));
  }

  private String draw(String from, String id, String set, int type) {
    Map<String, Object> base = record(from, id);
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Object each : (List<?>) base.get("DocumentLines")) {
      Map<?, ?> line = (Map<?, ?>) each;
      lines.add(
          Map.of(
              "BaseType", type,
              "BaseEntry", Integer.valueOf(id),
              "BaseLine", line.get("LineNum"),
              "Quantity", line.get("Quantity")));
    }
    return user.create(
        set,
        Map.of(
            "CardCode", base.get("CardCode"), "DocDueDate", "2027-01-31", "DocumentLines", lines));
  }

  @Override
  public void pay(String invoice, BigDecimal amount) {
    user.create(
        "IncomingPayments",
        Map.of(
            "CardCode",
            record("Invoices", invoice).get("CardCode"),
            "DocDate",
            "2026-03-20",
            "TransferSum",
            amount,
            "PaymentInvoices",
            List.of(
                Map.of(
                    "DocEntry",
                    Integer.valueOf(invoice),
                    "InvoiceType",
                    "it_Invoice",
                    "SumApplied",
                    amount))));
  }

  @Override
  public BigDecimal owes(String customer) {
    Map<String, Object> row = record(PARTNERS, customer);
    return number(row, "CurrentAccountBalance")
        .add(number(row, "OpenDeliveryNotesBalance"))
        .add(number(row, "OpenOrdersBalance"));
  }

  @Override
  public void close() {
    company.close();
  }
}
