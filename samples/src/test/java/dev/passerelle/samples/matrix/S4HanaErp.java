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
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.sap.s4hana.sync.S4Hana;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.s4hana.S4HanaSimulator;
import dev.passerelle.simulators.s4hana.S4HanaUser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SAP S/4HANA. A customer's e-mail and phone lie in its address, its tax number and its contacts'
 * functions in sets of their own; a price is a condition.
 */
final class S4HanaErp implements Erp {
  private static final String PARTNERS = "A_BusinessPartner";
  private static final String ADDRESSES = "A_BusinessPartnerAddress";
  private static final String EMAILS = "A_AddressEmailAddress";
  private static final String PHONES = "A_AddressPhoneNumber";
  private static final String TAXES = "A_BusinessPartnerTaxNumber";
  private static final String RELATIONS = "A_BPContactToFuncAndDept";
  private static final String CONDITIONS = "A_SlsPrcgConditionRecord";
  private static final String REFERENCE = "YY1_PasReference_SDH";
  private static final String AREAS = "A_CustomerSalesArea";
  private static final String SINCE = "YY1_Since_bus";
  private static final String DISCOUNT = "YY1_Discount_bus";
  private static final String VIP = "YY1_Vip_bus";
  private static final String PLANT = "1010";

  private final S4HanaSimulator system;
  private final S4HanaUser user;
  private final S4HanaSettings settings;
  private final S4HanaSettings unhurried;

  S4HanaErp(SimulatedClock clock) {
    system = S4HanaSimulator.builder().clock(clock).zone(ZoneId.of("Europe/Paris")).start();
    // A field of the company's own: the customer's number of an order is the quote's.
    system.addProperty("A_SalesOrder", REFERENCE, 35);
    system.addProperty(PARTNERS, SINCE + ":D");
    system.addProperty(PARTNERS, DISCOUNT + ":N");
    system.addProperty(PARTNERS, VIP + ":B");
    user = system.user();
    settings = settings(clock).figures(Duration.ofMinutes(2)).rescan(Duration.ofMinutes(2)).build();
    unhurried = settings(clock).build();
  }

  private S4HanaSettings.Builder settings(SimulatedClock clock) {
    return S4HanaSettings.builder(
            system.baseUrl(), S4HanaSimulator.USER, () -> S4HanaSimulator.PASSWORD)
        .zone(system.zone())
        .time(clock, clock::advance)
        .codes(
            S4HanaCodes.builder(PLANT, "10", "00")
                .company(PLANT, "12100000")
                .referenceProperty(SalesOrder.TYPE, REFERENCE)
                .property(Customer.TYPE, Kinds.SINCE, SINCE)
                .property(Customer.TYPE, Kinds.DISCOUNT, DISCOUNT)
                .property(Customer.TYPE, Kinds.VIP, VIP)
                .build())
        .attempts(1);
  }

  @Override
  public Connector unhurried() {
    return S4Hana.connect(unhurried);
  }

  @Override
  public String system() {
    return "SAP S/4HANA";
  }

  @Override
  public Connector connect() {
    return S4Hana.connect(settings);
  }

  @Override
  public String create(EntityType type, Fields fields) {
    if (type.equals(Contact.TYPE)) {
      return person(fields);
    }
    return type.equals(Product.TYPE) ? product(fields) : customer(fields);
  }

  private String customer(Fields fields) {
    Map<String, Object> address = address(fields);
    address.put(
        "to_PhoneNumber",
        List.of(
            Map.of("PhoneNumber", fields.get(Customer.PHONE).orElse(""), "PhoneNumberType", "1")));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("BusinessPartnerCategory", "2");
    values.put("OrganizationBPName1", fields.get(Customer.NAME).orElseThrow());
    values.put("to_BusinessPartnerRole", List.of(Map.of("BusinessPartnerRole", "FLCU01")));
    values.put("to_BusinessPartnerAddress", List.of(address));
    values.put(
        "to_BusinessPartnerTax",
        List.of(
            Map.of(
                "BPTaxType", "FR0", "BPTaxNumber", fields.get(Customer.VAT_NUMBER).orElseThrow())));
    Map<String, Object> area = new LinkedHashMap<>();
    area.put("SalesOrganization", PLANT);
    area.put("DistributionChannel", "10");
    area.put("Division", "00");
    area.put("Currency", "EUR");
    values.put("to_Customer", Map.of("to_CustomerSalesArea", List.of(area)));
    return text(record(PARTNERS, user.create(PARTNERS, values)), "Customer");
  }

  private static Map<String, Object> address(Fields fields) {
    PostalAddress place = fields.get(Customer.BILLING_ADDRESS).orElseThrow();
    String[] street = place.street().split(" ", 2);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("HouseNumber", street[0]);
    values.put("StreetName", street[1]);
    values.put("PostalCode", place.postalCode());
    values.put("CityName", place.city());
    values.put("Country", "FR");
    return values;
  }

  private String person(Fields fields) {
    String customer = fields.get(Contact.PRIMARY_CUSTOMER).flatMap(Ref::id).orElseThrow().value();
    String person =
        user.create(
            PARTNERS,
            Map.of(
                "BusinessPartnerCategory",
                "1",
                "FirstName",
                fields.get(Contact.FIRST_NAME).orElse(""),
                "LastName",
                fields.get(Contact.LAST_NAME).orElse("")));
    user.create(
        "A_BusinessPartnerContact",
        Map.of("BusinessPartnerCompany", partner(customer), "BusinessPartnerPerson", person));
    function(person, fields);
    return person;
  }

  private void function(String person, Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    fields.get(Contact.EMAIL).ifPresent(email -> values.put("EmailAddress", email));
    fields.get(Contact.JOB_TITLE).ifPresent(job -> values.put("ContactPersonFunctionName", job));
    user.change(RELATIONS, Map.of("BusinessPartnerPerson", person), values);
  }

  private String product(Fields fields) {
    String sku = fields.get(Product.SKU).orElseThrow();
    user.create(
        "A_Product",
        Map.of(
            "Product",
            sku,
            "ProductType",
            "HAWA",
            "BaseUnit",
            "PC",
            "to_Description",
            List.of(
                Map.of(
                    "Language", "EN", "ProductDescription", fields.get(Product.NAME).orElse("")))));
    price(sku, fields);
    return sku;
  }

  private void price(String product, Fields fields) {
    if (fields.isBlank(Product.PRICE)) {
      return;
    }
    BigDecimal price = fields.get(Product.PRICE).orElseThrow();
    List<Map<String, Object>> there =
        user.rows("A_SlsPrcgCndnRecdValidity", Map.of("Material", product));
    if (there.isEmpty()) {
      user.create(
          CONDITIONS,
          Map.of(
              "ConditionType",
              "PPR0",
              "ConditionRateValue",
              price,
              "ConditionCurrency",
              "EUR",
              "to_SlsPrcgCndnRecdValidity",
              List.of(
                  Map.of(
                      "ConditionType", "PPR0", "Material", product, "SalesOrganization", PLANT))));
    } else {
      user.update(
          CONDITIONS, text(there.get(0), "ConditionRecord"), Map.of("ConditionRateValue", price));
    }
  }

  private Map<String, Object> record(String set, String id) {
    return user.record(set, id).orElseThrow();
  }

  private String partner(String customer) {
    return text(user.rows(PARTNERS, Map.of("Customer", customer)).get(0), "BusinessPartner");
  }

  private static String text(Map<String, Object> row, String name) {
    Object value = row.get(name);
    return value == null || value.equals("") ? null : value.toString();
  }

  @Override
  public void edit(EntityType type, String id, Fields fields) {
    if (type.equals(Contact.TYPE)) {
      function(id, fields);
    } else if (type.equals(Product.TYPE)) {
      price(id, fields);
    } else {
      editCustomer(partner(id), fields);
      fields
          .get(Kinds.CATEGORY)
          .ifPresent(
              code -> user.change(AREAS, Map.of("Customer", id), Map.of("PriceListType", code)));
    }
  }

  private void editCustomer(String partner, Fields fields) {
    fields
        .get(Customer.NAME)
        .ifPresent(name -> user.update(PARTNERS, partner, Map.of("OrganizationBPName1", name)));
    Map<String, Object> own = new LinkedHashMap<>();
    fields.get(Kinds.SINCE).ifPresent(day -> own.put(SINCE, day.toString()));
    fields.get(Kinds.DISCOUNT).ifPresent(percent -> own.put(DISCOUNT, percent));
    fields.get(Kinds.VIP).ifPresent(vip -> own.put(VIP, vip));
    if (!own.isEmpty()) {
      user.update(PARTNERS, partner, own);
    }
    if (fields.has(Customer.BILLING_ADDRESS)) {
      user.change(ADDRESSES, Map.of("BusinessPartner", partner), address(fields));
    }
    Map<String, String> place = Map.of("AddressID", text(address(partner), "AddressID"));
    fields
        .get(Customer.PHONE)
        .ifPresent(phone -> user.change(PHONES, place, Map.of("PhoneNumber", phone)));
    fields.get(Customer.EMAIL).ifPresent(email -> email(place, email));
  }

  private void email(Map<String, String> place, String email) {
    if (user.rows(EMAILS, place).isEmpty()) {
      Map<String, Object> values = new LinkedHashMap<>(place);
      values.put("EmailAddress", email);
      values.put("IsDefaultEmailAddress", true);
      user.create(EMAILS, values);
    } else {
      user.change(EMAILS, place, Map.of("EmailAddress", email));
    }
  }

  private Map<String, Object> address(String partner) {
    return user.rows(ADDRESSES, Map.of("BusinessPartner", partner)).get(0);
  }

  @Override
  public Fields read(EntityType type, String id) {
    if (type.equals(Contact.TYPE)) {
      Map<String, Object> row = user.rows(RELATIONS, Map.of("BusinessPartnerPerson", id)).get(0);
      return Fields.of(Contact.JOB_TITLE, text(row, "ContactPersonFunctionName"));
    }
    String partner = partner(id);
    Fields.Builder fields = Fields.builder();
    kinds(id, record(PARTNERS, partner), fields);
    Map<String, String> own = Map.of("BusinessPartner", partner);
    fields.set(Customer.VAT_NUMBER, first(TAXES, own, "BPTaxNumber"));
    for (Map<String, Object> row : user.rows(ADDRESSES, own)) {
      Map<String, String> place = Map.of("AddressID", text(row, "AddressID"));
      fields.set(Customer.EMAIL, first(EMAILS, place, "EmailAddress"));
      fields.set(Customer.PHONE, first(PHONES, place, "PhoneNumber"));
      String street = text(row, "HouseNumber") + " " + text(row, "StreetName");
      fields.set(
          Customer.BILLING_ADDRESS,
          new PostalAddress(
              street, null, text(row, "PostalCode"), text(row, "CityName"), null, null));
    }
    return fields.build();
  }

  private void kinds(String customer, Map<String, Object> partner, Fields.Builder into) {
    String since = text(partner, SINCE);
    String discount = text(partner, DISCOUNT);
    into.set(Kinds.SINCE, since == null ? null : LocalDate.parse(since.substring(0, 10)));
    into.set(Kinds.DISCOUNT, discount == null ? null : new BigDecimal(discount));
    into.set(Kinds.VIP, "true".equals(text(partner, VIP)));
    Map<String, Object> area = user.rows(AREAS, Map.of("Customer", customer)).get(0);
    into.set(Kinds.CATEGORY, text(area, "PriceListType"));
    into.set(Customer.NAME, text(partner, "OrganizationBPName1"));
  }

  private String first(String set, Map<String, String> which, String property) {
    return user.rows(set, which).stream().findFirst().map(row -> text(row, property)).orElse(null);
  }

  @Override
  public List<String> ids(EntityType type) {
    boolean orders = type.equals(SalesOrder.TYPE);
    List<String> ids = new ArrayList<>();
    for (Map<String, Object> row :
        user.rows(orders ? "A_SalesOrder" : PARTNERS, Map.<String, String>of())) {
      String id = text(row, orders ? "SalesOrder" : "Customer");
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** Nobody deletes a partner; the archiving run takes it away. */
  @Override
  public void delete(EntityType type, String id) {
    user.archiveAway(id);
  }

  @Override
  public void retire(String customer) {
    user.update("A_Customer", customer, Map.of("OrderIsBlockedForCustomer", "01"));
  }

  @Override
  public void loseNextAnswer() {
    system.faults().next(1, "POST", "(batch|A_SalesOrder)$", Fault.dropAfterCommit());
  }

  @Override
  public boolean isAnswerDue() {
    return system.faults().pending() > 0;
  }

  @Override
  public Tariff tariff() {
    return new Tariffs.S4Hana();
  }

  @Override
  public Journal journal() {
    return system.journal();
  }

  @Override
  public List<String> categories() {
    return List.of("01", "02", "03");
  }

  @Override
  public void stock(String product, BigDecimal quantity) {
    user.stock(product, PLANT, "171A", quantity);
  }

  @Override
  public Fields order(String id) {
    Map<String, Object> row = record("A_SalesOrder", id);
    BigDecimal net = number(row, "TotalNetAmount");
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, text(row, "SoldToParty")))
        .set(SalesOrder.NUMBER, text(row, "SalesOrder"))
        .set(SalesOrder.NET, net)
        .set(SalesOrder.GROSS, net.add(sum(items(id), "TaxAmount")))
        .build();
  }

  private List<Map<String, Object>> items(String order) {
    return user.rows("A_SalesOrderItem", Map.of("SalesOrder", order));
  }

  private static BigDecimal number(Map<String, Object> row, String name) {
    return (BigDecimal) row.get(name);
  }

  private static BigDecimal sum(List<Map<String, Object>> rows, String name) {
    return rows.stream().map(row -> number(row, name)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Override
  public void deliver(String order) {
    user.deliver(order);
  }

  @Override
  public String invoice(String order) {
    return user.bill(order);
  }

  @Override
  public void credit(String order, String invoice) {
    user.credit(order);
  }

  @Override
  public void pay(String invoice, BigDecimal amount) {
    user.pay(invoice, amount);
  }

  /** Open items, and what is ordered or delivered and not billed: the whole of it at once here. */
  @Override
  public BigDecimal owes(String customer) {
    BigDecimal open =
        sum(
            user.rows(
                "A_OperationalAcctgDocItemCube",
                Map.of("Customer", customer, "IsCleared", "false")),
            "AmountInCompanyCodeCurrency");
    for (Map<String, Object> order : user.rows("A_SalesOrder", Map.of("SoldToParty", customer))) {
      for (Map<String, Object> item : items(text(order, "SalesOrder"))) {
        if (!"C".equals(item.get("OrderRelatedBillingStatus"))) {
          open = open.add(number(item, "NetAmount")).add(number(item, "TaxAmount"));
        }
      }
    }
    return open.setScale(2, RoundingMode.HALF_UP);
  }

  @Override
  public void close() {
    system.close();
  }
}
