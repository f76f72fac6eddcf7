package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Deal;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.model.FieldDescription;
import dev.passerelle.salesforce.model.ObjectDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the {@link RecordMap} of a selection from the settings and the org's columns. */
final class RecordMaps {
  static final Set<Field<?>> REPORTS =
      Set.of(
          Reference.FIELD,
          DocumentReport.STATUS,
          DocumentReport.NUMBER,
          DocumentReport.TOTAL_GROSS,
          DocumentReport.MESSAGE,
          DocumentReport.DELIVERY_STATUS);

  private final Org org;
  private final EntityType type;
  private final ObjectDescription description;
  private final Selection selection;
  private final Map<Field<?>, String> names;
  private final List<Binding<?>> bindings = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final Set<Field<?>> placed = new LinkedHashSet<>();
  private final List<Wanted> leftOut = new ArrayList<>();

  private RecordMaps(Org org, EntityType type, ObjectDescription description, Selection selection) {
    this.org = org;
    this.type = type;
    this.description = description;
    this.selection = selection;
    names = names(org.settings(), type);
  }

  static RecordMap of(
      Org org, EntityType type, ObjectDescription description, Selection selection) {
    return new RecordMaps(org, type, description, selection).build();
  }

  /** The column of each field: the defaults, replaced and joined by the embedder's. */
  static Map<Field<?>, String> names(SalesforceSettings settings, EntityType type) {
    Map<Field<?>, String> names = new LinkedHashMap<>(Catalogue.columns(type, settings.prefix()));
    names.putAll(settings.columns(type));
    return names;
  }

  private RecordMap build() {
    String reference = org.settings().reference();
    bindReference(reference);
    addresses();
    if (type.equals(Contact.TYPE) && selection.uses(Contact.CUSTOMERS)) {
      place(new AccountOfContact(description));
    }
    parts();
    for (Field<?> field : used()) {
      if (!placed.contains(field)) {
        bind(field);
      }
    }
    return new RecordMap(
        type,
        description,
        reference,
        bindings,
        parts,
        composite() ? Set.of(SalesOrder.STATUS) : Set.of(),
        leftOut,
        type.equals(Product.TYPE) || type.equals(Employee.TYPE) ? "IsActive" : null);
  }

  /** A document is shown with its status last. */
  private boolean composite() {
    return type.equals(SalesOrder.TYPE);
  }

  private Set<Field<?>> used() {
    Set<Field<?>> used = new LinkedHashSet<>(selection.fields());
    used.addAll(selection.wished());
    return used;
  }

  private void bindReference(String column) {
    placed.add(Reference.FIELD);
    FieldDescription known = description.field(column).orElse(null);
    boolean wished = selection.wished().contains(Reference.FIELD) && known != null;
    if (wished || selection.fields().contains(Reference.FIELD)) {
      Codec<String> text = Codecs.of(Reference.FIELD, known, null);
      Codec<String> codec =
          new Codec<>(Wanted.Kind.REFERENCE, text.read(), text.write(), text.normalForm());
      bindings.add(
          new ColumnBinding<>(Reference.FIELD, description.name(), column, codec, known, false));
    }
  }

  private void addresses() {
    if (type.equals(Customer.TYPE)) {
      if (selection.uses(Customer.BILLING_ADDRESS)) {
        place(
            new AddressBinding(
                Customer.BILLING_ADDRESS, description.name(), "Billing", description));
      }
      if (selection.uses(Customer.SHIPPING_ADDRESS)) {
        place(
            new AddressBinding(
                Customer.SHIPPING_ADDRESS, description.name(), "Shipping", description));
      }
    }
  }

  private void parts() {
    currency();
    lines();
    if (type.equals(Product.TYPE)) {
      Set<Field<?>> prices = used();
      prices.retainAll(Set.of(Product.PRICE, Product.PRICES));
      prices.removeAll(names.keySet());
      if (!prices.isEmpty()) {
        add(new PricesPart(org, prices));
      }
    }
  }

  private void lines() {
    boolean used = selection.uses(Quote.LINES) && !names.containsKey(Quote.LINES);
    LineObject.of(type, org.settings().prefix())
        .filter(lines -> used || type.equals(SalesOrder.TYPE))
        .ifPresent(lines -> add(used ? new LinesPart(org, lines) : new DraftPart(org.settings())));
  }

  /** An org with one currency has no column for it. */
  private void currency() {
    String column = names.get(Deal.CURRENCY);
    boolean none = Catalogue.CURRENCY.equals(column) && !description.has(Catalogue.CURRENCY);
    if (none && selection.uses(Deal.CURRENCY)) {
      add(new CurrencyPart(Deal.CURRENCY, org.settings().currency()));
    }
  }

  private void add(Part part) {
    parts.add(part);
    placed.addAll(part.fields());
  }

  private void place(Binding<?> binding) {
    placed.add(binding.field());
    if (binding.there() || selection.fields().contains(binding.field())) {
      bindings.add(binding);
    } else {
      leftOut.addAll(binding.wanted());
    }
  }

  private <T> void bind(Field<T> field) {
    String column = names.get(field);
    if (column == null) {
      if (selection.fields().contains(field)) {
        throw offersNo(
            org.settings().system(),
            type,
            field,
            "Salesforce has no column for it: name one with SalesforceSettings.column");
      }
      return;
    }
    FieldDescription known = description.field(column).orElse(null);
    EntityType target = Catalogue.target(type, field).orElse(null);
    boolean day = known != null && known.type().equals("datetime") && isDate(field);
    Codec<T> codec = day ? Codecs.day(field, org.zone()) : Codecs.of(field, known, target);
    place(
        new ColumnBinding<>(
            field, description.name(), column, codec, known, day || readOnly(field)));
  }

  private static boolean isDate(Field<?> field) {
    return field.type().name().equals("date");
  }

  /** A quote belongs to the salesperson: only reports, and custom fields, are written to it. */
  private boolean readOnly(Field<?> field) {
    boolean own = org.settings().columns(type).containsKey(field);
    return type.equals(Employee.TYPE)
        || (type.equals(Quote.TYPE) && !own && !REPORTS.contains(field));
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
}
