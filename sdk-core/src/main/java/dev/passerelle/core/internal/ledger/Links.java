package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.LINKS;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access to links. Uniqueness among live links is a constraint of the schema. */
public final class Links {
  private static final int FEW = 200;
  private final Tx tx;

  Links(Tx tx) {
    this.tx = tx;
  }

  /** The live link of each record: pending, active, gone-but-restorable or alias. */
  public Map<RecordId, Link> of(String pairing, Side side, Collection<RecordId> ids) {
    Map<RecordId, Link> found = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    ahead(pairing, side, ids);
    for (RecordId id : ids) {
      live(pairing, side, id).ifPresent(link -> found.put(id, link));
    }
    return found;
  }

  /** Reads the live links of records at once, for {@link #live}. */
  public void ahead(String pairing, Side side, Collection<RecordId> ids) {
    tx.ahead(LINKS, unique(side), keys(pairing, ids));
  }

  /** Reads links by their ids at once, for {@link #find}. */
  public void ahead(Collection<String> links) {
    tx.ahead(LINKS, links.stream().map(id -> Key.of(tx.tenant(), id)).toList());
  }

  /** Reads all links of records at once, for {@link #all}. */
  public void aheadAll(String pairing, Side side, Collection<RecordId> ids) {
    tx.ahead(LINKS, index(side), keys(pairing, ids));
  }

  private List<Key> keys(String pairing, Collection<RecordId> ids) {
    return ids.stream().map(id -> Key.of(tx.tenant(), pairing, id.value())).toList();
  }

  private static String unique(Side side) {
    return side == Side.LEFT ? "uq_left" : "uq_right";
  }

  private static String index(Side side) {
    return side == Side.LEFT ? "by_left" : "by_right";
  }

  /** The live link of a record. */
  public Optional<Link> live(String pairing, Side side, RecordId id) {
    Query query =
        Query.of(LINKS, unique(side))
            .where("tenant", tx.tenant())
            .where("pairing", pairing)
            .where(side == Side.LEFT ? "live_left" : "live_right", id.value())
            .limit(1);
    return tx.state().select(query).stream().findFirst().map(Links::decode);
  }

  /** All links of a record, whatever their state. */
  public List<Link> all(String pairing, Side side, RecordId id) {
    Query query =
        Query.of(LINKS, index(side))
            .where("tenant", tx.tenant())
            .where("pairing", pairing)
            .where(side == Side.LEFT ? "left_id" : "right_id", id.value())
            .limit(FEW);
    return tx.state().select(query).stream().map(Links::decode).toList();
  }

  /** A link by its id. */
  public Optional<Link> find(String id) {
    return tx.state().find(LINKS, Key.of(tx.tenant(), id)).map(Links::decode);
  }

  /** A page of all links, in order of their ids. */
  public List<Link> page(Optional<String> after, int limit) {
    Query query = Query.of(LINKS).where("tenant", tx.tenant());
    Query from = after.map(id -> query.above("link", id)).orElse(query);
    return tx.state().select(from.limit(limit)).stream().map(Links::decode).toList();
  }

  /** How many links of a pairing are of two records that were both there. */
  public long coupled(String pairing) {
    long found = 0;
    Query query =
        Query.of(LINKS, "uq_left")
            .where("tenant", tx.tenant())
            .where("pairing", pairing)
            .limit(1000);
    List<Row> page = tx.state().select(query);
    while (!page.isEmpty()) {
      found +=
          page.stream().filter(row -> row.text("state").equals(Link.State.ACTIVE.name())).count();
      page =
          page.size() < 1000
              ? List.of()
              : tx.state().select(query.after(page.get(page.size() - 1)));
    }
    return found;
  }

  /** Adds links; a lost race is a duplicate key. */
  public void insert(Collection<Link> links) {
    tx.state().insert(LINKS, links.stream().map(this::encode).toList());
  }

  /** Replaces links. */
  public void put(Collection<Link> links) {
    tx.state().upsert(LINKS, links.stream().map(this::encode).toList());
  }

  /** Removes a link that came to nothing. */
  public void remove(String id) {
    tx.state().delete(LINKS, List.of(Key.of(tx.tenant(), id)));
  }

  private static boolean live(Link link) {
    return switch (link.state()) {
      case PENDING_CREATE, ACTIVE, ALIAS, GONE -> true;
      case UNCOUPLED, MERGED_INTO -> false;
    };
  }

  private static boolean occupies(Link link, Side side) {
    // An alias occupies only its own side: the other record has its primary link.
    return live(link) && (link.state() != Link.State.ALIAS || link.origin().equals(side.name()));
  }

  private Row encode(Link link) {
    Optional<String> left = link.on(Side.LEFT).map(RecordId::value);
    Optional<String> right = link.on(Side.RIGHT).map(RecordId::value);
    return LINKS
        .row()
        .set("tenant", tx.tenant())
        .set("link", link.id())
        .set("pairing", link.pairing())
        .set("state", link.state().name())
        .setOptional("left_id", left)
        .setOptional("right_id", right)
        .setOptional("live_left", left.filter(id -> occupies(link, Side.LEFT)))
        .setOptional("live_right", right.filter(id -> occupies(link, Side.RIGHT)))
        .set("origin", link.origin())
        .set("evidence", link.evidence())
        .set("generation", link.generation())
        .set("since", link.since())
        .build();
  }

  private static Link decode(Row row) {
    return new Link(
        row.text("link"),
        row.text("pairing"),
        Link.State.valueOf(row.text("state")),
        row.optText("left_id").map(RecordId::of).orElse(null),
        row.optText("right_id").map(RecordId::of).orElse(null),
        row.text("origin"),
        row.text("evidence"),
        row.number("generation"),
        row.instant("since"));
  }
}
