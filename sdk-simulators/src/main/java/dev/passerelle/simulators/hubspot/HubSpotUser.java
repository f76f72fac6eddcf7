package dev.passerelle.simulators.hubspot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A person at the screen of the simulated account: edits that bear the source {@code CRM_UI} and
 * count against no limit. Types are given by plural name, ids as text. Edits are checked like those
 * of a client; an edit that HubSpot would refuse throws {@link IllegalArgumentException} with the
 * vendor's words. Safe for use by several threads.
 */
public final class HubSpotUser {
  private final Portal portal;
  private final Source source;

  HubSpotUser(Portal portal, int userId) {
    this.portal = portal;
    this.source = Source.user(userId);
  }

  /** Creates a record. */
  public HubSpotRecord create(String type, Map<String, String> properties) {
    return edit(tx -> portal.writer.create(tx, portal.types.get(type), properties));
  }

  /** Changes some properties of a live record; an empty value clears. */
  public HubSpotRecord update(String type, String id, Map<String, String> properties) {
    return edit(tx -> portal.writer.update(tx, live(type, id), properties));
  }

  /** As {@link #update(String, String, Map)}, for one property. */
  public HubSpotRecord update(String type, String id, String property, String value) {
    return update(type, id, Map.of(property, value));
  }

  /** Puts a live record into the recycle bin. */
  public void archive(String type, String id) {
    edit(
        tx -> {
          RecordState state = live(type, id);
          portal.writer.archive(tx, state);
          return state;
        });
  }

  /** Takes a record out of the recycle bin; only people can. */
  public HubSpotRecord restore(String type, String id) {
    return edit(
        tx -> {
          ObjectType objectType = portal.types.get(type);
          RecordState archived =
              portal
                  .locator
                  .find(objectType, id, null)
                  .filter(RecordState::archived)
                  .orElseThrow(() -> HubSpotError.notFound(objectType, id));
          return portal.writer.restore(tx, archived);
        });
  }

  /** Merges {@code loserId} into {@code primaryId}. */
  public HubSpotRecord merge(String type, String primaryId, String loserId) {
    return edit(tx -> portal.merger.merge(tx, live(type, primaryId), live(type, loserId)));
  }

  /** Makes the plain link between two records. */
  public void associate(String fromType, String fromId, String toType, String toId) {
    edit(
        tx -> {
          RecordState from = live(fromType, fromId);
          portal.associations.link(tx, from, live(toType, toId));
          return from;
        });
  }

  /** Makes the link of this association type between two records. */
  public void associate(
      String fromType, String fromId, String toType, String toId, int associationTypeId) {
    edit(
        tx -> {
          RecordState from = live(fromType, fromId);
          RecordState to = live(toType, toId);
          portal.associations.link(
              tx,
              from,
              to,
              portal.associationTypes.byId(from.type(), to.type(), associationTypeId));
          return from;
        });
  }

  /** Undoes every link between two records. */
  public void dissociate(String fromType, String fromId, String toType, String toId) {
    edit(
        tx -> {
          RecordState from = live(fromType, fromId);
          portal.associations.unlinkAll(tx, from, live(toType, toId));
          return from;
        });
  }

  /** Sets a quote's status to APPROVED. */
  public HubSpotRecord approveQuote(String id) {
    return update("quotes", id, "hs_status", "APPROVED");
  }

  /** A record, live or archived. */
  public Optional<HubSpotRecord> record(String type, String id) {
    return portal.read(
        () ->
            portal
                .locator
                .find(portal.types.get(type), id, null)
                .map(state -> RecordViews.of(portal, state)));
  }

  /** The live records that have this value in a property, in order of id. */
  public List<HubSpotRecord> find(String type, String property, String value) {
    return records(type).stream()
        .filter(each -> !each.archived() && value.equals(each.properties().get(property)))
        .toList();
  }

  /** Every record of a type, archived ones included, in order of id. */
  public List<HubSpotRecord> records(String type) {
    return portal.read(
        () ->
            portal.store.all(portal.types.get(type)).stream()
                .map(state -> RecordViews.of(portal, state))
                .toList());
  }

  private RecordState live(String type, String id) {
    return portal.locator.live(portal.types.get(type), id, null);
  }

  private HubSpotRecord edit(Function<Transaction, RecordState> work) {
    try {
      RecordState state = portal.transact(source, work);
      return portal.read(
          () -> RecordViews.of(portal, portal.store.find(state.type(), state.id()).orElse(state)));
    } catch (HubSpotError e) {
      throw new IllegalArgumentException(e.message(), e);
    }
  }
}
