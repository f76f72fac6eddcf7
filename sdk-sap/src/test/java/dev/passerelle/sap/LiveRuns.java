package dev.passerelle.sap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.core.model.StockLevel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/**
 * What a live run does with a system. It asks for nothing but what the vendor published: a type
 * whose service or set is not there is skipped and named, a property that the release lacks is left
 * out, and nothing is expected that only a business rule of the system would do.
 */
public final class LiveRuns {
  private static final List<Class<?>> CATALOGUES =
      List.of(
          Customer.class,
          CustomerBalance.class,
          Contact.class,
          Product.class,
          StockLevel.class,
          Quote.class,
          SalesOrder.class,
          Delivery.class,
          Invoice.class,
          Payment.class,
          Employee.class);

  /** Fields that lie in the type's own service. */
  private static final Map<EntityType, Set<Field<?>>> PLAIN =
      Map.of(
          Product.TYPE, Set.of(Product.SKU, Product.NAME, Product.UNIT, Product.STATE),
          Invoice.TYPE, Set.of(Invoice.NUMBER, Invoice.LINES, Invoice.GROSS));

  private final Supplier<Connector> system;
  private final Consumer<String> told;

  /**
   * Runs over one system.
   *
   * @param system a connection of its own each time
   * @param told hears what was done, and what was left out
   */
  public LiveRuns(Supplier<Connector> system, Consumer<String> told) {
    this.system = system;
    this.told = told;
  }

  /** All fields that a connector has of a type. */
  public static Set<Field<?>> fields(Connector connector, EntityType type) {
    Set<Field<?>> fields = new LinkedHashSet<>();
    for (Class<?> catalogue : CATALOGUES) {
      for (java.lang.reflect.Field each : catalogue.getFields()) {
        try {
          if (each.get(null) instanceof Field<?> field) {
            fields.add(field);
          }
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return connector
        .adapter(type, Selection.of().wishing(fields))
        .orElseThrow()
        .describe()
        .fields();
  }

  /** Lists a type, reads by id what was listed, follows its changes. */
  public void reads(EntityType type, int pages) {
    try (Connector connector = system.get()) {
      try {
        follow(type, connector, fields(connector, type), pages);
      } catch (AccessDenied missing) {
        Set<Field<?>> plain = PLAIN.getOrDefault(type, Set.of());
        told.accept(type + ": without " + missing.missing());
        Assumptions.assumeFalse(plain.isEmpty(), type + ": " + missing.missing() + " is not there");
        withoutOthers(type, connector, plain, pages);
      }
    }
  }

  private void withoutOthers(
      EntityType type, Connector connector, Set<Field<?>> fields, int pages) {
    try {
      follow(type, connector, fields, pages);
    } catch (AccessDenied missing) {
      Assumptions.abort(type + ": " + missing.missing() + " is not there");
    }
  }

  private void follow(EntityType type, Connector connector, Set<Field<?>> fields, int pages) {
    EntityAdapter adapter = connector.adapter(type, Selection.of().wishing(fields)).orElseThrow();
    ChangePage page = adapter.list(Position.START, 20, Depth.FULL);
    List<RecordId> ids = page.changes().stream().map(change -> change.id()).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(adapter.read(ids)).hasSameSizeAs(ids).allMatch(Lookup.Found.class::isInstance);
    List<RecordId> listed = new ArrayList<>(ids);
    for (int at = 1; !page.last() && at < pages; at++) {
      page = adapter.list(page.next(), 200, Depth.KEYS);
      page.changes().forEach(change -> listed.add(change.id()));
    }
    assertThat(listed).doesNotHaveDuplicates();
    String changes = "changes are not told";
    if (page.last() && adapter.describe().can(Capability.CHANGES)) {
      changes = adapter.changesSince(page.next(), 200).changes().size() + " shown as changed";
    }
    told.accept(type + ": " + listed.size() + " listed, " + ids.size() + " read, " + changes);
  }

  /** Whoever checks a system is told what is missing, and nothing else is wrong with it. */
  public void checks() {
    try (Connector connector = system.get()) {
      assertThat(connector.describe().identity()).isNotBlank();
      List<Finding> findings = connector.check();
      findings.forEach(each -> told.accept(each.level() + " " + each.detail()));
      assertThat(findings)
          .filteredOn(each -> each.level() == Finding.Level.ERROR)
          .extracting(each -> each.detail().code())
          .isSubsetOf(ErrorCode.ACCESS_DENIED, ErrorCode.CUSTOM_PROPERTY_MISSING);
    }
  }

  /** A product is made once, changed, put to sleep. */
  public RecordId writesProduct(String mark, Fields more) {
    try (Connector connector = system.get()) {
      Fields fields = Fields.of(Product.SKU, mark + "A", Product.NAME, "Article").with(more);
      EntityAdapter products = adapter(connector, Product.TYPE, fields, Product.STATE);
      RecordId id = made(products, mark + ":P", fields);
      changed(products, id, Fields.of(Product.NAME, "Article 2"));
      products.write(List.of(new Write.Archive("a", id)));
      assertThat(read(products, id).get(Product.STATE)).contains(Customer.DORMANT);
      products.write(List.of(new Write.Restore("r", id)));
      assertThat(read(products, id).get(Product.STATE)).contains(Customer.ACTIVE);
      return id;
    }
  }

  /** A customer is made once, changed, refused to whoever saw an older one. */
  public RecordId writesCustomer(String mark, Fields more) {
    try (Connector connector = system.get()) {
      Fields fields =
          Fields.builder()
              .set(Customer.NAME, mark + " O'Neill & fils")
              .set(
                  Customer.BILLING_ADDRESS,
                  new PostalAddress("1 rue Neuve", null, "75001", "PARIS", null, "FR"))
              .set(Customer.EMAIL, "a@example.org")
              .build()
              .with(more);
      EntityAdapter customers = adapter(connector, Customer.TYPE, fields);
      RecordId id = made(customers, mark + ":C", fields);
      Optional<String> seen = snapshot(customers, id).etag();
      changed(customers, id, Fields.of(Customer.NAME, mark + " Neill"));
      changed(customers, id, Fields.of(Customer.EMAIL, "b@example.org"));
      Optional<String> now = snapshot(customers, id).etag();
      if (seen.isPresent() && !seen.equals(now)) {
        Fields late = Fields.of(Customer.NAME, mark + " nobody");
        assertThat(
                customers.write(
                    List.of(new Write.Update("s", id, late, Fields.empty(), seen.get()))))
            .allMatch(WriteResult.Stale.class::isInstance);
      }
      told.accept("customer: etags " + (seen.equals(now) ? "do not move" : "move"));
      return id;
    }
  }

  /** An order is made once, with its items. */
  public void writesOrder(String mark, LocalDate day, RecordId customer, RecordId product) {
    try (Connector connector = system.get()) {
      Fields fields =
          Fields.builder()
              .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, customer))
              .set(SalesOrder.DATE, day)
              .set(SalesOrder.CURRENCY, System.getProperty("sap.currency", "EUR"))
              .set(
                  SalesOrder.LINES,
                  List.of(
                      DocumentLine.item("10")
                          .product(Ref.to(Product.TYPE, product))
                          .quantity(BigDecimal.ONE)
                          .build()))
              .build();
      EntityAdapter orders = adapter(connector, SalesOrder.TYPE, fields);
      RecordId id = made(orders, mark + ":O", fields);
      DocumentLine line = read(orders, id).get(SalesOrder.LINES).orElseThrow().get(0);
      assertThat(line.product()).contains(Ref.to(Product.TYPE, product));
      assertThat(line.quantity().orElseThrow()).isEqualByComparingTo(BigDecimal.ONE);
    }
  }

  private static EntityAdapter adapter(
      Connector connector, EntityType type, Fields fields, Field<?>... more) {
    List<Field<?>> all = new ArrayList<>(fields.keys());
    all.addAll(List.of(more));
    try {
      EntityAdapter adapter =
          connector
              .adapter(type, Selection.of(all).wishing(List.of(Reference.FIELD)))
              .orElseThrow();
      adapter.describe();
      return adapter;
    } catch (AccessDenied missing) {
      return Assumptions.abort(type + ": " + missing.missing() + " is not there");
    }
  }

  /** Makes a record, and has the same sent again: it is made once. */
  public static RecordId madeOnce(EntityAdapter adapter, String reference, Fields fields) {
    Write.Create create = new Write.Create("c", reference, fields);
    WriteResult result = adapter.write(List.of(create)).get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    RecordId id = ((WriteResult.Written) result).snapshot().id();
    assertThat(adapter.write(List.of(create)).get(0))
        .as("sent twice, made once")
        .isInstanceOfSatisfying(
            WriteResult.Written.class, again -> assertThat(again.snapshot().id()).isEqualTo(id));
    return id;
  }

  private RecordId made(EntityAdapter adapter, String reference, Fields fields) {
    RecordId id = madeOnce(adapter, reference, fields);
    Fields plain = fields.without(List.of(SalesOrder.LINES));
    assertThat(read(adapter, id).only(plain.keys())).isEqualTo(plain);
    told.accept(reference + " is " + id);
    return id;
  }

  private static void changed(EntityAdapter adapter, RecordId id, Fields fields) {
    assertThat(adapter.write(List.of(new Write.Update("u", id, fields, Fields.empty(), null))))
        .allMatch(WriteResult.Written.class::isInstance);
    assertThat(read(adapter, id).only(fields.keys())).isEqualTo(fields);
  }

  private static Snapshot snapshot(EntityAdapter adapter, RecordId id) {
    return ((Lookup.Found) adapter.read(List.of(id)).get(0)).snapshot();
  }

  private static Fields read(EntityAdapter adapter, RecordId id) {
    return snapshot(adapter, id).fields();
  }
}
