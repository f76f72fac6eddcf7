package dev.passerelle.samples;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncReport.FlowCounts;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints the summary, writes {@code report.json}, and compares with what is expected. */
final class NegoceReport {
  private static final List<String> PROPERTIES =
      List.of(
          "erp_outstanding_accounting",
          "erp_outstanding_invoices",
          "erp_outstanding_deliveries",
          "erp_outstanding",
          "erp_overrun",
          "erp_overdue",
          "erp_oldest_due_date",
          "erp_days_overdue",
          "erp_unallocated_credit",
          "erp_credit_state");

  private final Path data;
  private final Path out;
  private final HubSpotSimulator hubspot;
  private final SyncReport first;
  private final SyncReport quotes;
  private final SyncReport second;
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Object> balances = new LinkedHashMap<>();
  private final Map<String, Object> quoteLines = new LinkedHashMap<>();

  NegoceReport(
      Path data,
      Path out,
      HubSpotSimulator hubspot,
      SyncReport first,
      SyncReport quotes,
      SyncReport second) {
    this.data = data;
    this.out = out;
    this.hubspot = hubspot;
    this.first = first;
    this.quotes = quotes;
    this.second = second;
  }

  List<String> write() throws IOException {
    summary();
    compareBalances();
    compareQuotes();
    expect("customers created", 8, first.flow("customers").created());
    expect("customers updated", 3, first.flow("customers").updated());
    expect("customers skipped", 1, first.flow("customers").skipped());
    expect("customers warnings", 1, first.flow("customers").notices());
    expect("contacts created", 4, first.flow("contacts").created());
    expect("contacts warnings", 1, first.flow("contacts").notices());
    expect("products created", 15, first.flow("products").created());
    expect("second run writes", 0, second.totalWrites());
    expect("errors", 0, first.errors().size() + second.errors().size());
    save();
    return differences;
  }

  private void summary() {
    for (String flow : List.of("customers", "balances", "contacts", "products", "stock")) {
      FlowCounts c = first.flow(flow);
      System.out.printf(
          "%-10s created %2d  updated %2d  coupled %2d  skipped %2d  waiting %2d  refused %2d"
              + "  notices %2d%n",
          flow,
          c.created(),
          c.updated(),
          c.coupled(),
          c.skipped(),
          c.waiting(),
          c.rejected(),
          c.notices());
    }
    first.errors().forEach(e -> System.out.println("error      " + e.code() + " " + e.record()));
    quotes.errors().forEach(e -> System.out.println("error      " + e));
    second.errors().forEach(e -> System.out.println("error      " + e.code() + " " + e.record()));
    first
        .notices()
        .forEach(n -> System.out.println("notice     " + n.record() + " " + n.notice().text()));
    System.out.println("second run remote writes " + second.totalWrites());
  }

  private void compareBalances() throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("expected-balances.csv"));
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal wanted = BigDecimal.ZERO;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      List<HubSpotRecord> found = hubspot.user().find("companies", "erp_customer_code", cells[0]);
      expect(cells[0] + " companies", 1, found.size());
      if (found.size() == 1) {
        compare(cells, found.get(0).properties());
        sum = sum.add(new BigDecimal(value(found.get(0).properties(), "erp_outstanding", "0")));
      }
      wanted = wanted.add(new BigDecimal(cells[4]));
    }
    System.out.println(
        "sum of balances "
            + sum
            + ", Sage's sum "
            + wanted
            + ", difference "
            + sum.subtract(wanted));
  }

  private void compareQuotes() throws IOException {
    for (Csv.Line row : Csv.read(data.resolve("expected-quotes.csv"))) {
      List<HubSpotRecord> found =
          hubspot.user().find("quotes", "hs_quote_number", row.get("number"));
      expect(row.get("number") + " quotes", 1, found.size());
      if (found.size() == 1) {
        compareQuote(row, found.get(0).properties());
      }
    }
  }

  private void compareQuote(Csv.Line row, Map<String, String> shown) {
    Map<String, String> names =
        Map.of(
            "status", "erp_sync_status",
            "document", "erp_document_number",
            "totalTtc", "erp_document_total_ttc",
            "message", "erp_sync_message");
    Map<String, Object> line = new LinkedHashMap<>();
    for (String column : List.of("status", "document", "totalTtc", "message")) {
      String value = value(shown, names.getOrDefault(column, ""), "");
      line.put(column, value);
      if (!same(row.get(column), value)) {
        differences.add(
            row.get("number") + "." + column + ": expected " + row.get(column) + ", is " + value);
      }
    }
    System.out.println("quote      " + row.get("number") + " " + line.values());
    quoteLines.put(row.get("number"), line);
  }

  private void compare(String[] cells, Map<String, String> shown) {
    String[] headers = {
      "accounting",
      "invoices",
      "deliveries",
      "outstanding",
      "overrun",
      "overdue",
      "oldestDue",
      "daysOverdue",
      "unallocated",
      "state"
    };
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < PROPERTIES.size(); i++) {
      String value = value(shown, PROPERTIES.get(i), "");
      row.put(headers[i], value);
      if (!same(cells[i + 1], value)) {
        differences.add(
            cells[0] + "." + PROPERTIES.get(i) + ": expected " + cells[i + 1] + ", is " + value);
      }
    }
    balances.put(cells[0], row);
  }

  private static boolean same(String expected, String value) {
    if (expected.matches("-?\\d+\\.\\d+") && value.matches("-?\\d+(\\.\\d+)?")) {
      return new BigDecimal(expected).compareTo(new BigDecimal(value)) == 0;
    }
    return expected.equals(value);
  }

  private static String value(Map<String, String> shown, String property, String otherwise) {
    String value = shown.get(property);
    return value == null ? otherwise : value;
  }

  private void expect(String what, long wanted, long is) {
    if (wanted != is) {
      differences.add(what + ": expected " + wanted + ", is " + is);
    }
  }

  private void save() throws IOException {
    Map<String, Object> firstRun = new LinkedHashMap<>();
    for (String flow : List.of("customers", "contacts", "products")) {
      FlowCounts c = first.flow(flow);
      firstRun.put(
          flow,
          Map.of(
              "created", c.created(),
              "updated", c.updated(),
              "skipped", c.skipped(),
              "warnings", c.notices(),
              "errors", c.rejected()));
    }
    firstRun.put("balances", balances);
    firstRun.put("quotes", quoteLines);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("firstRun", firstRun);
    report.put("secondRun", Map.of("remoteWrites", second.totalWrites()));
    Path target = out.resolve("report.json");
    Files.createDirectories(target.getParent());
    JsonAdapter<Object> json = new Moshi.Builder().build().adapter(Object.class).indent("  ");
    Files.writeString(target, json.toJson(report));
    System.out.println("report in report.json");
  }
}
