package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.along;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.setAtCreate;
import static dev.passerelle.core.mapping.Terms.shared;

import dev.passerelle.core.Creates;
import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.Guards;
import dev.passerelle.core.Likeness;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.MatchKey.Taken;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.ReferenceFormat;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.Vanish;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.gate.Gates;
import dev.passerelle.core.mapping.CodeTable;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.mapping.MissingReference;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.InMemoryUser;
import dev.passerelle.testkit.SettableClock;
import dev.passerelle.testkit.TestIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An ERP and a CRM in memory, and an engine between them with the flows of a trading company. */
final class World implements AutoCloseable {
  final SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
  final InMemorySystem erp;
  final InMemorySystem crm;
  final StateStore store;
  final List<SyncEvent> events = new ArrayList<>();
  final SyncRuntime runtime;
  Guards guards = Guards.DEFAULT;
  private CodeTable stateTable = CodeTable.passThrough("states");
  SyncEngine engine;

  World() {
    this(new InMemoryStateStore());
  }

  World(StateStore store) {
    this.store = store;
    erp = erp();
    crm = crm();
    runtime =
        SyncRuntime.on(store)
            .clock(clock)
            .nanos(() -> clock.instant().toEpochMilli() * 1_000_000)
            .ids(TestIds.of("id"))
            .node("node")
            .build();
    engine = engine();
  }

  private InMemorySystem erp() {
    return InMemorySystem.named("erp", clock)
        .identity("NEGOCE971")
        .entity(
            InMemoryEntity.of(Customer.TYPE)
                .fields(
                    Customer.CODE,
                    Customer.SIRET,
                    Customer.PHONE,
                    Customer.NOTE,
                    Customer.PAYER,
                    Customer.OWNER,
                    Customer.STATE)
                .field(
                    FieldRule.of(Customer.EMAIL).normalForm(text -> text.toLowerCase(Locale.ROOT)))
                .field(FieldRule.of(Customer.NAME).maxLength(35)))
        .entity(
            InMemoryEntity.of(CustomerBalance.TYPE)
                .fields(
                    CustomerBalance.OUTSTANDING,
                    CustomerBalance.CREDIT_LIMIT,
                    CustomerBalance.CREDIT_STATE,
                    CustomerBalance.AS_OF))
        .entity(
            InMemoryEntity.of(Contact.TYPE)
                .fields(Contact.LAST_NAME, Contact.EMAIL, Contact.CUSTOMERS))
        .entity(
            InMemoryEntity.of(Product.TYPE)
                .fields(Product.SKU, Product.NAME, Product.PRICE, Product.STATE)
                .findBy(Product.SKU))
        .entity(InMemoryEntity.of(StockLevel.TYPE).fields(StockLevel.AVAILABLE))
        .entity(
            InMemoryEntity.of(SalesOrder.TYPE)
                .fields(
                    SalesOrder.NUMBER,
                    SalesOrder.CUSTOMER,
                    SalesOrder.LINES,
                    SalesOrder.EXTERNAL_NUMBER,
                    SalesOrder.NET,
                    SalesOrder.GROSS,
                    SalesOrder.DELIVERY_STATUS))
        .build();
  }

  private InMemorySystem crm() {
    return InMemorySystem.named("crm", clock)
        .identity("62515")
        .entity(
            InMemoryEntity.of(Customer.TYPE)
                .fields(
                    Customer.NAME,
                    Customer.CODE,
                    Customer.SIRET,
                    Customer.EMAIL,
                    Customer.PHONE,
                    Customer.NOTE,
                    Customer.PAYER,
                    Customer.OWNER,
                    Customer.STATE)
                .fields(
                    CustomerBalance.OUTSTANDING,
                    CustomerBalance.CREDIT_LIMIT,
                    CustomerBalance.CREDIT_STATE,
                    CustomerBalance.AS_OF)
                .showReference()
                .listsShowHints())
        .entity(
            InMemoryEntity.of(Contact.TYPE)
                .fields(Contact.LAST_NAME, Contact.EMAIL, Contact.CUSTOMERS)
                .showReference()
                .listsShowHints())
        .entity(
            InMemoryEntity.of(Product.TYPE)
                .fields(Product.SKU, Product.NAME, Product.PRICE, StockLevel.AVAILABLE)
                .showReference())
        .entity(
            InMemoryEntity.of(Quote.TYPE)
                .fields(
                    Quote.NUMBER,
                    Quote.STATUS,
                    Quote.SEND,
                    Quote.CUSTOMER,
                    Quote.LINES,
                    Quote.NET,
                    Quote.GROSS,
                    Quote.EXPIRES)
                .fields(
                    DocumentReport.STATUS,
                    DocumentReport.NUMBER,
                    DocumentReport.TOTAL_GROSS,
                    DocumentReport.MESSAGE,
                    DocumentReport.DELIVERY_STATUS)
                .listsShowHints()
                .cannot(Capability.EXACT_REVISION))
        .build();
  }

  /** The language of what salespeople read; null for short forms. */
  @org.jspecify.annotations.Nullable Locale locale;

  SyncEngine engine() {
    return engine(runtime, InMemoryConnector.to(crm));
  }

  /** An engine of another node, or with another way to the CRM. */
  SyncEngine engine(SyncRuntime on, Connector toCrm) {
    SyncEngine.Builder builder = SyncEngine.of("acme", on);
    if (locale != null) {
      builder.locale(locale);
    }
    return builder
        .system("erp", InMemoryConnector.to(erp))
        .system("crm", toCrm)
        .sync(customers(stateTable))
        .sync(balances())
        .sync(contacts())
        .sync(products())
        .sync(stock())
        .flow(quotes())
        .guards(guards)
        .listener(events::add)
        .build();
  }

  /** The same engine with another code table for the state. */
  void changeMapping() {
    stateTable = CodeTable.of("states", Map.of("active", "set by mapping"));
    inErp(Customer.TYPE)
        .ids()
        .forEach(
            id ->
                inErp(Customer.TYPE)
                    .editSilently(
                        id, dev.passerelle.core.model.Fields.of(Customer.STATE, "active")));
    restart();
  }

  static RecordSync customers(CodeTable states) {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.CODE, ownedBy("erp"))
            .bind(Customer.SIRET, ownedBy("erp"))
            .bind(Customer.EMAIL, ownedBy("crm"))
            .bind(
                Customer.PHONE,
                Converters.phone("33", "0"),
                shared(ConflictPolicies.newest("erp", Duration.ofSeconds(1))))
            .bind(Customer.NOTE, shared(ConflictPolicies.prefer("crm")))
            .bind(Customer.PAYER, ownedBy("erp"))
            .bind(
                Customer.OWNER,
                Converters.code(CodeTable.of("reps", Map.of("1", "9001", "2", "9002"))),
                setAtCreate("erp"))
            .bind(Customer.STATE, Converters.code(states), ownedBy("erp"));
    return RecordSync.of("customers", Customer.TYPE, mapping)
        .match(MatchKey.on(Customer.SIRET), MatchKey.domain(Customer.EMAIL).whenTaken(Taken.NEXT))
        .onLikeness(Likeness.NOTICE, Customer.NAME)
        .creates("crm", Creates.always())
        .creates("erp", Creates.onDemand())
        .filter("erp", fields -> !fields.get(Customer.CODE).filter("CASH"::equals).isPresent())
        .onVanish("erp", Vanish.mark(Customer.STATE, "deleted"))
        .build();
  }

  static RecordSync balances() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(CustomerBalance.OUTSTANDING, ownedBy("erp"))
            .bind(CustomerBalance.CREDIT_LIMIT, ownedBy("erp"))
            .bind(CustomerBalance.CREDIT_STATE, ownedBy("erp"))
            .bind(CustomerBalance.AS_OF, along("erp", Duration.ofHours(24)));
    return RecordSync.of("balances", CustomerBalance.TYPE, mapping).build();
  }

  static RecordSync contacts() {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Contact.LAST_NAME, ownedBy("erp"))
            .bind(Contact.EMAIL, ownedBy("erp"))
            .bind(Contact.CUSTOMERS, ownedBy("erp"));
    return RecordSync.of("contacts", Contact.TYPE, mapping)
        .match(MatchKey.email(Contact.EMAIL).whenTaken(Taken.ALIAS))
        .creates(
            "crm",
            Creates.always()
                .when(fields -> !fields.isBlank(Contact.EMAIL))
                .elseNotice(ErrorCode.CONTACT_WITHOUT_EMAIL))
        .build();
  }

  static RecordSync products() {
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

  static RecordSync stock() {
    Mapping mapping = Mapping.between("erp", "crm").bind(StockLevel.AVAILABLE, ownedBy("erp"));
    return RecordSync.of("stock", StockLevel.TYPE, mapping).build();
  }

  static DocumentFlow quotes() {
    Mapping mapping =
        Mapping.between("crm", "erp")
            .bind(
                Quote.CUSTOMER,
                SalesOrder.CUSTOMER,
                Converters.same(),
                ownedBy("crm").onMissingReference(MissingReference.REQUEST))
            .bind(Quote.NUMBER, SalesOrder.EXTERNAL_NUMBER, Converters.same(), ownedBy("crm"))
            .bind(Quote.LINES, SalesOrder.LINES, Converters.same(), ownedBy("crm"));
    return DocumentFlow.of("quotes", Quote.TYPE, SalesOrder.TYPE, mapping)
        .when(
            quote ->
                quote.get(Quote.STATUS).filter("APPROVED"::equals).isPresent()
                    && quote.get(Quote.SEND).orElse(false),
            Quote.STATUS,
            Quote.SEND,
            Quote.NET,
            Quote.GROSS)
        .expiresOn(Quote.EXPIRES)
        .reference(ReferenceFormat.ID_ONLY)
        .gates(Gates.usual())
        .build();
  }

  InMemoryUser inErp(dev.passerelle.core.model.EntityType type) {
    return erp.user(type);
  }

  InMemoryUser inCrm(dev.passerelle.core.model.EntityType type) {
    return crm.user(type);
  }

  SyncReport run() {
    clock.advance(Duration.ofSeconds(30));
    return engine.run();
  }

  /** The engine dies; another one starts on the same state. */
  void restart() {
    clock.advance(runtime.leaseTerm().plusSeconds(1));
    engine = engine();
  }

  @Override
  public void close() {
    engine.close();
  }
}
