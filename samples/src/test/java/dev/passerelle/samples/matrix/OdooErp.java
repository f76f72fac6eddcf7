package dev.passerelle.samples.matrix;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.odoo.OdooCredentials;
import dev.passerelle.odoo.OdooSettings;
import dev.passerelle.odoo.sync.Odoo;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.odoo.OdooSimulator;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Odoo 19. */
final class OdooErp implements Erp {
  private static final String PARTNER = "res.partner";
  private static final String PRODUCT = "product.product";
  private static final String ORDER = "sale.order";
  private static final String ORDER_LINE = "sale.order.line";
  private static final String QUANT = "stock.quant";
  private static final String MOVE = "account.move";

  private final SimulatedClock clock;
  private final OdooSimulator odoo;
  private final List<String> categories;
  private final List<String> people;
  private final Map<EntityType, Vocabulary> words = new LinkedHashMap<>();

  OdooErp(SimulatedClock clock) {
    this.clock = clock;
    odoo = OdooSimulator.builder().clock(clock).start();
    odoo.addField(PARTNER, "x_since", "date");
    odoo.addField(PARTNER, "x_discount", "float");
    odoo.addField(PARTNER, "x_vip", "boolean");
    categories = three("product.pricelist");
    people = three("res.users");
    words(
        new Vocabulary(Customer.TYPE, PARTNER)
            .name(Customer.NAME, "name")
            .name(Customer.CODE, "ref")
            .name(Customer.VAT_NUMBER, "vat")
            .name(Customer.EMAIL, "email")
            .name(Customer.PHONE, "phone")
            .name(Kinds.SINCE, "x_since")
            .name(Kinds.DISCOUNT, "x_discount")
            .name(Kinds.VIP, "x_vip")
            .name(Kinds.CATEGORY, "property_product_pricelist")
            .name(Kinds.OWNER, "user_id")
            .address(Customer.BILLING_ADDRESS, "street", "street2", "zip", "city"));
    words(
        new Vocabulary(Contact.TYPE, PARTNER)
            .name(Contact.EMAIL, "email")
            .name(Contact.JOB_TITLE, "function"));
    words(
        new Vocabulary(Product.TYPE, PRODUCT)
            .name(Product.SKU, "default_code")
            .name(Product.NAME, "name")
            .name(Product.PRICE, "lst_price"));
  }

  private List<String> three(String model) {
    return Stream.of("One", "Two", "Three")
        .map(name -> Long.toString(odoo.user().create(model, Map.of("name", name))))
        .toList();
  }

  private void words(Vocabulary vocabulary) {
    words.put(vocabulary.type, vocabulary);
  }

  @Override
  public String system() {
    return "Odoo";
  }

  @Override
  public Connector connect() {
    return Odoo.connect(
        OdooSettings.builder(
                odoo.baseUrl(),
                OdooSimulator.DATABASE,
                OdooCredentials.apiKey(OdooSimulator.LOGIN, () -> OdooSimulator.KEY))
            .time(clock, clock::advance)
            .attempts(1)
            .field(Customer.TYPE, Kinds.SINCE, "x_since")
            .field(Customer.TYPE, Kinds.DISCOUNT, "x_discount")
            .field(Customer.TYPE, Kinds.VIP, "x_vip")
            .build());
  }

  @Override
  public String create(EntityType type, Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>(words.get(type).entered(fields));
    if (type.equals(Customer.TYPE)) {
      values.put("is_company", true);
      values.put("customer_rank", 1);
    } else if (type.equals(Contact.TYPE)) {
      values.put(
          "name",
          fields.get(Contact.FIRST_NAME).orElseThrow()
              + " "
              + fields.get(Contact.LAST_NAME).orElseThrow());
      values.put("type", "contact");
      values.put("parent_id", id(fields.get(Contact.PRIMARY_CUSTOMER).orElseThrow()));
    } else {
      values.put("sale_ok", true);
      values.put("is_storable", true);
    }
    return Long.toString(odoo.user().create(object(type), numbers(values)));
  }

  /** Prices are numbers on the wire. */
  private static Map<String, Object> numbers(Map<String, Object> values) {
    values.computeIfPresent("lst_price", (name, text) -> new BigDecimal(text.toString()));
    return values;
  }

  private static long id(Ref ref) {
    return Long.parseLong(ref.id().orElseThrow().value());
  }

  private String object(EntityType type) {
    return type.equals(SalesOrder.TYPE) ? ORDER : words.get(type).object;
  }

  @Override
  public void edit(EntityType type, String id, Fields fields) {
    odoo.user()
        .write(
            object(type),
            Long.parseLong(id),
            numbers(new LinkedHashMap<>(words.get(type).written(fields))));
  }

  private Map<String, Object> row(String model, String id) {
    return odoo.user().record(model, Long.parseLong(id)).orElseThrow();
  }

  private static String text(Map<String, Object> row, String name) {
    Object value = row.get(name);
    return Boolean.FALSE.equals(value) || value == null ? null : value.toString();
  }

  @Override
  public Fields read(EntityType type, String id) {
    Map<String, Object> row = row(object(type), id);
    return words.get(type).read(name -> text(row, name));
  }

  @Override
  public List<String> ids(EntityType type) {
    return odoo.user().ids(object(type)).stream()
        .map(String::valueOf)
        .filter(id -> isOf(type, row(object(type), id)))
        .toList();
  }

  private static boolean isOf(EntityType type, Map<String, Object> row) {
    if (type.equals(SalesOrder.TYPE) || type.equals(Product.TYPE)) {
      return true;
    }
    return type.equals(Contact.TYPE) == (text(row, "parent_id") != null);
  }

  @Override
  public void retire(String customer) {
    odoo.user().archive(PARTNER, Long.parseLong(customer), true);
  }

  @Override
  public void delete(EntityType type, String id) {
    odoo.user().unlink(object(type), Long.parseLong(id));
  }

  @Override
  public void loseNextAnswer() {
    odoo.faults().next(1, "POST", ".*/(load|write)", Fault.dropAfterCommit());
  }

  @Override
  public boolean isAnswerDue() {
    return odoo.faults().pending() > 0;
  }

  @Override
  public Tariff tariff() {
    return new Tariffs.Odoo();
  }

  @Override
  public Journal journal() {
    return odoo.journal();
  }

  @Override
  public long writes() {
    return odoo.journal().entries().stream()
        .filter(entry -> entry.path().matches(".*/(load|write|create|unlink|action_.*)"))
        .count();
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
    for (Long quant : odoo.user().ids(QUANT)) {
      if (product.equals(text(row(QUANT, quant.toString()), "product_id"))) {
        odoo.user().write(QUANT, quant, Map.of("quantity", quantity));
        return;
      }
    }
    odoo.user()
        .create(
            QUANT,
            Map.of("product_id", Long.parseLong(product), "location_id", 1, "quantity", quantity));
  }

  @Override
  public Fields order(String id) {
    Map<String, Object> row = row(ORDER, id);
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, text(row, "partner_id")))
        .set(SalesOrder.NUMBER, text(row, "name"))
        .set(SalesOrder.EXTERNAL_NUMBER, text(row, "client_order_ref"))
        .set(SalesOrder.NET, new BigDecimal(text(row, "amount_untaxed")))
        .set(SalesOrder.GROSS, new BigDecimal(text(row, "amount_total")))
        .build();
  }

  @Override
  public void deliver(String order) {
    for (Long line : odoo.user().ids(ORDER_LINE)) {
      Map<String, Object> row = row(ORDER_LINE, line.toString());
      if (order.equals(text(row, "order_id"))) {
        odoo.user().write(ORDER_LINE, line, Map.of("qty_delivered", row.get("product_uom_qty")));
      }
    }
  }

  @Override
  public String invoice(String order) {
    wizard(
        "sale.advance.payment.inv",
        "create_invoices",
        Map.of("advance_payment_method", "delivered"),
        ORDER,
        order);
    List<Long> moves = odoo.user().ids(MOVE);
    long invoice = moves.get(moves.size() - 1);
    odoo.user().press(MOVE, "action_post", invoice);
    return Long.toString(invoice);
  }

  @Override
  public void credit(String order, String invoice) {
    wizard("account.move.reversal", "reverse_moves", Map.of("reason", "Broken"), MOVE, invoice);
    List<Long> moves = odoo.user().ids(MOVE);
    odoo.user().press(MOVE, "action_post", moves.get(moves.size() - 1));
  }

  private void wizard(String model, String button, Map<String, ?> values, String about, String id) {
    long wizard = odoo.user().create(model, values);
    odoo.user()
        .call(
            model,
            button,
            List.of(wizard),
            Map.of(),
            Map.of("active_model", about, "active_ids", List.of(Long.parseLong(id))));
  }

  @Override
  public void pay(String invoice, BigDecimal amount) {
    wizard(
        "account.payment.register",
        "action_create_payments",
        Map.of("amount", amount),
        MOVE,
        invoice);
  }

  @Override
  public BigDecimal owes(String customer) {
    return new BigDecimal(text(row(PARTNER, customer), "credit"));
  }

  @Override
  public void close() {
    odoo.close();
  }
}
