package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.odoo.OdooClient;
import dev.passerelle.odoo.OdooCredentials;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.OdooSettings;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import dev.passerelle.testkit.LiveRun;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A real server, as the properties name it: {@code odoo.url}, {@code odoo.database}, {@code
 * odoo.login}, and {@code odoo.key} or {@code odoo.password}, or the environment's {@code ODOO_KEY}
 * or {@code ODOO_PASSWORD}. Every record that is made carries the mark of the run and is removed;
 * what Odoo or the user's rights do not let delete is put away, and told on the console where that
 * is not allowed either.
 */
final class LiveServer implements AutoCloseable {
  private static final LiveRun RUN = LiveRun.of("odoo");

  /** Documents first: what they name cannot be deleted before them. */
  private static final Map<String, String> MARKED = marked();

  final String mark = RUN.mark();

  /** All records. */
  final OdooSettings settings;

  /** Only records with the mark: a database may have many others. */
  final OdooSettings marked;

  final OdooClient client;
  private final Map<String, Set<Long>> made = new LinkedHashMap<>();

  LiveServer() {
    String login = RUN.property("login").orElseThrow();
    OdooCredentials credentials =
        secret("key")
            .map(key -> OdooCredentials.apiKey(login, () -> key))
            .orElseGet(() -> OdooCredentials.password(login, () -> secret("password").orElse("")));
    settings = builder(credentials).build();
    Domain own = Domain.where("name", "like", mark);
    marked =
        builder(credentials)
            .customers(settings.customers().and(own))
            .products(settings.products().and(own))
            .build();
    client = settings.newClient();
  }

  private static OdooSettings.Builder builder(OdooCredentials credentials) {
    OdooSettings.Builder builder =
        OdooSettings.builder(
            RUN.property("url").orElseThrow(), RUN.property("database").orElseThrow(), credentials);
    RUN.property("language").ifPresent(builder::language);
    RUN.property("company").map(Long::valueOf).ifPresent(builder::company);
    return builder;
  }

  /** Skips a test by name where the server or the user's rights do not allow it. */
  void need(EntityType type, String... operations) {
    Instance instance = new Instance(client, settings);
    List<String> models = RecordMaps.models(instance).get(type);
    for (String model : models) {
      if (!instance.has(model)) {
        LiveRun.skip(type + ": no model " + model + ", its module is not installed");
      }
      try {
        client.model(model).search(Query.of(Domain.all()).limit(1));
      } catch (AccessDenied e) {
        LiveRun.skip(type + ": the user may not read " + model);
      }
    }
    for (String operation : operations) {
      if (instance.forbids(models.get(0), operation)) {
        LiveRun.skip(type + ": the user may not " + operation + " " + models.get(0));
      }
    }
  }

  private static Map<String, String> marked() {
    Map<String, String> marked = new LinkedHashMap<>();
    marked.put("sale.order", "client_order_ref");
    marked.put("product.product", "default_code");
    marked.put("res.partner", "name");
    return marked;
  }

  private static Optional<String> secret(String name) {
    return RUN.secret(name, "ODOO_" + name.toUpperCase(java.util.Locale.ROOT));
  }

  /** Says on the console why nothing is run. */
  static final class Given extends LiveRun.Given {
    Given() {
      super(
          "-Dodoo.url, -Dodoo.database, -Dodoo.login and -Dodoo.key or -Dodoo.password",
          List.of(RUN.property("url"), RUN.property("database"), RUN.property("login")));
    }
  }

  /** A user's new record. */
  long create(String model, Map<String, ?> values) {
    long id = client.model(model).create(List.of(values)).get(0);
    made.computeIfAbsent(model, key -> new LinkedHashSet<>()).add(id);
    return id;
  }

  /** Removes everything that carries the mark. */
  void clean() {
    Instance instance = new Instance(client, settings);
    MARKED.forEach(
        (model, column) -> {
          if (!instance.has(model)) {
            return;
          }
          Set<Long> ids = new LinkedHashSet<>(made.getOrDefault(model, Set.of()));
          ids.addAll(
              client
                  .model(model)
                  .search(Query.of(Domain.where(column, "like", mark)).order("id").withArchived()));
          ids.forEach(id -> remove(client.model(model), id));
        });
    made.clear();
  }

  private void remove(OdooModel model, long id) {
    if (model.name().equals("sale.order")) {
      open(model, id);
    }
    if (!attempt(() -> model.unlink(List.of(id))) && isThere(model, id)) {
      // In use by what Odoo keeps for good, or the user may not delete.
      boolean away =
          model.fields().containsKey("active")
              && attempt(() -> model.action("action_archive", List.of(id)));
      if (!away) {
        System.out.println("left behind: " + model.name() + " " + id);
      }
    }
  }

  /** A locked order is unlocked and cancelled: it cannot be deleted else. */
  private void open(OdooModel model, long id) {
    boolean locks = model.fields().containsKey("locked");
    List<String> shown = locks ? List.of("state", "locked") : List.of("state");
    for (OdooRecord order : model.read(List.of(id), shown)) {
      if (order.flag("locked") || order.text("state").filter("done"::equals).isPresent()) {
        attempt(() -> model.action("action_unlock", List.of(id)));
      }
      attempt(
          () -> model.with("disable_cancel_warning", true).action("action_cancel", List.of(id)));
    }
  }

  private static boolean isThere(OdooModel model, long id) {
    return !model.read(List.of(id), List.of("id")).isEmpty();
  }

  private static boolean attempt(Runnable call) {
    try {
      call.run();
      return true;
    } catch (RefusedByRemote | AccessDenied e) {
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
