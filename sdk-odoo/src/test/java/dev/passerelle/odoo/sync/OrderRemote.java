package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Orders of the simulated server, with lines that bear the external ids of an import. */
final class OrderRemote extends ServerRemote {
  private static final String LINE = "sale.order.line";
  private static final String MARK = "passerelle.user";

  private final Field<Ref> customer;
  private final Field<List<DocumentLine>> lines;
  private final Field<String> status;
  private int made;

  OrderRemote(
      Servers servers,
      String distinct,
      Field<Ref> customer,
      Field<List<DocumentLine>> lines,
      Field<String> status,
      Column<?>... columns) {
    super(servers, "sale.order", Map.of(), distinct, columns);
    this.customer = customer;
    this.lines = lines;
    this.status = status;
  }

  @Override
  public RecordId create(Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>(values(fields));
    fields
        .get(customer)
        .ifPresent(ref -> values.put("partner_id", new BigDecimal(ref.id().orElseThrow().value())));
    long id = servers.user().create(model, values);
    made++;
    int at = 0;
    for (DocumentLine line : fields.get(lines).orElse(List.of())) {
      load(id, line, ++at);
    }
    fields
        .get(status)
        .ifPresent(
            state ->
                servers
                    .user()
                    .press(
                        model,
                        state.equals("sale") ? "action_confirm" : "action_quotation_sent",
                        id));
    return RecordId.of(Long.toString(id));
  }

  /** As a person does who imports lines. */
  private void load(long order, DocumentLine line, int at) {
    List<String> columns =
        List.of(
            "id",
            "order_id/.id",
            "product_id/.id",
            "name",
            "product_uom_qty",
            "price_unit",
            "discount",
            "sequence");
    List<String> row =
        List.of(
            MARK + made + ".l." + line.key().replace(" ", "_0020"),
            Long.toString(order),
            line.product().flatMap(Ref::id).orElseThrow().value(),
            line.description().orElse(""),
            line.quantity().orElseThrow().toPlainString(),
            line.unitPrice().orElseThrow().toPlainString(),
            line.discountPercent().map(BigDecimal::toPlainString).orElse(""),
            Integer.toString(at * 10));
    servers
        .user()
        .call(LINE, "load", List.of(), Map.of("fields", columns, "data", List.of(row)), Map.of());
  }

  @Override
  public void edit(RecordId id, Fields changed) {
    Map<String, Object> values = new LinkedHashMap<>(values(changed));
    List<Object> commands = new ArrayList<>();
    for (DocumentLine line : changed.get(lines).orElse(List.of())) {
      commands.add(
          List.of(
              1, row(id, line.key()), Map.of("product_uom_qty", line.quantity().orElseThrow())));
    }
    if (!commands.isEmpty()) {
      values.put("order_line", commands);
    }
    servers.user().write(model, id(id), values);
  }

  private long row(RecordId id, String key) {
    return rows(id).stream()
        .filter(row -> key(row).equals(key))
        .map(row -> Long.parseLong(row.get("id").toString()))
        .findFirst()
        .orElseThrow();
  }

  private List<Map<String, Object>> rows(RecordId id) {
    return servers.user().ids(LINE).stream()
        .flatMap(line -> servers.user().record(LINE, line).stream())
        .filter(line -> line.get("order_id").toString().equals(id.value()))
        .toList();
  }

  private String key(Map<String, Object> row) {
    long id = Long.parseLong(row.get("id").toString());
    Object names =
        servers.user().call(LINE, "get_external_id", List.of(id), Map.of(), Map.of()).orElseThrow();
    String name = ((Map<?, ?>) names).get(Long.toString(id)).toString();
    int at = name.lastIndexOf(".l.");
    return at < 0 ? Long.toString(id) : name.substring(at + 3).replace("_0020", " ");
  }

  @Override
  Fields fields(RecordId id, Map<String, Object> record) {
    List<DocumentLine> all = new ArrayList<>();
    rows(id).forEach(row -> all.add(line(row)));
    return super.fields(id, record)
        .with(customer, Ref.to(Customer.TYPE, record.get("partner_id").toString()))
        .with(status, record.get("state").toString())
        .with(lines, all);
  }

  private DocumentLine line(Map<String, Object> row) {
    BigDecimal quantity = number(row, "product_uom_qty");
    BigDecimal price = number(row, "price_unit");
    BigDecimal discount = number(row, "discount");
    DocumentLine.Builder line =
        DocumentLine.item(key(row))
            .product(Ref.to(Product.TYPE, row.get("product_id").toString()))
            .description(row.get("name").toString())
            .quantity(quantity)
            .unitPrice(price)
            .net(
                quantity
                    .multiply(price)
                    .multiply(BigDecimal.valueOf(100).subtract(discount))
                    .movePointLeft(2)
                    .setScale(2, RoundingMode.HALF_UP));
    if (discount.signum() != 0) {
      line.discountPercent(discount);
    }
    return line.build();
  }

  private static BigDecimal number(Map<String, Object> row, String name) {
    return new BigDecimal(row.get(name).toString());
  }

  @Override
  public void editPart(RecordId id) {
    long row = Long.parseLong(rows(id).get(0).get("id").toString());
    servers.user().write(LINE, row, Map.of("product_uom_qty", 42));
  }

  @Override
  public void halfWriteNext() {
    servers.simulator.dropRequest("action_confirm|action_quotation_sent");
  }

  @Override
  public void archive(RecordId id) {
    Remote.cannot("archive an order");
  }

  @Override
  public void delete(RecordId id) {
    servers
        .user()
        .call(
            model,
            "action_cancel",
            List.of(id(id)),
            Map.of(),
            Map.of("disable_cancel_warning", true));
    servers.user().unlink(model, id(id));
  }

  @Override
  public OptionalLong largestWrite() {
    // The server counts lines, too.
    return OptionalLong.empty();
  }

  @Override
  public void denyAccess() {
    super.denyAccess();
    super.denyAccess();
  }

  @Override
  public Set<ShapeChange> shapeChanges() {
    return Set.of();
  }

  @Override
  public void removeField(Field<?> field) {
    Remote.cannot("remove a field of an order");
  }
}
