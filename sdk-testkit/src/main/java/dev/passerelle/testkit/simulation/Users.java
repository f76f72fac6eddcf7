package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * People who work in both systems at random. Every text that they enter carries a token that is
 * nowhere else. What else they do is in {@link Rarities}.
 */
final class Users {
  private static final List<Field<String>> ERP_TEXTS =
      List.of(Customer.NAME, Customer.CODE, Customer.PHONE, Customer.NOTE, Customer.EMAIL);
  private static final List<Field<String>> CRM_TEXTS =
      List.of(Customer.EMAIL, Customer.PHONE, Customer.NOTE, Customer.NAME, Customer.PHONE);
  private final World world;
  private final Dice dice;
  private int tokens;

  Users(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  /** What is there before the first run; some of it in both systems. */
  void populate() {
    for (int i = dice.below(4); i > 0; i--) {
      String siret = dice.percent(60) ? siret() : "";
      erpCustomer(siret);
      if (dice.percent(50)) {
        crmCustomer(siret);
      }
    }
    for (int i = dice.below(3); i > 0; i--) {
      product();
    }
  }

  /** One random act. */
  void act() {
    switch (dice.below(20)) {
      case 0 -> erpCustomer(dice.percent(50) ? siret() : "");
      case 1 -> crmCustomer(dice.percent(30) ? siret() : "");
      case 2, 3, 4 -> pick("erp", Customer.TYPE).ifPresent(id -> text("erp", id, ERP_TEXTS));
      case 5, 6, 7, 8 -> pick("crm", Customer.TYPE).ifPresent(id -> text("crm", id, CRM_TEXTS));
      case 9, 10 -> pick("erp", Customer.TYPE).ifPresent(this::balance);
      case 11 -> pick("erp", Customer.TYPE).ifPresent(this::contact);
      case 12 -> pick("erp", Contact.TYPE).ifPresent(this::contactName);
      case 13 -> product();
      case 14 -> pick("erp", Product.TYPE).ifPresent(this::price);
      case 15, 16 -> quote();
      case 17 -> pick("crm", Quote.TYPE).ifPresent(this::approve);
      case 18 -> payer();
      default -> rare();
    }
  }

  private void rare() {
    switch (dice.below(6)) {
      case 0 -> pick("erp", Customer.TYPE).ifPresent(id -> delete("erp", id));
      case 4 -> pick("crm", Customer.TYPE).ifPresent(this::limit);
      case 1 -> pick("crm", Customer.TYPE).ifPresent(id -> delete("crm", id));
      case 2 -> pick("crm", Customer.TYPE).ifPresent(id -> empty("crm", id));
      case 3 -> pick("erp", Customer.TYPE).ifPresent(id -> empty("erp", id));
      default ->
          pick("crm", Customer.TYPE).ifPresent(id -> world.in("crm", Customer.TYPE).touch(id));
    }
  }

  private String token() {
    return "t" + ++tokens;
  }

  private String siret() {
    return "971" + (10_000_000_000L + ++tokens);
  }

  private Optional<RecordId> pick(String system, EntityType type) {
    List<RecordId> ids = world.living(system, type);
    return ids.isEmpty() ? Optional.empty() : Optional.of(dice.pick(ids));
  }

  RecordId enter(String system, EntityType type, Fields fields) {
    RecordId id = world.in(system, type).create(fields);
    world.edits.entered(world.clock.instant(), system, type, id, fields, Fields.empty());
    world.trace.add("user " + system + " new " + type + "#" + id + " " + fields.toJson());
    return id;
  }

  void change(String system, EntityType type, RecordId id, Fields fields) {
    Fields before = world.in(system, type).fields(id).orElse(Fields.empty());
    world.in(system, type).edit(id, fields);
    world.edits.entered(world.clock.instant(), system, type, id, fields, before);
    world.trace.add("user " + system + " edits " + type + "#" + id + " " + fields.toJson());
  }

  private void erpCustomer(String siret) {
    String token = token();
    Fields.Builder fields =
        Fields.builder()
            .set(Customer.CODE, "C" + token)
            .set(Customer.NAME, "Name " + token)
            .set(Customer.OWNER, "1");
    if (!siret.isEmpty()) {
      fields.set(Customer.SIRET, siret);
    }
    if (dice.percent(50)) {
      fields.set(Customer.PHONE, "p" + token);
    }
    if (dice.percent(30)) {
      fields.set(Customer.NOTE, "n" + token);
    }
    RecordId id = enter("erp", Customer.TYPE, fields.build());
    if (world.setting.commitDelay().isZero()) {
      balance(id);
    }
  }

  private void crmCustomer(String siret) {
    String token = token();
    Fields.Builder fields = Fields.builder().set(Customer.NAME, "Prospect " + token);
    if (!siret.isEmpty()) {
      fields.set(Customer.SIRET, siret);
    }
    if (dice.percent(50)) {
      fields.set(Customer.EMAIL, token + "@" + token + ".example");
    }
    if (dice.percent(30)) {
      fields.set(Customer.PHONE, "p" + token);
    }
    enter("crm", Customer.TYPE, fields.build());
  }

  private void text(String system, RecordId id, List<Field<String>> fields) {
    Field<String> field = dice.pick(fields);
    String token = token();
    String value = field.equals(Customer.EMAIL) ? "A" + token + "@x.example" : "v" + token;
    change(system, Customer.TYPE, id, Fields.of(field, value));
  }

  private void empty(String system, RecordId id) {
    Field<String> field = dice.percent(50) ? Customer.PHONE : Customer.NOTE;
    change(system, Customer.TYPE, id, Fields.of(field, null));
  }

  private void balance(RecordId id) {
    Fields fields =
        Fields.of(
            CustomerBalance.OUTSTANDING,
            new BigDecimal(dice.below(2_000)),
            CustomerBalance.CREDIT_LIMIT,
            new BigDecimal(dice.pick(List.of("0", "1000", "100000"))),
            CustomerBalance.CREDIT_STATE,
            dice.percent(90) ? "deliver" : "block");
    change("erp", CustomerBalance.TYPE, id, fields);
  }

  /** Somebody overwrites in the CRM what only the ERP may say. */
  private void limit(RecordId id) {
    Fields fields = Fields.of(CustomerBalance.CREDIT_LIMIT, new BigDecimal(dice.below(500)));
    change("crm", Customer.TYPE, id, fields);
  }

  private void contact(RecordId customer) {
    String token = token();
    Optional<RecordId> other = dice.percent(25) ? pick("erp", Contact.TYPE) : Optional.empty();
    String email =
        other
            .flatMap(id -> world.in("erp", Contact.TYPE).fields(id))
            .flatMap(fields -> fields.get(Contact.EMAIL))
            .orElse(token + "@people.example");
    enter(
        "erp",
        Contact.TYPE,
        Fields.of(
            Contact.LAST_NAME,
            "Person " + token,
            Contact.EMAIL,
            email,
            Contact.CUSTOMERS,
            Set.of(Ref.to(Customer.TYPE, customer))));
  }

  private void contactName(RecordId id) {
    change("erp", Contact.TYPE, id, Fields.of(Contact.LAST_NAME, "Person " + token()));
  }

  private void product() {
    String token = token();
    RecordId id =
        enter(
            "erp",
            Product.TYPE,
            Fields.of(
                Product.SKU,
                "S" + token,
                Product.NAME,
                "Article " + token,
                Product.PRICE,
                new BigDecimal(dice.between(1, 50))));
    if (world.setting.commitDelay().isZero()) {
      stock(id);
    }
  }

  private void price(RecordId id) {
    if (dice.percent(50)) {
      stock(id);
    } else {
      BigDecimal price = new BigDecimal(dice.between(100, 9_999)).movePointLeft(2);
      change("erp", Product.TYPE, id, Fields.of(Product.PRICE, price));
    }
  }

  private void stock(RecordId id) {
    change(
        "erp",
        StockLevel.TYPE,
        id,
        Fields.of(StockLevel.AVAILABLE, new BigDecimal(dice.below(20))));
  }

  private void quote() {
    Optional<RecordId> customer = pick("crm", Customer.TYPE);
    List<RecordId> products = world.in("erp", Product.TYPE).ids();
    if (customer.isEmpty() || products.isEmpty()) {
      return;
    }
    List<DocumentLine> lines = new ArrayList<>();
    BigDecimal net = BigDecimal.ZERO;
    for (int i = dice.between(1, 3); i > 0; i--) {
      DocumentLine line = line(String.valueOf(i), dice.pick(products));
      lines.add(line);
      net = net.add(line.net().orElse(BigDecimal.ZERO));
    }
    enter(
        "crm",
        Quote.TYPE,
        Fields.builder()
            .set(Quote.NUMBER, "Q" + token())
            .set(Quote.STATUS, dice.percent(70) ? "APPROVED" : "DRAFT")
            .set(Quote.CUSTOMER, Ref.to(Customer.TYPE, customer.get()))
            .set(Quote.LINES, lines)
            .set(Quote.NET, net)
            .set(Quote.GROSS, net)
            .build());
  }

  private DocumentLine line(String key, RecordId product) {
    Fields article = world.in("erp", Product.TYPE).fields(product).orElseThrow();
    BigDecimal price = article.get(Product.PRICE).orElse(BigDecimal.ONE);
    BigDecimal quantity = new BigDecimal(dice.between(1, 5));
    return DocumentLine.item(key)
        .product(Ref.byKey(Product.TYPE, Product.SKU, article.get(Product.SKU).orElseThrow()))
        .quantity(quantity)
        .unitPrice(price)
        .net(price.multiply(quantity))
        .build();
  }

  /** Approves a quote, or sets what became of its order. */
  private void approve(RecordId quote) {
    Optional<RecordId> order = pick("erp", SalesOrder.TYPE);
    if (order.isPresent() && dice.percent(40)) {
      Fields delivered = Fields.of(SalesOrder.DELIVERY_STATUS, "d" + token());
      change("erp", SalesOrder.TYPE, order.get(), delivered);
    } else {
      change("crm", Quote.TYPE, quote, Fields.of(Quote.STATUS, "APPROVED"));
    }
  }

  private void payer() {
    Optional<RecordId> customer = pick("erp", Customer.TYPE);
    Optional<RecordId> payer = pick("erp", Customer.TYPE);
    // A chain of payers that comes back to its start would wait for ever: the engine says so.
    if (customer.isPresent() && payer.isPresent() && order(payer.get()) < order(customer.get())) {
      Ref ref = Ref.to(Customer.TYPE, payer.get());
      change("erp", Customer.TYPE, customer.get(), Fields.of(Customer.PAYER, ref));
    }
  }

  private static long order(RecordId id) {
    return Long.parseLong(id.value());
  }

  private void delete(String system, RecordId id) {
    world.noteDeletion(system, Customer.TYPE, id);
    world.in(system, Customer.TYPE).delete(id);
    world.trace.add("user " + system + " deletes " + Customer.TYPE + "#" + id);
  }
}
