package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Delivery notes by SQL: read-only. */
class DeliveryContractTest extends EntityAdapterContract {
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
    return Delivery.TYPE;
  }

  /** With the lines, whose values are tested apart. */
  @Override
  protected Selection selection() {
    var fields = new HashSet<>(sample(1).keys());
    fields.add(Delivery.LINES);
    return Selection.of(fields);
  }

  @Override
  protected Fields sample(int n) {
    return DocumentRemote.amounts(1).toBuilder()
        .set(Delivery.CUSTOMER, Ref.to(Customer.TYPE, "106"))
        .set(Delivery.DATE, LocalDate.of(2026, 3, n))
        .set(Delivery.CURRENCY, "EUR")
        .set(Delivery.TAXES, DocumentRemote.taxes(1))
        .set(Delivery.OWNER, "2")
        .set(Delivery.STATUS, "2")
        .set(Delivery.ORDERS, Set.of(Ref.to(SalesOrder.TYPE, "BC99000" + n)))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Delivery.OWNER,
        "1",
        Delivery.STATUS,
        "1",
        Delivery.DATE,
        LocalDate.of(2026, 2, 1).plusDays(n));
  }

  @Override
  protected Remote remote() {
    return new DocumentRemote(negoce, 3) {
      @Override
      Fields truth(Map<String, Object> header) {
        String order =
            negoce
                .rows(
                    "SELECT * FROM [dbo].[F_DOCLIGNE] WHERE [DO_Type] = 3 AND [DO_Piece] = ?",
                    header.get("DO_Piece"))
                .get(0)
                .get("DL_PieceBC")
                .toString();
        return super.truth(header).with(Delivery.ORDERS, Set.of(Ref.to(SalesOrder.TYPE, order)));
      }
    };
  }
}
