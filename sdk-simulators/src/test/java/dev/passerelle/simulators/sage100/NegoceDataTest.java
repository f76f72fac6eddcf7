package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The company of the case, loaded into each form of the database (case §1 to §3). */
class NegoceDataTest {

  @Test
  void holdsEveryRowOfTheCase() {
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT)) {
      assertThat(counts(company))
          .containsEntry("F_COMPTET", 12L)
          .containsEntry("F_CONTACTT", 6L)
          .containsEntry("F_ARTICLE", 16L)
          .containsEntry("F_ARTSTOCK", 9L)
          .containsEntry("F_DOCENTETE", 21L)
          .containsEntry("F_DOCLIGNE", 32L)
          .containsEntry("F_ECRITUREC", 18L)
          .containsEntry("F_CREGLEMENT", 6L);
    }
  }

  private static Map<String, Object> counts(NegoceCompany company) {
    return company
        .query(
            "SELECT 'F_COMPTET' n, COUNT(*) c FROM F_COMPTET UNION ALL SELECT 'F_CONTACTT', COUNT(*) FROM F_CONTACTT"
                + " UNION ALL SELECT 'F_ARTICLE', COUNT(*) FROM F_ARTICLE UNION ALL SELECT 'F_ARTSTOCK', COUNT(*) FROM F_ARTSTOCK"
                + " UNION ALL SELECT 'F_DOCENTETE', COUNT(*) FROM F_DOCENTETE UNION ALL SELECT 'F_DOCLIGNE', COUNT(*) FROM F_DOCLIGNE"
                + " UNION ALL SELECT 'F_ECRITUREC', COUNT(*) FROM F_ECRITUREC UNION ALL SELECT 'F_CREGLEMENT', COUNT(*) FROM F_CREGLEMENT")
        .stream()
        .collect(Collectors.toMap(row -> row.get("n").toString().strip(), row -> row.get("c")));
  }

  @Test
  void headersAreTheSumsOfTheirLinesAndVatPerRate() {
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT)) {
      List<Map<String, Object>> wrong =
          company.query(
              """
              SELECT d.DO_Piece, d.DO_TotalHT, d.DO_TotalTTC FROM F_DOCENTETE d
              WHERE d.DO_TotalHT <> (SELECT SUM(l.DL_MontantHT) FROM F_DOCLIGNE l WHERE l.DO_Piece = d.DO_Piece)
                 OR d.DO_TotalTTC <> d.DO_TotalHT + (SELECT SUM(v.vat) FROM (
                      SELECT t.DO_Piece, ROUND(SUM(t.DL_MontantHT) * t.DL_Taxe1 / 100, 2) vat
                      FROM F_DOCLIGNE t GROUP BY t.DO_Piece, t.DL_Taxe1) v WHERE v.DO_Piece = d.DO_Piece)
              """);
      assertThat(wrong).isEmpty();
      assertThat(
              company.query(
                  "SELECT d.DO_Piece FROM F_DOCENTETE d WHERE d.DO_TotalTTC <>"
                      + " (SELECT SUM(l.DL_MontantTTC) FROM F_DOCLIGNE l WHERE l.DO_Piece = d.DO_Piece)"))
          .extracting(row -> row.get("DO_Piece"))
          .containsExactlyInAnyOrder("FA260012", "FA260020");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BATIGWADA, 3102.19, 4227.12, 5539.54, 5539.54, 6243.71",
    "BATIGWADA2, 0.00, 0.00, 0.00, 0.00, 0.00",
    "HOTELKARUK, 6700.33, 6700.33, 8056.58, 8056.58, 8056.58",
    "SUPERBASSE, 3864.01, 6514.00, 6514.00, 7083.72, 7083.72",
    "MAIRIEPBF, 2132.03, 2132.03, 2132.03, 2132.03, 2132.03",
    "CANTINESUD, 0.00, 1010.79, 1555.75, 1555.75, 1555.75",
    "MADINACHAU, 2311.05, 2311.05, 2311.05, 2311.05, 2311.05",
    "GUYANEBTP, 5465.00, 5465.00, 5465.00, 5465.00, 5465.00",
    "STBARTHVIL, -750.00, -750.00, -750.00, -750.00, 420.50",
    "SABLEGRAV, 3480.00, 3480.00, 3480.00, 3480.00, 3480.00",
    "QUINCADORM, 0.00, 0.00, 0.00, 0.00, 0.00"
  })
  void outstandingBalancesAreThoseOfTheCaseInEveryForm(
      String customer, BigDecimal b0, BigDecimal b1, BigDecimal b2, BigDecimal b3, BigDecimal b4) {
    List<BigDecimal> expected = List.of(b0, b1, b2, b3, b4);
    for (Variant variant :
        List.of(Variant.RECENT, Variant.OLD, Variant.RECENT.with(Variant.Credits.POSITIVE))) {
      try (NegoceCompany company = new NegoceCompany(variant)) {
        OutstandingSql sql = new OutstandingSql(company);
        for (int base = 0; base <= 4; base++) {
          assertThat(sql.outstanding(customer, base)).isEqualByComparingTo(expected.get(base));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BATIGWADA, 1000.00",
    "HOTELKARUK, 4981.98",
    "SUPERBASSE, 3864.01",
    "MAIRIEPBF, 2132.03",
    "MADINACHAU, 2311.05",
    "SABLEGRAV, 3480.00",
    "CANTINESUD, 0.00",
    "GUYANEBTP, 0.00"
  })
  void overdueAmountsAreThoseOfTheCase(String customer, BigDecimal overdue) {
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT)) {
      assertThat(new OutstandingSql(company).overdue(customer, "2026-03-16"))
          .isEqualByComparingTo(overdue);
    }
  }

  @Test
  void anInvoiceHasOnlyDueDatesUnlessItHasADeposit() {
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT)) {
      assertThat(
              company.query(
                  "SELECT DO_Piece FROM F_DOCREGL WHERE DO_Type IN (6, 7) GROUP BY DO_Piece"
                      + " HAVING COUNT(DISTINCT DR_TypeRegl) > 1"))
          .extracting(row -> row.get("DO_Piece"))
          .containsExactly("FA260052");
    }
  }
}
