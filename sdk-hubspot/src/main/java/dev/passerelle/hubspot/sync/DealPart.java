package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.hubspot.model.Associations.Associated;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.HubSpotObject;
import dev.passerelle.hubspot.model.PropertyVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a quote has from its deal: the deal itself, the customer where the quote names none, the
 * release by a salesperson, and the delivery status that is shown on the deal. A change of the deal
 * is therefore a change of the quote (R9).
 *
 * <p>Each quote keeps its own delivery status in a property of the same name, where the account has
 * one; the deal shows that of its newest order.
 */
final class DealPart implements Part {
  private static final Relation DEAL = Relation.preferring(Quote.DEAL, Deal.TYPE, null);
  private static final Relation CUSTOMER = Relation.preferring(Quote.CUSTOMER, Customer.TYPE, null);
  private static final Relation DEAL_CUSTOMER =
      Relation.preferring(Deal.CUSTOMER, Customer.TYPE, Relation.PRIMARY_COMPANY_OF_DEAL);
  private static final Set<String> VALID = Set.of("APPROVED", "APPROVAL_NOT_NEEDED");
  private static final String STATUS = "hs_status";

  private final Portal portal;
  private final Set<Field<?>> fields;
  private final String send;
  private final String deliveryStatus;
  private final DeliveryMirror mirror;
  private final boolean mirrors;

  /**
   * For quotes.
   *
   * @param fields the selected ones of {@link #offered()}
   * @param names of the properties
   * @param mirrors whether the delivery status is selected and so shown on the deal
   */
  DealPart(Portal portal, Set<Field<?>> fields, Names names, boolean mirrors) {
    this.portal = portal;
    this.fields = Set.copyOf(fields);
    this.send = names.send();
    this.deliveryStatus = names.deliveryStatus();
    this.mirror = new DeliveryMirror(portal, names);
    this.mirrors = mirrors;
  }

  /**
   * The properties in play.
   *
   * @param send the deal's, for the release
   * @param deliveryStatus of quote and deal alike
   * @param documentNumber the quote's
   */
  record Names(String send, String deliveryStatus, String documentNumber) {}

  static Set<Field<?>> offered() {
    return Set.of(Quote.DEAL, Quote.CUSTOMER, Quote.SEND, Quote.VALIDATED_AT);
  }

  @Override
  public Set<Field<?>> fields() {
    return fields;
  }

  @Override
  public List<FieldRule<?>> rules() {
    return fields.stream()
        .<FieldRule<?>>map(
            field ->
                field.equals(DocumentReport.DELIVERY_STATUS)
                    ? FieldRule.of(field)
                    : FieldRule.of(field).readOnly())
        .toList();
  }

  @Override
  public List<Wanted> wanted() {
    List<Wanted> wanted = new ArrayList<>();
    if (released()) {
      wanted.add(Wanted.needed("deals", send, Quote.SEND, "bool", "booleancheckbox"));
    }
    if (mirrors) {
      Field<?> field = DocumentReport.DELIVERY_STATUS;
      wanted.add(Wanted.needed("deals", deliveryStatus, field, "string", "text"));
      wanted.add(new Wanted("quotes", deliveryStatus, field.name(), "string", "text", false, true));
    }
    return wanted;
  }

  private boolean released() {
    return fields.contains(Quote.SEND) || fields.contains(Quote.VALIDATED_AT);
  }

  @Override
  public Map<String, Fields> read(Collection<HubSpotObject> quotes) {
    List<String> ids = quotes.stream().map(HubSpotObject::id).toList();
    Map<String, String> dealOf = dealsOf(portal, ids);
    Map<String, Fields.Builder> found = new LinkedHashMap<>();
    ids.forEach(id -> found.put(id, Fields.builder()));
    if (fields.contains(Quote.DEAL)) {
      found.forEach((id, into) -> into.set(Quote.DEAL, ref(dealOf.get(id))));
    }
    if (fields.contains(Quote.CUSTOMER)) {
      readCustomers(ids, dealOf, found);
    }
    if (released() || fields.contains(DocumentReport.DELIVERY_STATUS)) {
      readDeals(ids, dealOf, found);
    }
    Map<String, Fields> all = new LinkedHashMap<>();
    found.forEach((id, builder) -> all.put(id, builder.build()));
    return all;
  }

  /** The deal of each quote that has one. */
  static Map<String, String> dealsOf(Portal portal, Collection<String> quotes) {
    Map<String, String> deals = new HashMap<>();
    portal
        .client()
        .associations("quotes", "deals")
        .read(quotes)
        .forEach((id, all) -> DEAL.one(all).ifPresent(ref -> deals.put(id, ref.value())));
    return deals;
  }

  private static @Nullable Ref ref(@Nullable String deal) {
    return deal == null ? null : Ref.to(Deal.TYPE, deal);
  }

  private void readCustomers(
      List<String> ids, Map<String, String> dealOf, Map<String, Fields.Builder> found) {
    Map<String, List<Associated>> own =
        portal.client().associations("quotes", "companies").read(ids);
    Set<String> asked = new LinkedHashSet<>();
    ids.stream()
        .filter(id -> own.getOrDefault(id, List.of()).isEmpty() && dealOf.containsKey(id))
        .forEach(id -> asked.add(String.valueOf(dealOf.get(id))));
    Map<String, List<Associated>> ofDeals =
        portal.client().associations("deals", "companies").read(asked);
    for (String id : ids) {
      List<Associated> inherited = ofDeals.getOrDefault(dealOf.getOrDefault(id, ""), List.of());
      Ref customer =
          CUSTOMER
              .one(own.getOrDefault(id, List.of()))
              .or(() -> DEAL_CUSTOMER.one(inherited))
              .orElse(null);
      into(found, id).set(Quote.CUSTOMER, customer);
    }
  }

  private void readDeals(
      List<String> ids, Map<String, String> dealOf, Map<String, Fields.Builder> found) {
    boolean dated = fields.contains(Quote.VALIDATED_AT);
    BatchRead wanted =
        BatchRead.byId(new LinkedHashSet<>(dealOf.values()), List.of(send, deliveryStatus));
    Map<String, HubSpotObject> deals =
        byId(
            portal
                .client()
                .deals()
                .read(dated ? wanted.withHistory(List.of(send)) : wanted, false));
    Map<String, HubSpotObject> quotes =
        dated ? byId(portal.client().quotes().read(history(ids, STATUS), false)) : Map.of();
    for (String id : ids) {
      HubSpotObject deal = deals.get(dealOf.getOrDefault(id, ""));
      Fields.Builder into = into(found, id);
      if (fields.contains(Quote.SEND) && (deal == null || deal.shows(send))) {
        into.set(Quote.SEND, deal == null ? null : deal.flag(send).orElse(null));
      }
      if (dated) {
        into.set(Quote.VALIDATED_AT, validated(quotes.get(id), deal));
      }
      if (fields.contains(DocumentReport.DELIVERY_STATUS)) {
        into.set(
            DocumentReport.DELIVERY_STATUS,
            deal == null ? null : deal.text(deliveryStatus).orElse(null));
      }
    }
  }

  /** A property of records with all its versions. */
  static BatchRead history(Collection<String> ids, String property) {
    return BatchRead.byId(new LinkedHashSet<>(ids), List.of(property))
        .withHistory(List.of(property));
  }

  /** Since when both hold: the quote is approved, and its deal is released. */
  private @Nullable Instant validated(@Nullable HubSpotObject quote, @Nullable HubSpotObject deal) {
    if (quote == null || deal == null) {
      return null;
    }
    Optional<Instant> approved = since(quote, STATUS, VALID);
    Optional<Instant> released = since(deal, send, Set.of("true"));
    return approved.flatMap(a -> released.map(r -> a.isAfter(r) ? a : r)).orElse(null);
  }

  /** Since when the property has had one of the values without interruption. */
  private static Optional<Instant> since(
      HubSpotObject object, String property, Set<String> values) {
    Instant since = null;
    for (PropertyVersion version :
        object.propertiesWithHistory().getOrDefault(property, List.of())) {
      String value = version.value();
      if (value == null || !values.contains(value)) {
        break;
      }
      since = version.timestamp();
    }
    return Optional.ofNullable(since);
  }

  @Override
  public List<Trail> trails() {
    return List.of(new Trail("deals", List.of(), this::quotesOf));
  }

  private List<Change> quotesOf(List<HubSpotObject> deals) {
    Set<String> quotes = new LinkedHashSet<>();
    portal
        .client()
        .associations("deals", "quotes")
        .read(deals.stream().map(HubSpotObject::id).toList())
        .values()
        .forEach(all -> all.forEach(each -> quotes.add(each.toObjectId())));
    return quotes.stream().map(id -> Change.of(RecordId.of(id))).toList();
  }

  /** The deal first: if that fails, the quote does not say what the deal does not show. */
  @Override
  public void writeBefore(List<Work> works) {
    List<Work> concerned =
        works.stream()
            .filter(work -> work.goesOn() && !work.isCreate())
            .filter(work -> work.changed().has(DocumentReport.DELIVERY_STATUS))
            .toList();
    if (!mirrors || concerned.isEmpty()) {
      return;
    }
    try {
      mirror.write(concerned);
      concerned.stream()
          .filter(work -> fields.contains(DocumentReport.DELIVERY_STATUS))
          .forEach(work -> work.shows(work.changed().only(Set.of(DocumentReport.DELIVERY_STATUS))));
    } catch (PasserelleException e) {
      concerned.forEach(work -> work.fail(e));
    }
  }

  private static Map<String, HubSpotObject> byId(List<HubSpotObject> objects) {
    Map<String, HubSpotObject> byId = new HashMap<>();
    objects.forEach(object -> byId.put(object.id(), object));
    return byId;
  }

  private static Fields.Builder into(Map<String, Fields.Builder> found, String id) {
    return found.computeIfAbsent(id, key -> Fields.builder());
  }
}
