package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.sap.businessone.BusinessOneClient;
import dev.passerelle.sap.businessone.BusinessOneObjects;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import dev.passerelle.sap.businessone.model.B1Record;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** One company: its client, its settings, and what rarely changes in it, read once. Thread-safe. */
final class Site {
  private static final int PAGE = 200;

  private final BusinessOneClient client;
  private final BusinessOneSettings settings;
  private final AtomicBoolean selectsCollections = new AtomicBoolean(true);
  private final Map<String, Map<String, B1Record>> directories = new ConcurrentHashMap<>();
  private final Map<String, String> facts = new ConcurrentHashMap<>();

  Site(BusinessOneClient client, BusinessOneSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  BusinessOneClient client() {
    return client;
  }

  BusinessOneSettings settings() {
    return settings;
  }

  /** The server's time; this side's before the first answer. */
  Instant now() {
    return client.serverTime().orElseGet(settings.clock()::instant);
  }

  /** Whether collections may be selected: some installations refuse it (fact sheet §2). */
  boolean selectsCollections() {
    return selectsCollections.get();
  }

  void selectNoCollections() {
    selectsCollections.set(false);
  }

  ErrorDetail.Builder detail(ErrorCode code, EntityType type) {
    return ErrorDetail.of(code).system(settings.system()).entity(type.name());
  }

  /** The company's currency. */
  String currency() {
    String known = facts.get("currency");
    if (known == null) {
      known =
          client.ask("CompanyService_GetAdminInfo", Map.of()).at("LocalCurrency").text().orElse("");
      facts.put("currency", known);
    }
    return known;
  }

  /** Whether the company has the user field for our keys of lines; asked once. */
  boolean keepsLineKeys() {
    return facts
        .computeIfAbsent(
            "lines", fact -> Boolean.toString(userFields("RDR1").containsKey(settings.lineField())))
        .equals("true");
  }

  /** Price lists by number. */
  Map<String, B1Record> priceLists() {
    return directory("PriceLists", "PriceListNo");
  }

  /** The tax rate of a code on a day; zero for an unknown code. */
  BigDecimal taxRate(String group, LocalDate day) {
    B1Record known = directory("VatGroups", "Code").get(group);
    BigDecimal rate = BigDecimal.ZERO;
    LocalDate since = LocalDate.MIN;
    for (B1Record line : known == null ? List.<B1Record>of() : known.rows("VatGroups_Lines")) {
      LocalDate from = line.date("Effectivefrom").orElse(LocalDate.MIN);
      if (!from.isAfter(day) && !from.isBefore(since)) {
        since = from;
        rate = line.amount("Rate");
      }
    }
    return rate;
  }

  private Map<String, B1Record> directory(String set, String key) {
    Map<String, B1Record> known = directories.get(set);
    if (known == null) {
      Map<String, B1Record> read = new LinkedHashMap<>();
      for (B1Record row : all(set, ODataQuery.all().orderBy(key))) {
        row.text(key).ifPresent(name -> read.put(name, row));
      }
      known = read;
      directories.put(set, known);
    }
    return known;
  }

  /** The user fields of a database table by name, with their {@code U_}; read anew. */
  Map<String, B1Record> userFields(String table) {
    Map<String, B1Record> fields = new LinkedHashMap<>();
    ODataQuery query =
        ODataQuery.all().filter(ODataFilter.eq("TableName", table)).orderBy("FieldID");
    for (B1Record row : all("UserFieldsMD", query)) {
      row.text("Name").ifPresent(name -> fields.put("U_" + name, row));
    }
    return fields;
  }

  private List<B1Record> all(String set, ODataQuery query) {
    List<B1Record> rows = new ArrayList<>();
    BusinessOneObjects objects = client.objects(set);
    BusinessOneObjects.Page page = objects.page(query, PAGE);
    rows.addAll(page.records());
    while (page.next().isPresent() && !page.records().isEmpty()) {
      page = objects.next(page.next().get(), PAGE);
      rows.addAll(page.records());
    }
    return rows;
  }
}
