package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Invoices by SQL, paid in part and posted under their reader's eyes: read-only. */
class InvoiceContractTest extends EntityAdapterContract {
  private static final BigDecimal DEPOSIT = new BigDecimal("5");

  private final Negoce negoce = new Negoce(variant());

  Variant variant() {
    return Variant.RECENT;
  }

  /** −1 for credit notes. */
  int sign() {
    return 1;
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
    return Invoice.TYPE;
  }

  /** With the lines, whose values are tested apart. */
  @Override
  protected Selection selection() {
    var fields = new HashSet<>(sample(1).keys());
    fields.add(Invoice.LINES);
    return Selection.of(fields);
  }

  @Override
  protected Fields sample(int n) {
    BigDecimal paid = DEPOSIT.multiply(BigDecimal.valueOf(sign()));
    Fields amounts = DocumentRemote.amounts(sign());
    return amounts.toBuilder()
        .set(Invoice.CUSTOMER, Ref.to(Customer.TYPE, "106"))
        .set(Invoice.DATE, LocalDate.of(2026, 3, n))
        .set(Invoice.CURRENCY, "EUR")
        .set(Invoice.TAXES, DocumentRemote.taxes(sign()))
        .set(Invoice.OWNER, "2")
        .set(Invoice.STATUS, "2")
        .set(Invoice.KIND, sign() < 0 ? "credit_note" : "invoice")
        .set(Invoice.DUE_DATE, LocalDate.of(2026, 4, n))
        .set(Invoice.PAID, paid)
        .set(Invoice.REMAINING, amounts.get(Invoice.GROSS).orElseThrow().subtract(paid))
        .set(Invoice.POSTED, false)
        .set(Invoice.ORDERS, Set.of(Ref.to(SalesOrder.TYPE, "BC99000" + n)))
        .set(Invoice.DELIVERIES, Set.of(Ref.to(Delivery.TYPE, "BL99000" + n)))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Invoice.OWNER,
        "1",
        Invoice.DUE_DATE,
        LocalDate.of(2026, 5, 1).plusDays(n),
        Invoice.POSTED,
        true);
  }

  @Override
  protected Remote remote() {
    return new InvoiceRemote();
  }

  private final class InvoiceRemote extends DocumentRemote {
    InvoiceRemote() {
      super(InvoiceContractTest.this.negoce, 6);
    }

    @Override
    public RecordId create(Fields fields) {
      RecordId id = super.create(fields);
      fields
          .get(Invoice.DELIVERIES)
          .ifPresent(all -> changeRows("F_DOCLIGNE", id, Map.of("DL_PieceBL", only(all))));
      if (sign() < 0) {
        changeRows("F_DOCENTETE", id, Map.of("DO_Provenance", 2));
      }
      negoce.sage.user().recordPayment(CUSTOMER, DEPOSIT, id.value(), false);
      return id;
    }

    @Override
    public void edit(RecordId id, Fields changed) {
      super.edit(id, changed);
      changed
          .get(Invoice.DUE_DATE)
          .ifPresent(date -> changeRows("F_DOCREGL", id, Map.of("DR_Date", date)));
      boolean open = rows("F_DOCENTETE", id).get(0).get("DO_Type").toString().equals("6");
      if (open && changed.get(Invoice.POSTED).orElse(false)) {
        negoce.sage.user().postInvoice(id.value());
      }
    }

    /** More of it is paid. */
    @Override
    public void editPart(RecordId id) {
      negoce.sage.user().recordPayment(CUSTOMER, BigDecimal.ONE, id.value(), false);
    }

    /** An invoice goes nowhere. */
    @Override
    public void leaveFilter(RecordId id) {
      Remote.cannot("transform an invoice");
    }

    @Override
    Fields truth(Map<String, Object> header) {
      RecordId id = RecordId.of(header.get("DO_Piece").toString());
      Map<String, Object> line = rows("F_DOCLIGNE", id).get(0);
      BigDecimal paid =
          rows("F_REGLECH", id).stream()
              .map(row -> number(row, "RC_Montant").multiply(BigDecimal.valueOf(sign())))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      Fields common = super.truth(header);
      return common.toBuilder()
          .set(Invoice.KIND, sign() < 0 ? "credit_note" : "invoice")
          .set(Invoice.DUE_DATE, date(rows("F_DOCREGL", id).get(0), "DR_Date"))
          .set(Invoice.PAID, paid)
          .set(Invoice.REMAINING, common.get(Invoice.GROSS).orElseThrow().subtract(paid))
          .set(Invoice.POSTED, header.get("DO_Type").toString().equals("7"))
          .set(Invoice.ORDERS, Set.of(Ref.to(SalesOrder.TYPE, line.get("DL_PieceBC").toString())))
          .set(Invoice.DELIVERIES, Set.of(Ref.to(Delivery.TYPE, line.get("DL_PieceBL").toString())))
          .build();
    }
  }
}
