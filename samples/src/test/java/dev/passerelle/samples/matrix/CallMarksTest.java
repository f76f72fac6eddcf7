package dev.passerelle.samples.matrix;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.Guards;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.simulators.SimulatedClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How many calls every pair makes for a thousand customers, a thousand products, a thousand changes
 * on each side, and for nothing, beside the least that would do: at most a tenth more. The table is
 * left in {@code target/calls.md}.
 */
class CallMarksTest {
  private static final int MANY = 1000;
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final List<String> TABLE = new ArrayList<>();

  private final List<String> tooMany = new ArrayList<>();
  private Erp erp;
  private Crm crm;
  private SimulatedClock clock;
  private SyncEngine engine;

  static Stream<Arguments> pairs() {
    // Neither side's calls depend on which system the other one is.
    return MatrixTest.pairs(Boolean.getBoolean("passerelle.pairs"));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("pairs")
  void callsAreFew(Erp left, Crm right, SimulatedClock time) {
    erp = left;
    crm = right;
    clock = time;
    try (left;
        right;
        SyncRuntime runtime = SyncRuntime.on(new InMemoryStateStore()).clock(clock).build();
        SyncEngine started = engine(runtime)) {
      engine = started;
      List<String> customers = customers();
      // What was marked was looked at before, and shows up as changed.
      int marked = erp.tariff().mark(MANY) > 0 ? MANY : 0;
      int again = erp.tariff().showsNewestAgain() ? MANY : 0;
      run(
          "1,000 customers",
          floor(erp, true).list(MANY, 0).read(marked, 0).marks(MANY, 0),
          floor(crm, true).list(0, 0).creates(MANY, 0));
      products();
      run(
          "1,000 products",
          floor(erp, false).changes(marked, MANY).marks(0, MANY).read(0, MANY),
          floor(crm, false).changes(MANY, 0).creates(0, MANY));
      rename(customers);
      run(
          "1,000 changes in the ERP",
          floor(erp, false).changes(MANY, marked),
          floor(crm, false).changes(0, MANY).updates(MANY));
      addresses();
      run(
          "1,000 changes in the CRM",
          floor(erp, false).changes(again, again).updates(MANY),
          floor(crm, false).changes(MANY, 0));
      // What the connectors wrote themselves shows up once.
      pass();
      assertThat(engine.run().errors()).isEmpty();
      long writes = erp.writes() + crm.writes();
      run("nothing", floor(erp, false).changes(again, again), floor(crm, false).changes(0, 0));
      assertThat(erp.writes() + crm.writes()).isEqualTo(writes);
    }
    assertThat(tooMany).isEmpty();
  }

  @AfterAll
  static void table() throws IOException {
    Path target = Path.of(System.getProperty("basedir", "."), "target");
    Files.createDirectories(target);
    Files.write(target.resolve("calls.md"), TABLE);
  }

  private static Tariff.Bill floor(End end, boolean first) {
    return new Tariff.Bill(end.tariff(), first);
  }

  private SyncEngine engine(SyncRuntime runtime) {
    Mapping customers =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.VAT_NUMBER, ownedBy("erp"))
            .bind(Customer.BILLING_ADDRESS, ownedBy("erp"))
            .bind(Customer.EMAIL, ownedBy("crm"));
    Mapping products =
        Mapping.between("erp", "crm")
            .bind(Product.SKU, ownedBy("erp"))
            .bind(Product.NAME, ownedBy("erp"))
            .bind(Product.PRICE, ownedBy("erp"));
    return SyncEngine.of("marks", runtime)
        .system("erp", erp.unhurried())
        .system("crm", crm.unhurried())
        .guards(Guards.OFF)
        .sync(flow("customers", Customer.TYPE, customers, MatchKey.on(Customer.VAT_NUMBER)))
        .sync(flow("products", Product.TYPE, products, MatchKey.on(Product.SKU)))
        .build();
  }

  private static RecordSync flow(String name, EntityType type, Mapping mapping, MatchKey key) {
    return RecordSync.of(name, type, mapping)
        .match(key)
        .creates("crm", Creates.always())
        .keyList(Duration.ofDays(2))
        .build();
  }

  // ---------------------------------------------------------------- what people do

  /** People do not work in the same instant. */
  private void breath() {
    clock.advance(Duration.ofMillis(2));
  }

  private List<String> customers() {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      breath();
      ids.add(
          erp.create(
              Customer.TYPE,
              Fields.builder()
                  .set(Customer.NAME, "Customer " + number)
                  .set(Customer.VAT_NUMBER, "FR" + (10_000_000_000L + number))
                  .set(
                      Customer.BILLING_ADDRESS,
                      new PostalAddress("1 rue du Port", null, "97139", "LES ABYMES", null, null))
                  .build()));
    }
    return ids;
  }

  private void products() {
    for (int number = 0; number < MANY; number++) {
      breath();
      erp.create(
          Product.TYPE,
          Fields.of(
              Product.SKU, "SKU-" + number,
              Product.NAME, "Product " + number,
              Product.PRICE, BigDecimal.TEN));
    }
  }

  private void rename(List<String> customers) {
    for (String customer : customers) {
      breath();
      erp.edit(Customer.TYPE, customer, Fields.of(Customer.NAME, "Renamed " + customer));
    }
  }

  private void addresses() {
    for (String company : crm.ids(Customer.TYPE)) {
      breath();
      crm.edit(Customer.TYPE, company, Fields.of(Customer.EMAIL, "m" + company + "@acme.test"));
    }
  }

  // ---------------------------------------------------------------- counting

  private void pass() {
    clock.advance(BETWEEN);
    erp.passed(BETWEEN);
    crm.passed(BETWEEN);
  }

  private void run(String step, Tariff.Bill erpFloor, Tariff.Bill crmFloor) {
    pass();
    Map<String, Integer> ofErp = count(erp);
    Map<String, Integer> ofCrm = count(crm);
    SyncReport report = engine.run();
    assertThat(report.errors()).isEmpty();
    judge(step, erp, ofErp, erpFloor.sum());
    judge(step, crm, ofCrm, crmFloor.sum());
  }

  private static Map<String, Integer> count(End end) {
    Map<String, Integer> count = new TreeMap<>();
    end.calls().forEach(call -> count.merge(shape(call), 1, Integer::sum));
    return count;
  }

  private static String shape(String call) {
    String text = call.replaceAll("\\('[^']*'\\)", "(…)").replaceAll("\\s+", " ");
    return text.substring(0, Math.min(90, text.length()));
  }

  private void judge(String step, End end, Map<String, Integer> before, long floor) {
    Map<String, Integer> calls = count(end);
    before.forEach((call, number) -> calls.merge(call, -number, Integer::sum));
    calls.values().removeIf(number -> number == 0);
    long made = calls.values().stream().mapToLong(Integer::longValue).sum();
    String pair = erp.system() + " with " + crm.system();
    String line = "| %s | %s | %s | %d | %d |".formatted(pair, step, end.system(), made, floor);
    TABLE.add(line);
    if (10 * made > 11 * floor) {
      tooMany.add(line + " " + calls);
    }
  }
}
