package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;

import dev.passerelle.core.Creates;
import dev.passerelle.core.Guards;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.core.state.MigrationMode;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.core.state.StateTransaction;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A first sync of many customers with H2 state in a small heap: {@code java -Xmx128m
 * -XX:+UseSerialGC …ManyCustomers 100000 FILE}. Prints time, transactions and the heap after a
 * collection. Not part of the build.
 */
public final class ManyCustomers {
  private ManyCustomers() {}

  /** Arguments: how many, and the path of the state's file. */
  public static void main(String[] args) {
    int many = Integer.parseInt(args[0]);
    SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
    InMemorySystem erp = system("erp", clock, false);
    InMemorySystem crm = system("crm", clock, true);
    for (int i = 0; i < many; i++) {
      erp.user(Customer.TYPE)
          .create(
              Fields.of(
                  Customer.CODE, "C" + i, Customer.NAME, "Customer " + i, Customer.SIRET, "S" + i));
    }
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(
        "jdbc:h2:async:"
            + Path.of(args[1]).toAbsolutePath()
            + ";CACHE_SIZE=8192;DB_CLOSE_DELAY=-1");
    Counting store = new Counting(JdbcStateStore.over(h2));
    SyncRuntime runtime = SyncRuntime.on(store).clock(clock).leaseTerm(Duration.ofHours(9)).build();
    AtomicLong decided = new AtomicLong();
    SyncEngine engine =
        SyncEngine.of("many", runtime)
            .listener(event -> forget(crm, event, decided))
            .system("erp", InMemoryConnector.to(erp))
            .system("crm", InMemoryConnector.to(crm))
            .sync(
                RecordSync.of(
                        "customers",
                        Customer.TYPE,
                        Mapping.between("erp", "crm")
                            .bind(Customer.CODE, ownedBy("erp"))
                            .bind(Customer.NAME, ownedBy("erp"))
                            .bind(Customer.SIRET, ownedBy("erp")))
                    .match(MatchKey.on(Customer.SIRET))
                    .creates("crm", Creates.always())
                    .guards(Guards.OFF)
                    .build())
            .build();
    run("first run", engine, store);
    run("second run", engine, store);
    System.out.println("created " + crm.user(Customer.TYPE).count());
    engine.close();
  }

  /** The journal of the test system is nobody's here, and would fill the heap. */
  private static void forget(InMemorySystem crm, SyncEvent event, AtomicLong decided) {
    if (event instanceof SyncEvent.Decided && decided.incrementAndGet() % 1000 == 0) {
      crm.clearJournal();
    }
  }

  private static void run(String what, SyncEngine engine, Counting store) {
    long start = System.nanoTime();
    long before = store.transactions.get();
    SyncReport report = engine.run();
    System.gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    System.out.printf(
        "%s: %.1f s, %d transactions, %d writes, %d errors, heap after collection %d MB%n",
        what,
        (System.nanoTime() - start) / 1e9,
        store.transactions.get() - before,
        report.totalWrites(),
        report.errors().size(),
        used >> 20);
  }

  private static InMemorySystem system(String name, SettableClock clock, boolean reference) {
    InMemoryEntity.Builder customers =
        InMemoryEntity.of(Customer.TYPE).fields(Customer.CODE, Customer.NAME, Customer.SIRET);
    return InMemorySystem.named(name, clock)
        .entity(reference ? customers.showReference() : customers)
        .build();
  }

  private static final class Counting implements StateStore {
    private final StateStore store;
    private final AtomicLong transactions = new AtomicLong();

    Counting(StateStore store) {
      this.store = store;
    }

    @Override
    public void open(StateSchema schema, MigrationMode mode) {
      store.open(schema, mode);
    }

    @Override
    public <T extends @Nullable Object> T transact(
        Function<? super StateTransaction, ? extends T> work) {
      transactions.incrementAndGet();
      return store.<T>transact(work);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
