package dev.passerelle.benchmarks.drift;

import dev.passerelle.benchmarks.Customers;
import dev.passerelle.benchmarks.LeanSystem;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.core.Reconciliation;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.state.JdbcStateStore;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The program that is started with a small heap: {@code Reconciled LINKS FILE}. Links everything,
 * lets one record in a thousand drift without a trace, compares, repairs, and prints one line of
 * figures. State is in a file of H2, systems are made from numbers, so that the heap is the
 * engine's and the database's.
 */
final class Reconciled {
  private Reconciled() {}

  /** Arguments: how many links, and the path of the state's file. */
  public static void main(String[] arguments) throws Exception {
    int links = Integer.parseInt(arguments[0]);
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:async:" + arguments[1] + ";CACHE_SIZE=8192;DB_CLOSE_DELAY=-1");
    LeanSystem erp = Customers.system("erp", links);
    LeanSystem crm = Customers.system("crm", links);
    try (SyncRuntime runtime = SyncRuntime.on(JdbcStateStore.over(h2)).build();
        SyncEngine engine =
            SyncEngine.of("b8", runtime)
                .system("erp", erp.connector())
                .system("crm", crm.connector())
                .sync(Customers.flow())
                .build()) {
      engine.run();
      compare(engine, erp, crm, drift(links, erp, crm));
    }
  }

  /** Every thousandth record, in the one system and the other by turns. */
  private static Set<String> drift(int links, LeanSystem erp, LeanSystem crm) {
    Set<String> drifted = new TreeSet<>();
    for (int number = 500; number < links; number += 1000) {
      LeanSystem system = number / 1000 % 2 == 0 ? erp : crm;
      system.drift(number, Fields.of(Customer.NAME, "Ancien nom " + number));
      drifted.add((system == erp ? "erp" : "crm") + "#" + number);
    }
    return drifted;
  }

  private static void compare(
      SyncEngine engine, LeanSystem erp, LeanSystem crm, Set<String> drifted) throws Exception {
    long pages = erp.pages() + crm.pages();
    long reads = erp.otherReads() + crm.otherReads();
    Reconciliation[] found = new Reconciliation[1];
    Sample took = Sample.of(() -> found[0] = engine.reconcile());
    long pagesRead = erp.pages() + crm.pages() - pages;
    long otherReads = erp.otherReads() + crm.otherReads() - reads;
    Set<String> named =
        found[0].differences().stream()
            .map(each -> each.system() + "#" + each.record())
            .collect(Collectors.toCollection(TreeSet::new));
    named.retainAll(drifted);
    engine.repair(found[0]);
    engine.run();
    System.out.printf(
        "figures %d %d %d %d %d %d %d%n",
        drifted.size(),
        named.size(),
        found[0].differing(),
        pagesRead,
        otherReads,
        took.nanos() / 1_000_000,
        engine.reconcile().differing());
  }
}
