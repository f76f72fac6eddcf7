package dev.passerelle.core.internal.ledger;

import dev.passerelle.core.state.Column;
import dev.passerelle.core.state.StateSchema;
import dev.passerelle.core.state.Table;

/**
 * The engine's tables. The first key column is the tenant. A <em>feed</em> is written {@code
 * system/entity}, a <em>pairing</em> {@code system/entity|system/entity}.
 */
public final class Tables {
  static final Column TENANT = Column.text(Table.TENANT, 64);
  static final Column FEED = Column.text("feed", 100);
  static final Column ID = Column.text("id", 190);
  static final Column PAIRING = Column.text("pairing", 190);
  static final Column LINK = Column.text("link", 64);
  static final Column FLOW = Column.text("flow", 64);

  /** Who each system was at the first run. */
  public static final Table IDENTITY =
      Table.named("identity")
          .key(TENANT, Column.text("system", 32))
          .columns(Column.text("identity", 190), Column.instant("first_seen"))
          .build();

  /** Where each feed stands: position, list in progress, last polls. */
  public static final Table FEEDS =
      Table.named("feed")
          .key(TENANT, FEED)
          .columns(
              Column.number("version"),
              Column.text("phase", 16),
              Column.payload("position").orNull(),
              Column.payload("cursor").orNull(),
              Column.number("generation"),
              Column.instant("listed_at").orNull(),
              Column.instant("keys_at").orNull(),
              Column.instant("polled_at").orNull())
          .build();

  /** Every record ever seen: content digest, revision, life. */
  public static final Table RECORDS =
      Table.named("record")
          .key(TENANT, FEED, ID)
          .columns(
              Column.text("digest", 64).orNull(),
              Column.text("revision", 190).orNull(),
              Column.text("life", 8),
              Column.number("generation"),
              Column.instant("born"))
          .index("by_generation", "tenant", "feed", "generation")
          .build();

  /**
   * The match index: one row per record and match key value. A record's first row carries a print
   * of all of them, by which it shows that none changed.
   */
  public static final Table RECORD_KEYS =
      Table.named("record_key")
          .key(
              TENANT,
              PAIRING,
              Column.text("side", 8),
              ID,
              Column.text("name", 40),
              Column.text("value", 190))
          .columns(Column.text("print", 64).orNull())
          .index("by_value", "tenant", "pairing", "side", "name", "value")
          .build();

  /** Match key values taken by a link or by a create under way (L8). */
  public static final Table CLAIMS =
      Table.named("claim")
          .key(
              TENANT,
              PAIRING,
              Column.text("side", 8),
              Column.text("name", 40),
              Column.text("value", 190))
          .columns(LINK)
          .index("by_link", "tenant", "link")
          .build();

  /** At most one undecided observation per record (L1). */
  public static final Table OBSERVATIONS =
      Table.named("observation")
          .key(TENANT, FEED, ID)
          .columns(
              Column.text("state", 8),
              Column.number("seq"),
              Column.instant("seen_at"),
              Column.text("origin", 8),
              Column.flag("gone"),
              Column.flag("demand"),
              Column.payload("payload").orNull())
          .index("by_state", "tenant", "feed", "state", "seq")
          .build();

  /** These records are the same thing (L7). */
  public static final Table LINKS =
      Table.named("link")
          .key(TENANT, LINK)
          .columns(
              PAIRING,
              Column.text("state", 16),
              Column.text("left_id", 190).orNull(),
              Column.text("right_id", 190).orNull(),
              Column.text("live_left", 190).orNull(),
              Column.text("live_right", 190).orNull(),
              Column.text("origin", 16),
              Column.text("evidence", 190),
              Column.number("generation"),
              Column.instant("since"))
          .unique("uq_left", "tenant", "pairing", "live_left")
          .unique("uq_right", "tenant", "pairing", "live_right")
          .index("by_left", "tenant", "pairing", "left_id")
          .index("by_right", "tenant", "pairing", "right_id")
          .build();

  /** Each side's values when a flow last agreed on a link (L10). */
  public static final Table BASES =
      Table.named("base")
          .key(TENANT, LINK, FLOW)
          .columns(
              Column.payload("left_json"),
              Column.payload("right_json"),
              Column.payload("marks").orNull())
          .build();

  /** Documents of document flows. */
  public static final Table DOCUMENTS =
      Table.named("document")
          .key(TENANT, FLOW, ID)
          .columns(
              Column.text("state", 16),
              Column.number("generation"),
              Column.text("target_id", 190).orNull(),
              Column.text("payer", 190).orNull(),
              Column.instant("since"),
              Column.payload("payload"))
          .index("by_state", "tenant", "flow", "state")
          .index("by_target", "tenant", "flow", "target_id")
          .build();

  /** A durable note before every remote write (L20). */
  public static final Table INTENTS =
      Table.named("intent")
          .key(TENANT, Column.text("intent", 64))
          .columns(
              FEED,
              Column.text("owner", 190),
              Column.text("operation", 16),
              Column.text("state", 16),
              Column.text("reference", 190).orNull(),
              Column.text("record_id", 190).orNull(),
              Column.number("epoch"),
              Column.instant("sent_at"),
              Column.instant("deadline").orNull(),
              Column.payload("payload"))
          .index("by_owner", "tenant", "owner")
          .build();

  /** Needs something named: a link, a time, a person (one store for all kinds). */
  public static final Table WAITING =
      Table.named("waiting")
          .key(TENANT, FEED, ID, Column.text("topic", 64))
          .columns(
              Column.text("kind", 16),
              Column.text("code", 40),
              Column.text("owner", 16),
              Column.instant("since"),
              Column.instant("due_at").orNull(),
              Column.number("attempts"),
              Column.payload("detail"))
          .index("by_due", "tenant", "due_at")
          .index("by_kind", "tenant", "kind", "code")
          .build();

  /** What a waiting item waits for, so that the event that brings it can release it. */
  public static final Table NEEDS =
      Table.named("waiting_need")
          .key(TENANT, Column.text("need", 190), FEED, ID)
          .index("by_waiter", "tenant", "feed", "id")
          .build();

  /** What people decided, with a name. */
  public static final Table DECISIONS =
      Table.named("decision")
          .key(TENANT, Column.text("subject", 190))
          .columns(
              Column.text("verdict", 32),
              Column.text("decided_by", 120),
              Column.instant("at"),
              Column.payload("detail").orNull())
          .build();

  /** Every remote write, field by field (L31). */
  public static final Table AUDIT =
      Table.named("audit")
          .key(TENANT, Column.number("seq"))
          .columns(
              FEED,
              ID,
              Column.text("run", 64),
              Column.text("operation", 16),
              Column.text("field", 64),
              Column.text("flow", 64),
              Column.text("reason", 190),
              Column.instant("at"),
              Column.payload("before_value").orNull(),
              Column.payload("after_value").orNull())
          .index("by_record", "tenant", "feed", "id")
          .build();

  /** One writer per tenant (L29). */
  public static final Table LEASES =
      Table.named("lease")
          .key(TENANT, Column.text("name", 40))
          .columns(Column.text("holder", 64), Column.number("epoch"), Column.instant("deadline"))
          .build();

  /** Fingerprints of mapping, code tables and adapter shape per field (L15, L34). */
  public static final Table FINGERPRINTS =
      Table.named("fingerprint")
          .key(TENANT, FLOW, Column.text("field", 64))
          .columns(Column.text("print", 64))
          .build();

  /** Alerts: first, again, resolved (L35). */
  public static final Table ALERTS =
      Table.named("alert")
          .key(TENANT, Column.text("subject", 190))
          .columns(
              Column.text("code", 40),
              Column.text("state", 16),
              Column.number("times"),
              Column.instant("first_at"),
              Column.instant("last_at"),
              Column.payload("detail"))
          .build();

  /** Counts per stretch of time, from which is learnt what is usual (L35). */
  public static final Table METERS =
      Table.named("meter")
          .key(TENANT, Column.text("subject", 190), Column.number("bucket"))
          .columns(Column.number("times"), Column.number("total"), Column.instant("last_at"))
          .build();

  /** What each run did. */
  public static final Table RUNS =
      Table.named("run")
          .key(TENANT, Column.text("run", 64))
          .columns(
              Column.instant("started"),
              Column.instant("ended").orNull(),
              Column.payload("report").orNull())
          .index("by_start", "tenant", "started")
          .build();

  private static final StateSchema SCHEMA =
      StateSchema.of(
          IDENTITY,
          FEEDS,
          RECORDS,
          RECORD_KEYS,
          CLAIMS,
          OBSERVATIONS,
          LINKS,
          BASES,
          DOCUMENTS,
          INTENTS,
          WAITING,
          NEEDS,
          DECISIONS,
          AUDIT,
          LEASES,
          FINGERPRINTS,
          ALERTS,
          METERS,
          RUNS);

  private Tables() {}

  /** The schema that a store is opened with. */
  public static StateSchema schema() {
    return SCHEMA;
  }
}
