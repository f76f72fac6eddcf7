package dev.passerelle.samples.nodes;

import java.time.Duration;

/** Five hundred tenants on one node: who waits for whom, and what tenants at rest cost. */
final class SharesDrill {
  private static final int GREEDY = 10;
  private static final int MODEST = 490;
  private static final int TENANTS = GREEDY + MODEST;
  private final NodesDrill drill;
  private final DrillState state;

  SharesDrill(NodesDrill drill, DrillState state) {
    this.drill = drill;
    this.state = state;
  }

  private void begin(int slice, int interval) throws Exception {
    state.begin(GREEDY, 1000);
    state.add(GREEDY, MODEST, 5);
    drill.start(
        "tenants=" + TENANTS, "workers=8", "interval=" + interval, "latency=50", "slice=" + slice);
  }

  /** The first lists of all tenants at once, ten of them large. */
  void fair() throws Exception {
    for (int slice : new int[] {5, 3600}) {
      begin(slice, 30_000);
      NodesDrill.await(() -> state.missing() == 0, Duration.ofMinutes(8));
      NodesDrill.print(
          "fair       slice %4d s: %d small tenants all there after %.1f s, %d large ones after"
              + " %.1f s; doubled %d",
          slice, MODEST, last(">="), GREEDY, last("<"), state.doubled());
      drill.endAll();
    }
  }

  private double last(String compared) throws Exception {
    return state.number(
        "SELECT extract(epoch FROM max(at) FILTER (WHERE substr(tenant, 2)::int "
            + compared
            + " "
            + GREEDY
            + ") - min(at)) FROM remote.customer WHERE system = 'crm'");
  }

  /** Tenants without changes, on two nodes. */
  void rest() throws Exception {
    state.begin(TENANTS, 5);
    String[] options = {
      "tenants=" + TENANTS, "workers=8", "interval=20000", "latency=0", "slice=60"
    };
    drill.start(options);
    drill.start(options);
    NodesDrill.await(() -> state.missing() == 0, Duration.ofMinutes(5));
    NodesDrill.pause(Duration.ofSeconds(45));
    double[] before = figures();
    NodesDrill.pause(Duration.ofSeconds(60));
    double[] after = figures();
    double runs = after[0] - before[0];
    NodesDrill.print(
        "rest       %d tenants, 2 nodes, every 20 s: %.0f runs/min, %.1f transactions and %.2f ms"
            + " of the database's processor a run",
        TENANTS, runs, (after[1] - before[1]) / runs, 1000 * (after[2] - before[2]) / runs);
    NodesDrill.print(
        "rest       records per tenant's state: %.1f kB",
        state.number(
                "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace"
                    + " n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'")
            / 1024
            / TENANTS);
    drill.endAll();
  }

  private double[] figures() throws Exception {
    // The figures of other sessions come with a delay; a minute smooths it.
    return new double[] {
      state.number("SELECT count(*) FROM pas_run"),
      state.number("SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'"),
      state.processorTime()
    };
  }
}
