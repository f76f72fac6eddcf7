package dev.passerelle.core.internal.engine;

import static dev.passerelle.core.internal.ledger.Tables.DECISIONS;

import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people decided: stored with a name (L27). */
public final class Decisions {
  private static final Duration VALID = Duration.ofHours(24);
  private static final String TAKE = "take:";

  private Decisions() {}

  /** Approves what a guard stopped, for the next 24 hours. */
  public static void approve(Tx tx, String flow, String operation, String by, Instant now) {
    tx.state()
        .upsert(
            DECISIONS,
            DECISIONS
                .row()
                .set("tenant", tx.tenant())
                .set("subject", subject(flow, operation))
                .set("verdict", "APPROVED")
                .set("decided_by", by)
                .set("at", now)
                .build());
  }

  /** Notes a decision with a name and a reason. */
  public static void note(
      Tx tx, String subject, String verdict, String by, String reason, Instant now) {
    String key = subject.length() <= 190 ? subject : subject.substring(0, 190);
    put(tx, key, verdict, by, Map.of("reason", reason), now);
  }

  private static void put(
      Tx tx,
      String subject,
      String verdict,
      String by,
      Map<String, ? extends @Nullable Object> detail,
      Instant now) {
    tx.state()
        .upsert(
            DECISIONS,
            DECISIONS
                .row()
                .set("tenant", tx.tenant())
                .set("subject", subject)
                .set("verdict", verdict)
                .set("decided_by", by)
                .set("at", now)
                .set("detail", Payload.write(detail))
                .build());
  }

  /** Decides a conflict: the next plan of the link takes a system's value of a binding (L14). */
  static void take(Tx tx, String link, String topic, String system, String by, Instant now) {
    Map<String, @Nullable Object> open =
        new LinkedHashMap<>(taken(tx, List.of(link)).getOrDefault(link, Map.of()));
    open.put(topic, system);
    put(tx, TAKE + link, "OPEN", by, open, now);
    note(tx, "took:" + link + ":" + topic, system, by, "", now);
  }

  /** What was decided for links and is not carried out yet: the system to take, by topic. */
  static Map<String, Map<String, String>> taken(Tx tx, Collection<String> links) {
    List<Key> keys = links.stream().map(link -> Key.of(tx.tenant(), TAKE + link)).toList();
    Map<String, Map<String, String>> taken = new HashMap<>();
    tx.state()
        .findAll(DECISIONS, keys)
        .values()
        .forEach(row -> taken.put(row.text("subject").substring(TAKE.length()), systems(row)));
    return taken;
  }

  private static Map<String, String> systems(Row row) {
    Map<String, String> systems = new LinkedHashMap<>();
    Payload.read(row.text("detail"))
        .forEach(
            (topic, system) -> {
              if (system instanceof String name && topic.contains("/")) {
                systems.put(topic, name);
              }
            });
    return systems;
  }

  /** What was decided for a link is carried out. */
  static void carriedOut(Tx tx, String link) {
    tx.state().delete(DECISIONS, List.of(Key.of(tx.tenant(), TAKE + link)));
  }

  static boolean approved(Tx tx, String flow, String operation, Instant now) {
    return tx.state()
        .find(DECISIONS, Key.of(tx.tenant(), subject(flow, operation)))
        .filter(row -> row.instant("at").plus(VALID).isAfter(now))
        .isPresent();
  }

  private static String subject(String flow, String operation) {
    return "guard:" + flow + ":" + operation;
  }
}
