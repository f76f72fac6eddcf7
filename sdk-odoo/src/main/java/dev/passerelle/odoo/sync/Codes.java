package dev.passerelle.odoo.sync;

import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A short list of the database, such as its countries: ids differ between databases, codes do not
 * (fact sheet §9). Read when first needed, and again when something is not in it. Two threads may
 * read it at once; both get it right. Thread-safe.
 */
final class Codes {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private record Lists(Map<Long, String> byId, Map<String, Long> byCode, Instant read) {}

  private final OdooModel model;
  private final List<String> fields;
  private final Function<OdooRecord, Optional<String>> code;
  private final Clock clock;
  private volatile Lists lists = new Lists(Map.of(), Map.of(), Instant.MIN);

  Codes(
      OdooModel model,
      List<String> fields,
      Function<OdooRecord, Optional<String>> code,
      Clock clock) {
    this.model = model;
    this.fields = fields;
    this.code = code;
    this.clock = clock;
  }

  /** The code of a record; its id as text where it has none. */
  String of(long id) {
    Lists known = lists;
    if (!known.byId().containsKey(id)) {
      known = again(known);
    }
    return known.byId().getOrDefault(id, Long.toString(id));
  }

  /** The record of a code. */
  Optional<Long> id(String text) {
    Lists known = lists;
    if (!known.byCode().containsKey(text)) {
      known = again(known);
    }
    return Optional.ofNullable(known.byCode().get(text));
  }

  private Lists again(Lists known) {
    Instant now = clock.instant();
    if (!known.read().equals(Instant.MIN) && known.read().plus(FRESH).isAfter(now)) {
      return known;
    }
    Map<Long, String> byId = new HashMap<>();
    Map<String, Long> byCode = new HashMap<>();
    for (OdooRecord each : model.searchRead(Query.of(Domain.all()).fields(fields).withArchived())) {
      code.apply(each)
          .ifPresent(
              text -> {
                byId.put(each.id(), text);
                byCode.putIfAbsent(text, each.id());
              });
    }
    Lists fresh = new Lists(Map.copyOf(byId), Map.copyOf(byCode), now);
    lists = fresh;
    return fresh;
  }
}
