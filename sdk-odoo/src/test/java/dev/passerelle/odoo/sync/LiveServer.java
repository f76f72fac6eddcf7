package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.http.Pause;
import dev.passerelle.odoo.OdooClient;
import dev.passerelle.odoo.OdooCredentials;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.OdooSettings;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real server, as the properties name it: {@code odoo.url}, {@code odoo.database}, {@code
 * odoo.login}, and {@code odoo.key} or {@code odoo.password}, or the environment's {@code ODOO_KEY}
 * or {@code ODOO_PASSWORD}. Every record that is made carries the mark of the run and is removed;
 * what Odoo does not let delete is put away.
 */
final class LiveServer implements AutoCloseable {
  /** Several of one class within a second must not meet. */
  private static final long BEGUN = Instant.now().getEpochSecond();

  /** Documents first: what they name cannot be deleted before them. */
  private static final Map<String, String> MARKED = marked();

  final String mark = "PASSERELLE-TEST-" + Long.toString(BEGUN, 36) + "-";
  final OdooSettings settings;
  final OdooClient client;
  private final Map<String, Set<Long>> made = new LinkedHashMap<>();

  LiveServer() {
    String login = property("odoo.login").orElseThrow();
    OdooCredentials credentials =
        secret("key")
            .map(key -> OdooCredentials.apiKey(login, () -> key))
            .orElseGet(() -> OdooCredentials.password(login, () -> secret("password").orElse("")));
    settings =
        OdooSettings.builder(
                property("odoo.url").orElseThrow(),
                property("odoo.database").orElseThrow(),
                credentials)
            .build();
    client = settings.newClient();
  }

  private static Map<String, String> marked() {
    Map<String, String> marked = new LinkedHashMap<>();
    marked.put("sale.order", "client_order_ref");
    marked.put("product.product", "default_code");
    marked.put("res.partner", "name");
    return marked;
  }

  static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(text -> !text.isBlank());
  }

  private static Optional<String> secret(String name) {
    return property("odoo." + name)
        .or(
            () ->
                Optional.ofNullable(
                    System.getenv("ODOO_" + name.toUpperCase(java.util.Locale.ROOT))));
  }

  /** Says on the console why nothing is run. */
  static final class Given implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      boolean given =
          List.of("odoo.url", "odoo.database", "odoo.login").stream()
              .allMatch(name -> property(name).isPresent());
      if (given) {
        return ConditionEvaluationResult.enabled("a real server is named");
      }
      String reason =
          context.getDisplayName()
              + " skipped: no real server is named; give -Dodoo.url, -Dodoo.database, -Dodoo.login"
              + " and -Dodoo.key or -Dodoo.password";
      System.out.println(reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }

  /** A user's new record. */
  long create(String model, Map<String, ?> values) {
    long id = client.model(model).create(List.of(values)).get(0);
    made.computeIfAbsent(model, key -> new LinkedHashSet<>()).add(id);
    return id;
  }

  void sleep(Duration time) {
    try {
      Pause.sleeping().await(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Removes everything that carries the mark. */
  void clean() {
    MARKED.forEach(
        (model, column) -> {
          Set<Long> ids = new LinkedHashSet<>(made.getOrDefault(model, Set.of()));
          ids.addAll(
              client
                  .model(model)
                  .search(Query.of(Domain.where(column, "like", mark)).order("id").withArchived()));
          ids.forEach(id -> remove(client.model(model), id));
        });
    made.clear();
  }

  private static void remove(OdooModel model, long id) {
    try {
      if (model.name().equals("sale.order")) {
        model.with("disable_cancel_warning", true).action("action_cancel", List.of(id));
      }
      model.unlink(List.of(id));
    } catch (RefusedByRemote e) {
      // In use by what Odoo keeps for good, or gone already.
      if (model.fields().containsKey("active")
          && !model.read(List.of(id), List.of("id")).isEmpty()) {
        model.write(List.of(id), Map.of("active", false));
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
