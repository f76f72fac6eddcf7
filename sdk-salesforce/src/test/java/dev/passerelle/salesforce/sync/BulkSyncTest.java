package dev.passerelle.salesforce.sync;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.Creates;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.salesforce.SalesforceRow;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers of an ERP in memory that go into Salesforce by bulk jobs. */
class BulkSyncTest {
  private static final int CUSTOMERS = 20;

  /** The process ends: nothing may catch it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Orgs orgs = new Orgs().prepared(Customer.TYPE, Customer.SIRET);
  private final AtomicBoolean kill = new AtomicBoolean();
  private final InMemoryStateStore store = new InMemoryStateStore();
  private final InMemorySystem erp =
      InMemorySystem.named("erp", orgs.ours)
          .identity("NEGOCE971")
          .entity(InMemoryEntity.of(Customer.TYPE).fields(Customer.NAME, Customer.SIRET))
          .build();
  private SyncRuntime runtime;
  private SyncEngine engine;

  @BeforeEach
  void begin() {
    for (int n = 0; n < CUSTOMERS; n++) {
      erp.user(Customer.TYPE).create(customer(n));
    }
    start();
  }

  private static Fields customer(int n) {
    return Fields.of(Customer.NAME, "Company " + n, Customer.SIRET, "%014d".formatted(n));
  }

  private void start() {
    Connector crm = killable(Salesforce.connect(orgs.settings().bulkFrom(10).build()));
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.NAME, ownedBy("erp"))
            .bind(Customer.SIRET, ownedBy("erp"));
    runtime = SyncRuntime.on(store).clock(orgs.ours).build();
    engine =
        SyncEngine.of("acme", runtime)
            .system("erp", InMemoryConnector.to(erp))
            .system("crm", crm)
            .sync(
                RecordSync.of("customers", Customer.TYPE, mapping)
                    .creates("crm", Creates.always())
                    .build())
            .build();
  }

  /** A connector that its process takes with it when a write comes back. */
  private Connector killable(Connector real) {
    return proxy(
        Connector.class,
        (method, result) ->
            method.getName().equals("adapter")
                ? ((Optional<?>) result).map(this::killable)
                : result,
        real);
  }

  private Object killable(Object adapter) {
    return proxy(
        EntityAdapter.class,
        (method, result) -> {
          if (method.getName().equals("write") && kill.getAndSet(false)) {
            throw new Killed();
          }
          return result;
        },
        (EntityAdapter) adapter);
  }

  private static <T> T proxy(Class<T> type, BiFunction<Method, Object, Object> after, T real) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          try {
            return after.apply(method, method.invoke(real, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @AfterEach
  void close() {
    engine.close();
    runtime.close();
    orgs.close();
  }

  private void dies() {
    kill.set(true);
    assertThatThrownBy(this::run).isInstanceOf(Killed.class);
    start();
  }

  private SyncReport run() {
    orgs.pass(Duration.ofMinutes(1));
    return engine.run();
  }

  /** Runs until nothing is under way; an hour is enough for what may still be executed. */
  private void settle() {
    for (int minute = 0; minute < 60; minute++) {
      run();
    }
    assertThat(run().totalWrites()).isZero();
  }

  private List<SalesforceRow> accounts() {
    return orgs.simulator.user().records("Account");
  }

  private void assertEachOnce(int count) {
    Set<String> names = new HashSet<>();
    accounts().forEach(row -> names.add(row.value("Name").orElseThrow()));
    assertThat(accounts()).hasSize(count);
    assertThat(names).hasSize(count);
  }

  @Test
  void manyRowsAreOneJobAndFewAreNot() {
    SyncReport first = run();
    assertThat(first.flow("customers").created()).as("accepted is not written").isZero();
    assertThat(accounts()).isEmpty();
    assertThat(orgs.simulator.jobStates()).containsExactly("UploadComplete");
    SyncReport second = run();
    assertThat(second.flow("customers").created()).isEqualTo(CUSTOMERS);
    assertEachOnce(CUSTOMERS);
    assertThat(run().totalWrites()).isZero();

    RecordId one = erp.user(Customer.TYPE).ids().get(0);
    erp.user(Customer.TYPE).edit(one, Fields.of(Customer.NAME, "Renamed"));
    assertThat(run().totalWrites()).isEqualTo(1);
    assertThat(orgs.simulator.jobStates()).hasSize(1);
    erp.user(Customer.TYPE)
        .ids()
        .forEach(id -> erp.user(Customer.TYPE).edit(id, Fields.of(Customer.NAME, "All " + id)));
    run();
    assertThat(orgs.simulator.jobStates()).as("changes too").hasSize(2);
    settle();
    assertThat(accounts())
        .allSatisfy(row -> assertThat(row.value("Name").orElseThrow()).startsWith("All "));
  }

  @Test
  void ofAJobThatHasEndedOneLookAndOneListTell() {
    run();
    orgs.simulator.journal().clear();
    run();
    assertThat(orgs.simulator.journal().entries())
        .filteredOn(entry -> entry.path().contains("/jobs/"))
        .extracting(entry -> entry.template().replaceAll(".*/ingest", ""))
        .containsExactly("/{id}", "/{id}/successfulResults");
  }

  @Test
  void aProcessThatDiesBeforeItClosesTheJobMakesEachRecordOnce() {
    orgs.simulator.faults().next(1, "PATCH", "/jobs/ingest/", Fault.dropBeforeCommit());
    dies();
    assertThat(orgs.simulator.jobStates()).containsExactly("Open");
    settle();
    assertEachOnce(CUSTOMERS);
  }

  @Test
  void aProcessThatDiesAfterItClosedTheJobMakesEachRecordOnce() {
    orgs.simulator.jobDelay(Duration.ofMinutes(30));
    dies();
    assertThat(orgs.simulator.jobStates()).containsExactly("UploadComplete");
    settle();
    assertEachOnce(CUSTOMERS);
    assertThat(orgs.simulator.jobStates()).as("nothing is sent twice").hasSize(1);
  }

  @Test
  void ofAJobThatSomebodyAbortsTheRestIsSentAgain() {
    run();
    orgs.simulator.abortJobs();
    assertThat(accounts()).hasSize(CUSTOMERS / 2);
    settle();
    assertEachOnce(CUSTOMERS);
  }

  @Test
  void ofAJobThatIsGoneTheRecordsTell() {
    run();
    orgs.pass(Duration.ofMinutes(1));
    orgs.simulator.forgetJobs();
    settle();
    assertEachOnce(CUSTOMERS);
    assertThat(orgs.simulator.jobStates()).as("nothing is sent twice").isEmpty();
  }

  @Test
  void aRowThatTheResultDoesNotMentionIsLookedFor() {
    orgs.simulator.truncateResults();
    settle();
    assertEachOnce(CUSTOMERS);
    assertThat(orgs.simulator.jobStates()).as("nothing is sent twice").hasSize(1);
  }

  @Test
  void aRefusedRowIsToldAndALockedOneIsTriedAgain() {
    orgs.simulator.refuseRow(3, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access");
    orgs.simulator.refuseRow(7);
    settle();
    assertEachOnce(CUSTOMERS - 1);
    assertThat(engine.waitingGroups())
        .singleElement()
        .satisfies(group -> assertThat(group.count()).isEqualTo(1));
  }

  @Test
  void withoutBatchesLeftRowsAreSentAsBefore() {
    orgs.simulator.batchesLeft(0);
    assertThat(run().flow("customers").created()).isEqualTo(CUSTOMERS);
    assertEachOnce(CUSTOMERS);
    assertThat(orgs.simulator.jobStates()).isEmpty();
  }

  @Test
  void whereJobsAreRefusedRowsAreSentAsBefore() {
    orgs.simulator
        .faults()
        .next(
            1,
            "POST",
            "/jobs/ingest$",
            dev.passerelle.simulators.salesforce.SalesforceFaults.error(
                400, "FEATURENOTENABLED", "Bulk API is not enabled"));
    assertThat(run().flow("customers").created()).isEqualTo(CUSTOMERS);
    assertEachOnce(CUSTOMERS);
  }

  @Test
  void anAnswerToTheCloseThatIsLostIsNoSecondRecord() {
    orgs.simulator.faults().next(1, "PATCH", "/jobs/ingest/", Fault.dropAfterCommit());
    settle();
    assertEachOnce(CUSTOMERS);
    assertThat(orgs.simulator.jobStates()).as("nothing is sent twice").hasSize(1);
  }
}
