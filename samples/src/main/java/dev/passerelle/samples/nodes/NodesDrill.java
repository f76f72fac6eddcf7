package dev.passerelle.samples.nodes;

import dev.passerelle.core.http.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Several nodes as processes on one PostgreSQL: throughput, a killed and a paused holder, a rolling
 * restart, fair shares, and what tenants at rest cost. Each part prints its figures. Real time.
 */
public final class NodesDrill {
  private static final Duration LOOK = Duration.ofMillis(20);
  private final DrillState state;
  private final Path folder;
  private final Random random;
  private final List<NodeProcess> nodes = new ArrayList<>();
  private int started;

  NodesDrill(DrillState state, Path folder, long seed) {
    this.state = state;
    this.folder = folder;
    this.random = new Random(seed);
  }

  /**
   * Runs parts of it.
   *
   * @param args a folder for logs, a seed, and the parts: {@code throughput}, {@code kill}, {@code
   *     pause}, {@code rolling}, {@code fair}, {@code rest}
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    try (DrillState state = new DrillState()) {
      for (String part : List.of(args).subList(2, args.length)) {
        NodesDrill drill = new NodesDrill(state, folder, Long.parseLong(args[1]));
        try {
          drill.run(part);
        } finally {
          drill.endAll();
        }
      }
    }
  }

  private void run(String part) throws Exception {
    switch (part) {
      case "throughput" -> throughput();
      case "kill" -> new HolderDrill(this, state, random).kills(3);
      case "pause" -> new HolderDrill(this, state, random).pauses(2);
      case "rolling" -> new RollingDrill(this, state).run();
      case "fair" -> new SharesDrill(this, state).fair();
      case "rest" -> new SharesDrill(this, state).rest();
      default -> throw new IllegalArgumentException("no such part: " + part);
    }
  }

  static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  /** Starts a node with options. */
  NodeProcess start(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("url=" + state.url());
    NodeProcess node = NodeProcess.start(folder, "node-" + ++started + "-" + nodeId(), all);
    nodes.add(node);
    return node;
  }

  private String nodeId() {
    return Long.toString(random.nextLong(1 << 30), 36);
  }

  void endAll() throws IOException, InterruptedException {
    for (NodeProcess node : nodes) {
      node.end();
    }
    nodes.clear();
  }

  /** A condition on the state. */
  interface Condition {
    boolean holds() throws SQLException;
  }

  /** Waits for something to become true; the time that took. */
  static Duration await(Condition condition, Duration most)
      throws SQLException, InterruptedException {
    long begun = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - begun > most.toNanos()) {
        throw new IllegalStateException("not within " + most);
      }
      pause(LOOK);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  static void pause(Duration time) throws InterruptedException {
    Pause.sleeping().await(time);
  }

  /** The same work with one and two nodes, by turns, and once with three. */
  private void throughput() throws Exception {
    Figures one = new Figures();
    Figures two = new Figures();
    for (int i = 0; i < 2; i++) {
      one.add(rate(1));
      two.add(rate(2));
    }
    double three = rate(3);
    print("throughput 1 node:  records/s %s", one);
    print("throughput 2 nodes: records/s %s", two);
    print("throughput 3 nodes: records/s %.1f", three);
    print(
        "throughput ratio 2 to 1: %.2f, 3 to 1: %.2f",
        two.median() / one.median(), three / one.median());
  }

  /** Records per second from the first to the last that reaches a CRM. */
  private double rate(int count) throws Exception {
    int tenants = 16;
    int customers = 60;
    state.begin(tenants, customers);
    for (int i = 0; i < count; i++) {
      start("tenants=" + tenants, "workers=4", "interval=5000", "latency=500");
    }
    await(() -> state.missing() == 0, Duration.ofMinutes(5));
    double seconds =
        state.number(
            "SELECT extract(epoch FROM max(at) - min(at)) FROM remote.customer WHERE system = 'crm'");
    endAll();
    print(
        "           %d nodes: %d records in %.1f s, %d doubled",
        count, tenants * customers, seconds, state.doubled());
    return tenants * customers / seconds;
  }
}
