package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.hubspot.AssociationBook.End;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * What an invoice needs before it can be opened, and what it and a quote then come to (fact sheet
 * §2).
 */
final class TotalRules {
  private final Store store;
  private final ObjectTypes types;
  private final AssociationBook book;

  TotalRules(Store store, ObjectTypes types, AssociationBook book) {
    this.store = store;
    this.types = types;
    this.book = book;
  }

  /** The values that follow from this write; none unless it opens or publishes a draft. */
  Map<String, String> onUpdate(RecordState before, Map<String, String> kept) {
    return before.type().name().equals("quotes") ? quote(before, kept) : invoice(before, kept);
  }

  /** The amount of its lines, with the first status after the draft; one that is there stays. */
  private Map<String, String> quote(RecordState before, Map<String, String> kept) {
    boolean published = kept.containsKey("hs_status") && !kept.get("hs_status").equals("DRAFT");
    return published && before.values().getOrDefault("hs_quote_amount", "").isEmpty()
        ? Map.of("hs_quote_amount", total(linked(before, "line_items")))
        : Map.of();
  }

  private Map<String, String> invoice(RecordState before, Map<String, String> kept) {
    boolean opens =
        before.type().name().equals("invoices")
            && "open".equals(kept.get("hs_invoice_status"))
            && "draft".equals(before.values().get("hs_invoice_status"));
    if (!opens) {
      return Map.of();
    }
    Set<Long> lines = linked(before, "line_items");
    if (lines.isEmpty() || linked(before, "contacts").isEmpty()) {
      throw HubSpotError.validation(
          "An invoice needs a contact and a line item before it can be opened");
    }
    String text = total(lines);
    return Map.of("hs_amount_billed", text, "hs_balance_due", text);
  }

  private String total(Set<Long> lines) {
    BigDecimal total = BigDecimal.ZERO;
    for (long id : lines) {
      total = total.add(amount(id));
    }
    return total.toPlainString();
  }

  private BigDecimal amount(long lineId) {
    return store
        .find(types.get("line_items"), lineId)
        .filter(line -> !line.archived())
        .map(line -> new BigDecimal(line.values().getOrDefault("amount", "0")))
        .orElse(BigDecimal.ZERO);
  }

  private Set<Long> linked(RecordState invoice, String type) {
    return book.linked(End.of(invoice), types.get(type)).keySet();
  }
}
