package dev.passerelle.samples.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three nodes are restarted one by one while people edit; how old do edits become? */
final class RollingDrill {
  private static final int TENANTS = 12;
  private static final int CUSTOMERS = 20;
  private static final Duration EDIT = Duration.ofMillis(250);
  private final NodesDrill drill;
  private final DrillState state;

  RollingDrill(NodesDrill drill, DrillState state) {
    this.drill = drill;
    this.state = state;
  }

  private NodeProcess node() throws Exception {
    return drill.start("tenants=" + TENANTS, "workers=8", "interval=2000", "latency=50").started();
  }

  void run() throws Exception {
    state.begin(TENANTS, CUSTOMERS);
    List<NodeProcess> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      nodes.add(node());
    }
    NodesDrill.await(() -> state.missing() == 0, Duration.ofMinutes(4));
    NodesDrill.pause(Duration.ofSeconds(5));
    int quarter = TENANTS * CUSTOMERS / 4;
    int from = edit(0, quarter, () -> {});
    for (int i = 0; i < nodes.size(); i++) {
      NodeProcess old = nodes.get(i);
      from = edit(from, quarter, () -> restart(old));
    }
    NodesDrill.await(() -> state.missing() == 0, Duration.ofMinutes(4));
    NodesDrill.print(
        "rolling    seconds from edit to edit there, nobody restarts: %s", lags(0, quarter));
    NodesDrill.print(
        "rolling    while three nodes restart one by one:           %s", lags(quarter, from));
    NodesDrill.print(
        "rolling    lost %d, doubled %d, orphans %d",
        state.missing(), state.doubled(), state.orphans());
    drill.endAll();
  }

  /** Something that is done while people edit. */
  private interface Meanwhile {
    void happens() throws Exception;
  }

  private void restart(NodeProcess old) throws Exception {
    old.end();
    node();
  }

  /** Edits one customer after another; each name tells when it was given. */
  private int edit(int from, int count, Meanwhile meanwhile) throws Exception {
    Thread other =
        new Thread(
            () -> {
              try {
                meanwhile.happens();
              } catch (Exception e) {
                // A drill that cannot restart a node has nothing to tell.
                throw new IllegalStateException(e);
              }
            });
    other.start();
    for (int i = from; i < from + count; i++) {
      state.change(
          "UPDATE remote.customer SET seq = nextval('remote.seq'), name = 'edit-' || "
              + i
              + " || '-' || (extract(epoch FROM clock_timestamp()) * 1000)::bigint WHERE system ="
              + " 'erp' AND tenant = 't"
              + (i % TENANTS)
              + "' AND code = 'C"
              + (1 + i / TENANTS)
              + "'");
      NodesDrill.pause(EDIT);
    }
    other.join();
    return from + count;
  }

  private Figures lags(int from, int to) throws Exception {
    Figures figures = new Figures();
    for (String lag :
        state.texts(
            "SELECT extract(epoch FROM at) - split_part(name, '-', 3)::bigint / 1000.0 FROM"
                + " remote.customer WHERE system = 'crm' AND name LIKE 'edit-%' AND"
                + " split_part(name, '-', 2)::int BETWEEN "
                + from
                + " AND "
                + (to - 1))) {
      figures.add(Double.parseDouble(lag));
    }
    return figures;
  }
}
