package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.BalanceRow;
import dev.passerelle.sage.sage100.model.BalanceRow.CreditState;
import dev.passerelle.sage.sage100.model.CompanyRow;
import dev.passerelle.sage.sage100.model.EntryRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What customers owe, composed as the company's settings say; nothing is hard-coded (fact sheet
 * §3.5). Reads only; thread-safe. The parts are read one after another: a document that is posted
 * in between shows in the next read, since its rows have changed.
 */
public final class Balances {
  private static final List<String> CUSTOMER_COLUMNS =
      List.of("cbMarq", "CT_Num", "CT_NumPayeur", "CT_Encours", "CT_ControlEnc", "N_Risque");
  private static final int BLOCKED = 2;

  private final Database database;
  private final BalanceRules rules;

  Balances(Database database, BalanceRules rules) {
    this.database = database;
    this.rules = rules;
  }

  /**
   * Balances of customers by cbMarq; unknown ones are left out.
   *
   * @param today the business date in the company's zone
   */
  public List<BalanceRow> of(Collection<Integer> marqs, LocalDate today) {
    String condition = " AND c.[cbMarq] IN :in ORDER BY c.[cbMarq]";
    return of(database.rowsIn(customers("") + condition, marqs), today);
  }

  /**
   * Balances of the next customers in the order of cbMarq.
   *
   * @param today the business date in the company's zone
   */
  public List<BalanceRow> after(int marq, int limit, LocalDate today) {
    String condition = " AND c.[cbMarq] > ? ORDER BY c.[cbMarq]";
    return of(database.rows(customers("TOP (" + limit + ") ") + condition, marq), today);
  }

  private List<BalanceRow> of(List<Row> customers, LocalDate today) {
    if (customers.isEmpty()) {
      return List.of();
    }
    CompanyRow company = new Companies(database).read();
    FiscalWindow window = FiscalWindow.of(company.years(), today);
    List<String> numbers = customers.stream().map(row -> row.code("CT_Num")).toList();
    Map<String, BigDecimal> accounting = accounting(numbers, window);
    Map<String, List<EntryRow>> unlettered = unlettered(numbers, window);
    Map<String, Map<Portfolio.Part, BigDecimal>> portfolio =
        new Portfolio(database, rules).of(numbers, company.creditBase());
    List<BalanceRow> balances = new ArrayList<>();
    for (Row customer : customers) {
      String number = customer.code("CT_Num");
      OpenItems items = OpenItems.of(unlettered.getOrDefault(number, List.of()), today);
      BigDecimal books = accounting.getOrDefault(number, BigDecimal.ZERO);
      Parts parts = new Parts(portfolio.getOrDefault(number, Map.of()), company.creditBase());
      balances.add(balance(customer, company, books, parts, items, today));
    }
    return balances;
  }

  private record Parts(Map<Portfolio.Part, BigDecimal> sums, int base) {
    @Nullable BigDecimal of(Portfolio.Part part) {
      return part.in(base) ? sums.getOrDefault(part, BigDecimal.ZERO) : null;
    }

    BigDecimal sum() {
      return sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  private BalanceRow balance(
      Row customer,
      CompanyRow company,
      BigDecimal accounting,
      Parts parts,
      OpenItems items,
      LocalDate today) {
    BigDecimal limit = customer.decimal("CT_Encours");
    LocalDate oldest = items.oldest();
    return new BalanceRow(
        customer.integer("cbMarq"),
        customer.code("CT_Num"),
        payer(customer),
        accounting,
        parts.of(Portfolio.Part.INVOICES),
        parts.of(Portfolio.Part.DELIVERIES),
        parts.of(Portfolio.Part.PICKINGS),
        parts.of(Portfolio.Part.ORDERS),
        limit,
        overrun(accounting.add(parts.sum()), limit),
        items.overdue(),
        oldest,
        oldest == null ? null : ChronoUnit.DAYS.between(oldest, today),
        items.unallocated(),
        state(customer, company));
  }

  private int payer(Row customer) {
    boolean own = rules.grouping() == BalanceRules.Grouping.THIRD_PARTY;
    return own || customer.value("payerMarq").isEmpty()
        ? customer.integer("cbMarq")
        : customer.integer("payerMarq");
  }

  private BigDecimal overrun(BigDecimal outstanding, BigDecimal limit) {
    boolean unlimited = limit.signum() <= 0 && rules.zeroLimit() == BalanceRules.ZeroLimit.NO_LIMIT;
    return unlimited ? BigDecimal.ZERO : outstanding.subtract(limit).max(BigDecimal.ZERO);
  }

  /** CT_ControlEnc 2 blocks; else the risk code decides (fact sheet §3.1). */
  private static CreditState state(Row customer, CompanyRow company) {
    int type =
        customer.integer("CT_ControlEnc") == BLOCKED
            ? BLOCKED
            : company.risks().getOrDefault(customer.integer("N_Risque"), 0);
    return switch (type) {
      case 1 -> CreditState.WATCH;
      case BLOCKED -> CreditState.BLOCK;
      default -> CreditState.DELIVER;
    };
  }

  private String customers(String top) {
    database.require(Customers.TABLE, CUSTOMER_COLUMNS);
    database.require("F_ECRITUREC", List.of("CT_Num", "JM_Date", "EC_Sens", "EC_Montant"));
    return "SELECT "
        + top
        + database.columns("c", Customers.TABLE, CUSTOMER_COLUMNS)
        + ", p.[cbMarq] AS [payerMarq] FROM [dbo].[F_COMPTET] c LEFT JOIN [dbo].[F_COMPTET] p ON "
        + database.key("p.[CT_Num]")
        + " = "
        + database.key("c.[CT_NumPayeur]")
        + " AND p.[CT_Type] = 0 WHERE c.[CT_Type] = 0";
  }

  private Map<String, BigDecimal> accounting(List<String> numbers, FiscalWindow window) {
    String statement =
        "SELECT e.[CT_Num], e.[EC_Sens], SUM(e.[EC_Montant]) AS [total] FROM [dbo].[F_ECRITUREC] e"
            + inWindow()
            + " GROUP BY e.[CT_Num], e.[EC_Sens]";
    Map<String, BigDecimal> sums = new HashMap<>();
    for (Row row : database.rowsIn(statement, days(window), numbers)) {
      BigDecimal total = row.decimal("total");
      BigDecimal signed = row.integer("EC_Sens") == 0 ? total : total.negate();
      sums.merge(row.code("CT_Num"), signed, BigDecimal::add);
    }
    return sums;
  }

  private Map<String, List<EntryRow>> unlettered(List<String> numbers, FiscalWindow window) {
    String accounts =
        rules.receivableAccounts().stream()
            .map(account -> "e.[CG_Num] LIKE '" + account + "%'")
            .collect(Collectors.joining(" OR ", "(", ")"));
    String statement =
        "SELECT e.[EC_No], e.[CT_Num], e.[EC_Date], e.[EC_Echeance], e.[EC_RefPiece], e.[EC_Sens],"
            + " e.[EC_Montant] FROM [dbo].[F_ECRITUREC] e"
            + inWindow()
            + " AND e.[EC_Lettre] = 0 AND "
            + accounts;
    return database.rowsIn(statement, days(window), numbers).stream()
        .map(Balances::entry)
        .collect(Collectors.groupingBy(EntryRow::customerNumber));
  }

  private String inWindow() {
    String at = SqlDialect.STAMP_PARAMETER;
    return " WHERE e.[JM_Date] >= %s AND e.[JM_Date] <= %s AND ".formatted(at, at)
        + database.key("e.[CT_Num]")
        + " IN :in";
  }

  private static List<String> days(FiscalWindow window) {
    return List.of(
        SqlDialect.stamp(window.from().atStartOfDay()),
        SqlDialect.stamp(window.to().atStartOfDay()));
  }

  private static EntryRow entry(Row row) {
    LocalDate date = row.date("EC_Date").or(() -> row.date("JM_Date")).orElse(LocalDate.EPOCH);
    return new EntryRow(
        row.integer("EC_No"),
        row.code("CT_Num"),
        date,
        row.date("EC_Echeance").orElse(date),
        row.code("EC_RefPiece"),
        row.integer("EC_Sens") == 0,
        row.decimal("EC_Montant"));
  }

  /** What moves balances, as far as a row shows it; keys are CT_Num. */
  public List<ChangeSource> changes() {
    return BalanceSources.of(database);
  }

  /** A digest of the settings that move every balance: base, fiscal years, risks, rules. */
  public String settingsDigest() {
    CompanyRow company = new Companies(database).read();
    return SageSchema.digest(
        company.creditBase()
            + company.years().toString()
            + new java.util.TreeMap<>(company.risks())
            + rules);
  }
}
