package dev.passerelle.samples.matrix;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.EntityType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The README's table of systems: what each connector offers, and with whom its story passed. */
final class SystemsTable {
  /** The order in which people read them. */
  private static final Map<String, String> WORDS = words();

  private record Row(String reads, String writes, List<String> passedWith) {}

  private final Map<String, Row> rows = new LinkedHashMap<>();

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("customer", "customers");
    words.put("customer_balance", "balances");
    words.put("contact", "contacts");
    words.put("product", "products");
    words.put("stock_level", "stock");
    words.put("deal", "deals");
    words.put("quote", "quotes");
    words.put("sales_order", "orders");
    words.put("delivery", "deliveries");
    words.put("invoice", "invoices");
    words.put("payment", "payments");
    words.put("employee", "employees");
    return words;
  }

  /** Both ends went through the whole story together. */
  void passed(End one, End other) {
    note(one).passedWith().add(other.system());
    note(other).passedWith().add(one.system());
  }

  private Row note(End end) {
    return rows.computeIfAbsent(
        end.system(),
        name -> {
          try (Connector connector = end.connect()) {
            return new Row(
                list(connector, type -> true),
                list(connector, type -> writes(connector, type)),
                new ArrayList<>());
          }
        });
  }

  private static String list(Connector connector, Predicate<EntityType> which) {
    Map<String, EntityType> offered =
        connector.describe().entities().stream()
            .collect(Collectors.toMap(EntityType::name, type -> type));
    return WORDS.entrySet().stream()
        .filter(word -> offered.containsKey(word.getKey()))
        .filter(word -> which.test(offered.get(word.getKey())))
        .map(Map.Entry::getValue)
        .collect(Collectors.joining(", "));
  }

  private static boolean writes(Connector connector, EntityType type) {
    return connector
        .adapter(type, Selection.of())
        .map(adapter -> adapter.describe())
        .filter(offer -> offer.can(Capability.CREATE) || offer.can(Capability.UPDATE))
        .isPresent();
  }

  /** In Markdown. */
  String text() {
    StringBuilder text =
        new StringBuilder("| system | reads | writes | whole story with |\n|---|---|---|---|\n");
    rows.keySet().stream()
        .sorted()
        .forEach(
            system -> {
              Row row = rows.get(system);
              text.append(
                  "| %s | %s | %s | %s |%n"
                      .formatted(
                          system,
                          row.reads(),
                          row.writes(),
                          row.passedWith().stream().sorted().collect(Collectors.joining(", "))));
            });
    return text.toString();
  }
}
