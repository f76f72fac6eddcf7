package dev.passerelle.samples;

import dev.passerelle.simulators.hubspot.HubSpotRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Balances and quotes as the CRM shows them, compared with the expected figures. */
final class NegoceFirst {
  private static final Map<String, String> BALANCE = balance();
  private static final Map<String, String> QUOTE = quote();

  private final NegoceWorld world;
  private final List<String> differences;
  private final Set<String> notCompared;

  /** Columns of {@code notCompared} are shown only. */
  NegoceFirst(NegoceWorld world, List<String> differences, Set<String> notCompared) {
    this.world = world;
    this.differences = differences;
    this.notCompared = notCompared;
  }

  private static Map<String, String> balance() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("outstanding", "erp_outstanding");
    names.put("accounting", "erp_outstanding_accounting");
    names.put("invoices", "erp_outstanding_invoices");
    names.put("deliveries", "erp_outstanding_deliveries");
    names.put("overrun", "erp_overrun");
    names.put("overdue", "erp_overdue");
    names.put("oldestDue", "erp_oldest_due_date");
    names.put("daysOverdue", "erp_days_overdue");
    names.put("unallocated", "erp_unallocated_credit");
    names.put("state", "erp_credit_state");
    return names;
  }

  private static Map<String, String> quote() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("status", "erp_sync_status");
    names.put("document", "erp_document_number");
    names.put("totalTtc", "erp_document_total_ttc");
    names.put("message", "erp_sync_message");
    return names;
  }

  Map<String, Object> balances() throws IOException {
    Map<String, Object> shown = new LinkedHashMap<>();
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal wanted = BigDecimal.ZERO;
    for (Csv.Line line : Csv.read(world.company().file("expected-balances.csv"))) {
      String code = line.get("code");
      long companies = world.hubspot().user().find("companies", "erp_customer_code", code).size();
      if (companies != 1) {
        differences.add(code + " companies: expected 1, is " + companies);
      }
      Map<String, Object> row = compare(code, line, BALANCE, world.companyOf(code));
      shown.put(code, row);
      sum = sum.add(number(row.getOrDefault("outstanding", "")));
      wanted = wanted.add(new BigDecimal(line.get("outstanding")));
    }
    System.out.println(
        "balances   sum "
            + sum
            + ", Sage's sum "
            + wanted
            + ", difference "
            + sum.subtract(wanted));
    return shown;
  }

  private static BigDecimal number(Object text) {
    return text == null || text.toString().isEmpty()
        ? BigDecimal.ZERO
        : new BigDecimal(text.toString());
  }

  Map<String, Object> quotes() throws IOException {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Csv.Line line : Csv.read(world.company().file("expected-quotes.csv"))) {
      String number = line.get("number");
      Map<String, Object> row = compare(number, line, QUOTE, world.quote(number));
      System.out.printf(
          "quote      %-8s %-8s %-9s %9s  %s%n",
          number, row.get("status"), row.get("document"), row.get("totalTtc"), row.get("message"));
      shown.put(number, row);
    }
    return shown;
  }

  private Map<String, Object> compare(
      String key, Csv.Line line, Map<String, String> names, Optional<HubSpotRecord> record) {
    Map<String, Object> row = new LinkedHashMap<>();
    names.forEach(
        (column, property) -> {
          String is = plain(record.flatMap(found -> found.value(property)).orElse(""));
          row.put(column, is);
          if (!notCompared.contains(column) && !NegoceFigures.same(line.get(column), is)) {
            differences.add(key + "." + column + ": expected " + line.get(column) + ", is " + is);
          }
        });
    return row;
  }

  /** Sage prices with six decimals: the two that count. */
  private static String plain(String value) {
    return value.matches("-?\\d+\\.\\d{2}0+") ? value.substring(0, value.indexOf('.') + 3) : value;
  }
}
