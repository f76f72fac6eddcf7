package dev.passerelle.samples;

import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncReport.FlowCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of the first run beside the least that it could have made, by the formula of {@code
 * docs/calls.md} with the requests that an operation takes in each system.
 */
final class NegoceCalls {
  private static final int BATCH = 100;

  private final NegoceWorld world;
  private final long crmBefore;
  private final long erpBefore;
  private final Map<String, Integer> sizes = new LinkedHashMap<>();

  /** To be made before the run. */
  NegoceCalls(NegoceWorld world) {
    this.world = world;
    this.crmBefore = world.hubspot().journal().entries().size();
    this.erpBefore = world.erpCalls();
    for (String type : List.of("companies", "contacts", "products", "quotes")) {
      sizes.put(type, world.hubspot().user().records(type).size());
    }
  }

  /** The calls to one system, and the fewest that would have done. */
  record Count(long made, long floor) {
    boolean tooMany() {
      return 10 * made > 11 * floor;
    }

    Map<String, Object> shown() {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("made", made);
      shown.put("floor", floor);
      shown.put("ratio", Math.round(100.0 * made / floor) / 100.0);
      return shown;
    }
  }

  /** The systems whose calls are more than a tenth above the floor. */
  static List<String> tooMany(Map<String, Count> calls) {
    List<String> systems = new ArrayList<>();
    calls.forEach(
        (system, count) -> {
          if (count.tooMany()) {
            systems.add(
                "calls of " + system + ": " + count.made + ", more than 1.1 times " + count.floor);
          }
        });
    return systems;
  }

  /** By system. */
  Map<String, Count> of(SyncReport run) {
    Map<String, Count> calls = new LinkedHashMap<>();
    calls.put(
        "crm", new Count(world.hubspot().journal().entries().size() - crmBefore, crmFloor(run)));
    calls.put("erp", new Count(world.erpCalls() - erpBefore, new SageFloor(world).statements()));
    return calls;
  }

  /**
   * Requests to HubSpot: account and properties at the start; one per list page, and one for the
   * links of a page; one per batch of creates, of updates and of links.
   */
  private long crmFloor(SyncReport run) {
    long opening = 1 + sizes.size() + 1;
    long lists = sizes.values().stream().mapToLong(size -> Math.max(1, batches(size))).sum();
    long parents = batches(sizes.getOrDefault("companies", 0));
    FlowCounts customers = run.flow("customers");
    FlowCounts contacts = run.flow("contacts");
    FlowCounts products = run.flow("products");
    long writes =
        batches(customers.created())
            + batches(customers.updated())
            + batches(children())
            + 2 * batches(contacts.created())
            + batches(contacts.updated())
            + batches(products.created())
            + batches(products.updated());
    return opening + lists + parents + writes;
  }

  /** Companies with a parent, which is a link of its own. */
  private long children() {
    return world.hubspot().user().records("companies").stream()
        .filter(company -> !company.value("erp_payer_code").orElse("").isEmpty())
        .count();
  }

  private static long batches(long records) {
    return (records + BATCH - 1) / BATCH;
  }
}
