package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Price;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Prices that price lists fix for a product today, beside its own one. Rules that compute a price,
 * and those for a category or for everything, are left out: only an order's line tells what they
 * give (fact sheet §2.2).
 */
final class PricesPart implements Part {
  private static final String ITEM = "product.pricelist.item";
  private static final String BEGINS = "date_start";
  private static final String ENDS = "date_end";
  private static final List<String> SHOWN =
      List.of(
          "pricelist_id",
          "currency_id",
          "product_tmpl_id",
          "product_id",
          "applied_on",
          "min_quantity",
          "fixed_price",
          BEGINS,
          ENDS);
  private static final Domain FIXED =
      Domain.where("compute_price", "=", "fixed")
          .and("applied_on", "in", List.of("1_product", "0_product_variant"));

  private final Instance instance;

  PricesPart(Instance instance) {
    this.instance = instance;
  }

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(FieldRule.of(Product.PRICES).readOnly());
  }

  @Override
  public Set<String> columns() {
    return instance.settings().templates()
        ? Set.of("list_price")
        : Set.of("lst_price", "product_tmpl_id");
  }

  Trail trail() {
    return Trail.stamped(
        ITEM, List.of("product_tmpl_id", "product_id"), Domain.all(), this::changes);
  }

  /** Prices that begin or end because time has passed (L4). */
  Trail days() {
    return new Trail(
        ITEM,
        List.of("product_tmpl_id", "product_id"),
        false,
        (from, until) ->
            Optional.of(
                Domain.anyOf(List.of(within(BEGINS, from, until), within(ENDS, from, until)))),
        this::changes);
  }

  private static Domain within(String column, Instant from, Instant until) {
    return Domain.where(column, ">=", from).and(column, "<", until);
  }

  private boolean holds(OdooRecord item) {
    Instant now = instance.now();
    return item.instant(BEGINS).filter(now::isBefore).isEmpty()
        && item.instant(ENDS).filter(end -> !now.isBefore(end)).isEmpty();
  }

  private List<Change> changes(List<OdooRecord> items) {
    Set<Long> ids = new LinkedHashSet<>();
    List<Long> templates = new ArrayList<>();
    for (OdooRecord item : items) {
      if (instance.settings().templates()) {
        item.link("product_tmpl_id").ifPresent(ids::add);
      } else if (item.link("product_id").isPresent()) {
        item.link("product_id").ifPresent(ids::add);
      } else {
        item.link("product_tmpl_id").ifPresent(templates::add);
      }
    }
    if (!templates.isEmpty()) {
      ids.addAll(
          instance
              .model("product.product")
              .search(Query.of(Domain.where("product_tmpl_id", "in", templates)).withArchived()));
    }
    return ids.stream().map(id -> Change.of(RecordId.of(Long.toString(id)))).toList();
  }

  @Override
  public Map<Long, Fields> read(List<OdooRecord> records) {
    Optional<String> currency = instance.currency();
    boolean templates = instance.settings().templates();
    Map<Long, Set<Price>> prices = new LinkedHashMap<>();
    Map<Long, List<Long>> ofTemplate = new LinkedHashMap<>();
    for (OdooRecord record : records) {
      Set<Price> own = new LinkedHashSet<>();
      record
          .number(templates ? "list_price" : "lst_price")
          .ifPresent(
              amount ->
                  own.add(new Price("", currency.orElse(""), BigDecimal.ZERO, false, amount)));
      prices.put(record.id(), own);
      long template = templates ? record.id() : record.link("product_tmpl_id").orElse(0L);
      ofTemplate.computeIfAbsent(template, key -> new ArrayList<>()).add(record.id());
    }
    items(ofTemplate.keySet(), prices.keySet()).stream()
        .filter(this::holds)
        .forEach(item -> add(item, prices, ofTemplate));
    Map<Long, Fields> fields = new LinkedHashMap<>();
    prices.forEach((id, all) -> fields.put(id, Fields.of(Product.PRICES, all)));
    return fields;
  }

  /** A rule for a variant may lack the template (16). */
  private List<OdooRecord> items(Set<Long> templates, Set<Long> records) {
    Domain ofTemplates = Domain.where("product_tmpl_id", "in", List.copyOf(templates));
    Domain of =
        instance.settings().templates()
            ? ofTemplates
            : Domain.anyOf(
                List.of(ofTemplates, Domain.where("product_id", "in", List.copyOf(records))));
    return instance.model(ITEM).searchRead(Query.of(FIXED.and(of)).fields(SHOWN));
  }

  private void add(
      OdooRecord item, Map<Long, Set<Price>> prices, Map<Long, List<Long>> ofTemplate) {
    Optional<Long> variant =
        instance.settings().templates() ? Optional.empty() : item.link("product_id");
    List<Long> products =
        variant
            .map(List::of)
            .orElseGet(
                () -> ofTemplate.getOrDefault(item.link("product_tmpl_id").orElse(0L), List.of()));
    Price price =
        new Price(
            item.link("pricelist_id").map(String::valueOf).orElse(""),
            item.link("currency_id").map(instance.currencies()::of).orElse(""),
            item.number("min_quantity").orElse(BigDecimal.ZERO),
            false,
            item.number("fixed_price").orElse(BigDecimal.ZERO));
    products.forEach(id -> Optional.ofNullable(prices.get(id)).ifPresent(all -> all.add(price)));
  }
}
