package dev.passerelle.sap;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import dev.passerelle.sap.businessone.sync.BusinessOne;
import dev.passerelle.sap.businessone.sync.Companies;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.sap.s4hana.sync.S4Hana;
import dev.passerelle.sap.s4hana.sync.Systems;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.businessone.BusinessOneSimulator;
import dev.passerelle.simulators.s4hana.S4HanaFaults;
import dev.passerelle.simulators.s4hana.S4HanaSimulator;
import java.util.Map;

/**
 * One of the two products, simulated, with a customer and a product in it, and what may go wrong.
 */
interface SapProduct extends AutoCloseable {
  Connector connect();

  /** A connection to another address. */
  Connector at(String url);

  Connector withPassword(String password);

  /** A connection that is to read a field of the company's own, which the company lacks. */
  Connector withField(Field<?> field);

  String customer();

  String product();

  /** Takes the user's right to orders. */
  void denyOrders();

  /** What becomes of the next write of an order. */
  void nextWrite(Fault fault);

  /** The answer to somebody without the right to write. */
  Fault forbidden();

  /** What becomes of all reads from now on. */
  void everyRead(Fault fault);

  /** No more faults. */
  void calm();

  long orders();

  /** How much was written. */
  long writes();

  /** The system is gone from now on. */
  default void die() {
    close();
  }

  @Override
  void close();

  static long written(Journal journal) {
    return journal.entries().stream().mapToLong(JournalEntry::written).sum();
  }

  /** SAP Business One. */
  final class OfBusinessOne implements SapProduct {
    private final Companies companies = new Companies().prepared();
    private final BusinessOneSimulator sap = companies.simulator;

    OfBusinessOne() {
      sap.user()
          .create(
              "BusinessPartners",
              Map.of("CardCode", "C1", "CardName", "Acme", "CardType", "cCustomer"));
      sap.user().create("Items", Map.of("ItemCode", "A1", "ItemName", "Tube"));
    }

    @Override
    public Connector connect() {
      return BusinessOne.connect(companies.settings);
    }

    @Override
    public Connector at(String url) {
      return BusinessOne.connect(settings(url, BusinessOneSimulator.PASSWORD).build());
    }

    @Override
    public Connector withPassword(String password) {
      return BusinessOne.connect(settings(sap.baseUrl(), password).build());
    }

    @Override
    public Connector withField(Field<?> field) {
      return BusinessOne.connect(
          settings(sap.baseUrl(), BusinessOneSimulator.PASSWORD)
              .property(Customer.TYPE, field, "U_Segment")
              .build());
    }

    private static BusinessOneSettings.Builder settings(String url, String password) {
      return BusinessOneSettings.builder(
              url, BusinessOneSimulator.DATABASE, BusinessOneSimulator.USER, () -> password)
          .attempts(1);
    }

    @Override
    public String customer() {
      return "C1";
    }

    @Override
    public String product() {
      return "A1";
    }

    @Override
    public void denyOrders() {
      sap.deny(BusinessOneSimulator.USER, "Orders");
    }

    @Override
    public void nextWrite(Fault fault) {
      sap.faults().next(1, "POST", "(Orders|batch)$", fault);
    }

    @Override
    public Fault forbidden() {
      return Fault.answer(
          403, "{\"error\":{\"code\":-5006,\"message\":{\"value\":\"no permission\"}}}");
    }

    @Override
    public void everyRead(Fault fault) {
      sap.faults().next(100, "*", ".*", fault);
    }

    @Override
    public void calm() {
      sap.faults().clear();
    }

    @Override
    public long orders() {
      return sap.user().records("Orders").size();
    }

    @Override
    public long writes() {
      return written(sap.journal());
    }

    @Override
    public void close() {
      companies.close();
    }
  }

  /** SAP S/4HANA. */
  final class OfS4Hana implements SapProduct {
    private final Systems systems = new Systems();
    private final String customer = systems.customer("Acme");

    OfS4Hana() {
      systems.product("A1");
    }

    @Override
    public Connector connect() {
      return S4Hana.connect(systems.settings);
    }

    @Override
    public Connector at(String url) {
      return S4Hana.connect(
          S4HanaSettings.builder(url, S4HanaSimulator.USER, () -> S4HanaSimulator.PASSWORD)
              .attempts(1)
              .codes(Systems.codes().build())
              .build());
    }

    @Override
    public Connector withPassword(String password) {
      return S4Hana.connect(
          S4HanaSettings.builder(systems.simulator.baseUrl(), S4HanaSimulator.USER, () -> password)
              .attempts(1)
              .codes(Systems.codes().build())
              .build());
    }

    @Override
    public Connector withField(Field<?> field) {
      return S4Hana.connect(
          systems
              .builder()
              .codes(Systems.codes().property(Customer.TYPE, field, "YY1_Segment_bus").build())
              .build());
    }

    @Override
    public String customer() {
      return customer;
    }

    @Override
    public String product() {
      return "A1";
    }

    @Override
    public void denyOrders() {
      systems.simulator.deny(S4HanaSimulator.USER, "API_SALES_ORDER_SRV");
    }

    @Override
    public void nextWrite(Fault fault) {
      systems.simulator.faults().next(1, "POST", "A_SalesOrder$", fault);
    }

    @Override
    public Fault forbidden() {
      return S4HanaFaults.error(403, "V1/322", "No authorization to create orders");
    }

    @Override
    public void everyRead(Fault fault) {
      systems.simulator.faults().next(100, "*", ".*", fault);
    }

    @Override
    public void calm() {
      systems.simulator.faults().clear();
    }

    @Override
    public long orders() {
      return systems.simulator.user().rows("A_SalesOrder", Map.of()).size();
    }

    @Override
    public long writes() {
      return written(systems.simulator.journal());
    }

    @Override
    public void close() {
      systems.close();
    }
  }
}
