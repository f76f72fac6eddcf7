package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.hubspot.RowOutcome;
import dev.passerelle.hubspot.model.Associations.Associated;
import dev.passerelle.hubspot.model.BatchRow;
import dev.passerelle.hubspot.model.PropertyVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows the delivery status of a quote on its deal, where people look for it. Of several quotes the
 * newest order wins: the one whose document number was written last.
 */
final class DeliveryMirror {
  private final Portal portal;
  private final DealPart.Names names;

  DeliveryMirror(Portal portal, DealPart.Names names) {
    this.portal = portal;
    this.names = names;
  }

  void write(List<Work> works) {
    Map<String, String> dealOf = DealPart.dealsOf(portal, works.stream().map(Work::id).toList());
    Map<String, String> newest = newestOrders(new LinkedHashSet<>(dealOf.values()), works);
    Map<String, Work> byDeal = new LinkedHashMap<>();
    for (Work work : works) {
      String deal = dealOf.get(work.id());
      if (deal != null && newest.getOrDefault(deal, work.id()).equals(work.id())) {
        byDeal.put(deal, work);
      }
    }
    List<BatchRow> rows = new ArrayList<>();
    byDeal.forEach((deal, work) -> rows.add(row(deal, work)));
    for (RowOutcome outcome : portal.client().deals().update(rows)) {
      Work work = byDeal.get(outcome.trace());
      if (work != null) {
        work.judge(outcome);
      }
    }
  }

  private BatchRow row(String deal, Work work) {
    String status = work.changed().get(DocumentReport.DELIVERY_STATUS).orElse("");
    return BatchRow.update(deal, deal, Map.of(names.deliveryStatus(), status));
  }

  /** Per deal, the quote whose document number was written last, or is about to be. */
  private Map<String, String> newestOrders(Set<String> deals, List<Work> works) {
    Map<String, List<Associated>> quotesOf =
        portal.client().associations("deals", "quotes").read(deals);
    Set<String> siblings = new LinkedHashSet<>();
    quotesOf.values().stream()
        .filter(all -> all.size() > 1)
        .forEach(all -> all.forEach(each -> siblings.add(each.toObjectId())));
    Map<String, Instant> numbered = numbered(siblings);
    works.stream()
        .filter(work -> work.changed().get(DocumentReport.NUMBER).isPresent())
        .forEach(work -> numbered.put(work.id(), Instant.MAX));
    Map<String, String> newest = new HashMap<>();
    quotesOf.forEach(
        (deal, all) ->
            all.stream()
                .map(Associated::toObjectId)
                .filter(numbered::containsKey)
                .max(Comparator.comparing((String id) -> numbered.getOrDefault(id, Instant.MIN)))
                .ifPresent(id -> newest.put(deal, id)));
    return newest;
  }

  private Map<String, Instant> numbered(Set<String> quotes) {
    Map<String, Instant> numbered = new HashMap<>();
    portal
        .client()
        .quotes()
        .read(DealPart.history(quotes, names.documentNumber()), false)
        .forEach(
            quote -> {
              List<PropertyVersion> versions =
                  quote.propertiesWithHistory().getOrDefault(names.documentNumber(), List.of());
              if (quote.text(names.documentNumber()).isPresent() && !versions.isEmpty()) {
                numbered.put(quote.id(), versions.get(0).timestamp());
              }
            });
    return numbered;
  }
}
