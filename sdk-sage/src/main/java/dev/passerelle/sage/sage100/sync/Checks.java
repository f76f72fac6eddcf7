package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an administrator must mend about reading the database. Reads only. */
final class Checks {
  private static final Duration SKEW_WARNING = Duration.ofMinutes(1);
  private static final Duration SKEW_ERROR = Duration.ofMinutes(30);

  /** Tables without which nothing, or some entity, cannot be read; and what is lost then. */
  private static final Map<String, String> TABLES = tables();

  private final Site site;
  private final List<Finding> findings = new ArrayList<>();

  Checks(Site site) {
    this.site = site;
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("F_COMPTET", "customer");
    tables.put("F_CONTACTT", "contact");
    tables.put("F_COLLABORATEUR", "employee");
    tables.put("F_ARTICLE", "product");
    tables.put("F_ARTSTOCK", "stock_level");
    tables.put("F_DOCENTETE", "sales_order");
    tables.put("F_DOCLIGNE", "sales_order");
    tables.put("F_ECRITUREC", "customer_balance");
    tables.put("F_CREGLEMENT", "payment");
    tables.put("P_DOSSIER", "customer_balance");
    tables.put("P_PARAMETRECIAL", "customer_balance");
    return tables;
  }

  List<Finding> run() {
    try {
      site.gateway().forgetSchema();
      site.gateway().databaseName();
      clock();
      TABLES.forEach(this::table);
      fiscalYear();
    } catch (PasserelleException e) {
      // Without the database nothing else can be asked.
      findings.add(Finding.error(e.detail()));
    }
    return List.copyOf(findings);
  }

  private void clock() {
    Instant before = site.settings().clock().instant();
    Instant server = site.serverClock().instant(site.gateway().serverTime());
    skew(site.settings().system(), Duration.between(before, server)).ifPresent(findings::add);
  }

  /** Clocks that are apart; half an hour and more is rather a wrong zone in the settings. */
  static java.util.Optional<Finding> skew(String system, Duration ahead) {
    Duration apart = ahead.abs();
    if (apart.compareTo(SKEW_WARNING) <= 0) {
      return java.util.Optional.empty();
    }
    ErrorDetail.Builder detail =
        ErrorDetail.of(ErrorCode.CLOCK_SKEW).system(system).figure("seconds", apart.toSeconds());
    if (apart.compareTo(SKEW_ERROR) < 0) {
      return java.util.Optional.of(Finding.warning(detail.build()));
    }
    String step = "Check the zone in the settings; then synchronise the clocks.";
    return java.util.Optional.of(Finding.error(detail.nextStep(step).build()));
  }

  private void table(String table, String entity) {
    if (!site.gateway().schema().has(table)) {
      findings.add(
          Finding.error(
              ErrorDetail.of(ErrorCode.ACCESS_DENIED)
                  .system(site.settings().system())
                  .entity(entity)
                  .figure("missing", "SELECT on " + table)
                  .cause(table + " does not exist or may not be read")
                  .nextStep("Grant SELECT on " + table + " to the integration's login.")
                  .build()));
    }
  }

  private void fiscalYear() {
    if (findings.isEmpty() && !site.gateway().fiscalYearOpened(site.today())) {
      findings.add(
          Finding.warning(
              ErrorDetail.of(ErrorCode.DRIFT_DETECTED)
                  .system(site.settings().system())
                  .entity("customer_balance")
                  .figure("change", "no fiscal year is open for today")
                  .nextStep(
                      "Open the fiscal year in Sage; until then balances count on from the"
                          + " last one.")
                  .build()));
    }
  }
}
