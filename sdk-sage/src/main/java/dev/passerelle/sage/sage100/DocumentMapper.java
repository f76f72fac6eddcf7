package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.DocumentKind;
import dev.passerelle.sage.sage100.model.DocumentRow;
import dev.passerelle.sage.sage100.model.LineRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of F_DOCENTETE and F_DOCLIGNE as records. */
final class DocumentMapper {
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final int PERCENT = 1;

  private DocumentMapper() {}

  static DocumentRow header(Row row, Set<String> free) {
    return new DocumentRow(
        row.integer("cbMarq"),
        row.integer("DO_Type"),
        row.code("DO_Piece"),
        row.date("DO_Date").orElse(null),
        row.code("DO_Tiers"),
        row.optionalCode("CT_NumPayeur").orElse(row.code("DO_Tiers")),
        row.text("DO_Ref"),
        row.text("DO_NoWeb"),
        row.integer("CO_No"),
        row.integer("DE_No"),
        row.integer("N_CatCompta"),
        row.integer("DO_Statut"),
        row.integer("DO_Provenance"),
        total(row, "DO_TotalHTNet").or(() -> total(row, "DO_TotalHT")).orElse(null),
        total(row, "DO_TotalTTC").orElse(null),
        row.time("cbModification").orElse(LocalDateTime.of(1753, 1, 1, 0, 0)),
        FreeFields.values(row, free));
  }

  private static Optional<BigDecimal> total(Row row, String column) {
    return row.has(column) ? Optional.of(row.decimal(column)) : Optional.empty();
  }

  static LineRow line(Row row, DocumentKind kind) {
    boolean counts = row.flag("DL_Valorise");
    return new LineRow(
        row.integer("cbMarq"),
        row.integer("DL_No"),
        row.integer("DO_Type"),
        row.code("DO_Piece"),
        row.code("CT_Num"),
        row.integer("DL_Ligne"),
        row.code("AR_Ref"),
        row.text("DL_Design"),
        row.decimal("DL_Qte"),
        row.text("EU_Enumere"),
        row.decimal("DL_PrixUnitaire"),
        discount(row),
        row.code("DL_CodeTaxe1"),
        row.decimal("DL_Taxe1"),
        counts ? row.decimal("DL_MontantHT") : BigDecimal.ZERO,
        counts ? row.decimal("DL_MontantTTC") : BigDecimal.ZERO,
        row.integer("DE_No"),
        row.code("DL_PieceBC"),
        row.code("DL_PieceBL"),
        kind.isRemembered() ? row.date(kind.dateColumn()).orElse(null) : null);
  }

  /** Discounts cascade; a type says nothing where the value is 0 (fact sheet §3.3). */
  private static @Nullable BigDecimal discount(Row row) {
    BigDecimal rest = BigDecimal.ONE;
    for (String rank : Stream.of("01", "02", "03").toList()) {
      BigDecimal value = row.decimal("DL_Remise" + rank + "REM_Valeur");
      boolean percent =
          !row.has("DL_Remise" + rank + "REM_Type")
              || row.integer("DL_Remise" + rank + "REM_Type") == PERCENT;
      if (value.signum() != 0) {
        if (!percent) {
          return null;
        }
        rest = rest.multiply(HUNDRED.subtract(value)).divide(HUNDRED, 10, RoundingMode.HALF_UP);
      }
    }
    return HUNDRED.subtract(rest.multiply(HUNDRED)).setScale(6, RoundingMode.HALF_UP);
  }
}
