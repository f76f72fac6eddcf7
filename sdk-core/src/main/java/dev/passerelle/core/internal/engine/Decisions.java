package dev.passerelle.core.internal.engine;

import static dev.passerelle.core.internal.ledger.Tables.DECISIONS;

import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.state.Key;
import java.time.Duration;
import java.time.Instant;

/** What people decided: stored with a name (L27). */
public final class Decisions {
  private static final Duration VALID = Duration.ofHours(24);

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
    tx.state()
        .upsert(
            DECISIONS,
            DECISIONS
                .row()
                .set("tenant", tx.tenant())
                .set("subject", key)
                .set("verdict", verdict)
                .set("decided_by", by)
                .set("at", now)
                .set(
                    "detail",
                    dev.passerelle.core.internal.ledger.Payload.write(
                        java.util.Map.of("reason", reason)))
                .build());
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
