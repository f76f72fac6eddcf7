package dev.passerelle.sage.sage100;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Open documents per customer: the part of the balance that is not in accounting (fact sheet §3.5).
 * Credit notes and returns are taken off whichever sign they are stored with; deposits are taken
 * off as long as their payment is not posted.
 */
final class Portfolio {
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final Set<Integer> CREDIT_TYPES = Set.of(4, 5);
  private static final Set<Integer> CREDIT_ORIGINS = Set.of(1, 2);

  private final Database database;
  private final BalanceRules rules;

  /** A part of the balance, and from which P_BaseEncours on it belongs to it. */
  enum Part {
    INVOICES(1, Set.of(6)),
    DELIVERIES(2, Set.of(3, 4, 5)),
    PICKINGS(3, Set.of(2)),
    ORDERS(4, Set.of(1));

    private final int base;
    private final Set<Integer> types;

    Part(int base, Set<Integer> types) {
      this.base = base;
      this.types = types;
    }

    boolean in(int creditBase) {
      return creditBase >= base;
    }

    /** A deposit on a posted invoice stays with the invoices until it is posted itself. */
    static Part of(int documentType) {
      for (Part part : values()) {
        if (part.types.contains(documentType)) {
          return part;
        }
      }
      return INVOICES;
    }
  }

  private record Rate(BigDecimal net, BigDecimal gross, BigDecimal percent) {}

  Portfolio(Database database, BalanceRules rules) {
    this.database = database;
    this.rules = rules;
  }

  /** Amounts by customer number; a part that is not in the base has none. */
  Map<String, Map<Part, BigDecimal>> of(Collection<String> numbers, int creditBase) {
    Map<String, Map<Part, BigDecimal>> sums = new HashMap<>();
    List<Integer> types = types(creditBase);
    if (!types.isEmpty()) {
      addDocuments(numbers, types, sums);
      subtractDeposits(numbers, types, sums);
    }
    return sums;
  }

  private static List<Integer> types(int creditBase) {
    return java.util.Arrays.stream(Part.values())
        .filter(part -> part.in(creditBase))
        .flatMap(part -> part.types.stream())
        .sorted()
        .toList();
  }

  private void addDocuments(
      Collection<String> numbers, List<Integer> types, Map<String, Map<Part, BigDecimal>> sums) {
    Map<Integer, List<Row>> documents =
        database.rowsIn(documentStatement(types), numbers).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.integer("cbMarq"), LinkedHashMap::new, Collectors.toList()));
    for (List<Row> rates : documents.values()) {
      Row header = rates.get(0);
      Part part = Part.of(header.integer("DO_Type"));
      add(sums, header.code("owner"), part, signed(header, gross(header, rates)));
    }
  }

  private String documentStatement(List<Integer> types) {
    boolean total = database.schema().has("F_DOCENTETE", "DO_TotalTTC");
    String header =
        "d.[cbMarq], d.[DO_Type], d.[DO_Provenance]" + (total ? ", d.[DO_TotalTTC]" : "");
    String owner = owner();
    return "SELECT "
        + header
        + ", "
        + owner
        + " AS [owner], l.[DL_Taxe1], SUM(l.[DL_MontantHT]) AS [net], SUM(l.[DL_MontantTTC]) AS"
        + " [gross] FROM [dbo].[F_DOCENTETE] d JOIN [dbo].[F_DOCLIGNE] l ON "
        + Documents.lineOfHeader(database, "l", "d")
        + " WHERE d.[DO_Domaine] = 0 AND d.[DO_Type] IN "
        + list(types)
        + " AND l.[DL_Valorise] = 1 AND "
        + database.key(owner)
        + " IN :in GROUP BY "
        + header
        + ", "
        + owner
        + ", l.[DL_Taxe1]";
  }

  private BigDecimal gross(Row header, List<Row> rows) {
    if (rules.amounts() == BalanceRules.Amounts.LINES) {
      return rows.stream()
          .map(row -> row.decimal("gross"))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
    if (header.has("DO_TotalTTC")) {
      return header.decimal("DO_TotalTTC");
    }
    return rows.stream()
        .map(row -> new Rate(row.decimal("net"), row.decimal("gross"), row.decimal("DL_Taxe1")))
        .map(rate -> rate.net().add(tax(rate.net(), rate.percent())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** VAT of a document at one rate: on the document, at two decimals, half up (fact sheet §6). */
  static BigDecimal tax(BigDecimal net, BigDecimal percent) {
    return net.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
  }

  private static BigDecimal signed(Row header, BigDecimal amount) {
    boolean credit =
        CREDIT_TYPES.contains(header.integer("DO_Type"))
            || CREDIT_ORIGINS.contains(header.integer("DO_Provenance"));
    return credit ? amount.abs().negate() : amount;
  }

  private void subtractDeposits(
      Collection<String> numbers, List<Integer> types, Map<String, Map<Part, BigDecimal>> sums) {
    if (!database.has("F_DOCREGL")) {
      return;
    }
    Map<Integer, List<Row>> deposits =
        database.rowsIn(depositStatement(types), numbers).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.integer("DR_No"), LinkedHashMap::new, Collectors.toList()));
    for (List<Row> payments : deposits.values()) {
      Row deposit = payments.get(0);
      Part part = Part.of(deposit.integer("DO_Type"));
      add(sums, deposit.code("owner"), part, unposted(deposit, payments).negate());
    }
  }

  private String depositStatement(List<Integer> types) {
    boolean linked = database.has("F_REGLECH") && database.has("F_CREGLEMENT");
    String owner = owner();
    return "SELECT r.[DR_No], r.[DR_Montant], r.[EC_No], r.[DR_Regle], d.[DO_Type], "
        + owner
        + " AS [owner]"
        + (linked ? ", g.[RC_Montant], p.[RG_Compta]" : "")
        + " FROM [dbo].[F_DOCREGL] r JOIN [dbo].[F_DOCENTETE] d ON "
        + Documents.lineOfHeader(database, "r", "d")
        + (linked
            ? " LEFT JOIN [dbo].[F_REGLECH] g ON g.[DR_No] = r.[DR_No]"
                + " LEFT JOIN [dbo].[F_CREGLEMENT] p ON p.[RG_No] = g.[RG_No]"
            : "")
        + " WHERE r.[DR_TypeRegl] = 0 AND d.[DO_Domaine] = 0 AND (d.[DO_Type] = 7 OR d.[DO_Type] IN "
        + list(types)
        + ") AND "
        + database.key(owner)
        + " IN :in";
  }

  /** What of a deposit accounting does not know: by its payments, else by the deposit itself. */
  private static BigDecimal unposted(Row deposit, List<Row> payments) {
    List<Row> linked =
        payments.stream().filter(row -> row.value("RC_Montant").isPresent()).toList();
    if (!linked.isEmpty()) {
      return linked.stream()
          .filter(row -> !row.flag("RG_Compta"))
          .map(row -> row.decimal("RC_Montant"))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
    boolean received = deposit.flag("DR_Regle") && !deposit.flag("EC_No");
    return received ? deposit.decimal("DR_Montant") : BigDecimal.ZERO;
  }

  private String owner() {
    return rules.grouping() == BalanceRules.Grouping.PAYER
        ? "CASE WHEN d.[CT_NumPayeur] = '' THEN d.[DO_Tiers] ELSE d.[CT_NumPayeur] END"
        : "d.[DO_Tiers]";
  }

  private static String list(List<Integer> types) {
    return types.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }

  private static void add(
      Map<String, Map<Part, BigDecimal>> sums, String number, Part part, BigDecimal amount) {
    sums.computeIfAbsent(number, n -> new EnumMap<>(Part.class))
        .merge(part, amount, BigDecimal::add);
  }
}
