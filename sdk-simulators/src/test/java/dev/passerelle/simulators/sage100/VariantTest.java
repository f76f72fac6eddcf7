package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which a real company may be stored (fact sheet §0, §2, §4, §6). */
class VariantTest {

  @ParameterizedTest
  @CsvSource({
    "DATETIME, 2026-03-16T10:00:00.001, 2026-03-16T10:00:00.000",
    "DATETIME, 2026-03-16T10:00:00.002, 2026-03-16T10:00:00.003",
    "DATETIME, 2026-03-16T10:00:00.005, 2026-03-16T10:00:00.007",
    "DATETIME, 2026-03-16T10:00:00.008, 2026-03-16T10:00:00.007",
    "DATETIME, 2026-03-16T10:00:00.999, 2026-03-16T10:00:01.000",
    "SMALLDATETIME, 2026-03-16T10:00:29.998, 2026-03-16T10:00:00",
    "SMALLDATETIME, 2026-03-16T10:00:29.999, 2026-03-16T10:01:00",
    "SMALLDATETIME, 2026-03-16T23:59:45, 2026-03-17T00:00:00"
  })
  void stampsAreRoundedAsSqlServerDoes(Stamps stamps, String written, String held) {
    assertThat(stamps.round(LocalDateTime.parse(written))).isEqualTo(LocalDateTime.parse(held));
  }

  @Test
  void twoChangesOfAMinuteLookAlikeInASmallDateTime() {
    try (NegoceCompany company = new NegoceCompany(Variant.OLD)) {
      company.at("2026-03-16T11:45:10").sage.user().changeCustomer("STBARTHVIL", encours(3500));
      Object first = stampOf(company, "STBARTHVIL");
      company.at("2026-03-16T11:45:25").sage.user().changeCustomer("STBARTHVIL", encours(4000));
      assertThat(stampOf(company, "STBARTHVIL"))
          .isEqualTo(first)
          .isEqualTo(Timestamp.valueOf("2026-03-16 11:45:00"));
      assertThat(company.amount("SELECT CT_Encours FROM F_COMPTET WHERE cbMarq = 109"))
          .isEqualTo("4000.00");
    }
  }

  @Test
  void aDateTimeTellsThemApart() {
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT)) {
      company.at("2026-03-16T11:45:10").sage.user().changeCustomer("STBARTHVIL", encours(3500));
      assertThat(stampOf(company, "STBARTHVIL"))
          .isEqualTo(Timestamp.valueOf("2026-03-16 11:45:10"));
    }
  }

  private static Map<String, Object> encours(int limit) {
    return Map.of("CT_Encours", limit);
  }

  private static Object stampOf(NegoceCompany company, String customer) {
    return company.value("SELECT cbModification FROM F_COMPTET WHERE CT_Num = ?", customer);
  }

  @Test
  void theTypeOfTheStampCanBeSeenInTheCatalogue() {
    for (Variant variant : List.of(Variant.RECENT, Variant.OLD)) {
      try (NegoceCompany company = new NegoceCompany(variant)) {
        Object precision =
            company.value(
                "SELECT DATETIME_PRECISION FROM INFORMATION_SCHEMA.COLUMNS"
                    + " WHERE TABLE_NAME = 'F_COMPTET' AND COLUMN_NAME = 'cbModification'");
        assertThat(((Number) precision).intValue()).isEqualTo(variant == Variant.OLD ? 0 : 3);
      }
    }
  }

  @Test
  void theOldSchemaHasShorterTitlesAndNoTotals() {
    try (NegoceCompany company = new NegoceCompany(Variant.OLD)) {
      Object length =
          company.value(
              "SELECT CHARACTER_MAXIMUM_LENGTH FROM INFORMATION_SCHEMA.COLUMNS"
                  + " WHERE TABLE_NAME = 'F_COMPTET' AND COLUMN_NAME = 'CT_Intitule'");
      assertThat(((Number) length).intValue()).isEqualTo(35);
      assertThat(
              company.query(
                  "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS"
                      + " WHERE TABLE_NAME = 'F_DOCENTETE' AND COLUMN_NAME LIKE 'DO_Total%'"))
          .isEmpty();
    }
  }

  @Test
  void creditsAreNegativeOrPositive() {
    String sql = "SELECT DO_TotalTTC FROM F_DOCENTETE WHERE DO_Piece = 'AV260004'";
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT)) {
      assertThat(company.amount(sql)).isEqualTo("-94.95");
    }
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT.with(Variant.Credits.POSITIVE))) {
      assertThat(company.amount(sql)).isEqualTo("94.95");
    }
  }

  @Test
  void oneCodeIsPaddedAndAllAreIfWanted() {
    String padded = "SELECT COUNT(*) FROM F_COMPTET WHERE LENGTH(CT_Num) > LENGTH(RTRIM(CT_Num))";
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT)) {
      assertThat(company.value(padded)).isEqualTo(1L);
    }
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT.withPadding())) {
      assertThat(company.value(padded)).isEqualTo(12L);
    }
  }

  @Test
  void accentsAndFreeFieldsSurvive() {
    try (NegoceCompany company = new NegoceCompany(Variant.RECENT)) {
      assertThat(company.value("SELECT AR_Design FROM F_ARTICLE WHERE AR_Ref = 'TUB-PVC-100'"))
          .isEqualTo("Tube PVC Ø100 longueur 4 m");
      assertThat(
              company.amount(
                  "SELECT [Octroi de mer inclus] FROM [dbo].[F_ARTICLE] WHERE AR_Ref = 'CLI-INV-12'"))
          .isEqualTo("64.35");
      assertThat(company.value("SELECT CB_Name FROM cbSysLibre WHERE CB_File = 'F_ARTICLE'"))
          .isEqualTo("Octroi de mer inclus");
    }
  }
}
