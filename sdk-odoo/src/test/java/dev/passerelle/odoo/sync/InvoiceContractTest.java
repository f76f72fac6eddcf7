package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Posted invoices, on 19, in JSON-2. */
class InvoiceContractTest extends EntityAdapterContract {
  private static final String MOVE = "account.move";
  private static final String LINE = "account.move.line";

  private final Servers servers = servers();
  private final long customer =
      servers.user().create("res.partner", Map.of("name", "Acme", "is_company", true));
  private final long product =
      servers.user().create("product.product", Map.of("name", "Tube", "lst_price", 9));

  Servers servers() {
    return new Servers(19);
  }

  String kind() {
    return "invoice";
  }

  String moveType() {
    return "out_invoice";
  }

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
    return Invoice.TYPE;
  }

  @Override
  protected Remote remote() {
    return new Bills();
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Invoice.OWNER, "1")
        .set(Invoice.CUSTOMER, Ref.to(Customer.TYPE, Long.toString(customer)))
        .set(Invoice.KIND, kind())
        .set(Invoice.DATE, LocalDate.of(2026, 3, n))
        .set(Invoice.DUE_DATE, LocalDate.of(2026, 4, n))
        .set(Invoice.NET, new BigDecimal(20 + n))
        .set(Invoice.REMAINING, new BigDecimal(20 + n))
        .set(Invoice.POSTED, true)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(Invoice.OWNER, "2");
  }

  /** One line of twice ten, and one of one euro each. */
  private final class Bills extends BookedRemote {
    Bills() {
      super(
          InvoiceContractTest.this.servers,
          MOVE,
          "ref",
          Column.link(Invoice.OWNER, "invoice_user_id"),
          Column.ref(Invoice.CUSTOMER, Customer.TYPE, "partner_id"),
          Column.of(Invoice.DATE, "invoice_date", Bills::day, LocalDate::toString),
          Column.of(Invoice.DUE_DATE, "invoice_date_due", Bills::day, LocalDate::toString));
    }

    private static LocalDate day(Object text) {
      return LocalDate.parse(text.toString());
    }

    @Override
    Map<String, Object> values(Fields fields) {
      Map<String, Object> values = new LinkedHashMap<>(super.values(fields));
      if (fields.has(Invoice.NET)) {
        values.put("move_type", moveType());
        values.put("invoice_line_ids", List.of(line(2, "10"), line(1, rest(fields))));
      }
      return values;
    }

    private String rest(Fields fields) {
      return fields.get(Invoice.NET).orElseThrow().subtract(new BigDecimal("20")).toString();
    }

    private List<Object> line(int quantity, String price) {
      return List.of(
          0,
          0,
          Map.of(
              "product_id",
              product,
              "name",
              "Tube",
              "quantity",
              quantity,
              "price_unit",
              new BigDecimal(price),
              "tax_ids",
              List.of(List.of(6, 0, List.of()))));
    }

    @Override
    Fields fields(RecordId id, Map<String, Object> record) {
      List<DocumentLine> lines = new ArrayList<>();
      rows(id).forEach(row -> lines.add(shown(row)));
      boolean posted = "posted".equals(record.get("state"));
      return super.fields(id, record)
          .with(Invoice.KIND, kind())
          .with(Invoice.LINES, lines)
          .with(Invoice.NUMBER, record.get("name").toString())
          .with(Invoice.STATUS, record.get(posted ? "payment_state" : "state").toString())
          .with(Invoice.NET, number(record, "amount_untaxed"))
          .with(Invoice.REMAINING, number(record, "amount_residual"))
          .with(Invoice.POSTED, posted);
    }

    private List<Map<String, Object>> rows(RecordId id) {
      return servers.user().ids(LINE).stream()
          .flatMap(line -> servers.user().record(LINE, line).stream())
          .filter(line -> line.get("move_id").toString().equals(id.value()))
          .filter(line -> line.get("display_type").equals("product"))
          .toList();
    }

    private DocumentLine shown(Map<String, Object> row) {
      return DocumentLine.item(row.get("id").toString())
          .product(Ref.to(Product.TYPE, Long.toString(product)))
          .description(row.get("name").toString())
          .quantity(number(row, "quantity"))
          .unitPrice(number(row, "price_unit"))
          .net(number(row, "price_subtotal"))
          .build();
    }

    private static BigDecimal number(Map<String, Object> row, String name) {
      return new BigDecimal(row.get(name).toString());
    }

    /** What is still to pay lies in the entries of payments. */
    @Override
    public void editPart(RecordId id) {
      long wizard =
          servers.user().create("account.payment.register", Map.of("amount", BigDecimal.ONE));
      servers
          .user()
          .call(
              "account.payment.register",
              "action_create_payments",
              List.of(wizard),
              Map.of(),
              Map.of("active_model", MOVE, "active_ids", List.of(id(id))));
    }

    @Override
    public void denyAccess() {
      super.denyAccess();
      super.denyAccess();
    }

    @Override
    public void delete(RecordId id) {
      servers.user().press(MOVE, "button_draft", id(id));
      super.delete(id);
    }
  }
}
