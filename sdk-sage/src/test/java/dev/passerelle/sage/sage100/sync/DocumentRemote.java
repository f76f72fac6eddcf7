package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.TaxTotal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Documents of one type past the connector: two bars of iron for the canteens, 17.25 in all. */
class DocumentRemote extends SageRemote {
  static final String CUSTOMER = "CANTINESUD";
  private static final Map<Field<String>, String> NUMBERS =
      Map.of(SalesOrder.OWNER, "CO_No", SalesOrder.STATUS, "DO_Statut");

  private final int type;

  /**
   * @param type DO_Type; 6 stands for 7 too
   */
  DocumentRemote(Negoce negoce, int type) {
    super(negoce);
    this.type = type;
  }

  /** The amounts of a document, with the sign of a credit note where it is one. */
  static Fields amounts(int sign) {
    BigDecimal net = new BigDecimal("15.90").multiply(BigDecimal.valueOf(sign));
    BigDecimal tax = new BigDecimal("1.35").multiply(BigDecimal.valueOf(sign));
    return Fields.builder()
        .set(SalesOrder.NET, net)
        .set(SalesOrder.TAX, tax)
        .set(SalesOrder.GROSS, net.add(tax))
        .build();
  }

  /** The tax of {@link #amounts}. */
  static Set<TaxTotal> taxes(int sign) {
    Fields amounts = amounts(sign);
    BigDecimal net = amounts.get(SalesOrder.NET).orElseThrow();
    return Set.of(
        new TaxTotal(new BigDecimal("8.5"), net, amounts.get(SalesOrder.TAX).orElseThrow()));
  }

  @Override
  public RecordId create(Fields fields) {
    String piece = negoce.sage.user().enterDocument(Math.min(type, 1), CUSTOMER, Orders.bars());
    if (type > 1) {
      piece = negoce.sage.user().transform(1, piece, type);
    }
    RecordId id = RecordId.of(piece);
    fields
        .get(Delivery.ORDERS)
        .ifPresent(orders -> changeRows("F_DOCLIGNE", id, Map.of("DL_PieceBC", only(orders))));
    edit(id, fields);
    return id;
  }

  static String only(Set<Ref> refs) {
    return refs.iterator().next().value();
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    Map<String, Object> columns = new HashMap<>();
    if (changed.has(SalesOrder.EXTERNAL_NUMBER)) {
      columns.put("DO_Ref", changed.get(SalesOrder.EXTERNAL_NUMBER).orElse(""));
    }
    NUMBERS.forEach(
        (field, column) -> {
          if (changed.has(field)) {
            columns.put(column, Integer.valueOf(changed.get(field).orElse("0")));
          }
        });
    changed.get(SalesOrder.DATE).ifPresent(date -> columns.put("DO_Date", date));
    if (!columns.isEmpty()) {
      changeRows("F_DOCENTETE", id, columns);
    }
  }

  final void changeRows(String table, RecordId id, Map<String, Object> columns) {
    rows(table, id)
        .forEach(row -> negoce.sage.user().change(table, (int) row.get("cbMarq"), columns));
  }

  /** The rows of a document. */
  final List<Map<String, Object>> rows(String table, RecordId id) {
    return negoce.rows(
        "SELECT * FROM [dbo].[%s] WHERE [DO_Type] IN (?, ?) AND [DO_Piece] = ?".formatted(table),
        type,
        type == 6 ? 7 : type,
        id.value());
  }

  /** The text of its line. */
  @Override
  public void editPart(RecordId id) {
    changeRows("F_DOCLIGNE", id, Map.of("DL_Design", "Fer à béton galvanisé"));
  }

  /** All of it goes over to the next type: no header is left. */
  @Override
  public void leaveFilter(RecordId id) {
    negoce.sage.user().transform(type, id.value(), type == 3 ? 6 : type == 1 ? 3 : 1);
  }

  @Override
  public void delete(RecordId id) {
    if (type < 2) {
      negoce.sage.user().deleteDocument(type, id.value());
      return;
    }
    for (String table : List.of("F_DOCLIGNE", "F_DOCREGL", "F_DOCENTETE")) {
      rows(table, id).forEach(row -> negoce.sage.user().remove(table, (int) row.get("cbMarq")));
    }
  }

  @Override
  public Optional<Fields> fields(RecordId id) {
    return rows("F_DOCENTETE", id).stream().findFirst().map(this::truth);
  }

  Fields truth(Map<String, Object> header) {
    boolean credit = number(header, "DO_Provenance").signum() != 0;
    BigDecimal net = number(header, "DO_TotalHTNet").abs();
    BigDecimal gross = number(header, "DO_TotalTTC").abs();
    BigDecimal sign = BigDecimal.valueOf(credit ? -1 : 1);
    String reference = header.get("DO_Ref").toString();
    String owner = header.get("CO_No").toString();
    return Fields.builder()
        .set(SalesOrder.CUSTOMER, Ref.to(Customer.TYPE, marq(header.get("DO_Tiers").toString())))
        .set(SalesOrder.DATE, date(header, "DO_Date"))
        .set(SalesOrder.CURRENCY, "EUR")
        .set(SalesOrder.NET, net.multiply(sign))
        .set(SalesOrder.TAX, gross.subtract(net).multiply(sign))
        .set(SalesOrder.GROSS, gross.multiply(sign))
        .set(SalesOrder.TAXES, taxes(sign.intValue()))
        .set(SalesOrder.STATUS, header.get("DO_Statut").toString())
        .set(SalesOrder.EXTERNAL_NUMBER, reference.isEmpty() ? null : reference)
        .set(SalesOrder.OWNER, owner.equals("0") ? null : owner)
        .build();
  }

  private String marq(String customer) {
    return negoce
        .rows("SELECT [cbMarq] FROM [dbo].[F_COMPTET] WHERE [CT_Num] = ?", customer)
        .get(0)
        .get("cbMarq")
        .toString();
  }

  @Override
  public long liveRecords(String reference) {
    return negoce
        .rows("SELECT [cbMarq] FROM [dbo].[F_DOCENTETE] WHERE [DO_NoWeb] = ?", reference)
        .size();
  }
}
