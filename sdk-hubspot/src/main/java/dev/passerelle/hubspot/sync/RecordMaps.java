package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.hubspot.model.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the {@link RecordMap} of a selection from the settings and the account's properties. */
final class RecordMaps {
  /** A quote belongs to the salesperson: only reports, and custom fields, are written to it. */
  private static final Set<Field<?>> SALESPERSONS =
      Set.of(
          Quote.NUMBER,
          Quote.TITLE,
          Quote.STATUS,
          Quote.CURRENCY,
          Quote.EXPIRES,
          Quote.DATE,
          Quote.GROSS,
          Quote.OWNER);

  private static final Set<Field<?>> LINES_AND_TOTALS = Set.of(Quote.LINES, Quote.NET, Quote.TAX);

  private final Portal portal;
  private final EntityType type;
  private final String objectType;
  private final Selection selection;
  private final Map<Field<?>, String> names;
  private final Map<String, Property> known;
  private final List<Binding<?>> bindings = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final Set<Field<?>> placed = new LinkedHashSet<>();
  private final List<Wanted> leftOut = new ArrayList<>();

  private RecordMaps(Portal portal, EntityType type, Selection selection) {
    this.portal = portal;
    this.type = type;
    this.selection = selection;
    objectType = objectType(type);
    names = names(portal.settings(), type);
    known = portal.properties(objectType);
  }

  static RecordMap of(Portal portal, EntityType type, Selection selection) {
    return new RecordMaps(portal, type, selection).build();
  }

  static String objectType(EntityType type) {
    String name = Catalogue.OBJECTS.get(type);
    if (name == null) {
      throw new IllegalArgumentException("HubSpot has no " + type);
    }
    return name;
  }

  /** The property of each field: the defaults, replaced and joined by the embedder's. */
  static Map<Field<?>, String> names(HubSpotSettings settings, EntityType type) {
    Map<Field<?>, String> names =
        new LinkedHashMap<>(Catalogue.properties(type, settings.prefix()));
    names.putAll(settings.properties(type));
    return names;
  }

  private RecordMap build() {
    String reference = portal.settings().reference(type);
    Property definition = known.get(reference);
    bindReference(reference);
    addresses();
    parts();
    for (Field<?> field : used()) {
      if (!placed.contains(field)) {
        bind(field);
      }
    }
    return new RecordMap(
        type,
        objectType,
        reference,
        definition != null && definition.unique(),
        bindings,
        parts,
        late(),
        leftOut);
  }

  private Set<Field<?>> used() {
    Set<Field<?>> used = new LinkedHashSet<>(selection.fields());
    used.addAll(selection.wished());
    return used;
  }

  private void bindReference(String property) {
    placed.add(Reference.FIELD);
    boolean wished = selection.wished().contains(Reference.FIELD) && known.containsKey(property);
    if (wished || selection.fields().contains(Reference.FIELD)) {
      bindings.add(
          new PropertyBinding<>(
              Reference.FIELD,
              objectType,
              property,
              Codecs.of(
                  Reference.FIELD, place(property), known.get(property), portal.zone(), false),
              true,
              false));
    }
  }

  private void addresses() {
    if (type.equals(Customer.TYPE)) {
      if (selection.uses(Customer.BILLING_ADDRESS)) {
        place(new AddressBinding(Customer.BILLING_ADDRESS, objectType, ""));
      }
      if (selection.uses(Customer.SHIPPING_ADDRESS)) {
        String prefix = portal.settings().prefix() + "shipping_";
        place(new AddressBinding(Customer.SHIPPING_ADDRESS, objectType, prefix));
      }
    }
  }

  private void place(Binding<?> binding) {
    boolean there = known.keySet().containsAll(binding.properties());
    placed.add(binding.field());
    if (there || selection.fields().contains(binding.field())) {
      bindings.add(binding);
    } else {
      leftOut.addAll(binding.wanted());
    }
  }

  private void parts() {
    List<Relation> relations =
        relations(type).stream()
            .filter(relation -> selection.uses(relation.field()))
            .filter(relation -> !names.containsKey(relation.field()))
            .toList();
    if (!relations.isEmpty()) {
      add(new AssociationPart(portal, objectType, relations));
    }
    boolean computed = type.equals(Quote.TYPE);
    Set<Field<?>> lines = used();
    lines.retainAll(computed ? LINES_AND_TOTALS : Set.of(Quote.LINES));
    if (!lines.isEmpty() && !type.equals(Payment.TYPE) && !type.equals(Deal.TYPE)) {
      add(new LinesPart(portal, objectType, lines, !computed));
    }
    if (computed) {
      deal();
    }
  }

  private void deal() {
    Set<Field<?>> fields = used();
    fields.retainAll(DealPart.offered());
    boolean delivery = selection.uses(DocumentReport.DELIVERY_STATUS);
    if (delivery && !known.containsKey(dealProperties().deliveryStatus())) {
      fields.add(DocumentReport.DELIVERY_STATUS);
    }
    if (!fields.isEmpty() || delivery) {
      add(new DealPart(portal, fields, dealProperties(), delivery));
    }
  }

  private DealPart.Names dealProperties() {
    String prefix = portal.settings().prefix();
    return new DealPart.Names(
        names.getOrDefault(Quote.SEND, prefix + "send"),
        names.getOrDefault(DocumentReport.DELIVERY_STATUS, prefix + "delivery_status"),
        names.getOrDefault(DocumentReport.NUMBER, prefix + "document_number"));
  }

  private void add(Part part) {
    parts.add(part);
    placed.addAll(part.fields());
  }

  private <T> void bind(Field<T> field) {
    String property = names.get(field);
    boolean needed = selection.fields().contains(field);
    if (property == null) {
      if (needed) {
        throw notOffered(field);
      }
      return;
    }
    Property definition = known.get(property);
    boolean readOnly =
        (definition != null && definition.readOnly())
            || (type.equals(Quote.TYPE) && SALESPERSONS.contains(field));
    Codec<T> codec =
        Codecs.of(field, place(property), definition, portal.zone(), Catalogue.isAmount(field));
    Binding<T> binding = new PropertyBinding<>(field, objectType, property, codec, false, readOnly);
    if (definition != null || needed) {
      bindings.add(binding);
    } else {
      leftOut.addAll(binding.wanted());
    }
  }

  private String place(String property) {
    return objectType + "." + property;
  }

  private InvalidConfiguration notOffered(Field<?> field) {
    return offersNo(
        portal.settings().system(),
        type,
        field,
        "HubSpot has no property for it: name one with HubSpotSettings.property");
  }

  static InvalidConfiguration offersNo(String system, EntityType type, Field<?> field, String why) {
    return new InvalidConfiguration(
        ErrorDetail.of(ErrorCode.MAPPING_INVALID)
            .system(system)
            .entity(type.name())
            .field(field.name())
            .cause(why)
            .build(),
        new InvalidConfiguration.Place("code", 0, system + "." + type + "." + field));
  }

  /** A document is shown with its status last; an invoice begins as a draft in any case. */
  private Set<Field<?>> late() {
    boolean composite = parts.stream().anyMatch(LinesPart.class::isInstance);
    return composite || type.equals(Invoice.TYPE) ? Set.of(SalesOrder.STATUS) : Set.of();
  }

  private static List<Relation> relations(EntityType type) {
    return switch (type.name()) {
      case "customer" ->
          List.of(Relation.only(Customer.PAYER, Customer.TYPE, Relation.PARENT_COMPANY));
      case "contact" ->
          List.of(
              Relation.all(Contact.CUSTOMERS, Customer.TYPE),
              Relation.only(
                  Contact.PRIMARY_CUSTOMER, Customer.TYPE, Relation.PRIMARY_COMPANY_OF_CONTACT));
      case "deal" ->
          List.of(
              Relation.preferring(Deal.CUSTOMER, Customer.TYPE, Relation.PRIMARY_COMPANY_OF_DEAL),
              Relation.all(Deal.CONTACTS, Contact.TYPE));
      case "quote" -> List.of(Relation.preferring(Quote.CONTACT, Contact.TYPE, null));
      case "sales_order" ->
          List.of(
              Relation.preferring(SalesOrder.CUSTOMER, Customer.TYPE, null),
              Relation.preferring(SalesOrder.CONTACT, Contact.TYPE, null));
      case "invoice" ->
          List.of(
              Relation.preferring(Invoice.CUSTOMER, Customer.TYPE, null),
              Relation.all(Invoice.ORDERS, SalesOrder.TYPE));
      case "payment" ->
          List.of(
              Relation.preferring(Payment.CUSTOMER, Customer.TYPE, null),
              Relation.all(Payment.INVOICES, Invoice.TYPE));
      default -> List.of();
    };
  }
}
