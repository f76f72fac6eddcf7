package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.odoo.OdooClient;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.OdooSettings;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.FieldInfo;
import dev.passerelle.odoo.model.LoadAnswer;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.OdooVersion;
import dev.passerelle.odoo.model.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the database, read when first needed: its version, its fields for a quarter of
 * an hour, its short lists. Two threads may read the same at once; both get it right. Thread-safe.
 */
final class Instance {
  private static final Duration FIELDS_HOLD = Duration.ofMinutes(15);

  /** No record has it. */
  private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);

  private record Held(Map<String, FieldInfo> byName, Instant until) {}

  private final OdooClient client;
  private final OdooSettings settings;
  private final Map<String, Held> fields = new ConcurrentHashMap<>();
  private final Map<String, Boolean> importsById = new ConcurrentHashMap<>();
  private final Codes countries;
  private final Codes states;
  private final Codes currencies;
  private final Codes warehouses;
  private volatile @Nullable OdooVersion version;

  Instance(OdooClient client, OdooSettings settings) {
    this.client = client;
    this.settings = settings;
    countries = codes("res.country", List.of("code"), each -> each.text("code"));
    currencies = codes("res.currency", List.of("name"), each -> each.text("name"));
    warehouses = codes("stock.warehouse", List.of("code"), each -> each.text("code"));
    states =
        codes(
            "res.country.state",
            List.of("code", "country_id"),
            each ->
                each.link("country_id")
                    .flatMap(country -> each.text("code").map(code -> country + "/" + code)));
  }

  private Codes codes(
      String model,
      List<String> shown,
      java.util.function.Function<OdooRecord, Optional<String>> code) {
    return new Codes(client.model(model), shown, code, settings.clock());
  }

  OdooClient client() {
    return client;
  }

  OdooSettings settings() {
    return settings;
  }

  OdooModel model(String name) {
    return client.model(name);
  }

  Codes countries() {
    return countries;
  }

  /** By {@code country id/code}: a state's code is unique within its country only. */
  Codes states() {
    return states;
  }

  Codes currencies() {
    return currencies;
  }

  Codes warehouses() {
    return warehouses;
  }

  OdooVersion version() {
    OdooVersion known = version;
    if (known == null) {
      known = client.version();
      version = known;
    }
    return known;
  }

  /** The server's clock (R8). */
  Instant now() {
    return client
        .serverTime()
        .orElseGet(
            () -> {
              client.version();
              return client.serverTime().orElseGet(settings.clock()::instant);
            });
  }

  /**
   * Whether the import of a model knows records by their database id. Asked with an id that nobody
   * has, and nothing else: a server that knows the column names it in its answer, and one that does
   * not has nothing to make a record of.
   */
  boolean importsById(String model) {
    Boolean known = importsById.get(model);
    if (known != null) {
      return known;
    }
    boolean knows;
    try {
      LoadAnswer answer = client.model(model).load(List.of(".id"), List.of(List.of(NOBODY)));
      knows = answer.problems().stream().anyMatch(problem -> problem.field().equals(".id"));
    } catch (RefusedByRemote | AccessDenied e) {
      // Then it does not, or this user may not: one by one is always possible.
      knows = false;
    }
    importsById.put(model, knows);
    return knows;
  }

  /**
   * Whether this user surely lacks a right on a model. Asked where an import failed, which tells it
   * by a sentence only, in the user's language. The method's name differs by version (fact sheet
   * §8).
   *
   * @param operation {@code create}, {@code write}
   */
  boolean forbids(String model, String operation) {
    try {
      JsonTree allowed =
          version().major() >= OdooVersion.HAS_ACCESS
              ? client
                  .model(model)
                  .call("has_access", Optional.of(List.of()), Map.of("operation", operation), true)
              : client
                  .model(model)
                  .call("check_access_rights", Optional.empty(), rightOf(operation), true);
      return allowed.bool().filter(may -> !may).isPresent();
    } catch (PasserelleException e) {
      // Nothing is known then, and the failure at hand stands.
      return false;
    }
  }

  /** By their places, in this order. */
  private static Map<String, Object> rightOf(String operation) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("operation", operation);
    arguments.put("raise_exception", false);
    return arguments;
  }

  /** The fields of a model that this user may read. */
  Map<String, FieldInfo> fields(String model) {
    Instant now = settings.clock().instant();
    Held held = fields.get(model);
    if (held == null || !now.isBefore(held.until())) {
      held = new Held(Map.copyOf(client.model(model).fields()), now.plus(FIELDS_HOLD));
      fields.put(model, held);
    }
    return held.byName();
  }

  /** Forgets the fields: the server has just refused one that we believed in. */
  void forgetFields() {
    fields.clear();
  }

  /** Whether the model is there: a module that is not installed brings none (fact sheet §2). */
  boolean has(String model) {
    try {
      return !fields(model).isEmpty();
    } catch (RefusedByRemote | AccessDenied | DriftDetected e) {
      return false;
    }
  }

  /**
   * To how many digits a number is rounded, silently; empty where it is kept as it is, as unit
   * prices are from 19 on (fact sheet §9, §11).
   */
  Optional<Integer> digits(String model, String field) {
    return Optional.ofNullable(fields(model).get(field)).flatMap(FieldInfo::digits);
  }

  /** The company's currency. */
  Optional<String> currency() {
    Domain which = settings.company().map(id -> Domain.where("id", "=", id)).orElseGet(Domain::all);
    return client
        .model("res.company")
        .searchRead(Query.of(which).fields(List.of("currency_id")).limit(1))
        .stream()
        .flatMap(each -> each.link("currency_id").stream())
        .map(currencies::of)
        .findFirst();
  }

  /** The drift that a refused field means, with the canonical name. */
  DriftDetected drift(String entity, String field, String change) {
    forgetFields();
    return new DriftDetected(
        dev.passerelle.core.error.ErrorDetail.of(ErrorCode.DRIFT_DETECTED)
            .system(settings.system())
            .entity(entity)
            .field(field)
            .figure("change", change)
            .build());
  }
}
