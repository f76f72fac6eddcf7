package dev.passerelle.sap.businessone;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a document out of which another one is made: a quotation becomes an order, that a
 * delivery, that an invoice (fact sheet §2.3). Item, price and what is open are copied by the
 * system, which closes the lines as far as they are drawn. Immutable.
 *
 * <pre>{@code
 * client.deliveries().draw(
 *     Drawing.of(Drawing.Base.ORDER, 55).line(0).line(1, new BigDecimal("3")),
 *     Map.of("CardCode", "C100", "DocDueDate", "2026-03-20"));
 * }</pre>
 */
public final class Drawing {
  /** What may be drawn, with the system's number of its kind. */
  public enum Base {
    /** A quotation. */
    QUOTATION(23),
    /** An order. */
    ORDER(17),
    /** A delivery. */
    DELIVERY(15),
    /** An invoice, by a credit note. */
    INVOICE(13);

    private final int type;

    Base(int type) {
      this.type = type;
    }
  }

  private final Base base;
  private final int entry;
  private final Map<Integer, @Nullable BigDecimal> lines;

  private Drawing(Base base, int entry, Map<Integer, @Nullable BigDecimal> lines) {
    this.base = base;
    this.entry = entry;
    this.lines = lines;
  }

  /**
   * Nothing yet of a document.
   *
   * @param entry its {@code DocEntry}
   */
  public static Drawing of(Base base, int entry) {
    return new Drawing(base, entry, Map.of());
  }

  /**
   * What is open of a line.
   *
   * @param number its {@code LineNum}
   */
  public Drawing line(int number) {
    return with(number, null);
  }

  /**
   * A part of a line.
   *
   * @param number its {@code LineNum}
   * @param quantity in the line's unit, more than zero
   */
  public Drawing line(int number, BigDecimal quantity) {
    if (quantity.signum() <= 0) {
      throw new IllegalArgumentException("a quantity of " + quantity + " draws nothing");
    }
    return with(number, quantity);
  }

  private Drawing with(int number, @Nullable BigDecimal quantity) {
    Map<Integer, @Nullable BigDecimal> more = new LinkedHashMap<>(lines);
    more.put(number, quantity);
    return new Drawing(base, entry, more);
  }

  /** The document with these properties and the drawn lines. */
  Map<String, Object> document(Map<String, ?> header) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("no line of " + base + " " + entry + " is drawn");
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    lines.forEach(
        (number, quantity) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("BaseType", base.type);
          row.put("BaseEntry", entry);
          row.put("BaseLine", number);
          if (quantity != null) {
            row.put("Quantity", quantity);
          }
          rows.add(row);
        });
    Map<String, Object> document = new LinkedHashMap<>(header);
    document.put("DocumentLines", rows);
    return document;
  }
}
