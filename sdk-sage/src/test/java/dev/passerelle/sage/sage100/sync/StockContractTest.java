package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;

/** Stock by SQL, in two warehouses; the articles are those there are. */
class StockContractTest extends EntityAdapterContract {
  private static final Map<Field<Map<String, BigDecimal>>, String> FIGURES =
      Map.of(
          StockLevel.ON_HAND, "AS_QteSto",
          StockLevel.RESERVED, "AS_QteRes",
          StockLevel.ON_ORDER, "AS_QteCom");
  private static final List<String> ARTICLES =
      List.of(
          "CIM-CPJ-35",
          "FER-HA10-6",
          "TOL-BAC-3M",
          "TUB-PVC-100",
          "GRP-ELE-3K",
          "CLI-INV-12",
          "CIT-EAU-1K",
          "EAU-MIN-6P");

  private final Negoce negoce = new Negoce(Variant.RECENT);

  @AfterEach
  void close() {
    negoce.close();
  }

  @Override
  protected Connector connector() {
    return negoce.connect();
  }

  @Override
  protected EntityType type() {
    return StockLevel.TYPE;
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(StockLevel.ON_HAND, quantities("100." + n, "7"))
        .set(StockLevel.RESERVED, quantities("40", "0"))
        .set(StockLevel.ON_ORDER, quantities("0", "12.125"))
        .set(StockLevel.AVAILABLE, new BigDecimal("107." + n))
        .build();
  }

  private static Map<String, BigDecimal> quantities(String first, String second) {
    return Map.of("1", new BigDecimal(first), "2", new BigDecimal(second));
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        StockLevel.ON_ORDER, quantities("5", "" + n), StockLevel.RESERVED, quantities("41", "1"));
  }

  @Override
  protected Remote remote() {
    return new SageRemote(negoce) {
      private int taken;

      @Override
      public RecordId create(Fields fields) {
        String article = ARTICLES.get(taken++);
        negoce.sage.user().receiveStock(article, 2, BigDecimal.ONE);
        edit(RecordId.of(article), fields);
        return RecordId.of(article);
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        for (Map<String, Object> row : stock(id)) {
          Map<String, Object> columns = new TreeMap<>();
          FIGURES.forEach(
              (field, column) ->
                  changed
                      .get(field)
                      .ifPresent(
                          figures ->
                              columns.put(column, figures.get(row.get("DE_No").toString()))));
          negoce.sage.user().change("F_ARTSTOCK", (int) row.get("cbMarq"), columns);
        }
      }

      /** What is in picking is shown as less to sell only. */
      @Override
      public void editPart(RecordId id) {
        int row = (int) stock(id).get(0).get("cbMarq");
        negoce.sage.user().change("F_ARTSTOCK", row, Map.of("AS_QtePrepa", new BigDecimal("2.5")));
      }

      @Override
      public void delete(RecordId id) {
        stock(id).forEach(row -> negoce.sage.user().remove("F_ARTSTOCK", (int) row.get("cbMarq")));
        int article =
            (int)
                negoce
                    .rows("SELECT [cbMarq] FROM [dbo].[F_ARTICLE] WHERE [AR_Ref] = ?", id.value())
                    .get(0)
                    .get("cbMarq");
        negoce.sage.user().remove("F_ARTICLE", article);
      }

      private List<Map<String, Object>> stock(RecordId id) {
        return negoce.rows(
            "SELECT * FROM [dbo].[F_ARTSTOCK] WHERE [AR_Ref] = ? ORDER BY [DE_No]", id.value());
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        List<Map<String, Object>> rows = stock(id);
        return rows.isEmpty() ? Optional.empty() : Optional.of(truth(rows));
      }
    };
  }

  private static Fields truth(List<Map<String, Object>> rows) {
    Fields.Builder fields = Fields.builder();
    FIGURES.forEach(
        (field, column) -> {
          Map<String, BigDecimal> figures = new TreeMap<>();
          rows.forEach(
              row -> figures.put(row.get("DE_No").toString(), SageRemote.number(row, column)));
          fields.set(field, figures);
        });
    BigDecimal available = BigDecimal.ZERO;
    for (Map<String, Object> row : rows) {
      available =
          available
              .add(SageRemote.number(row, "AS_QteSto"))
              .subtract(SageRemote.number(row, "AS_QtePrepa"));
    }
    return fields.set(StockLevel.AVAILABLE, available).build();
  }
}
