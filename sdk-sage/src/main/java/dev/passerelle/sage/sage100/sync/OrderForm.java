package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sage.sage100.SageSchema;
import dev.passerelle.sage.sage100.model.AgentDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A quote's or order's fields as a document of Sage. Lines keep their price and discount; VAT,
 * totals and due dates are Sage's (L19), so tax codes of lines are not sent. Both types have the
 * same field names.
 */
final class OrderForm {
  private final int type;
  private final SageSchema schema;
  private final String currency;
  private final ZeroLines zeroLines;
  private final FreeColumns free;

  OrderForm(int type, SageSchema schema, String currency, ZeroLines zeroLines, FreeColumns free) {
    this.type = type;
    this.schema = schema;
    this.currency = currency;
    this.zeroLines = zeroLines;
    this.free = free;
  }

  /** The form of quotes or of orders. */
  static OrderForm of(Site site, DocumentEntity entity) {
    int type = entity.type().equals(SalesOrder.TYPE) ? 1 : 0;
    return new OrderForm(
        type,
        site.gateway().schema(),
        site.settings().currency(),
        site.settings().zeroLines(),
        entity.free());
  }

  /** A document with what is wrong with it. */
  record Filled(AgentDocument document, Columns checked) {}

  /**
   * Fills the form.
   *
   * @param customer CT_Num; empty for a customer that Sage does not have yet (pricing)
   * @param reference goes to DO_NoWeb; empty in a pricing
   */
  Filled fill(Fields fields, Optional<String> customer, String reference) {
    Columns header = new Columns(new TextRules(schema, "F_DOCENTETE"));
    header.values().put("DO_Type", type);
    customer.ifPresentOrElse(
        number -> header.values().put("DO_Tiers", number), () -> category(fields, header));
    if (!reference.isEmpty()) {
      header.values().put("DO_NoWeb", reference);
    }
    optional(fields, header);
    fields
        .get(SalesOrder.CURRENCY)
        .filter(code -> !code.equals(currency))
        .ifPresent(
            code -> header.error(SalesOrder.CURRENCY, ErrorCode.CURRENCY_UNKNOWN.name(), code));
    List<Map<String, Object>> lines = new ArrayList<>();
    for (DocumentLine line : fields.get(SalesOrder.LINES).orElse(List.of())) {
      lines.add(line(line, header));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    header.values().forEach((column, value) -> values.put(column, value == null ? "" : value));
    return new Filled(new AgentDocument(values, lines), header);
  }

  private static void category(Fields fields, Columns header) {
    header.index(
        SalesOrder.TAX_CATEGORY, "N_CatCompta", fields.get(SalesOrder.TAX_CATEGORY).orElse("1"));
  }

  private void optional(Fields fields, Columns header) {
    fields
        .get(SalesOrder.DATE)
        .ifPresent(date -> header.put(SalesOrder.DATE, "DO_Date", date.toString()));
    fields
        .get(SalesOrder.EXTERNAL_NUMBER)
        .ifPresent(number -> header.text(SalesOrder.EXTERNAL_NUMBER, "DO_Ref", number));
    index(fields, header, SalesOrder.OWNER, "CO_No");
    index(fields, header, SalesOrder.WAREHOUSE, "DE_No");
    index(fields, header, SalesOrder.STATUS, "DO_Statut");
    free.byField()
        .forEach(
            (field, column) -> {
              if (!fields.isBlank(field)) {
                header.free(field, column, fields);
              }
            });
  }

  private static void index(Fields fields, Columns header, Field<String> field, String column) {
    fields.get(field).ifPresent(code -> header.index(field, column, code));
  }

  private Map<String, Object> line(DocumentLine line, Columns header) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("key", line.key());
    line.description().ifPresent(text -> design(text, values, header));
    if (line.kind() == DocumentLine.Kind.COMMENT || isEmptyComment(line)) {
      return values;
    }
    Optional<Ref> product = line.product();
    if (product.isEmpty()) {
      header.error(SalesOrder.LINES, ErrorCode.PRODUCT_UNKNOWN.name(), "a line without product");
    }
    product.ifPresent(ref -> values.put("AR_Ref", ref.value()));
    BigDecimal quantity = line.quantity().orElse(BigDecimal.ZERO);
    if (quantity.signum() == 0) {
      header.error(SalesOrder.LINES, ErrorCode.LINE_WITHOUT_VALUE.name(), line.key());
    }
    values.put("DL_Qte", quantity.toPlainString());
    line.unitPrice().ifPresent(price -> values.put("DL_PrixUnitaire", price.toPlainString()));
    line.discountPercent()
        .filter(percent -> percent.signum() != 0)
        .ifPresent(percent -> values.put("DL_Remise01REM_Valeur", percent.toPlainString()));
    return values;
  }

  /** A line with neither quantity nor price is a comment where the settings say so. */
  private boolean isEmptyComment(DocumentLine line) {
    boolean nothing =
        line.quantity().map(BigDecimal::signum).orElse(0) == 0
            && line.unitPrice().map(BigDecimal::signum).orElse(0) == 0;
    return nothing && zeroLines == ZeroLines.COMMENT && line.description().isPresent();
  }

  private void design(String text, Map<String, Object> values, Columns header) {
    FieldRule<String> rule =
        new TextRules(schema, "F_DOCLIGNE").text(Field.text("lines"), "DL_Design");
    rule.refuse(text).ifPresent(header.errors()::add);
    values.put("DL_Design", text);
  }
}
