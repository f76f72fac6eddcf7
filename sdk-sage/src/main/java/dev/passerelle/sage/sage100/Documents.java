package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.DocumentKind;
import dev.passerelle.sage.sage100.model.DocumentRow;
import dev.passerelle.sage.sage100.model.DocumentTrail;
import dev.passerelle.sage.sage100.model.LineRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sales documents of the company with what became of them. Reads only; thread-safe.
 *
 * <p>A document is known by its number: DO_Type and the header's cbMarq change when it is
 * transformed, DL_No changes for the part of a line that is split off, but every line keeps the
 * numbers of the quote, order and delivery that it came from (fact sheet §0.6, §3.3). "Gone from
 * F_DOCENTETE" is therefore not "deleted".
 */
public final class Documents {
  private static final List<String> HEADER_COLUMNS =
      List.of(
          "cbMarq",
          "cbModification",
          "DO_Type",
          "DO_Piece",
          "DO_Date",
          "DO_Tiers",
          "CT_NumPayeur",
          "DO_Ref",
          "DO_NoWeb",
          "CO_No",
          "DE_No",
          "N_CatCompta",
          "DO_Statut",
          "DO_Provenance",
          "DO_TotalHT",
          "DO_TotalHTNet",
          "DO_TotalTTC");
  private static final List<String> LINE_COLUMNS =
      List.of(
          "cbMarq",
          "DL_No",
          "DO_Type",
          "DO_Piece",
          "CT_Num",
          "DL_Ligne",
          "AR_Ref",
          "DL_Design",
          "DL_Qte",
          "EU_Enumere",
          "DL_PrixUnitaire",
          "DL_Remise01REM_Valeur",
          "DL_Remise01REM_Type",
          "DL_Remise02REM_Valeur",
          "DL_Remise02REM_Type",
          "DL_Remise03REM_Valeur",
          "DL_Remise03REM_Type",
          "DL_CodeTaxe1",
          "DL_Taxe1",
          "DL_MontantHT",
          "DL_MontantTTC",
          "DL_Valorise",
          "DE_No",
          "DL_PieceDE",
          "DL_DateDE",
          "DL_PieceBC",
          "DL_DateBC",
          "DL_PieceBL",
          "DL_DateBL");

  private final Database database;
  private final DocumentPayments payments;

  Documents(Database database) {
    this.database = database;
    this.payments = new DocumentPayments(database);
  }

  /** The condition by which a line or due date belongs to a header: its three-part key. */
  static String lineOfHeader(Database database, String line, String header) {
    return "%1$s.[DO_Domaine] = %2$s.[DO_Domaine] AND %1$s.[DO_Type] = %2$s.[DO_Type] AND "
            .formatted(line, header)
        + database.key(line + ".[DO_Piece]")
        + " = "
        + database.key(header + ".[DO_Piece]");
  }

  /**
   * Documents by number; unknown ones are left out.
   *
   * @param free free fields of F_DOCENTETE, by column name
   */
  public List<DocumentTrail> byPiece(
      DocumentKind kind, Collection<String> pieces, Set<String> free) {
    List<String> codes = Customers.codes(pieces);
    return trails(kind, codes, own(kind, codes, free), free);
  }

  /**
   * The next documents of a kind that are not transformed in full, in the order of cbMarq.
   *
   * @param free free fields of F_DOCENTETE, by column name
   */
  public List<DocumentTrail> after(DocumentKind kind, int marq, int limit, Set<String> free) {
    String condition = ofKind(kind) + " AND d.[cbMarq] > ? ORDER BY d.[cbMarq]";
    String select = selectHeaders("TOP (" + limit + ") ", free);
    List<DocumentRow> page =
        database.rows(select + condition, marq).stream()
            .map(row -> DocumentMapper.header(row, free))
            .toList();
    Map<String, DocumentRow> own = new LinkedHashMap<>();
    page.forEach(row -> own.put(row.piece(), row));
    Map<String, DocumentTrail> trails = new LinkedHashMap<>();
    trails(kind, List.copyOf(own.keySet()), own, free)
        .forEach(trail -> trails.put(trail.piece(), trail));
    // One per row, also where two bear one number: a page that looks short would end the list.
    return page.stream().map(row -> Objects.requireNonNull(trails.get(row.piece()))).toList();
  }

  private List<DocumentTrail> trails(
      DocumentKind kind, List<String> codes, Map<String, DocumentRow> own, Set<String> free) {
    Map<String, List<Row>> rows = lines(kind, codes);
    Map<String, DocumentRow> carriers = carriers(kind, rows, own, free);
    Map<String, DocumentPayments.State> states =
        kind == DocumentKind.INVOICE ? payments.of(codes) : Map.of();
    List<DocumentTrail> trails = new ArrayList<>();
    for (String piece : codes) {
      DocumentRow header = own.get(piece);
      DocumentRow carrier = header == null ? carriers.get(piece) : header;
      if (carrier != null) {
        List<LineRow> lines =
            rows.getOrDefault(piece, List.of()).stream()
                .map(row -> DocumentMapper.line(row, kind))
                .sorted(Comparator.comparing(LineRow::number))
                .toList();
        DocumentPayments.State state =
            states.getOrDefault(piece, DocumentPayments.State.unknown(kind));
        trails.add(
            new DocumentTrail(kind, piece, header, carrier, lines, state.lastDue(), state.paid()));
      }
    }
    return trails;
  }

  /** A document out of rows that were got otherwise, as from an agent. */
  public DocumentTrail of(DocumentKind kind, Row header, List<Row> lines, Set<String> free) {
    DocumentRow own = DocumentMapper.header(header, free);
    List<LineRow> rows = lines.stream().map(row -> DocumentMapper.line(row, kind)).toList();
    DocumentPayments.State state = DocumentPayments.State.unknown(kind);
    return new DocumentTrail(kind, own.piece(), own, own, rows, state.lastDue(), state.paid());
  }

  /** Numbers of documents by DO_NoWeb, also of those that were transformed since. */
  public Set<String> piecesByWebNumber(DocumentKind kind, Collection<String> numbers) {
    return pieces(kind, "DO_NoWeb", numbers);
  }

  /** Numbers of documents by DO_Ref, also of those that were transformed since. */
  public Set<String> piecesByReference(DocumentKind kind, Collection<String> references) {
    return pieces(kind, "DO_Ref", references);
  }

  private Set<String> pieces(DocumentKind kind, String column, Collection<String> values) {
    String statement =
        "SELECT d.[DO_Type], d.[DO_Piece]"
            + (kind.isRemembered() ? ", l.[" + kind.pieceColumn() + "] AS [origin]" : "")
            + " FROM [dbo].[F_DOCENTETE] d LEFT JOIN [dbo].[F_DOCLIGNE] l ON "
            + lineOfHeader(database, "l", "d")
            + " WHERE d.[DO_Domaine] = 0 AND d.[DO_Type] < 9 AND "
            + database.key("d.[" + column + "]")
            + " IN :in";
    Set<String> pieces = new LinkedHashSet<>();
    for (Row row : database.rowsIn(statement, Customers.codes(values))) {
      boolean own = kind.types().contains(row.integer("DO_Type"));
      String piece = own ? row.code("DO_Piece") : row.code("origin");
      if (!piece.isEmpty()) {
        pieces.add(piece);
      }
    }
    return pieces;
  }

  /** Numbers by cbMarq of the next documents of a kind that are not transformed in full. */
  public Map<Integer, String> piecesAfter(DocumentKind kind, int marq, int limit) {
    String statement =
        "SELECT TOP (%d) d.[cbMarq], d.[DO_Piece] FROM [dbo].[F_DOCENTETE] d".formatted(limit)
            + ofKind(kind)
            + " AND d.[cbMarq] > ? ORDER BY d.[cbMarq]";
    Map<Integer, String> pieces = new LinkedHashMap<>();
    database
        .rows(statement, marq)
        .forEach(row -> pieces.put(row.integer("cbMarq"), row.code("DO_Piece")));
    return pieces;
  }

  /** What moves documents of a kind; keys are their numbers. */
  public List<ChangeSource> changes(DocumentKind kind) {
    List<ChangeSource> sources = new ArrayList<>();
    String own = "x.[DO_Domaine] = 0 AND x.[DO_Type] IN " + list(kind);
    sources.add(ChangeSource.of("F_DOCENTETE", "x.[DO_Piece]").where(own));
    if (kind.isRemembered()) {
      String piece =
          "CASE WHEN x.[DO_Type] IN %s THEN x.[DO_Piece] ELSE x.[%s] END"
              .formatted(list(kind), kind.pieceColumn());
      sources.add(ChangeSource.of("F_DOCLIGNE", piece).where("x.[DO_Domaine] = 0"));
    } else {
      sources.add(ChangeSource.of("F_DOCLIGNE", "x.[DO_Piece]").where(own));
    }
    if (kind == DocumentKind.INVOICE) {
      sources.addAll(payments.changes(own));
    }
    return sources;
  }

  private Map<String, DocumentRow> own(DocumentKind kind, List<String> pieces, Set<String> free) {
    String condition = ofKind(kind) + " AND " + database.key("d.[DO_Piece]") + " IN :in";
    Map<String, DocumentRow> headers = new LinkedHashMap<>();
    for (Row row : database.rowsIn(selectHeaders("", free) + condition, pieces)) {
      headers.put(row.code("DO_Piece"), DocumentMapper.header(row, free));
    }
    return headers;
  }

  private static String ofKind(DocumentKind kind) {
    return " WHERE d.[DO_Domaine] = 0 AND d.[DO_Type] IN " + list(kind);
  }

  private String selectHeaders(String top, Set<String> free) {
    database.require("F_DOCENTETE", List.of("cbMarq", "DO_Domaine", "DO_Type", "DO_Piece"));
    List<String> columns = new ArrayList<>(HEADER_COLUMNS);
    columns.addAll(free);
    return "SELECT "
        + top
        + database.columns("d", "F_DOCENTETE", columns)
        + " FROM [dbo].[F_DOCENTETE] d";
  }

  /** Lines by the number asked for: those on the document, and those that remember it. */
  private Map<String, List<Row>> lines(DocumentKind kind, List<String> pieces) {
    String select =
        "SELECT "
            + database.columns("l", "F_DOCLIGNE", LINE_COLUMNS)
            + " FROM [dbo].[F_DOCLIGNE] l WHERE l.[DO_Domaine] = 0 AND ";
    String onIt = "l.[DO_Type] IN %s AND %s IN :in";
    List<Row> rows =
        new ArrayList<>(
            database.rowsIn(
                select + onIt.formatted(list(kind), database.key("l.[DO_Piece]")), pieces));
    if (kind.isRemembered()) {
      String remembered = "l.[DO_Type] NOT IN %s AND %s IN :in";
      String column = database.key("l.[" + kind.pieceColumn() + "]");
      rows.addAll(database.rowsIn(select + remembered.formatted(list(kind), column), pieces));
    }
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row ->
                    kind.types().contains(row.integer("DO_Type"))
                        ? row.code("DO_Piece")
                        : row.code(kind.pieceColumn())));
  }

  /** For documents without header: the header of the earliest document that their lines lie on. */
  private Map<String, DocumentRow> carriers(
      DocumentKind kind,
      Map<String, List<Row>> lines,
      Map<String, DocumentRow> own,
      Set<String> free) {
    Map<String, Row> first = new LinkedHashMap<>();
    lines.forEach(
        (piece, rows) -> {
          if (!own.containsKey(piece)) {
            rows.stream()
                .min(Comparator.comparing((Row row) -> row.integer("DO_Type")))
                .ifPresent(row -> first.put(piece, row));
          }
        });
    Map<String, DocumentRow> headers = new LinkedHashMap<>();
    List<String> pieces = first.values().stream().map(row -> row.code("DO_Piece")).toList();
    String condition = " WHERE d.[DO_Domaine] = 0 AND " + database.key("d.[DO_Piece]") + " IN :in";
    for (Row row : database.rowsIn(selectHeaders("", free) + condition, pieces)) {
      headers.put(key(row), DocumentMapper.header(row, free));
    }
    Map<String, DocumentRow> carriers = new LinkedHashMap<>();
    first.forEach(
        (piece, line) -> {
          DocumentRow header = headers.get(key(line));
          if (header != null) {
            carriers.put(piece, header);
          }
        });
    return carriers;
  }

  private static String key(Row row) {
    return row.integer("DO_Type") + "/" + row.code("DO_Piece");
  }

  static String list(DocumentKind kind) {
    return kind.types().stream()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
