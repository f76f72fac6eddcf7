package dev.passerelle.samples.matrix;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.shared;

import dev.passerelle.core.Creates;
import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.Likeness;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.Vanish;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.gate.Gates;
import dev.passerelle.core.mapping.CodeTable;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.mapping.MissingReference;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.simulators.SimulatedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An ERP and a CRM with the same flows between every two of them. */
final class Pair implements AutoCloseable {
  private static final int ROUNDS = 12;

  private final Erp erp;
  private final Crm crm;
  private final SimulatedClock clock;
  private final InMemoryStateStore store = new InMemoryStateStore();
  private SyncRuntime runtime;
  private SyncEngine engine;

  Pair(Erp erp, Crm crm, SimulatedClock clock) {
    this.erp = erp;
    this.crm = crm;
    this.clock = clock;
    start();
  }

  private void start() {
    runtime = SyncRuntime.on(store).clock(clock).build();
    engine =
        SyncEngine.of("matrix", runtime)
            .system("erp", erp.connect())
            .system("crm", crm.connect())
            .sync(customers())
            .sync(balances())
            .sync(contacts())
            .sync(products())
            .sync(stock())
            .sync(invoices())
            .flow(quotes())
            .build();
  }

  private RecordSync customers() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.VAT_NUMBER, ownedBy("erp"))
            .bind(Customer.BILLING_ADDRESS, ownedBy("erp"))
            .bind(Customer.STATE, ownedBy("erp"))
            .bind(Customer.EMAIL, ownedBy("crm"))
            .bind(Customer.PHONE, shared(ConflictPolicies.newest("erp", Duration.ofMinutes(1))))
            .bind(Kinds.SINCE, ownedBy("erp"))
            .bind(Kinds.DISCOUNT, shared(ConflictPolicies.prefer("crm")))
            .bind(Kinds.VIP, ownedBy("crm"))
            .bind(
                Kinds.CATEGORY,
                Converters.code(table("categories", erp.categories(), Kinds.CATEGORIES)),
                ownedBy("erp"));
    if (hasPeople()) {
      CodeTable people = table("people", erp.people(), crm.people());
      mapping = mapping.bind(Kinds.OWNER, Converters.code(people), ownedBy("crm"));
    }
    return RecordSync.of("customers", Customer.TYPE, mapping)
        .match(MatchKey.on(Customer.VAT_NUMBER))
        .onLikeness(Likeness.NOTICE, Customer.NAME)
        .creates("crm", Creates.always())
        .creates("erp", Creates.onDemand())
        .onVanish("erp", Vanish.mark(Customer.STATE, Customer.DELETED))
        .onVanish("crm", Vanish.ignore())
        .build();
  }

  /** Whether a customer is looked after by somebody on both sides. */
  boolean hasPeople() {
    return !erp.people().isEmpty();
  }

  private static CodeTable table(String name, List<String> left, List<String> right) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int at = 0; at < left.size(); at++) {
      pairs.put(left.get(at), right.get(at));
    }
    return CodeTable.of(name, pairs);
  }

  /** What waits, for the message of a failure. */
  String waiting() {
    return engine.waiting(20).toString();
  }

  /** The writes of a field that the audit knows, newest first. */
  List<PlannedWrite> audit(String system, EntityType type, String id, Field<?> field) {
    return engine.explain(system, type, RecordId.of(id), field.name());
  }

  private static RecordSync balances() {
    Mapping mapping =
        Mapping.between("erp", "crm").bind(CustomerBalance.OUTSTANDING, ownedBy("erp"));
    return RecordSync.of("balances", CustomerBalance.TYPE, mapping).build();
  }

  private static RecordSync contacts() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Contact.FIRST_NAME, ownedBy("erp"))
            .bind(Contact.LAST_NAME, ownedBy("erp"))
            .bind(Contact.EMAIL, ownedBy("erp"))
            .bind(Contact.JOB_TITLE, ownedBy("crm"))
            .bind(Contact.PRIMARY_CUSTOMER, ownedBy("erp"));
    return RecordSync.of("contacts", Contact.TYPE, mapping)
        .match(MatchKey.email(Contact.EMAIL))
        .creates("crm", Creates.always())
        .build();
  }

  private static RecordSync products() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Product.SKU, ownedBy("erp"))
            .bind(Product.NAME, ownedBy("erp"))
            .bind(Product.PRICE, ownedBy("erp"));
    return RecordSync.of("products", Product.TYPE, mapping)
        .match(MatchKey.on(Product.SKU))
        .creates("crm", Creates.always())
        .build();
  }

  private static RecordSync stock() {
    Mapping mapping = Mapping.between("erp", "crm").bind(StockLevel.AVAILABLE, ownedBy("erp"));
    return RecordSync.of("stock", StockLevel.TYPE, mapping).build();
  }

  /** What is booked is shown to salespeople; nothing of it is ever written to the ERP. */
  private static RecordSync invoices() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Invoice.NUMBER, ownedBy("erp"))
            .bind(Invoice.KIND, ownedBy("erp"))
            .bind(Invoice.CUSTOMER, ownedBy("erp"))
            .bind(Invoice.CURRENCY, ownedBy("erp"))
            .bind(Invoice.GROSS, ownedBy("erp"))
            .bind(Invoice.PAID, ownedBy("erp"))
            .bind(Invoice.REMAINING, ownedBy("erp"))
            .derive("crm", Kinds.PAYMENT, Set.of(Invoice.PAID, Invoice.REMAINING), Pair::payment);
    // Not matched by number: an invoice and a credit note may have the same one (Business One).
    return RecordSync.of("invoices", Invoice.TYPE, mapping)
        .creates("crm", Creates.always())
        .build();
  }

  private static Optional<String> payment(Fields invoice) {
    BigDecimal paid = invoice.get(Invoice.PAID).orElse(BigDecimal.ZERO);
    BigDecimal remaining = invoice.get(Invoice.REMAINING).orElse(BigDecimal.ZERO);
    if (remaining.signum() == 0) {
      return Optional.of("paid");
    }
    return Optional.of(paid.signum() == 0 ? "open" : "part paid");
  }

  private DocumentFlow quotes() {
    Set<String> approved = crm.approved();
    Mapping mapping =
        Mapping.between("crm", "erp")
            .bind(
                Quote.CUSTOMER,
                SalesOrder.CUSTOMER,
                ownedBy("crm").onMissingReference(MissingReference.REQUEST))
            .bind(Quote.LINES, SalesOrder.LINES, ownedBy("crm"))
            // With its hyphen a number of HubSpot is one longer than Sage keeps (17).
            .derive(
                "erp",
                SalesOrder.EXTERNAL_NUMBER,
                Set.of(Quote.NUMBER),
                quote -> quote.get(Quote.NUMBER).map(number -> number.replace("-", "")));
    return DocumentFlow.of("quotes", Quote.TYPE, SalesOrder.TYPE, mapping)
        .when(
            quote -> approved.contains(quote.get(Quote.STATUS).orElse("")), Quote.STATUS, Quote.NET)
        .gates(
            Gates.linesComplete(),
            Gates.creditLimit(),
            Gates.totals(new BigDecimal("0.02")),
            Gates.stock())
        .build();
  }

  /** Time passes. */
  void pass(Duration time) {
    clock.advance(time);
    erp.passed(time);
    crm.passed(time);
  }

  /** Runs until nothing is left to do; tells how much was written. */
  long settle() {
    long written = 0;
    for (int round = 0; round < ROUNDS; round++) {
      pass(Duration.ofMinutes(3));
      long now = engine.run().totalWrites();
      written += now;
      if (now == 0 && round > 0) {
        return written;
      }
    }
    throw new AssertionError("still writing after " + ROUNDS + " rounds");
  }

  /** A run that loses the answer to a write, the end of the process; then a new one. */
  void crash(End where) {
    where.loseNextAnswer();
    engine.run();
    if (where.isAnswerDue()) {
      throw new AssertionError("nothing was written to " + where.system());
    }
    engine.close();
    runtime.close();
    start();
  }

  @Override
  public void close() {
    engine.close();
    runtime.close();
    crm.close();
    erp.close();
  }
}
