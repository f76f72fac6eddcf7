package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What customers owe, from the open receivable items (fact sheet §2.7): payments without an invoice
 * and credit notes count too. What is overdue changes with the day, without any stamp.
 */
final class BalancePart implements Part {
  private static final String LINE = "account.move.line";
  private static final String LIMIT = "credit_limit";
  private static final Domain RECEIVABLE =
      Domain.where("account_id.account_type", "=", "asset_receivable");
  private static final List<String> SHOWN =
      List.of("partner_id", "date_maturity", "amount_residual");

  private final Instance instance;

  BalancePart(Instance instance) {
    this.instance = instance;
  }

  @Override
  public List<FieldRule<?>> rules() {
    List<FieldRule<?>> rules = new ArrayList<>();
    rules.add(FieldRule.of(CustomerBalance.OUTSTANDING).readOnly());
    rules.add(FieldRule.of(CustomerBalance.ACCOUNTING).readOnly());
    rules.add(FieldRule.of(CustomerBalance.OVERDUE).readOnly());
    rules.add(FieldRule.of(CustomerBalance.OLDEST_DUE_DATE).readOnly());
    rules.add(FieldRule.of(CustomerBalance.DAYS_OVERDUE).readOnly());
    rules.add(FieldRule.of(CustomerBalance.UNALLOCATED_CREDIT).readOnly());
    rules.add(FieldRule.of(CustomerBalance.AS_OF).readOnly());
    if (hasLimit()) {
      rules.add(FieldRule.of(CustomerBalance.CREDIT_LIMIT).readOnly());
      rules.add(FieldRule.of(CustomerBalance.OVERRUN).readOnly());
    }
    return rules;
  }

  /** Only accountants may read it (fact sheet §2.1). */
  private boolean hasLimit() {
    return instance.fields("res.partner").containsKey(LIMIT);
  }

  @Override
  public Set<String> columns() {
    return hasLimit() ? Set.of(LIMIT) : Set.of();
  }

  /** Items that changed, open or not. */
  Trail items() {
    return Trail.stamped(LINE, List.of("partner_id"), RECEIVABLE, this::changes);
  }

  /** Items that became overdue because a day has passed (L4). */
  Trail days() {
    return new Trail(LINE, List.of("partner_id"), false, this::dueBetween, this::changes);
  }

  private Optional<Domain> dueBetween(Instant from, Instant until) {
    LocalDate first = day(from);
    LocalDate last = day(until);
    return first.equals(last)
        ? Optional.empty()
        : Optional.of(open().and("date_maturity", ">=", first).and("date_maturity", "<", last));
  }

  private LocalDate day(Instant instant) {
    return instant.atZone(instance.settings().zone()).toLocalDate();
  }

  private static Domain open() {
    return RECEIVABLE.and("parent_state", "=", "posted").and("reconciled", "=", false);
  }

  private List<Change> changes(List<OdooRecord> rows) {
    List<Long> partners =
        rows.stream().flatMap(each -> each.link("partner_id").stream()).distinct().toList();
    Map<Long, Long> tops = CommercialPartner.tops(instance, partners);
    return new LinkedHashSet<>(partners.stream().map(id -> tops.getOrDefault(id, id)).toList())
        .stream().map(id -> Change.of(RecordId.of(Long.toString(id)))).toList();
  }

  @Override
  public Map<Long, Fields> read(List<OdooRecord> records) {
    List<Long> ids = records.stream().map(OdooRecord::id).toList();
    Instant now = instance.now();
    List<OdooRecord> items =
        instance
            .model(LINE)
            .searchRead(
                Query.of(open().and("partner_id.commercial_partner_id", "in", ids)).fields(SHOWN));
    Map<Long, List<OdooRecord>> byCustomer = byCustomer(ids, items);
    Map<Long, Fields> fields = new LinkedHashMap<>();
    for (OdooRecord record : records) {
      fields.put(
          record.id(), figures(record, byCustomer.getOrDefault(record.id(), List.of()), now));
    }
    return fields;
  }

  private Map<Long, List<OdooRecord>> byCustomer(List<Long> customers, List<OdooRecord> items) {
    List<Long> others =
        items.stream()
            .flatMap(item -> item.link("partner_id").stream())
            .filter(id -> !customers.contains(id))
            .distinct()
            .toList();
    Map<Long, Long> tops = CommercialPartner.tops(instance, others);
    Map<Long, List<OdooRecord>> byCustomer = new LinkedHashMap<>();
    for (OdooRecord item : items) {
      item.link("partner_id")
          .map(id -> tops.getOrDefault(id, id))
          .ifPresent(id -> byCustomer.computeIfAbsent(id, key -> new ArrayList<>()).add(item));
    }
    return byCustomer;
  }

  private Fields figures(OdooRecord record, List<OdooRecord> items, Instant now) {
    LocalDate today = day(now);
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal overdue = BigDecimal.ZERO;
    BigDecimal credit = BigDecimal.ZERO;
    List<LocalDate> dues = new ArrayList<>();
    for (OdooRecord item : items) {
      BigDecimal open = item.number("amount_residual").orElse(BigDecimal.ZERO);
      total = total.add(open);
      if (open.signum() < 0) {
        credit = credit.subtract(open);
      } else if (item.date("date_maturity").filter(due -> due.isBefore(today)).isPresent()) {
        overdue = overdue.add(open);
        item.date("date_maturity").ifPresent(dues::add);
      }
    }
    Optional<LocalDate> oldest = dues.stream().min(Comparator.naturalOrder());
    Fields.Builder fields =
        Fields.builder()
            .set(CustomerBalance.OUTSTANDING, total)
            .set(CustomerBalance.ACCOUNTING, total)
            .set(CustomerBalance.OVERDUE, overdue)
            .set(CustomerBalance.OLDEST_DUE_DATE, oldest.orElse(null))
            .set(
                CustomerBalance.DAYS_OVERDUE,
                oldest.map(due -> ChronoUnit.DAYS.between(due, today)).orElse(null))
            .set(CustomerBalance.UNALLOCATED_CREDIT, credit)
            .set(CustomerBalance.AS_OF, now.truncatedTo(ChronoUnit.SECONDS));
    if (record.has(LIMIT)) {
      BigDecimal limit = record.number(LIMIT).orElse(BigDecimal.ZERO);
      fields.set(CustomerBalance.CREDIT_LIMIT, limit);
      fields.set(CustomerBalance.OVERRUN, overrun(total, limit));
    }
    return fields.build();
  }

  /** A limit of 0 is none (fact sheet §2.1). */
  private static BigDecimal overrun(BigDecimal total, BigDecimal limit) {
    return limit.signum() == 0 ? BigDecimal.ZERO : total.subtract(limit).max(BigDecimal.ZERO);
  }
}
