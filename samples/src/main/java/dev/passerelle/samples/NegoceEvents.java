package dev.passerelle.samples;

import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.adapter.WebhookSource.WebhookRequest;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.JournalEntry;
import dev.passerelle.simulators.hubspot.HubSpotFaults;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import dev.passerelle.simulators.hubspot.WebhookDelivery;
import dev.passerelle.simulators.sage100.SageUser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fifteen events of the case's day, each checked against what is expected of it. */
final class NegoceEvents {
  private final NegoceDay day;
  private final NegoceWorld world;
  private final SageUser sage;
  private final HubSpotUser crm;
  private int deliveries;

  NegoceEvents(NegoceDay day) {
    this.day = day;
    this.world = day.world();
    this.sage = world.sage().user();
    this.crm = world.hubspot().user();
  }

  List<NegoceDay.Result> run() {
    money();
    people();
    day.at("12:00");
    int vanished = day.mark();
    sage.deleteCustomer("QUINCADORM");
    day.step();
    webhooks();
    recordInUse();
    gone(vanished);
    answerLost();
    throttled();
    databaseRestart();
    midnight();
    return day.results().stream().sorted((a, b) -> Integer.compare(a.n(), b.n())).toList();
  }

  /** An action in one of the systems, then the figures of the event. */
  private void plain(int event, String time, Runnable action, String seen) {
    day.at(time);
    int mark = day.mark();
    Instant since = world.clock().instant();
    action.run();
    List<String> problems = new ArrayList<>(day.settleInTime(event, since));
    problems.addAll(errors(mark));
    day.judge(event, seen, problems);
  }

  private List<String> errors(int mark) {
    return new ArrayList<>(day.errorsSince(mark).stream().map(code -> "error " + code).toList());
  }

  private void money() {
    plain(
        1,
        "10:05",
        () -> sage.recordPayment("HOTELKARUK", new BigDecimal("2000.00"), "FA260003", true),
        "payment lowers the balance, the held quote becomes one order");
    long archived = archives();
    day.at("10:20");
    int mark = day.mark();
    Instant since = world.clock().instant();
    String invoice = sage.transform(3, "BL260031", 6);
    List<String> problems = new ArrayList<>(day.settleInTime(2, since));
    problems.addAll(errors(mark));
    same(problems, "invoice", "FA260058", invoice);
    same(problems, "removals", archived, archives());
    day.judge(2, "delivery became invoice, balance unchanged, nothing removed", problems);
    plain(3, "10:40", () -> sage.postInvoice("FA260057"), "posted, balance unchanged");
    plain(
        4,
        "11:00",
        () -> {
          sage.receiveStock("TUB-PVC-100", 1, new BigDecimal(200));
          sage.transform(1, "BC260023", 3);
        },
        "order delivered, balance grows, the deal shows it");
    plain(
        5,
        "11:15",
        () -> sage.changeCustomer("SUPERBASSE", Map.of("CT_Encours", new BigDecimal(6000))),
        "limit lowered, overrun shown");
  }

  private long archives() {
    return world.hubspot().journal().count("*", "/archive$")
        + world.hubspot().journal().count("DELETE", "");
  }

  private void people() {
    onlyAddress();
    bothSides();
    sameMinute();
  }

  private void onlyAddress() {
    day.at("11:30");
    int mark = day.mark();
    Instant since = world.clock().instant();
    Map<String, String> before = properties("MADINACHAU");
    sage.changeCustomer("MADINACHAU", Map.of("CT_Adresse", "ZA Petite Cocotte, bât. 3"));
    // The next event is a minute later: this one is judged within it.
    day.step();
    List<String> problems = errors(mark);
    same(problems, "properties written", "[address]", changed(before, "MADINACHAU"));
    same(problems, "records written", 1L, day.writesSince(mark));
    day.watch().lag(Duration.between(since, world.clock().instant()));
    day.judge(6, "only the address was written", problems);
  }

  private Map<String, String> properties(String code) {
    return world.companyOf(code).map(HubSpotRecord::properties).orElse(Map.of());
  }

  private String changed(Map<String, String> before, String code) {
    return NegoceFigures.changed(before, properties(code)).toString();
  }

  private void bothSides() {
    day.at("11:31:00");
    int mark = day.mark();
    Instant since = world.clock().instant();
    String id = world.companyOf("CANTINESUD").map(HubSpotRecord::id).orElseThrow();
    crm.update("companies", id, "erp_email", "intendance@cantinesud.example");
    sage.changeCustomer("CANTINESUD", Map.of("CT_Telephone", "05 36 49 50 59"));
    List<String> problems = new ArrayList<>(day.settleInTime(7, since));
    day.step();
    problems.addAll(errors(mark));
    same(problems, "records written, one in each system", 2L, day.writesSince(mark));
    day.judge(7, "both changes kept, no echo", problems);
  }

  private void sameMinute() {
    day.at("11:45:10");
    int mark = day.mark();
    sage.changeCustomer("STBARTHVIL", Map.of("CT_Encours", new BigDecimal(3500)));
    day.at(date() + "T11:45:15", false);
    day.run();
    day.at(date() + "T11:45:25", false);
    Instant since = world.clock().instant();
    sage.changeCustomer("STBARTHVIL", Map.of("CT_Encours", new BigDecimal(4000)));
    List<String> problems = new ArrayList<>(day.settleInTime(8, since));
    problems.addAll(errors(mark));
    day.judge(8, "the second change within a minute was seen", problems);
  }

  private String date() {
    return world.company().start().toLocalDate().toString();
  }

  private void gone(int mark) {
    List<String> problems = new ArrayList<>();
    HubSpotRecord kept = crm.record("companies", "504").orElseThrow();
    same(problems, "company archived", false, kept.archived());
    same(problems, "removals", 0L, archives());
    problems.addAll(errors(mark).stream().filter(code -> !code.contains("RECORD_IN_USE")).toList());
    day.judge(9, "marked as deleted, kept in the CRM", problems);
  }

  private void webhooks() {
    day.at("12:05");
    int mark = day.mark();
    long documents = world.sage().effects().writes("createDocument");
    List<String> problems = new ArrayList<>();
    world
        .hubspot()
        .webhooks()
        .target(NegoceSystemsAccess.WEBHOOK_URL, NegoceSystemsAccess.WEBHOOK_SECRET);
    same(problems, "hints of the first", 1, day.engine().webhook("crm", delivery()));
    day.run();
    WebhookRequest second = delivery();
    WebhookRequest third = delivery();
    CompletableFuture<Integer> one =
        CompletableFuture.supplyAsync(() -> day.engine().webhook("crm", second));
    CompletableFuture<Integer> other =
        CompletableFuture.supplyAsync(() -> day.engine().webhook("crm", third));
    same(problems, "hints of two at once", 2, one.join() + other.join());
    day.step();
    day.step();
    problems.addAll(errors(mark));
    same(problems, "documents made", documents, world.sage().effects().writes("createDocument"));
    same(problems, "records written", 0L, day.writesSince(mark));
    day.judge(10, "three more deliveries, still one order", problems);
  }

  /** A signed delivery about Q-1001. */
  private WebhookRequest delivery() {
    world.hubspot().webhooks().clear();
    String quote = world.quote("Q-1001").map(HubSpotRecord::id).orElseThrow();
    crm.update("quotes", quote, "hs_title", "Quote Q-1001, delivery " + ++deliveries);
    WebhookDelivery signed = world.hubspot().webhooks().take().orElseThrow();
    Map<String, String> headers = new LinkedHashMap<>();
    signed.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new WebhookRequest(
        signed.method(), signed.uri(), headers, signed.body().getBytes(StandardCharsets.UTF_8));
  }

  private void approve(String number) {
    HubSpotRecord quote = world.quote(number).orElseThrow();
    String deal = world.deal(number).map(HubSpotRecord::id).orElseThrow();
    crm.update("deals", deal, "erp_send", "true");
    crm.approveQuote(quote.id());
  }

  private void recordInUse() {
    day.at("12:10");
    int mark = day.mark();
    int told = day.watch().mark();
    Instant since = world.clock().instant();
    world.sage().locks().inUse("F_DOCENTETE", 2);
    approve("Q-1003");
    day.settle(11, since);
    List<Integer> attempts =
        day.watch().since(told, SyncEvent.RecordWritten.class).stream()
            .filter(written -> written.flow().equals("quotes") && written.system().equals("erp"))
            .map(SyncEvent.RecordWritten::attempt)
            .toList();
    List<String> problems = new ArrayList<>();
    same(problems, "attempts", List.of(3), attempts);
    problems.addAll(errors(mark).stream().filter(code -> !code.endsWith("RECORD_IN_USE")).toList());
    day.judge(11, "record in use twice, one order at the third attempt", problems);
  }

  private void answerLost() {
    day.at("12:15");
    Instant since = world.clock().instant();
    world.sage().faults().next(1, "POST", "^/v1/batch$", Fault.timeoutAfterCommit());
    approve("Q-1004");
    day.settle(12, since);
    List<String> problems = new ArrayList<>();
    same(problems, "faults not shown", 0, world.sage().faults().pending());
    day.judge(12, "answer lost after the commit, found again, one order", problems);
  }

  private void throttled() {
    day.at("12:20");
    int from = world.hubspot().journal().entries().size();
    Instant since = world.clock().instant();
    world.hubspot().faults().next(1, "POST", "batch/update$", HubSpotFaults.tooManyRequests(10));
    sage.changeCustomer("MAIRIEPBF", Map.of("CT_Complement", "Service Marchés"));
    sage.changeCustomer("GUYANEBTP", Map.of("CT_Complement", "Bâtiment B"));
    day.watch().lag(day.settle(13, since));
    List<JournalEntry> writes =
        world.hubspot().journal().entries().stream()
            .skip(from)
            .filter(entry -> entry.path().endsWith("/batch/update"))
            .toList();
    List<String> problems = new ArrayList<>();
    same(
        problems,
        "answers to writes",
        "[429, 200]",
        writes.stream().map(JournalEntry::status).toList().toString());
    if (writes.size() == 2) {
      long waited = Duration.between(writes.get(0).at(), writes.get(1).at()).toSeconds();
      if (waited < 10) {
        problems.add("waited " + waited + " s, expected at least 10");
      }
    }
    day.judge(13, "waited as told, then wrote everything once", problems);
  }

  private void databaseRestart() {
    day.at("12:30");
    int mark = day.mark();
    world.sage().databaseDown(true);
    day.step();
    List<String> problems = new ArrayList<>();
    same(problems, "errors while down", List.of("DATABASE_DOWN"), day.errorsSince(mark));
    world.sage().databaseDown(false);
    int told = day.watch().mark();
    Instant since = world.clock().instant();
    sage.changeCustomer("SABLEGRAV", Map.of("CT_Complement", "Guérite nord"));
    day.watch().lag(day.settle(14, since));
    Map<String, Long> lists =
        day.watch().since(told, SyncEvent.PageRead.class).stream()
            .filter(page -> page.system().equals("erp") && page.list())
            .collect(Collectors.groupingBy(SyncEvent.PageRead::entity, Collectors.counting()));
    for (String entity : List.of("customer", "contact", "product")) {
      same(problems, "lists of " + entity, 0L, lists.getOrDefault(entity, 0L));
    }
    day.judge(14, "went on from the stored position, no full reload", problems);
  }

  private void midnight() {
    day.at(date() + "T23:55:00", true);
    day.run();
    Map<String, Map<String, String>> before = companies();
    day.at(world.company().start().toLocalDate().plusDays(1) + "T00:05:00", false);
    day.run();
    day.step();
    List<String> problems = new ArrayList<>();
    Map<String, Map<String, String>> after = companies();
    int overdue = 0;
    for (Map.Entry<String, Map<String, String>> each : before.entrySet()) {
      Map<String, String> now = after.getOrDefault(each.getKey(), Map.of());
      String days = each.getValue().getOrDefault("erp_days_overdue", "");
      if (!days.isEmpty()) {
        overdue++;
        int wanted = new BigDecimal(days).intValueExact() + 1;
        same(
            problems,
            each.getKey() + ".erp_days_overdue",
            Integer.toString(wanted),
            now.getOrDefault("erp_days_overdue", ""));
      }
      List<String> others = new ArrayList<>(NegoceFigures.changed(each.getValue(), now));
      others.removeAll(List.of("erp_days_overdue", "erp_balance_asof"));
      same(problems, each.getKey() + " other changes", List.of(), others);
    }
    day.judge(15, overdue + " overdue customers, each a day more, no new overdue item", problems);
  }

  private Map<String, Map<String, String>> companies() {
    Function<HubSpotRecord, String> code =
        company -> company.value("erp_customer_code").orElse(company.id());
    return crm.records("companies").stream()
        .collect(Collectors.toMap(code, HubSpotRecord::properties));
  }

  private static void same(List<String> problems, String what, Object expected, Object is) {
    if (!expected.equals(is)) {
      problems.add(what + ": expected " + expected + ", is " + is);
    }
  }
}
