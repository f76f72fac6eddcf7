package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of a sales document. Our key of a line is kept in a property of the item, where the
 * release has one and the key fits; a line without it goes by its number.
 */
final class Lines {
  /** The longest key that the usual property keeps. */
  private static final int KEY = 6;

  private static final int TEXT = 40;

  private final Site site;
  private final DocumentNames names;

  Lines(Site site, DocumentNames names) {
    this.site = site;
    this.names = names;
  }

  /** Written with the document: prices need its currency. */
  Binding<List<DocumentLine>> binding(Field<List<DocumentLine>> field) {
    return new Binding<>(
        FieldRule.of(field).required(), paths(), this::read, (body, value, before) -> {});
  }

  private Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    for (String name :
        List.of(
            names.position(),
            names.text(),
            names.material(),
            "RequestedQuantity",
            names.unit(),
            "NetAmount")) {
      paths.add(names.item(name));
    }
    if (!names.lineKey().isEmpty()) {
      paths.add(names.item(names.lineKey()) + "?");
    }
    for (String name : List.of("ConditionType", names.rate(), "ConditionQuantity")) {
      paths.add(names.item(names.prices() + "/" + name));
    }
    paths.add(names.item(names.prices() + "/" + names.percent()));
    paths.add(names.item(names.prices() + "/ConditionInactiveReason?"));
    if (!names.delivered().isEmpty()) {
      paths.add(names.item(names.delivered() + "/DeliveredQtyInOrderQtyUnit?"));
    }
    return paths;
  }

  List<DocumentLine> read(S4Record document) {
    List<DocumentLine> lines = new ArrayList<>();
    document.rows(names.items()).forEach(row -> lines.add(line(row)));
    lines.sort(java.util.Comparator.comparing(Lines::position));
    return lines;
  }

  private static int position(DocumentLine line) {
    String number = line.remoteId().orElse("");
    return number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
  }

  private DocumentLine line(S4Record row) {
    String number = row.number(names.position()).orElse("");
    DocumentLine.Builder line =
        DocumentLine.item(row.text(names.lineKey()).orElse(number))
            .product(row.number(names.material()).map(code -> Ref.to(Product.TYPE, code)))
            .quantity(row.amount("RequestedQuantity"))
            .unit(row.text(names.unit()).orElse(null))
            .net(row.amount("NetAmount"))
            .remoteId(number);
    row.text(names.text()).ifPresent(line::description);
    price(row, site.codes().priceCondition()).flatMap(this::perUnit).ifPresent(line::unitPrice);
    site.codes()
        .discountCondition()
        .flatMap(type -> price(row, type))
        .map(element -> element.amount(names.percent()).negate())
        .filter(part -> part.signum() != 0)
        .ifPresent(line::discountPercent);
    if (!names.delivered().isEmpty()) {
      line.delivered(
          row.rows(names.delivered()).stream()
              .map(each -> each.amount("DeliveredQtyInOrderQtyUnit"))
              .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
    return line.build();
  }

  private Optional<S4Record> price(S4Record row, String type) {
    return row.rows(names.prices()).stream()
        .filter(each -> each.text("ConditionType").equals(Optional.of(type)))
        .filter(each -> each.text("ConditionInactiveReason").isEmpty())
        .findFirst();
  }

  private Optional<BigDecimal> perUnit(S4Record element) {
    BigDecimal per =
        element.decimal("ConditionQuantity").filter(n -> n.signum() > 0).orElse(BigDecimal.ONE);
    return element.decimal(names.rate()).map(rate -> rate.divide(per, MathContext.DECIMAL64));
  }

  /** The items of a new document; a line that cannot be said whole is refused (L19). */
  List<Map<String, @Nullable Object>> write(
      Body body, List<DocumentLine> lines, String currency, @Nullable String plant) {
    boolean keyed = keepsKeys();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (DocumentLine line : lines) {
      if (line.kind() == DocumentLine.Kind.ITEM) {
        rows.add(row(body, line, currency, plant, keyed));
      }
    }
    return rows;
  }

  private boolean keepsKeys() {
    return !names.lineKey().isEmpty()
        && site.metadata(names.api())
            .property(names.set(), names.item(names.lineKey()))
            .isPresent();
  }

  private Map<String, @Nullable Object> row(
      Body body, DocumentLine line, String currency, @Nullable String plant, boolean keyed) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    line.product().ifPresent(product -> row.put(names.material(), product.value()));
    line.description().ifPresent(text -> row.put(names.text(), cut(text)));
    line.quantity().ifPresent(quantity -> row.put("RequestedQuantity", quantity));
    line.unit().ifPresent(unit -> row.put(names.unit(), unit));
    if (plant != null) {
      row.put(names.plant(), plant);
    }
    boolean own = !names.lineKey().equals("UnderlyingPurchaseOrderItem");
    if (keyed && (own || line.key().length() <= KEY)) {
      row.put(names.lineKey(), line.key());
    }
    List<Map<String, @Nullable Object>> prices = new ArrayList<>();
    line.unitPrice().ifPresent(price -> prices.add(amount(line, price, currency)));
    line.discountPercent()
        .filter(part -> part.signum() != 0)
        .ifPresent(part -> discount(body, part).ifPresent(prices::add));
    if (!prices.isEmpty()) {
      row.put(names.prices(), prices);
    }
    return row;
  }

  private Map<String, @Nullable Object> amount(
      DocumentLine line, BigDecimal price, String currency) {
    Map<String, @Nullable Object> element = new LinkedHashMap<>();
    element.put("ConditionType", site.codes().priceCondition());
    element.put(names.rate(), price);
    element.put("ConditionCurrency", currency);
    element.put("ConditionQuantity", BigDecimal.ONE);
    line.unit().ifPresent(unit -> element.put(names.priceUnit(), unit));
    return element;
  }

  private Optional<Map<String, @Nullable Object>> discount(Body body, BigDecimal percent) {
    S4HanaCodes codes = site.codes();
    if (codes.discountCondition().isEmpty()) {
      body.refuse(
          FieldError.of(
              "lines", "DISCOUNT", "no condition type for discounts is set: discountCondition"));
      return Optional.empty();
    }
    Map<String, @Nullable Object> element = new LinkedHashMap<>();
    element.put("ConditionType", codes.discountCondition().get());
    element.put(names.percent(), percent.negate());
    return Optional.of(element);
  }

  /** A description is a help to read, not a value to keep: the product's own name is there too. */
  private static String cut(String text) {
    return text.length() > TEXT ? text.substring(0, TEXT) : text;
  }
}
