package dev.passerelle.samples.nodes;

import static dev.passerelle.core.mapping.Terms.ownedBy;

import dev.passerelle.core.Creates;
import dev.passerelle.core.Guards;
import dev.passerelle.core.MatchKey;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.state.JdbcStateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** One node: engines of all tenants on one database, until it is asked to end (SIGTERM). */
public final class Node {
  private Node() {}

  /**
   * Starts it.
   *
   * @param args pairs of {@code name=value}: {@code url}, {@code node}, {@code tenants}, {@code
   *     workers}, {@code interval} and {@code latency} in milliseconds, {@code slice} in seconds
   */
  public static void main(String[] args) throws InterruptedException {
    Options options = new Options(args);
    int workers = options.number("workers");
    DataSource state = pool(options.text("url"), workers + 2);
    RemoteTables remote =
        new RemoteTables(pool(options.text("url"), workers + 2), options.number("latency"));
    SyncRuntime runtime =
        SyncRuntime.on(JdbcStateStore.over(state))
            .node(options.text("node"))
            .workers(workers)
            .slice(Duration.ofSeconds(options.number("slice")))
            .build();
    List<SyncEngine> engines = new ArrayList<>();
    for (int i = 0; i < options.number("tenants"); i++) {
      engines.add(engine(runtime, remote, "t" + i));
    }
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(engines, runtime)));
    Duration interval = Duration.ofMillis(options.number("interval"));
    engines.forEach(engine -> engine.start(interval));
    System.out.println("started");
    end.await();
  }

  private static void close(List<SyncEngine> engines, SyncRuntime runtime) {
    engines.parallelStream().forEach(SyncEngine::close);
    runtime.close();
    System.out.println("closed");
  }

  private static DataSource pool(String url, int connections) {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setUrl(url);
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    pool.setMaxConnections(connections);
    return pool;
  }

  private static SyncEngine engine(SyncRuntime runtime, RemoteTables remote, String tenant) {
    Mapping mapping =
        Mapping.between("erp", "crm")
            .bind(Customer.CODE, ownedBy("erp"))
            .bind(Customer.NAME, ownedBy("erp"));
    return SyncEngine.of(tenant, runtime)
        .system("erp", new RemoteConnector(remote, "erp", tenant))
        .system("crm", new RemoteConnector(remote, "crm", tenant))
        .sync(
            RecordSync.of("customers", Customer.TYPE, mapping)
                .match(MatchKey.on(Customer.CODE))
                .creates("crm", Creates.always())
                .build())
        .guards(Guards.OFF)
        .build();
  }
}
