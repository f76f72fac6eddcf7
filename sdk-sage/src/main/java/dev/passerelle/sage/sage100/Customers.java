package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.AddressRow;
import dev.passerelle.sage.sage100.model.CustomerRow;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Customers of the company. Reads only; thread-safe. */
public final class Customers {
  static final String TABLE = "F_COMPTET";
  private static final List<String> REQUIRED =
      List.of("cbMarq", "cbModification", "CT_Num", "CT_Intitule", "CT_Type", "CT_NumPayeur");
  private static final List<String> COLUMNS =
      List.of(
          "cbMarq",
          "cbModification",
          "CT_Num",
          "CT_Intitule",
          "CT_Siret",
          "CT_Identifiant",
          "CT_Adresse",
          "CT_Complement",
          "CT_CodePostal",
          "CT_Ville",
          "CT_CodeRegion",
          "CT_Pays",
          "CT_Telephone",
          "CT_EMail",
          "CT_Site",
          "CT_Commentaire",
          "CT_NumPayeur",
          "CO_No",
          "N_CatTarif",
          "N_CatCompta",
          "CT_Sommeil");

  /** An agent of an old version may leave the stamp out. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1753, 1, 1, 0, 0);

  private final Database database;

  Customers(Database database) {
    this.database = database;
  }

  /**
   * What is read beside the customer's own row.
   *
   * @param terms terms of payment
   * @param shipping principal place of delivery
   * @param free free fields of F_COMPTET, by column name
   */
  public record Extras(boolean terms, boolean shipping, Set<String> free) {
    /** Nothing. */
    public static final Extras NONE = new Extras(false, false, Set.of());

    /** Copies. */
    public Extras {
      free = Set.copyOf(free);
    }
  }

  /** Customers by cbMarq, in no particular order; unknown ones are left out. */
  public List<CustomerRow> byMarq(Collection<Integer> marqs, Extras extras) {
    return complete(database.rowsIn(select(extras) + " AND c.[cbMarq] IN :in", marqs), extras);
  }

  /** Customers by CT_Num; unknown ones are left out. */
  public List<CustomerRow> byNumber(Collection<String> numbers, Extras extras) {
    String condition = " AND " + database.key("c.[CT_Num]") + " IN :in";
    return complete(database.rowsIn(select(extras) + condition, codes(numbers)), extras);
  }

  /** Customers by SIRET; blanks on either side do not count. */
  public List<CustomerRow> bySiret(Collection<String> sirets, Extras extras) {
    return byCompact("CT_Siret", sirets, extras);
  }

  /** Customers by VAT number; blanks on either side do not count. */
  public List<CustomerRow> byVatNumber(Collection<String> numbers, Extras extras) {
    return byCompact("CT_Identifiant", numbers, extras);
  }

  /** Customers by their own e-mail address, whatever the case. */
  public List<CustomerRow> byEmail(Collection<String> addresses, Extras extras) {
    String condition = " AND " + database.key("c.[CT_EMail]") + " IN :in";
    return complete(database.rowsIn(select(extras) + condition, codes(addresses)), extras);
  }

  private List<CustomerRow> byCompact(String column, Collection<String> values, Extras extras) {
    String condition = " AND REPLACE(c.[" + column + "], ' ', '') IN :in";
    List<String> compact = values.stream().map(Customers::compact).toList();
    return complete(database.rowsIn(select(extras) + condition, compact), extras);
  }

  /** The next customers in the order of cbMarq. */
  public List<CustomerRow> after(int marq, int limit, Extras extras) {
    String statement = select(extras).replaceFirst("SELECT", "SELECT TOP (" + limit + ")");
    return complete(
        database.rows(statement + " AND c.[cbMarq] > ? ORDER BY c.[cbMarq]", marq), extras);
  }

  /** The cbMarq of the next customers in that order. */
  public List<Integer> marqsAfter(int marq, int limit) {
    String statement =
        "SELECT TOP (%d) c.[cbMarq] FROM [dbo].[F_COMPTET] c".formatted(limit)
            + " WHERE c.[CT_Type] = 0 AND c.[cbMarq] > ? ORDER BY c.[cbMarq]";
    return database.rows(statement, marq).stream().map(row -> row.integer("cbMarq")).toList();
  }

  /** A customer out of a row that was got otherwise, as from an agent; its payer is looked up. */
  public CustomerRow of(Row row, Set<String> freeColumns) {
    String number = row.code("CT_Num");
    String payer = row.optionalCode("CT_NumPayeur").orElse(number);
    Integer own = row.integer("cbMarq");
    Integer payerMarq = payer.equals(number) ? own : marqs(List.of(payer)).get(payer);
    return customer(row, payerMarq, "", null, freeColumns);
  }

  /** cbMarq by CT_Num for those that are customers. */
  public Map<String, Integer> marqs(Collection<String> numbers) {
    String statement =
        "SELECT c.[cbMarq], c.[CT_Num] FROM [dbo].[F_COMPTET] c WHERE c.[CT_Type] = 0 AND "
            + database.key("c.[CT_Num]")
            + " IN :in";
    Map<String, Integer> marqs = new LinkedHashMap<>();
    database
        .rowsIn(statement, codes(numbers))
        .forEach(row -> marqs.put(row.code("CT_Num"), row.integer("cbMarq")));
    return marqs;
  }

  /** Whether a customer, supplier or anybody else has the number: they share them. */
  public boolean isTaken(String number) {
    String statement =
        "SELECT TOP (1) c.[cbMarq] FROM [dbo].[F_COMPTET] c WHERE "
            + database.key("c.[CT_Num]")
            + " IN :in";
    return !database.rowsIn(statement, codes(List.of(number))).isEmpty();
  }

  /** The given columns of one row of F_COMPTET as they are stored. */
  public List<Row> raw(Collection<Integer> marqs, Collection<String> columns) {
    Set<String> all = new LinkedHashSet<>(List.of("cbMarq", "CT_Num"));
    all.addAll(columns);
    return database.rowsIn(
        "SELECT "
            + database.columns("c", TABLE, all)
            + " FROM [dbo].[F_COMPTET] c WHERE c.[cbMarq] IN :in",
        marqs);
  }

  /** What moves a customer's values; keys are CT_Num. */
  public List<ChangeSource> changes(Extras extras) {
    List<ChangeSource> sources = new ArrayList<>();
    sources.add(ChangeSource.of(TABLE, "x.[CT_Num]").where("x.[CT_Type] = 0"));
    if (extras.terms() && database.has("F_REGLEMENTT")) {
      sources.add(ChangeSource.of("F_REGLEMENTT", "x.[CT_Num]"));
    }
    if (extras.shipping() && database.has("F_LIVRAISON")) {
      sources.add(ChangeSource.of("F_LIVRAISON", "x.[CT_Num]"));
    }
    return sources;
  }

  private String select(Extras extras) {
    database.require(TABLE, REQUIRED);
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.addAll(extras.free());
    return "SELECT "
        + database.columns("c", TABLE, columns)
        + ", p.[cbMarq] AS [payerMarq] FROM [dbo].[F_COMPTET] c LEFT JOIN [dbo].[F_COMPTET] p ON "
        + database.key("p.[CT_Num]")
        + " = "
        + database.key("c.[CT_NumPayeur]")
        + " WHERE c.[CT_Type] = 0";
  }

  private List<CustomerRow> complete(List<Row> rows, Extras extras) {
    List<String> numbers = rows.stream().map(row -> row.code("CT_Num")).toList();
    Map<String, String> terms = extras.terms() ? terms(numbers) : Map.of();
    Map<String, AddressRow> shipping = extras.shipping() ? shipping(numbers) : Map.of();
    List<CustomerRow> customers = new ArrayList<>();
    for (Row row : rows) {
      String number = row.code("CT_Num");
      String term = terms.getOrDefault(number, "");
      customers.add(customer(row, payerMarq(row), term, shipping.get(number), extras.free()));
    }
    return customers;
  }

  private static CustomerRow customer(
      Row row,
      @Nullable Integer payerMarq,
      String terms,
      @Nullable AddressRow shipping,
      Set<String> freeColumns) {
    String number = row.code("CT_Num");
    String payer = row.optionalCode("CT_NumPayeur").orElse(number);
    return new CustomerRow(
        row.integer("cbMarq"),
        number,
        row.text("CT_Intitule"),
        compact(row.text("CT_Siret")),
        compact(row.text("CT_Identifiant")),
        address(row, "CT_"),
        shipping,
        row.text("CT_Telephone"),
        row.text("CT_EMail"),
        row.text("CT_Site"),
        row.text("CT_Commentaire"),
        payer,
        payerMarq,
        row.integer("CO_No"),
        row.integer("N_CatTarif"),
        row.integer("N_CatCompta"),
        terms,
        row.flag("CT_Sommeil"),
        row.time("cbModification").orElse(NO_TIME),
        FreeFields.values(row, freeColumns));
  }

  private static @Nullable Integer payerMarq(Row row) {
    return row.value("payerMarq").isPresent() ? row.integer("payerMarq") : null;
  }

  private static AddressRow address(Row row, String prefix) {
    return new AddressRow(
        row.text(prefix + "Adresse"),
        row.text(prefix + "Complement"),
        row.text(prefix + "CodePostal"),
        row.text(prefix + "Ville"),
        row.text(prefix + "CodeRegion"),
        row.text(prefix + "Pays"));
  }

  private Map<String, String> terms(Collection<String> numbers) {
    if (!database.has("F_REGLEMENTT")) {
      return Map.of();
    }
    String statement =
        "SELECT t.[CT_Num], t.[N_Reglement], t.[RT_NbJour], t.[RT_Condition]"
            + " FROM [dbo].[F_REGLEMENTT] t WHERE "
            + database.key("t.[CT_Num]")
            + " IN :in ORDER BY t.[cbMarq]";
    return database.rowsIn(statement, numbers).stream()
        .collect(
            Collectors.groupingBy(
                row -> row.code("CT_Num"),
                Collectors.mapping(Customers::term, Collectors.joining("+"))));
  }

  private static String term(Row row) {
    return row.integer("N_Reglement")
        + "/"
        + row.integer("RT_NbJour")
        + "/"
        + row.integer("RT_Condition");
  }

  private Map<String, AddressRow> shipping(Collection<String> numbers) {
    if (!database.has("F_LIVRAISON")) {
      return Map.of();
    }
    String statement =
        "SELECT l.[CT_Num], l.[LI_Adresse], l.[LI_Complement], l.[LI_CodePostal], l.[LI_Ville],"
            + " l.[LI_CodeRegion], l.[LI_Pays] FROM [dbo].[F_LIVRAISON] l"
            + " WHERE l.[LI_Principal] = 1 AND "
            + database.key("l.[CT_Num]")
            + " IN :in";
    Map<String, AddressRow> places = new HashMap<>();
    database
        .rowsIn(statement, numbers)
        .forEach(row -> places.put(row.code("CT_Num"), address(row, "LI_")));
    return places;
  }

  private static String compact(String text) {
    return text.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
  }

  static List<String> codes(Collection<String> codes) {
    return codes.stream().map(Row::normalCode).distinct().toList();
  }
}
