package dev.passerelle.samples;

import dev.passerelle.simulators.hubspot.HubSpotUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What users do while the application is killed again and again, and what must come of it. */
final class DrillWork {
  private final NegoceWorld world;
  private final HubSpotUser crm;
  private final List<String> quotes = new ArrayList<>();
  private boolean loaded;
  private int made;
  private long duplicates;
  private long losses;
  private long orphans;

  DrillWork(NegoceWorld world) {
    this.world = world;
    this.crm = world.hubspot().user();
  }

  /** The case's quotes once its customers are known to the CRM; then new records on both sides. */
  void more() throws IOException {
    if (loaded) {
      made++;
      String code = "DRILL" + made;
      world.sage().user().createCustomer(Map.of("CT_Num", code, "CT_Intitule", "Essai " + made));
      world
          .sage()
          .user()
          .createContact(Map.of("CT_Num", code, "CT_Nom", "Essai", "CT_EMail", address(made)));
      quotes.add(quote(made));
      System.out.println("work " + made);
    } else if (known()) {
      finish();
    }
  }

  private static String address(int number) {
    return "essai" + number + "@drill" + number + ".example";
  }

  /** Whether the CRM knows every customer of the case. */
  private boolean known() throws IOException {
    return Csv.read(world.company().file("expected-balances.csv")).stream()
        .allMatch(line -> world.companyOf(line.get("code")).isPresent());
  }

  void finish() throws IOException {
    if (!loaded) {
      if (!known()) {
        throw new IllegalStateException("the application has not made the customers yet");
      }
      load("hubspot/quotes.csv", "hubspot/quote-lines.csv");
      loaded = true;
      System.out.println("quotes of the case");
    }
  }

  /** Quotes of files, validated now. */
  private void load(String quotesFile, String linesFile) throws IOException {
    List<Csv.Line> all =
        Csv.read(world.company().file(quotesFile)).stream()
            .map(line -> line.with("validated", world.local().toString()))
            .toList();
    new NegoceQuotes(world.company())
        .load(world.hubspot(), all, Csv.read(world.company().file(linesFile)), 900_000);
  }

  private String quote(int number) {
    String id = Long.toString(70_200_000_000L + number);
    String name = "D-" + number;
    Map<String, String> quote = new LinkedHashMap<>();
    quote.put("id", id);
    quote.put("number", name);
    quote.put("status", "APPROVED");
    quote.put("send", "true");
    quote.put("validated", world.local().toString());
    quote.put("customer", "MAIRIEPBF");
    quote.put("gross", "18.99");
    quote.put("expires", "2026-04-15");
    Map<String, String> line = new LinkedHashMap<>();
    line.put("quote", name);
    line.put("sku", "JUS-GOY-12");
    line.put("quantity", "1");
    line.put("price", "18.60");
    line.put("discount", "");
    line.put("amount", "18.60");
    new NegoceQuotes(world.company())
        .load(
            world.hubspot(),
            List.of(new Csv.Line(quote)),
            List.of(new Csv.Line(line)),
            910_000 + 10L * number);
    return id;
  }

  /** Compares with what is expected without any kill; the numbers of documents may differ. */
  List<String> check() throws IOException {
    List<String> differences = new ArrayList<>();
    NegoceFirst figures = new NegoceFirst(world, differences, Set.of("document"));
    figures.balances();
    figures.quotes();
    for (int i = 1; i <= made; i++) {
      one(differences, "companies of DRILL" + i, "companies", "erp_customer_code", "DRILL" + i);
      one(differences, "contacts of DRILL" + i, "contacts", "email", address(i));
    }
    for (String quote : quotes) {
      String status =
          crm.record("quotes", quote).flatMap(q -> q.value("erp_sync_status")).orElse("");
      if (!status.equals("synced")) {
        losses++;
        differences.add("quote " + quote + ": expected synced, is " + status);
      }
    }
    orders(differences);
    unique(differences, "companies", "erp_customer_key");
    unique(differences, "contacts", "email");
    unique(differences, "products", "hs_sku");
    total(differences, "companies", world.company().expected("companies.all"), made);
    halves(differences);
    System.out.printf(
        "checked    %d customers, contacts and quotes made meanwhile, %d differences;"
            + " duplicates %d, losses %d, orphans %d%n",
        made, differences.size(), duplicates, losses, orphans);
    return differences;
  }

  private void orders(List<String> differences) {
    List<String> all = new ArrayList<>(quotes);
    for (String number : List.of("Q-1001", "Q-1006", "Q-1007")) {
      world.quote(number).ifPresent(quote -> all.add(quote.id()));
    }
    String query = "SELECT COUNT(*) FROM F_DOCENTETE WHERE DO_NoWeb = ?";
    for (String quote : all) {
      once(differences, "orders of quote " + quote, count(query, quote));
    }
    long made = count("SELECT COUNT(*) FROM F_DOCENTETE WHERE DO_NoWeb > ?", "");
    if (made != all.size()) {
      orphans += Math.max(0, made - all.size());
      differences.add("orders in all: expected " + all.size() + ", is " + made);
    }
  }

  private long count(String query, String parameter) {
    return Long.parseLong(world.sage(query, parameter));
  }

  /** Orders without lines; contacts that belong to nobody. */
  private void halves(List<String> differences) {
    long empty =
        count(
            "SELECT COUNT(*) FROM F_DOCENTETE e WHERE e.DO_NoWeb > ? AND NOT EXISTS"
                + " (SELECT 1 FROM F_DOCLIGNE l WHERE l.DO_Piece = e.DO_Piece)",
            "");
    long alone = 0;
    for (int i = 1; i <= made; i++) {
      alone +=
          crm.find("contacts", "email", address(i)).stream()
              .filter(
                  contact -> contact.associations().getOrDefault("companies", List.of()).isEmpty())
              .count();
    }
    if (empty + alone > 0) {
      orphans += empty + alone;
      differences.add("orders without lines: " + empty + "; contacts without company: " + alone);
    }
  }

  private void one(
      List<String> differences, String what, String type, String property, String value) {
    once(differences, what, crm.find(type, property, value).size());
  }

  private void once(List<String> differences, String what, long found) {
    if (found != 1) {
      duplicates += Math.max(0, found - 1);
      losses += found == 0 ? 1 : 0;
      differences.add(what + ": expected 1, is " + found);
    }
  }

  private void unique(List<String> differences, String type, String property) {
    Map<String, Long> counts =
        crm.records(type).stream()
            .filter(record -> !record.archived() && record.value(property).isPresent())
            .collect(
                Collectors.groupingBy(
                    record -> record.value(property).orElse(""), Collectors.counting()));
    counts.forEach(
        (value, count) -> {
          if (count > 1) {
            duplicates += count - 1;
            differences.add(type + " with " + property + " " + value + ": " + count);
          }
        });
  }

  /** Nothing more than the case's records and those made meanwhile. */
  private void total(List<String> differences, String type, List<Long> expected, int more) {
    long live = crm.records(type).stream().filter(record -> !record.archived()).count();
    if (!expected.isEmpty() && live != expected.get(0) + more) {
      orphans += Math.max(0, live - expected.get(0) - more);
      losses += Math.max(0, expected.get(0) + more - live);
      differences.add(type + ": expected " + (expected.get(0) + more) + ", is " + live);
    }
  }
}
