package dev.passerelle.samples.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What happens when a node that works for tenants is killed, or paused and woken. */
final class HolderDrill {
  private static final int TENANTS = 8;
  private static final int CUSTOMERS = 1500;
  private final NodesDrill drill;
  private final DrillState state;
  private final Random random;

  HolderDrill(NodesDrill drill, DrillState state, Random random) {
    this.drill = drill;
    this.state = state;
    this.random = random;
  }

  private List<NodeProcess> begin(int nodes) throws Exception {
    state.begin(TENANTS, CUSTOMERS);
    List<NodeProcess> all = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      all.add(drill.start("tenants=" + TENANTS, "workers=8", "interval=1000", "latency=50"));
    }
    for (NodeProcess node : all) {
      node.started();
    }
    NodesDrill.await(
        () -> state.number("SELECT count(*) FROM remote.customer WHERE system = 'crm'") > 400,
        Duration.ofMinutes(1));
    NodesDrill.pause(Duration.ofMillis(500 + random.nextInt(2500)));
    return all;
  }

  /** The node that holds most, and what. */
  private NodeProcess holder(List<NodeProcess> nodes) throws Exception {
    NodeProcess most = nodes.get(0);
    for (NodeProcess node : nodes) {
      if (state.heldBy(node.name()).size() > state.heldBy(most.name()).size()) {
        most = node;
      }
    }
    return most;
  }

  void kills(int rounds) throws Exception {
    Figures takeOver = new Figures();
    Figures record = new Figures();
    for (int i = 0; i < rounds; i++) {
      List<NodeProcess> nodes = begin(i == 0 ? 3 : 2);
      NodeProcess holder = holder(nodes);
      Set<String> held = state.heldBy(holder.name());
      holder.signal("KILL");
      after(holder, held, takeOver, record);
      finish("kill", nodes.size());
    }
    NodesDrill.print("kill       seconds until another node led a tenant:      %s", takeOver);
    NodesDrill.print("kill       seconds until the tenant's next new record:   %s", record);
  }

  /** Times from now to another holder and to a further record, for each tenant. */
  private void after(NodeProcess holder, Set<String> held, Figures takeOver, Figures record)
      throws Exception {
    long begun = System.nanoTime();
    state.change(
        "DROP TABLE IF EXISTS remote.mark; CREATE TABLE remote.mark AS SELECT tenant, max(seq) seq"
            + " FROM remote.customer WHERE system = 'crm' GROUP BY tenant");
    List<String> toTake = new ArrayList<>(held);
    List<String> toWork = new ArrayList<>(held);
    while (!toTake.isEmpty() || !toWork.isEmpty()) {
      double passed = (System.nanoTime() - begun) / 1e9;
      for (String tenant : List.copyOf(toTake)) {
        if (state.number(
                "SELECT count(*) FROM pas_lease WHERE name = 'engine' AND tenant = '"
                    + tenant
                    + "' AND holder <> '"
                    + holder.name()
                    + "'")
            > 0) {
          takeOver.add(passed);
          toTake.remove(tenant);
        }
      }
      for (String tenant : List.copyOf(toWork)) {
        boolean taken = !toTake.contains(tenant);
        if (taken && worked(tenant)) {
          record.add(passed);
          toWork.remove(tenant);
        }
      }
      if (passed > 120) {
        throw new IllegalStateException("not taken over: " + toTake + ", at rest: " + toWork);
      }
      NodesDrill.pause(Duration.ofMillis(20));
    }
  }

  /**
   * Whether a record came that was not sent when the holder went, where one was left to come; the
   * last request of the dead may bring ten.
   */
  private boolean worked(String tenant) throws Exception {
    return state.missing(tenant) == 0
        || state.number(
                "SELECT count(*) FROM remote.customer c, remote.mark m WHERE c.system = 'crm' AND"
                    + " c.tenant = m.tenant AND c.seq > m.seq AND m.tenant = '"
                    + tenant
                    + "'")
            > 10;
  }

  void pauses(int rounds) throws Exception {
    for (int i = 0; i < rounds; i++) {
      List<NodeProcess> nodes = begin(2);
      NodeProcess holder = holder(nodes);
      Set<String> held = state.heldBy(holder.name());
      holder.signal("STOP");
      Figures takeOver = new Figures();
      after(holder, held, takeOver, new Figures());
      holder.signal("CONT");
      NodesDrill.print("pause      %d tenants taken over after seconds: %s", held.size(), takeOver);
      finish("pause", nodes.size());
      NodesDrill.print(
          "pause      runs of the woken node that were refused: %d", holder.said("Run failed"));
    }
  }

  private void finish(String what, int nodes) throws Exception {
    NodesDrill.await(() -> state.missing() == 0, Duration.ofMinutes(4));
    NodesDrill.pause(Duration.ofSeconds(3));
    NodesDrill.print(
        "%-10s %d nodes, %d records: lost %d, doubled %d, orphans %d, notes open %.0f",
        what,
        nodes,
        TENANTS * CUSTOMERS,
        state.missing(),
        state.doubled(),
        state.orphans(),
        state.number("SELECT count(*) FROM pas_intent"));
    drill.endAll();
  }
}
