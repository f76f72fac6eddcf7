package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

class StockContractTest extends EntityAdapterContract {
  private final Servers servers = new Servers(18);

  @AfterEach
  void close() {
    servers.close();
  }

  @Override
  protected Connector connector() {
    return Odoo.connect(servers.settings());
  }

  @Override
  protected EntityType type() {
    return StockLevel.TYPE;
  }

  @Override
  protected Remote remote() {
    return new Shelves();
  }

  @Override
  protected Fields sample(int n) {
    return Fields.of(
        StockLevel.AVAILABLE,
        new BigDecimal(13 + n),
        StockLevel.RESERVED,
        Map.of("WH", new BigDecimal("2")),
        StockLevel.ON_HAND,
        Map.of("WH", new BigDecimal(10 + n), "WH2", new BigDecimal("5")));
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        StockLevel.ON_HAND, Map.of("WH", new BigDecimal(20 + n), "WH2", new BigDecimal("5")));
  }

  /** Products with quants: location 1 is that of the warehouse WH, location 2 that of WH2. */
  private final class Shelves extends ServerRemote {
    private static final String QUANT = "stock.quant";

    Shelves() {
      super(StockContractTest.this.servers, "product.product", Map.of(), "name");
    }

    @Override
    public RecordId create(Fields fields) {
      long id =
          servers
              .user()
              .create(
                  "product.product", Map.of("name", "Tube", "sale_ok", true, "is_storable", true));
      for (long location = 1; location <= 2; location++) {
        servers
            .user()
            .create(
                QUANT,
                Map.of("product_id", id, "location_id", location, "quantity", BigDecimal.ZERO));
      }
      RecordId record = RecordId.of(Long.toString(id));
      put(record, fields);
      return record;
    }

    private void put(RecordId id, Fields fields) {
      set(id, fields, StockLevel.ON_HAND, "quantity");
      set(id, fields, StockLevel.RESERVED, "reserved_quantity");
    }

    private void set(
        RecordId id, Fields fields, Field<Map<String, BigDecimal>> field, String column) {
      fields
          .get(field)
          .ifPresent(
              all ->
                  all.forEach(
                      (code, number) ->
                          servers.user().write(QUANT, quant(id, code), Map.of(column, number))));
    }

    private long quant(RecordId id, String warehouse) {
      return quants(id).stream()
          .filter(quant -> code(quant).equals(warehouse))
          .map(quant -> Long.parseLong(quant.get("id").toString()))
          .findFirst()
          .orElseThrow();
    }

    private List<Map<String, Object>> quants(RecordId id) {
      return servers.user().ids(QUANT).stream()
          .flatMap(quant -> servers.user().record(QUANT, quant).stream())
          .filter(quant -> quant.get("product_id").toString().equals(id.value()))
          .toList();
    }

    private String code(Map<String, Object> quant) {
      return quant.get("location_id").toString().equals("1") ? "WH" : "WH2";
    }

    @Override
    public void edit(RecordId id, Fields changed) {
      put(id, changed);
    }

    @Override
    public Optional<Fields> fields(RecordId id) {
      if (servers.user().record(model, id(id)).isEmpty()) {
        return Optional.empty();
      }
      Map<String, BigDecimal> hand = new TreeMap<>();
      Map<String, BigDecimal> reserved = new TreeMap<>();
      BigDecimal free = BigDecimal.ZERO;
      for (Map<String, Object> quant : quants(id)) {
        BigDecimal quantity = new BigDecimal(quant.get("quantity").toString());
        BigDecimal kept = new BigDecimal(quant.get("reserved_quantity").toString());
        hand.put(code(quant), quantity);
        if (kept.signum() != 0) {
          reserved.put(code(quant), kept);
        }
        free = free.add(quantity).subtract(kept);
      }
      return Optional.of(
          Fields.of(
              StockLevel.AVAILABLE, free, StockLevel.RESERVED, reserved, StockLevel.ON_HAND, hand));
    }

    @Override
    public void editPart(RecordId id) {
      put(id, Fields.of(StockLevel.RESERVED, Map.of("WH", new BigDecimal("3"))));
    }

    @Override
    public Set<ShapeChange> shapeChanges() {
      return Set.of();
    }

    @Override
    public void removeField(Field<?> field) {
      Remote.cannot("remove a field that is computed");
    }
  }
}
