package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.TaxTotal;
import dev.passerelle.sage.sage100.model.DocumentTrail;
import dev.passerelle.sage.sage100.model.LineRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a document's trail says in the words of the model. Credit notes are negative, whichever sign
 * they are stored with. A line that was split by a partial delivery is one line again.
 */
final class DocumentFields {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final DocumentTrail trail;
  private final boolean turned;

  DocumentFields(DocumentTrail trail) {
    this.trail = trail;
    BigDecimal stored = trail.carrier().grossTotal().orElseGet(() -> sum(trail.lines(), true));
    this.turned = trail.carrier().isCredit() && stored.signum() > 0;
  }

  DocumentTrail trail() {
    return trail;
  }

  private BigDecimal signed(BigDecimal amount) {
    return turned ? amount.negate() : amount;
  }

  private static BigDecimal sum(List<LineRow> lines, boolean gross) {
    return lines.stream()
        .map(line -> gross ? line.gross() : line.net())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The header's, as long as all lines are on it; else that of the lines. */
  BigDecimal net() {
    return trail.isWhole()
        ? signed(trail.carrier().netTotal().orElseGet(() -> sum(trail.lines(), false)))
        : signed(sum(trail.lines(), false));
  }

  BigDecimal gross() {
    return trail.isWhole() && trail.carrier().grossTotal().isPresent()
        ? signed(trail.carrier().grossTotal().get())
        : net()
            .add(taxes().stream().map(TaxTotal::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  BigDecimal tax() {
    return gross().subtract(net());
  }

  /** Per rate, computed on the document and not line by line (fact sheet §6). */
  Set<TaxTotal> taxes() {
    Map<BigDecimal, BigDecimal> bases = new LinkedHashMap<>();
    for (LineRow line : trail.lines()) {
      if (!line.isComment()) {
        bases.merge(line.taxRate().stripTrailingZeros(), line.net(), BigDecimal::add);
      }
    }
    Set<TaxTotal> taxes = new LinkedHashSet<>();
    bases.forEach(
        (rate, base) -> {
          BigDecimal amount = base.multiply(rate).divide(HUNDRED, 2, RoundingMode.HALF_UP);
          taxes.add(new TaxTotal(rate, signed(base), signed(amount)));
        });
    return taxes;
  }

  /** The lines in their order, those that were split by a transformation put together. */
  List<DocumentLine> lines() {
    Map<List<Object>, List<LineRow>> groups = new LinkedHashMap<>();
    for (LineRow line : trail.lines()) {
      groups.computeIfAbsent(likeness(line), key -> new ArrayList<>()).add(line);
    }
    List<List<LineRow>> all = new ArrayList<>();
    for (List<LineRow> group : groups.values()) {
      long documents =
          group.stream().map(line -> line.type() + "/" + line.piece()).distinct().count();
      if (documents > 1) {
        all.add(group);
      } else {
        group.forEach(line -> all.add(List.of(line)));
      }
    }
    return all.stream()
        .sorted(
            Comparator.comparing((List<LineRow> group) -> group.get(0).position())
                .thenComparing(group -> group.get(0).number()))
        .map(this::line)
        .toList();
  }

  private static List<Object> likeness(LineRow line) {
    return List.of(
        line.article(),
        line.text(),
        line.unitPrice().stripTrailingZeros(),
        line.discount().orElse(BigDecimal.ZERO).stripTrailingZeros(),
        line.taxCode());
  }

  /** One line of the document; its key is the lowest DL_No, which the rest of a split keeps. */
  private DocumentLine line(List<LineRow> parts) {
    LineRow first = parts.get(0);
    String key = Integer.toString(first.number());
    if (first.isComment()) {
      return DocumentLine.comment(key, first.text());
    }
    DocumentLine.Builder line =
        DocumentLine.item(key)
            .description(first.text())
            .quantity(signed(quantity(parts)))
            .unitPrice(first.unitPrice())
            .taxRate(first.taxRate())
            .taxCode(FieldMap.blankToNull(first.taxCode()))
            .net(signed(sum(parts, false)))
            .gross(signed(sum(parts, true)))
            .delivered(signed(quantity(parts.stream().filter(LineRow::isDelivered).toList())))
            .invoiced(signed(quantity(parts.stream().filter(LineRow::isInvoiced).toList())))
            .remoteId(Integer.toString(first.marq()));
    if (!first.article().isEmpty()) {
      line.product(Ref.to(Product.TYPE, first.article()));
    }
    if (!first.unit().isBlank()) {
      line.unit(first.unit());
    }
    first.discount().filter(percent -> percent.signum() != 0).ifPresent(line::discountPercent);
    return line.build();
  }

  private static BigDecimal quantity(List<LineRow> lines) {
    return lines.stream().map(LineRow::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** {@code open}, {@code partial}, {@code delivered} or {@code invoiced}. */
  String deliveryStatus() {
    List<LineRow> items = trail.lines().stream().filter(line -> !line.isComment()).toList();
    long delivered = items.stream().filter(LineRow::isDelivered).count();
    if (delivered == 0) {
      return "open";
    }
    if (delivered < items.size()) {
      return "partial";
    }
    return items.stream().allMatch(LineRow::isInvoiced) ? "invoiced" : "delivered";
  }

  /** What was paid, or paid back on a credit note: negative there. */
  @Nullable BigDecimal paid() {
    BigDecimal paid = trail.paid();
    return paid == null || !trail.carrier().isCredit() ? paid : paid.abs().negate();
  }

  BigDecimal remaining() {
    BigDecimal paid = paid();
    return gross().subtract(paid == null ? BigDecimal.ZERO : paid);
  }
}
