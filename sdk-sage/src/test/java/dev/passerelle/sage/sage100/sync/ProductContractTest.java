package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/**
 * Products by SQL: read-only. The simulated users do not make articles; they take those there are.
 */
class ProductContractTest extends EntityAdapterContract {
  private static final Field<BigDecimal> OCTROI = Field.decimal("octroi_de_mer");
  private static final List<String> ARTICLES =
      List.of(
          "CIM-CPJ-35",
          "FER-HA10-6",
          "TOL-BAC-3M",
          "PEI-FAC-15",
          "TUB-PVC-100",
          "GRP-ELE-3K",
          "CLI-INV-12",
          "CIT-EAU-1K");

  private final Negoce negoce = new Negoce(Variant.RECENT);

  @AfterEach
  void close() {
    negoce.close();
  }

  @Override
  protected Connector connector() {
    return negoce.connect(
        settings -> settings.freeField(Product.TYPE, OCTROI, "Octroi de mer inclus"));
  }

  @Override
  protected EntityType type() {
    return Product.TYPE;
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(OCTROI, new BigDecimal("0.59"))
        .set(Product.SKU, ARTICLES.get(n - 1))
        .set(Product.NAME, "Article prélaqué Ø" + n)
        .set(Product.PRICE, new BigDecimal("8.40"))
        .set(Product.TAX_CODE, "C85")
        .set(Product.VAT_RATE, new BigDecimal("8.5"))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Product.NAME,
        "Changé " + n,
        Product.PRICE,
        new BigDecimal("9.123456"),
        OCTROI,
        BigDecimal.ONE);
  }

  @Override
  protected Remote remote() {
    return new SageRemote(negoce) {
      @Override
      public RecordId create(Fields fields) {
        RecordId id = RecordId.of(fields.get(Product.SKU).orElseThrow());
        edit(id, fields);
        return id;
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        Map<String, Object> columns = new HashMap<>();
        changed.get(Product.NAME).ifPresent(name -> columns.put("AR_Design", name));
        changed.get(Product.PRICE).ifPresent(price -> columns.put("AR_PrixVen", price));
        changed.get(OCTROI).ifPresent(tax -> columns.put("Octroi de mer inclus", tax));
        if (!columns.isEmpty()) {
          negoce.sage.user().changeArticle(id.value(), columns);
        }
      }

      @Override
      public void archive(RecordId id) {
        negoce.sage.user().changeArticle(id.value(), Map.of("AR_Sommeil", 1));
      }

      /** The tax of the article itself, before that of its family. */
      @Override
      public void editPart(RecordId id) {
        List<Map<String, Object>> taxes =
            negoce.rows(
                "SELECT [cbMarq] FROM [dbo].[F_ARTCOMPTA] WHERE [AR_Ref] = ? AND [ACP_Champ] = 1",
                id.value());
        negoce
            .sage
            .user()
            .change(
                "F_ARTCOMPTA",
                (int) taxes.get(0).get("cbMarq"),
                Map.of("ACP_ComptaCPT_Taxe1", "C00"));
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        return negoce
            .rows("SELECT * FROM [dbo].[F_ARTICLE] WHERE [AR_Ref] = ?", id.value())
            .stream()
            .findFirst()
            .map(ProductContractTest::truth);
      }
    };
  }

  private static Fields truth(Map<String, Object> row) {
    return Fields.builder()
        .set(OCTROI, SageRemote.number(row, "Octroi de mer inclus"))
        .set(Product.SKU, row.get("AR_Ref").toString())
        .set(Product.NAME, row.get("AR_Design").toString())
        .set(Product.PRICE, SageRemote.number(row, "AR_PrixVen"))
        .set(Product.TAX_CODE, "C85")
        .set(Product.VAT_RATE, new BigDecimal("8.5"))
        .build();
  }
}
