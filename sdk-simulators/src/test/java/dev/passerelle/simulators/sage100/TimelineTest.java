package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users do changes the tables as the case's timeline says (case §6). */
class TimelineTest {
  private final NegoceCompany company = new NegoceCompany(Variant.RECENT);
  private final OutstandingSql sql = new OutstandingSql(company);
  private final SageUser user = company.sage.user();

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void event1PaymentLowersTheBalanceAndTheOverdueAmount() {
    company.at("2026-03-16T10:05:00");
    int payment = user.recordPayment("HOTELKARUK", new BigDecimal("2000.00"), "FA260003", true);
    assertThat(sql.accounting("HOTELKARUK")).isEqualByComparingTo("4700.33");
    assertThat(sql.outstanding("HOTELKARUK", 2)).isEqualByComparingTo("6056.58");
    assertThat(sql.overdue("HOTELKARUK", "2026-03-16")).isEqualByComparingTo("2981.98");
    assertThat(company.amount("SELECT SUM(RC_Montant) FROM F_REGLECH WHERE DO_Piece = 'FA260003'"))
        .isEqualTo("4000.00");
    assertThat(
            company.row("SELECT RG_Compta, RG_Impute FROM F_CREGLEMENT WHERE RG_No = ?", payment))
        .containsEntry("RG_Compta", 1)
        .containsEntry("RG_Impute", 1);
    assertThat(
            company.amount("SELECT DO_MontantRegle FROM F_DOCENTETE WHERE DO_Piece = 'FA260003'"))
        .isEqualTo("4000.00");
  }

  @Test
  void aBouncedPaymentBringsTheOverdueAmountBack() {
    company.at("2026-03-16T10:05:00");
    int payment = user.recordPayment("HOTELKARUK", new BigDecimal("2000.00"), "FA260003", true);
    user.bouncePayment(payment);
    assertThat(sql.accounting("HOTELKARUK")).isEqualByComparingTo("6700.33");
    assertThat(sql.overdue("HOTELKARUK", "2026-03-16")).isEqualByComparingTo("4981.98");
    assertThat(company.value("SELECT RG_Impaye FROM F_CREGLEMENT WHERE RG_No = ?", payment))
        .isEqualTo(Timestamp.valueOf("2026-03-16 00:00:00"));
    assertThatThrownBy(() -> user.bouncePayment(payment)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void event2ADeliveryBecomesAnInvoice() {
    company.at("2026-03-16T10:20:00");
    String before = lineNumber("BL260031");
    assertThat(user.transform(3, "BL260031", 6)).isEqualTo("FA260058");
    assertThat(sql.outstanding("BATIGWADA", 2)).isEqualByComparingTo("5539.54");
    assertThat(sql.invoices("BATIGWADA")).isEqualByComparingTo("2163.93");
    assertThat(sql.lines("BATIGWADA", 3)).isEqualByComparingTo("273.42");
    Map<String, Object> line =
        company.row(
            "SELECT DL_No, DL_PieceBL, DO_Type FROM F_DOCLIGNE WHERE DO_Piece = 'FA260058'");
    assertThat(line).containsEntry("DL_PieceBL", "BL260031").containsEntry("DO_Type", 6);
    assertThat(line.get("DL_No")).hasToString(before);
    assertThat(company.query("SELECT 1 FROM F_DOCENTETE WHERE DO_Piece = 'BL260031'")).isEmpty();
    assertThat(
            company.row("SELECT cbMarq, DO_TotalTTC FROM F_DOCENTETE WHERE DO_Piece = 'FA260058'"))
        .containsEntry("cbMarq", 22)
        .containsEntry("DO_TotalTTC", new BigDecimal("1039.000000"));
    assertThat(company.value("SELECT DR_Date FROM F_DOCREGL WHERE DO_Piece = 'FA260058'"))
        .isEqualTo(Timestamp.valueOf("2026-04-30 00:00:00"));
    assertThat(company.value("SELECT DC_Piece FROM F_DOCCURRENTPIECE WHERE DC_IdCol = 6"))
        .isEqualTo("FA260059");
  }

  private String lineNumber(String piece) {
    return company.value("SELECT DL_No FROM F_DOCLIGNE WHERE DO_Piece = ?", piece).toString();
  }

  @Test
  void event3PostingAnInvoiceMovesTheDebtToAccounting() {
    company.at("2026-03-16T10:20:00");
    user.transform(3, "BL260031", 6);
    company.at("2026-03-16T10:40:00");
    user.postInvoice("FA260057");
    assertThat(sql.outstanding("BATIGWADA", 2)).isEqualByComparingTo("5539.54");
    assertThat(sql.accounting("BATIGWADA")).isEqualByComparingTo("4227.12");
    assertThat(sql.invoices("BATIGWADA")).isEqualByComparingTo("1039.00");
    List<Map<String, Object>> entries =
        company.query(
            "SELECT CG_Num, CT_Num, EC_Sens, EC_Montant, EC_Echeance FROM F_ECRITUREC WHERE EC_RefPiece = 'FA260057' ORDER BY EC_No");
    assertThat(entries).hasSize(3);
    assertThat(entries.get(0))
        .containsEntry("CT_Num", "BATIGWADA")
        .containsEntry("EC_Montant", new BigDecimal("1124.930000"))
        .containsEntry("EC_Echeance", Timestamp.valueOf("2026-04-30 00:00:00"));
    assertThat(
            company.amount(
                "SELECT SUM(CASE EC_Sens WHEN 0 THEN EC_Montant ELSE -EC_Montant END) FROM F_ECRITUREC WHERE EC_RefPiece = 'FA260057'"))
        .isEqualTo("0.00");
    assertThat(company.value("SELECT DO_Type FROM F_DOCENTETE WHERE DO_Piece = 'FA260057'"))
        .isEqualTo(7);
    assertThatThrownBy(() -> user.deleteDocument(7, "FA260057"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void event5And6ChangeACustomer() {
    user.changeCustomer("SUPERBASSE", Map.of("CT_Encours", 6000));
    company.at("2026-03-16T11:30:00");
    user.changeCustomer("MADINACHAU", Map.of("CT_Adresse", "ZA Petite Cocotte, bât. 3"));
    assertThat(company.amount("SELECT CT_Encours FROM F_COMPTET WHERE cbMarq = 104"))
        .isEqualTo("6000.00");
    assertThat(company.row("SELECT CT_Adresse, cbModification FROM F_COMPTET WHERE cbMarq = 107"))
        .containsEntry("CT_Adresse", "ZA Petite Cocotte, bât. 3")
        .containsEntry("cbModification", Timestamp.valueOf("2026-03-16 11:30:00"));
  }

  @Test
  void event9OnlyACustomerWithoutHistoryCanBeDeleted() {
    user.deleteCustomer("QUINCADORM");
    assertThat(company.query("SELECT 1 FROM F_COMPTET WHERE cbMarq = 111")).isEmpty();
    assertThatThrownBy(() -> user.deleteCustomer("BATIGWADA"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> user.deleteCustomer("QUINCADORM"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("UNKNOWN_CUSTOMER");
  }

  @Test
  void aPartialDeliveryLeavesTheRestOnTheOrder() {
    String delivery = user.transform(1, "BC260019", 3, Map.of(1000, BigDecimal.ONE));
    assertThat(delivery).isEqualTo("BL260034");
    assertThat(
            company.row(
                "SELECT DO_Reliquat, DO_TotalTTC FROM F_DOCENTETE WHERE DO_Piece = 'BC260019'"))
        .containsEntry("DO_Reliquat", 1)
        .containsEntry("DO_TotalTTC", new BigDecimal("741.500000"));
    assertThat(
            company.row(
                "SELECT DL_PieceBC, DL_MontantTTC FROM F_DOCLIGNE WHERE DO_Piece = 'BL260034'"))
        .containsEntry("DL_PieceBC", "BC260019")
        .containsEntry("DL_MontantTTC", new BigDecimal("429.000000"));
    assertThat(company.amount("SELECT AS_QteRes FROM F_ARTSTOCK WHERE AR_Ref = 'CLI-INV-12'"))
        .isEqualTo("1.00");
    assertThat(company.amount("SELECT AS_QteSto FROM F_ARTSTOCK WHERE AR_Ref = 'CLI-INV-12'"))
        .isEqualTo("21.00");
  }

  @Test
  void aCustomerKeepsItsRecordWhenItGetsAnotherNumber() {
    user.renumberCustomer("CANTINESUD", "CANTSUD");
    assertThat(company.row("SELECT CT_Num, CT_NumPayeur FROM F_COMPTET WHERE cbMarq = 106"))
        .containsEntry("CT_Num", "CANTSUD")
        .containsEntry("CT_NumPayeur", "CANTSUD");
    assertThat(sql.outstanding("CANTSUD", 2)).isEqualByComparingTo("1555.75");
  }

  @Test
  void letteringNeedsABalance() {
    int payment = user.recordPayment("MAIRIEPBF", new BigDecimal("2132.03"), "FA260033", true);
    Object entry = company.value("SELECT EC_No FROM F_CREGLEMENT WHERE RG_No = ?", payment);
    assertThat(user.letter(List.of(9017, (Integer) entry))).isEqualTo("AAC");
    assertThat(sql.overdue("MAIRIEPBF", "2026-03-16")).isEqualByComparingTo("0.00");
    assertThatThrownBy(() -> user.letter(List.of(9011, 9012)))
        .isInstanceOf(IllegalStateException.class);
  }
}
