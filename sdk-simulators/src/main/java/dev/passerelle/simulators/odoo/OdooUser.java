package dev.passerelle.simulators.odoo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person who works at the screens of a simulated server, with all rights. Values are plain: text,
 * number, boolean, list; false or null for empty.
 */
public final class OdooUser {
  private final Server server;
  private final Duration delay;

  OdooUser(Server server, Duration delay) {
    this.server = server;
    this.delay = delay;
  }

  /** Enters a record and tells its id. */
  public long create(String model, Map<String, ?> values) {
    return server.orm.transaction(() -> server.orm.create(model, plain(values)));
  }

  /** Changes a record. */
  public void write(String model, long id, Map<String, ?> values) {
    perform(() -> server.orm.write(model, id, plain(values)));
  }

  /** Deletes a record. */
  public void unlink(String model, long id) {
    perform(() -> server.orm.unlink(model, id));
  }

  /** Puts a record away, or brings it back. */
  public void archive(String model, long id, boolean away) {
    perform(
        () ->
            server
                .methods
                .find(model, away ? "action_archive" : "action_unarchive")
                .orElseThrow(() -> OdooError.notFound(model))
                .body()
                .run(new Call(model, List.of(id), plain(Map.of()), plain(Map.of()))));
  }

  /** Presses a button, or calls another method; the context holds what a screen would put there. */
  public Optional<Object> call(
      String model, String method, List<Long> ids, Map<String, ?> args, Map<String, ?> context) {
    Methods.Method found =
        server.methods.find(model, method).orElseThrow(() -> OdooError.notFound(method));
    Call call = new Call(model, ids, plain(args), plain(context));
    return server.orm.transaction(() -> Optional.ofNullable(found.body().run(call)));
  }

  /** Presses a button. */
  public Optional<Object> press(String model, String method, long id) {
    return call(model, method, List.of(id), Map.of(), Map.of());
  }

  /** A record as it is, whoever may see it; numbers are decimals, links are ids. */
  public Optional<Map<String, Object>> record(String model, long id) {
    return server.orm.transaction(
        () ->
            server
                .orm
                .database()
                .row(model, id)
                .map(
                    row -> {
                      Map<String, Object> all = new LinkedHashMap<>();
                      ModelDef def = server.orm.model(model);
                      def.fields()
                          .forEach(
                              (name, field) ->
                                  all.put(name, server.orm.shown(def, row, field, true)));
                      return all;
                    }));
  }

  /** The ids of all records of a model, archived ones too. */
  public List<Long> ids(String model) {
    return server.orm.transaction(() -> List.copyOf(server.orm.database().table(model).keySet()));
  }

  /** The record that an external id leads to, if it exists. */
  public Optional<Long> byExternalId(String externalId) {
    return server.orm.transaction(
        () -> server.orm.database().externalId(externalId).map(Database.ExternalId::id));
  }

  /** How many external ids lead to records that exist, and contain a text. */
  public long externalIds(String part) {
    return server.orm.transaction(
        () ->
            server.orm.database().externalIds().keySet().stream()
                .filter(name -> name.contains(part))
                .count());
  }

  private void perform(Runnable work) {
    if (delay.isZero()) {
      server.orm.transaction(
          () -> {
            work.run();
            return true;
          });
    } else {
      server.orm.transactionCommitting(delay, work);
    }
  }

  private static Map<String, @Nullable Object> plain(Map<String, ?> values) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    values.forEach((name, value) -> plain.put(name, tree(value)));
    return plain;
  }

  /** Numbers as they come over the wire. */
  private static @Nullable Object tree(@Nullable Object value) {
    if (value instanceof Number number && !(value instanceof BigDecimal)) {
      return new BigDecimal(number.toString());
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(each -> items.add(Objects.requireNonNull(tree(each))));
      return items;
    }
    return value instanceof Map<?, ?> map ? plain(Orm.object(map)) : value;
  }
}
