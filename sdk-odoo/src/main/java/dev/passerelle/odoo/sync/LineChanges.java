package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.model.LoadAnswer;
import dev.passerelle.odoo.model.OdooRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Changes of the lines of orders that exist: what others added to them is left alone. */
final class LineChanges {
  private final OrderLines lines;
  private final Instance instance;
  private final References references;

  LineChanges(OrderLines lines, Instance instance, References references) {
    this.lines = lines;
    this.instance = instance;
    this.references = references;
  }

  /** A change of the lines of one document that exists: leaves alone what others added. */
  record Change(List<Object> commands, List<DocumentLine> fresh, int lastSequence) {}

  /** What differs between before and now. */
  Change change(Work work) {
    List<DocumentLine> wanted = work.changed().get(lines.field()).orElse(List.of());
    Map<String, DocumentLine> before = byKey(work.before().get(lines.field()).orElse(List.of()));
    List<OdooRecord> rows = lines.rows(List.of(work.id()));
    Map<String, OdooRecord> there = there(rows);
    List<Object> commands = new ArrayList<>();
    removed(work, wanted, before, there, commands);
    for (DocumentLine line : wanted) {
      OdooRecord row = there.get(line.key());
      if (row != null) {
        Map<String, Object> values = difference(line, before.get(line.key()));
        if (!values.isEmpty()) {
          commands.add(List.of(1, row.id(), values));
        }
      }
    }
    List<DocumentLine> fresh =
        wanted.stream().filter(line -> !there.containsKey(line.key())).toList();
    return new Change(commands, fresh, last(rows));
  }

  private static int last(List<OdooRecord> rows) {
    return rows.stream()
        .flatMap(row -> row.number("sequence").stream())
        .mapToInt(BigDecimal::intValue)
        .max()
        .orElse(0);
  }

  private Map<String, OdooRecord> there(List<OdooRecord> rows) {
    Map<Long, String> keys = lines.keys(rows);
    Map<String, OdooRecord> there = new LinkedHashMap<>();
    rows.forEach(row -> there.put(keys.getOrDefault(row.id(), Long.toString(row.id())), row));
    return there;
  }

  /** A line of a confirmed order cannot be removed, only emptied (fact sheet §2.3). */
  private void removed(
      Work work,
      List<DocumentLine> wanted,
      Map<String, DocumentLine> before,
      Map<String, OdooRecord> there,
      List<Object> commands) {
    Set<String> kept = byKey(wanted).keySet();
    List<OdooRecord> rows =
        before.keySet().stream()
            .filter(key -> !kept.contains(key))
            .map(there::get)
            .filter(Objects::nonNull)
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    boolean confirmed =
        instance.model("sale.order").read(List.of(work.id()), List.of(OrderStatus.STATE)).stream()
            .flatMap(order -> order.text(OrderStatus.STATE).stream())
            .anyMatch(state -> state.equals(OrderStatus.CONFIRMED) || state.equals("done"));
    for (OdooRecord row : rows) {
      commands.add(
          confirmed
              ? List.of(1, row.id(), Map.of(OrderLines.QUANTITY, BigDecimal.ZERO))
              : List.of(2, row.id(), 0));
    }
  }

  private static Map<String, DocumentLine> byKey(List<DocumentLine> lines) {
    Map<String, DocumentLine> byKey = new LinkedHashMap<>();
    lines.forEach(line -> byKey.put(line.key(), line));
    return byKey;
  }

  private Map<String, Object> difference(
      DocumentLine line, @org.jspecify.annotations.Nullable DocumentLine old) {
    Map<String, String> now = lines.cells("", List.of(line), 0).get(0);
    Map<String, String> then = old == null ? Map.of() : lines.cells("", List.of(old), 0).get(0);
    Map<String, Object> values = new LinkedHashMap<>();
    now.forEach(
        (column, text) -> {
          boolean same = text.equals(then.get(column)) || isSameNumber(text, then.get(column));
          if (!column.equals("id") && !column.equals("sequence") && !same) {
            values.put(column.replace("/.id", ""), value(column, text));
          }
        });
    if (values.containsKey("product_id") || values.containsKey(OrderLines.QUANTITY)) {
      // Up to 17 another quantity brings the product's own price back, and always a discount that
      // the price list shows: what is sent as well is not computed (fact sheet §2.3).
      for (String column : List.of("price_unit", "discount", "name")) {
        values.putIfAbsent(column, value(column, now.getOrDefault(column, "")));
      }
    }
    return values;
  }

  private static boolean isSameNumber(
      String text, @org.jspecify.annotations.Nullable String other) {
    return other != null
        && text.matches("-?[0-9]+(\\.[0-9]+)?")
        && other.matches("-?[0-9]+(\\.[0-9]+)?")
        && new BigDecimal(text).compareTo(new BigDecimal(other)) == 0;
  }

  private Object value(String column, String text) {
    if (column.equals(lines.taxes() + "/.id")) {
      List<Long> ids =
          text.isEmpty()
              ? List.of()
              : List.of(text.split(",")).stream()
                  .map(id -> Codecs.number(lines.field().name(), id))
                  .toList();
      return List.of(List.of(6, 0, ids));
    }
    if (text.isEmpty()) {
      return List.of(OrderLines.QUANTITY, "discount", "price_unit").contains(column)
          ? BigDecimal.ZERO
          : Boolean.FALSE;
    }
    if (column.endsWith("/.id")) {
      return Codecs.number(lines.field().name(), text);
    }
    return List.of(OrderLines.QUANTITY, "discount", "price_unit").contains(column)
        ? new BigDecimal(text)
        : text;
  }

  /** New lines by a load of their own: their external ids keep the keys. */
  void add(Work work, Change change) {
    List<Map<String, String>> cells =
        lines.cells(references.ofDocument(work.id()), change.fresh(), change.lastSequence());
    List<String> columns = new ArrayList<>(cells.get(0).keySet());
    List<List<String>> sheet = new ArrayList<>();
    for (Map<String, String> each : cells) {
      List<String> row =
          new ArrayList<>(columns.stream().map(name -> each.getOrDefault(name, "")).toList());
      row.add(Long.toString(work.id()));
      sheet.add(row);
    }
    columns.add("order_id/.id");
    OdooModel model = instance.model(OrderLines.MODEL);
    LoadAnswer answer = model.load(columns, sheet);
    if (!answer.isDone()) {
      throw new RefusedByRemote(
          ErrorDetail.of(ErrorCode.REFUSED_BY_REMOTE)
              .system(instance.settings().system())
              .field(lines.field().name())
              .cause("load of lines")
              .build(),
          List.of());
    }
  }
}
