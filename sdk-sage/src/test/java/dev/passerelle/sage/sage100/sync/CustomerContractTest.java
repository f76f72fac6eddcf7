package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Customers by SQL and through the agent. */
class CustomerContractTest extends EntityAdapterContract {
  private static final Map<Field<String>, String> TEXTS =
      Map.of(
          Customer.NAME, "CT_Intitule",
          Customer.SIRET, "CT_Siret",
          Customer.EMAIL, "CT_EMail",
          Customer.PHONE, "CT_Telephone");
  private static final Map<Field<String>, String> INDEXES =
      Map.of(Customer.OWNER, "CO_No", Customer.PRICE_CATEGORY, "N_CatTarif");
  private static final List<String> ADDRESS =
      List.of(
          "CT_Adresse", "CT_Complement", "CT_CodePostal", "CT_Ville", "CT_CodeRegion", "CT_Pays");

  private final Negoce negoce = company();

  private final AtomicInteger numbers = new AtomicInteger();

  /** The company with a way of writing. */
  Negoce company() {
    return Negoce.withAgent(Variant.RECENT);
  }

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
    return Customer.TYPE;
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.NAME, "Épicerie Sentinelle " + n)
        .set(Customer.SIRET, "9000000%07d".formatted(n))
        .set(Customer.EMAIL, "sentinelle" + n + "@epicerie.example")
        .set(Customer.PHONE, "05 36 49 77 " + n)
        .set(Customer.OWNER, Integer.toString(1 + n % 2))
        .set(Customer.PRICE_CATEGORY, "2")
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(
                n + " rue Sentinelle", null, "97110", "POINTE-A-PITRE", null, "GUADELOUPE"))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.builder()
        .set(Customer.NAME, "Sentinelle & Filles " + n)
        .set(Customer.EMAIL, "filles" + n + "@epicerie.example")
        .set(Customer.OWNER, Integer.toString(2 - n % 2))
        .set(
            Customer.BILLING_ADDRESS,
            new PostalAddress(
                n + " quai Sentinelle", "Bât. B", "97100", "BASSE-TERRE", null, "GUADELOUPE"))
        .build();
  }

  @Override
  protected Fields rough(int n) {
    return sample(n)
        .with(Customer.NAME, "Épicerie Sentinelle " + n + "   ")
        .with(Customer.SIRET, "900 0000 %07d".formatted(n));
  }

  @Override
  protected Remote remote() {
    return new SageRemote(negoce) {
      @Override
      public RecordId create(Fields fields) {
        Map<String, Object> columns = values(fields);
        columns.put("CT_Num", "U" + numbers.incrementAndGet());
        return RecordId.of(negoce.sage.user().createCustomer(columns));
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        negoce.sage.user().changeCustomer(code(id), values(changed));
      }

      private String code(RecordId id) {
        return row("F_COMPTET", id).orElseThrow().get("CT_Num").toString();
      }

      @Override
      public void archive(RecordId id) {
        negoce.sage.user().setDormant(code(id), true);
      }

      @Override
      public void delete(RecordId id) {
        negoce.sage.user().deleteCustomer(code(id));
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        return row("F_COMPTET", id).map(CustomerContractTest::truth);
      }

      @Override
      public long liveRecords(String reference) {
        int n = Integer.parseInt(reference.substring(3));
        return negoce
            .rows(
                "SELECT [cbMarq] FROM [dbo].[F_COMPTET] WHERE [CT_EMail] = ?",
                sample(n).get(Customer.EMAIL).orElseThrow())
            .size();
      }

      /** Somebody has the SIRET already. */
      @Override
      public void refuseRecord(int index) {
        Fields taken =
            Fields.of(
                Customer.NAME,
                "Autre",
                Customer.SIRET,
                sample(index + 1).get(Customer.SIRET).get());
        create(taken);
      }
    };
  }

  private static Map<String, Object> values(Fields fields) {
    Map<String, Object> values = SageRemote.columns(TEXTS, fields);
    INDEXES.forEach(
        (field, column) -> {
          if (fields.has(field)) {
            values.put(column, Integer.valueOf(fields.get(field).orElse("0")));
          }
        });
    if (fields.has(Customer.BILLING_ADDRESS)) {
      PostalAddress a = fields.get(Customer.BILLING_ADDRESS).orElse(null);
      String[] parts =
          a == null
              ? new String[6]
              : new String[] {
                a.street(), a.complement(), a.postalCode(), a.city(), a.region(), a.country()
              };
      for (int i = 0; i < parts.length; i++) {
        values.put(ADDRESS.get(i), parts[i] == null ? "" : parts[i]);
      }
    }
    return values;
  }

  private static Fields truth(Map<String, Object> row) {
    Fields.Builder fields = SageRemote.texts(TEXTS, row).toBuilder();
    INDEXES.forEach(
        (field, column) -> {
          BigDecimal index = SageRemote.number(row, column);
          fields.set(field, index.signum() == 0 ? null : index.toBigInteger().toString());
        });
    String[] a = ADDRESS.stream().map(column -> row.get(column).toString()).toArray(String[]::new);
    PostalAddress address = new PostalAddress(a[0], a[1], a[2], a[3], a[4], a[5]);
    fields.set(Customer.BILLING_ADDRESS, address.isBlank() ? null : address);
    return fields.build();
  }
}
