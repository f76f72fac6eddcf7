package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stock of products from the quants in internal locations, by warehouse (fact sheet §2.2). A
 * product without a quant has none; one that is not kept in stock has no figure at all.
 */
final class StockPart implements Part {
  private static final String QUANT = "stock.quant";
  private static final Domain INTERNAL = Domain.where("location_id.usage", "=", "internal");
  private static final List<String> SHOWN =
      List.of("product_id", "warehouse_id", "quantity", "reserved_quantity");

  /** Digits of a quantity that are meant. */
  private static final int NOISE = 6;

  private final Instance instance;

  StockPart(Instance instance) {
    this.instance = instance;
  }

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(
        FieldRule.of(StockLevel.AVAILABLE).readOnly(),
        FieldRule.of(StockLevel.ON_HAND).readOnly(),
        FieldRule.of(StockLevel.RESERVED).readOnly());
  }

  @Override
  public Set<String> columns() {
    return instance.fields(RecordMaps.productModel(instance)).containsKey("is_storable")
        ? Set.of("is_storable")
        : Set.of("type");
  }

  /** A change of stock does not move the product's stamp (fact sheet §3). */
  Trail trail() {
    return Trail.stamped(QUANT, List.of("product_id"), Domain.all(), this::changes);
  }

  private List<Change> changes(List<OdooRecord> quants) {
    Map<Long, Long> hosts = hosts(quants);
    List<Change> changes = new ArrayList<>();
    for (OdooRecord quant : quants) {
      quant
          .link("product_id")
          .map(id -> hosts.getOrDefault(id, id))
          .ifPresent(id -> changes.add(Change.of(RecordId.of(Long.toString(id)))));
    }
    return changes;
  }

  /** The templates of variants, where a product is a template. */
  private Map<Long, Long> hosts(List<OdooRecord> quants) {
    Map<Long, Long> hosts = new LinkedHashMap<>();
    if (instance.settings().templates()) {
      List<Long> variants =
          quants.stream().flatMap(each -> each.link("product_id").stream()).distinct().toList();
      instance
          .model("product.product")
          .read(variants, List.of("product_tmpl_id"))
          .forEach(each -> each.link("product_tmpl_id").ifPresent(id -> hosts.put(each.id(), id)));
    }
    return hosts;
  }

  @Override
  public Map<Long, Fields> read(List<OdooRecord> records) {
    List<Long> ids = records.stream().map(OdooRecord::id).toList();
    String path = instance.settings().templates() ? "product_id.product_tmpl_id" : "product_id";
    List<OdooRecord> quants =
        instance.model(QUANT).searchRead(Query.of(INTERNAL.and(path, "in", ids)).fields(SHOWN));
    Map<Long, Long> hosts = hosts(quants);
    Map<Long, List<OdooRecord>> byProduct = new LinkedHashMap<>();
    for (OdooRecord quant : quants) {
      quant
          .link("product_id")
          .map(id -> hosts.getOrDefault(id, id))
          .ifPresent(id -> byProduct.computeIfAbsent(id, key -> new ArrayList<>()).add(quant));
    }
    Map<Long, Fields> fields = new LinkedHashMap<>();
    for (OdooRecord record : records) {
      fields.put(
          record.id(),
          isKept(record) ? figures(byProduct.getOrDefault(record.id(), List.of())) : none());
    }
    return fields;
  }

  private static boolean isKept(OdooRecord record) {
    return record.has("is_storable")
        ? record.flag("is_storable")
        : record.text("type").filter(type -> type.equals("product")).isPresent();
  }

  private static Fields none() {
    return Fields.of(
        StockLevel.AVAILABLE, null, StockLevel.ON_HAND, Map.of(), StockLevel.RESERVED, Map.of());
  }

  private static BigDecimal number(OdooRecord quant, String column) {
    return Codecs.rounded(quant.number(column).orElse(BigDecimal.ZERO), Optional.of(NOISE));
  }

  private Fields figures(List<OdooRecord> quants) {
    // Quantities are binary floats there: what is beyond six digits is their noise.
    Map<String, BigDecimal> hand = new TreeMap<>();
    Map<String, BigDecimal> reserved = new TreeMap<>();
    BigDecimal available = BigDecimal.ZERO;
    for (OdooRecord quant : quants) {
      String warehouse = quant.link("warehouse_id").map(instance.warehouses()::of).orElse("");
      BigDecimal quantity = number(quant, "quantity");
      BigDecimal kept = number(quant, "reserved_quantity");
      hand.merge(warehouse, quantity, BigDecimal::add);
      reserved.merge(warehouse, kept, BigDecimal::add);
      available = available.add(quantity).subtract(kept);
    }
    reserved.values().removeIf(number -> number.signum() == 0);
    return Fields.of(
        StockLevel.AVAILABLE, available, StockLevel.ON_HAND, hand, StockLevel.RESERVED, reserved);
  }
}
