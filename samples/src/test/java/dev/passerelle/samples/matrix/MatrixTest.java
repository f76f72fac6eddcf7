package dev.passerelle.samples.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every ERP and every CRM do together. A new system joins by a line in one of the lists. */
class MatrixTest {
  private static final List<Function<SimulatedClock, Erp>> ERPS =
      List.of(SageErp::new, OdooErp::new, BusinessOneErp::new, S4HanaErp::new);
  private static final List<Function<SimulatedClock, Crm>> CRMS =
      List.of(HubSpotCrm::new, SalesforceCrm::new);

  private static final SystemsTable TABLE = new SystemsTable();
  private static final BigDecimal PRICE = new BigDecimal("12.5");

  private Erp erp;
  private Crm crm;
  private Pair pair;

  static Stream<Arguments> pairs() {
    return pairs(true);
  }

  /**
   * One after the other: their systems start when their turn comes.
   *
   * @param all whether every pair; otherwise every ERP and every CRM in one at least
   */
  static Stream<Arguments> pairs(boolean all) {
    return all
        ? everyPair()
        : IntStream.range(0, ERPS.size())
            .mapToObj(at -> pair(ERPS.get(at), CRMS.get(at % CRMS.size())));
  }

  private static Stream<Arguments> everyPair() {
    return ERPS.stream().flatMap(erp -> CRMS.stream().map(crm -> pair(erp, crm)));
  }

  private static Arguments pair(
      Function<SimulatedClock, Erp> erp, Function<SimulatedClock, Crm> crm) {
    SimulatedClock clock = SimulatedClock.at(Instant.parse("2026-03-16T08:00:00Z"));
    Erp left = erp.apply(clock);
    Crm right = crm.apply(clock);
    return Arguments.argumentSet(left.system() + " with " + right.system(), left, right, clock);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("pairs")
  void theWholeStory(Erp left, Crm right, SimulatedClock clock) {
    erp = left;
    crm = right;
    try (Pair both = new Pair(erp, crm, clock)) {
      pair = both;
      String acme = customersMeet();
      conflicts(acme);
      KindsOfConflict kinds = new KindsOfConflict(both, erp, crm);
      kinds.all(acme, twin("Acme erp"));
      kinds.reference(contacts(acme), twin("Acme erp"), twin("Bravo"));
      productsPricesAndStock();
      aQuoteBecomesMoney();
      aCrashMakesNothingTwice();
      farewells();
      nothingIsLeftToDo();
      TABLE.passed(erp, crm);
    }
  }

  /** What passed is in the README; what it says there passed. */
  @AfterAll
  static void theReadmeSaysSo() throws IOException {
    Path module = Path.of(System.getProperty("basedir", "."));
    Files.createDirectories(module.resolve("target"));
    Files.writeString(module.resolve("target/matrix.md"), TABLE.text());
    assertThat(Files.readString(module.resolve("../README.md")))
        .as("the table of systems; the right one is in samples/target/matrix.md")
        .contains(TABLE.text());
  }

  // ---------------------------------------------------------------- customers

  private static Fields customer(String name, String vat) {
    return Fields.builder()
        .set(Customer.NAME, name)
        .set(Customer.VAT_NUMBER, vat)
        .set(Customer.PHONE, "+33536490000")
        .set(Customer.BILLING_ADDRESS, place("1 rue du Port", "LES ABYMES"))
        .build();
  }

  private static PostalAddress place(String street, String city) {
    return new PostalAddress(street, null, "97139", city, null, null);
  }

  /** One is in the ERP only, one in both, one in the CRM only. */
  private String customersMeet() {
    String acme = erp.create(Customer.TYPE, customer("Acme", "FR10000000001"));
    erp.create(Customer.TYPE, customer("Bravo", "FR10000000002"));
    crm.create(
        Customer.TYPE, Fields.of(Customer.NAME, "Bravo", Customer.VAT_NUMBER, "FR10000000002"));
    crm.create(Customer.TYPE, Fields.of(Customer.NAME, "Prospect"));

    pair.settle();

    assertThat(names(crm)).containsExactlyInAnyOrder("Acme", "Bravo", "Prospect");
    assertThat(names(erp)).as("a prospect stays in the CRM").containsExactly("Acme", "Bravo");
    assertThat(crm.read(Customer.TYPE, twin("Bravo")).get(Customer.PHONE)).isPresent();
    return acme;
  }

  private static List<String> names(End end) {
    return end.ids(Customer.TYPE).stream()
        .map(id -> end.read(Customer.TYPE, id).get(Customer.NAME).orElse(""))
        .toList();
  }

  private String twin(String name) {
    return only(crm, Customer.TYPE, Customer.NAME, name);
  }

  private static String only(End end, EntityType type, Field<String> field, String value) {
    List<String> ids =
        end.ids(type).stream()
            .filter(id -> end.read(type, id).get(field).filter(value::equals).isPresent())
            .toList();
    assertThat(ids).as("%s in %s called %s", type, end.system(), value).hasSize(1);
    return ids.get(0);
  }

  // ---------------------------------------------------------------- conflicts

  /** Both sides change every field between two runs; then a shared one is changed in the CRM. */
  private void conflicts(String acme) {
    String company = twin("Acme");
    erp.edit(Customer.TYPE, acme, edited("erp", "+33536490001", "2 rue du Stade"));
    pair.pass(Duration.ofMinutes(5));
    crm.edit(Customer.TYPE, company, edited("crm", "+33536490002", "3 rue du Marche"));

    pair.settle();

    for (Fields shown : List.of(erp.read(Customer.TYPE, acme), crm.read(Customer.TYPE, company))) {
      assertThat(shown.get(Customer.NAME)).as("owned by the ERP").contains("Acme erp");
      assertThat(shown.get(Customer.EMAIL)).as("owned by the CRM").contains("acme@crm.test");
      assertThat(shown.get(Customer.PHONE)).as("the newer one").contains("+33536490002");
      assertThat(shown.get(Customer.BILLING_ADDRESS))
          .as("one value, owned by the ERP")
          .contains(place("2 rue du Stade", "LES ABYMES"));
    }
    crm.edit(Customer.TYPE, company, Fields.of(Customer.PHONE, "+33536490004"));
    pair.pass(Duration.ofMinutes(5));
    erp.edit(Customer.TYPE, acme, Fields.of(Customer.PHONE, "+33536490005"));
    pair.settle();
    assertThat(crm.read(Customer.TYPE, company).get(Customer.PHONE)).contains("+33536490005");

    crm.edit(Customer.TYPE, company, Fields.of(Customer.PHONE, "+33536490003"));
    pair.settle();
    assertThat(erp.read(Customer.TYPE, acme).get(Customer.PHONE)).contains("+33536490003");
  }

  private static Fields edited(String side, String phone, String street) {
    return Fields.builder()
        .set(Customer.NAME, "Acme " + side)
        .set(Customer.EMAIL, "acme@" + side + ".test")
        .set(Customer.PHONE, phone)
        .set(Customer.BILLING_ADDRESS, place(street, "LES ABYMES"))
        .build();
  }

  // ---------------------------------------------------------------- contacts, products

  private String contacts(String acme) {
    String person =
        erp.create(
            Contact.TYPE,
            Fields.builder()
                .set(Contact.FIRST_NAME, "Marie")
                .set(Contact.LAST_NAME, "Durand")
                .set(Contact.EMAIL, "marie@acme.test")
                .set(Contact.JOB_TITLE, "Buyer")
                .set(Contact.PRIMARY_CUSTOMER, Ref.to(Customer.TYPE, acme))
                .build());
    pair.settle();
    String contact = only(crm, Contact.TYPE, Contact.EMAIL, "marie@acme.test");
    Fields shown = crm.read(Contact.TYPE, contact);
    assertThat(shown.get(Contact.FIRST_NAME)).contains("Marie");
    assertThat(shown.get(Contact.LAST_NAME)).contains("Durand");
    assertThat(shown.get(Contact.PRIMARY_CUSTOMER))
        .contains(Ref.to(Customer.TYPE, twin("Acme erp")));

    crm.edit(Contact.TYPE, contact, Fields.of(Contact.JOB_TITLE, "Head of purchase"));
    pair.settle();
    assertThat(erp.read(Contact.TYPE, person).get(Contact.JOB_TITLE)).contains("Head of purchase");
    return contact;
  }

  private void productsPricesAndStock() {
    String tube =
        erp.create(
            Product.TYPE,
            Fields.of(Product.SKU, "TUB-1", Product.NAME, "Tube", Product.PRICE, PRICE));
    erp.stock(tube, new BigDecimal("100"));
    pair.settle();
    String product = only(crm, Product.TYPE, Product.SKU, "TUB-1");
    assertThat(price(product)).isEqualByComparingTo(PRICE);
    assertThat(crm.stock(product)).isEqualByComparingTo("100");

    erp.edit(Product.TYPE, tube, Fields.of(Product.PRICE, new BigDecimal("13.75")));
    erp.stock(tube, new BigDecimal("60"));
    crm.edit(Product.TYPE, product, Fields.of(Product.PRICE, BigDecimal.ONE));
    pair.settle();
    assertThat(price(product)).as("prices are the ERP's").isEqualByComparingTo("13.75");
    assertThat(crm.stock(product)).isEqualByComparingTo("60");
  }

  private BigDecimal price(String product) {
    return crm.read(Product.TYPE, product).get(Product.PRICE).orElseThrow();
  }

  // ---------------------------------------------------------------- documents

  private static DocumentLine line(String quantity, String price) {
    BigDecimal amount = new BigDecimal(quantity).multiply(new BigDecimal(price));
    return DocumentLine.item("L")
        .product(Ref.byKey(Product.TYPE, Product.SKU, "TUB-1"))
        .quantity(new BigDecimal(quantity))
        .unitPrice(new BigDecimal(price))
        .net(amount)
        .build();
  }

  /** A prospect orders: it must be in the ERP before its order. */
  private void aQuoteBecomesMoney() {
    String prospect = twin("Prospect");
    String quote = crm.quote(prospect, List.of(line("4", "13.75"), line("2", "10")));
    pair.settle();
    assertThat(erp.ids(SalesOrder.TYPE)).as("not validated yet").isEmpty();

    crm.approve(quote);
    pair.settle();
    assertThat(erp.ids(SalesOrder.TYPE)).hasSize(1);
    String order = erp.ids(SalesOrder.TYPE).get(0);
    String customer = only(erp, Customer.TYPE, Customer.NAME, "Prospect");
    Fields made = erp.order(order);
    assertThat(made.get(SalesOrder.CUSTOMER)).contains(Ref.to(Customer.TYPE, customer));
    assertThat(made.get(SalesOrder.NET).orElseThrow()).isEqualByComparingTo("75");
    Fields report = crm.report(quote);
    assertThat(report.get(DocumentReport.STATUS)).contains("synced");
    assertThat(report.get(DocumentReport.NUMBER)).isEqualTo(made.get(SalesOrder.NUMBER));

    erp.deliver(order);
    pair.settle();
    assertThat(crm.report(quote).get(DocumentReport.DELIVERY_STATUS)).isPresent();
    balance(customer, prospect, erp.owes(customer));

    BigDecimal gross = made.get(SalesOrder.GROSS).orElseThrow();
    String invoice = erp.invoice(order);
    pair.settle();
    balance(customer, prospect, gross);
    shows(prospect, gross, BigDecimal.ZERO, "open");
    erp.pay(invoice, new BigDecimal("30"));
    pair.settle();
    balance(customer, prospect, gross.subtract(new BigDecimal("30")));
    shows(prospect, gross, new BigDecimal("30"), "part paid");
    erp.pay(invoice, gross.subtract(new BigDecimal("30")));
    pair.settle();
    balance(customer, prospect, BigDecimal.ZERO);
    shows(prospect, gross, gross, "paid");
    creditNote(customer, prospect, order, invoice);
  }

  /** What a customer gets back is shown, too, and counts in what is owed. */
  private void creditNote(String customer, String company, String order, String invoice) {
    erp.credit(order, invoice);
    pair.settle();
    assertThat(erp.owes(customer)).as("is owed something").isNegative();
    balance(customer, company, erp.owes(customer));
    List<Fields> credits =
        crm.invoices().stream()
            .filter(shown -> shown.get(Invoice.KIND).equals(Optional.of("credit_note")))
            .toList();
    assertThat(credits).as("credit notes in the CRM").hasSize(1);
    assertThat(crm.invoices()).hasSize(2);
    Fields credit = credits.get(0);
    assertThat(credit.get(Invoice.CUSTOMER)).contains(Ref.to(Customer.TYPE, company));
    assertThat(credit.get(Invoice.GROSS).orElseThrow().abs())
        .isEqualByComparingTo(erp.owes(customer).abs());
  }

  /** The invoice as the salesperson sees it. */
  private void shows(String company, BigDecimal gross, BigDecimal paid, String payment) {
    assertThat(crm.invoices()).as("invoices in the CRM").hasSize(1);
    Fields invoice = crm.invoices().get(0);
    assertThat(invoice.get(Invoice.NUMBER)).isPresent();
    assertThat(invoice.get(Invoice.KIND)).contains("invoice");
    assertThat(invoice.get(Invoice.CUSTOMER)).contains(Ref.to(Customer.TYPE, company));
    assertThat(invoice.get(Invoice.GROSS).orElseThrow()).isEqualByComparingTo(gross);
    assertThat(invoice.get(Invoice.PAID).orElseThrow()).isEqualByComparingTo(paid);
    assertThat(invoice.get(Invoice.REMAINING).orElseThrow())
        .isEqualByComparingTo(gross.subtract(paid));
    assertThat(invoice.get(Kinds.PAYMENT)).contains(payment);
  }

  private void balance(String customer, String company, BigDecimal expected) {
    assertThat(erp.owes(customer)).isEqualByComparingTo(expected);
    assertThat(crm.owes(company)).as("balance in the CRM").isEqualByComparingTo(expected);
  }

  // ---------------------------------------------------------------- crash, farewell, rest

  /** The write is done, its answer is lost, and the process ends. */
  private void aCrashMakesNothingTwice() {
    erp.create(Customer.TYPE, customer("Charlie", "FR10000000003"));
    pair.pass(Duration.ofMinutes(3));
    pair.crash(crm);
    pair.pass(Duration.ofMinutes(30));
    pair.settle();
    String company = twin("Charlie");

    String quote = crm.quote(company, List.of(line("1", "13.75")));
    crm.approve(quote);
    List<String> orders = erp.ids(SalesOrder.TYPE);
    pair.pass(Duration.ofMinutes(3));
    pair.crash(erp);
    pair.pass(Duration.ofMinutes(30));
    pair.settle();
    assertThat(erp.ids(SalesOrder.TYPE)).as("one more order").hasSize(orders.size() + 1);
    assertThat(crm.report(quote).get(DocumentReport.STATUS)).contains("synced");
  }

  /**
   * Put away in the ERP: asleep in the CRM. Deleted in the ERP: marked in the CRM. Deleted in the
   * CRM: the ERP keeps it, and it does not come back.
   */
  private void farewells() {
    String bravo = only(erp, Customer.TYPE, Customer.NAME, "Bravo");
    String company = twin("Bravo");
    erp.retire(bravo);
    pair.settle();
    assertThat(crm.state(company)).isEqualTo(Customer.DORMANT);

    erp.delete(Customer.TYPE, bravo);
    pair.pass(Duration.ofDays(2));
    pair.settle();
    assertThat(crm.state(company)).isEqualTo(Customer.DELETED);

    crm.delete(Customer.TYPE, twin("Charlie"));
    pair.pass(Duration.ofDays(2));
    pair.settle();
    only(erp, Customer.TYPE, Customer.NAME, "Charlie");
    assertThat(names(crm)).doesNotContain("Charlie");
  }

  private void nothingIsLeftToDo() {
    long erpWrites = erp.writes();
    long crmWrites = crm.writes();
    assertThat(pair.settle()).isZero();
    assertThat(erp.writes()).isEqualTo(erpWrites);
    assertThat(crm.writes()).isEqualTo(crmWrites);
  }
}
