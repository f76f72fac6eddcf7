package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.simulators.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders by the agent are those of the case, to the cent (case §5.1, §5.2, §6 event 4). */
class AgentOrdersTest {
  private final NegoceCompany company = new NegoceCompany(Variant.RECENT).at("2026-03-16T09:36:00");
  private final AgentClient agent = new AgentClient(company);

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void q1001BecomesTheOrderOfTheCase() throws IOException {
    Map<String, Object> outcome = agent.perform("q1001", "document.create", Quotes.q1001());
    assertThat(outcome).containsEntry("outcome", "done").containsEntry("repeated", false);
    Map<String, Object> header =
        company.row("SELECT * FROM F_DOCENTETE WHERE DO_NoWeb = '70100001001'");
    assertThat(header)
        .containsEntry("DO_Domaine", 0)
        .containsEntry("DO_Type", 1)
        .containsEntry("DO_Piece", "BC260023")
        .containsEntry("DO_Tiers", "BATIGWADA")
        .containsEntry("CT_NumPayeur", "BATIGWADA")
        .containsEntry("DO_Ref", "HS Q-1001")
        .containsEntry("DO_Statut", 0)
        .containsEntry("DO_Souche", 0)
        .containsEntry("DE_No", 1)
        .containsEntry("N_CatCompta", 1)
        .containsEntry("CO_No", 1)
        .containsEntry("DO_TotalHT", new BigDecimal("2713.000000"))
        .containsEntry("DO_TotalTTC", new BigDecimal("2934.680000"));
    assertThat(header.get("DO_Date")).hasToString("2026-03-16 00:00:00.0");
    assertLines(
        "BC260023",
        "1000 CIM-CPJ-35 250 8.40 5 C85 1995.00 2164.58",
        "2000 TUB-PVC-100 40 14.20 0 C85 568.00 616.28",
        "3000 LIV-FORFAIT 1 45.00 0 C85 45.00 48.83",
        "4000 CSG-PALETTE 7 15.00 0 C00 105.00 105.00");
    assertThat(
            company.amount("SELECT SUM(DL_MontantTTC) FROM F_DOCLIGNE WHERE DO_Piece = 'BC260023'"))
        .isEqualTo("2934.69");
    Map<String, Object> record = AgentClient.record(outcome);
    assertThat(record.get("taxes").toString())
        .contains("base=2608.00", "amount=221.68", "rate=8.5", "base=105.00", "amount=0.00");
    assertThat(Json.asObject(record.get("totals")))
        .containsEntry("net", "2713.00")
        .containsEntry("vat", "221.68")
        .containsEntry("gross", "2934.68");
    assertThat(outcome.get("notices").toString())
        .contains("STOCK_SHORT", "TUB-PVC-100", "available=35", "asked=40");
  }

  private void assertLines(String piece, String... expected) {
    List<String> lines =
        company
            .query(
                "SELECT DL_Ligne, AR_Ref, DL_Qte, DL_PrixUnitaire, DL_Remise01REM_Valeur, DL_CodeTaxe1,"
                    + " DL_MontantHT, DL_MontantTTC FROM F_DOCLIGNE WHERE DO_Piece = ? ORDER BY DL_Ligne",
                piece)
            .stream()
            .map(
                row ->
                    "%s %s %s %s %s %s %s %s"
                        .formatted(
                            row.get("DL_Ligne"),
                            row.get("AR_Ref"),
                            whole(row.get("DL_Qte")),
                            cents(row.get("DL_PrixUnitaire")),
                            whole(row.get("DL_Remise01REM_Valeur")),
                            row.get("DL_CodeTaxe1"),
                            cents(row.get("DL_MontantHT")),
                            cents(row.get("DL_MontantTTC"))))
            .toList();
    assertThat(lines).containsExactly(expected);
  }

  private static String whole(Object number) {
    return ((BigDecimal) number).setScale(0).toPlainString();
  }

  private static String cents(Object number) {
    return ((BigDecimal) number).setScale(2).toPlainString();
  }

  @Test
  void theThreeOrdersOfTheCaseMoveCounterAndReservations() throws IOException {
    agent.perform("q1001", "document.create", Quotes.q1001());
    Map<String, Object> customer = agent.perform("h3", "customer.create", Quotes.ecolodge());
    assertThat(AgentClient.record(customer)).containsEntry("cbMarq", new BigDecimal(113));
    assertThat(AgentClient.fields(customer))
        .containsEntry("CT_Num", "ECOLODGEDE")
        .containsEntry("CT_NumPayeur", "ECOLODGEDE")
        .containsEntry("CG_NumPrinc", "4110000")
        .containsEntry("N_CatTarif", BigDecimal.ONE)
        .containsEntry("N_CatCompta", BigDecimal.ONE)
        .containsEntry("N_Risque", BigDecimal.ONE)
        .containsEntry("CT_Sommeil", BigDecimal.ZERO)
        .containsEntry("CT_Encours", "0.00");
    agent.perform("q1006", "document.create", Quotes.q1006());
    agent.perform("q1007", "document.create", Quotes.q1007());
    assertThat(totals("BC260024")).isEqualTo("ECOLODGEDE 835.00 895.42");
    assertThat(totals("BC260025")).isEqualTo("GUYANEBTP 2745.00 2745.00");
    assertLines(
        "BC260024",
        "1000 CIT-EAU-1K 2 312.50 0 C85 625.00 678.13",
        "2000 EAU-MIN-6P 50 3.30 0 C21 165.00 168.47",
        "3000 LIV-FORFAIT 1 45.00 0 C85 45.00 48.83");
    assertLines(
        "BC260025",
        "1000 FER-HA10-6 200 7.95 0 C00 1590.00 1590.00",
        "2000 TOL-BAC-3M 30 38.50 0 C00 1155.00 1155.00");
    assertThat(
            company.row("SELECT CO_No, N_CatCompta FROM F_DOCENTETE WHERE DO_Piece = 'BC260025'"))
        .containsEntry("CO_No", 2)
        .containsEntry("N_CatCompta", 2);
    assertThat(company.value("SELECT DC_Piece FROM F_DOCCURRENTPIECE WHERE DC_IdCol = 1"))
        .isEqualTo("BC260026");
    assertThat(reserved())
        .containsExactlyInAnyOrder(
            "CIM-CPJ-35 250",
            "TUB-PVC-100 40",
            "CIT-EAU-1K 3",
            "EAU-MIN-6P 50",
            "FER-HA10-6 200",
            "TOL-BAC-3M 30",
            "GRP-ELE-3K 1",
            "CLI-INV-12 2");
    assertThat(company.sage.effects().writes()).isEqualTo(4);
    OutstandingSql sql = new OutstandingSql(company);
    assertThat(sql.outstanding("BATIGWADA", 2)).isEqualByComparingTo("5539.54");
    assertThat(sql.outstanding("BATIGWADA", 4)).isEqualByComparingTo("9178.40");
  }

  private String totals(String piece) {
    Map<String, Object> row =
        company.row(
            "SELECT DO_Tiers, DO_TotalHT, DO_TotalTTC FROM F_DOCENTETE WHERE DO_Piece = ?", piece);
    return row.get("DO_Tiers")
        + " "
        + cents(row.get("DO_TotalHT"))
        + " "
        + cents(row.get("DO_TotalTTC"));
  }

  private List<String> reserved() {
    return company.query("SELECT AR_Ref, AS_QteRes FROM F_ARTSTOCK WHERE AS_QteRes <> 0").stream()
        .map(row -> row.get("AR_Ref") + " " + whole(row.get("AS_QteRes")))
        .toList();
  }

  @Test
  void event4TheOrderIsDeliveredAfterAReceipt() throws IOException {
    agent.perform("q1001", "document.create", Quotes.q1001());
    company.at("2026-03-16T11:00:00");
    SageUser user = company.sage.user();
    assertThatThrownBy(() -> user.transform(1, "BC260023", 3)).hasMessageContaining("SAGE_REFUSED");
    user.receiveStock("TUB-PVC-100", 1, new BigDecimal(200));
    assertThat(user.transform(1, "BC260023", 3)).isEqualTo("BL260034");
    OutstandingSql sql = new OutstandingSql(company);
    assertThat(sql.outstanding("BATIGWADA", 2)).isEqualByComparingTo("8474.23");
    assertThat(
            company.row(
                "SELECT AS_QteSto, AS_QteRes, AS_QteCom FROM F_ARTSTOCK WHERE AR_Ref = 'TUB-PVC-100'"))
        .containsEntry("AS_QteSto", new BigDecimal("195.000000"))
        .containsEntry("AS_QteRes", new BigDecimal("0.000000"))
        .containsEntry("AS_QteCom", new BigDecimal("0.000000"));
    assertThat(company.value("SELECT DO_Piece FROM F_DOCENTETE WHERE DO_NoWeb = '70100001001'"))
        .isEqualTo("BL260034");
    assertThat(
            company.query("SELECT DISTINCT DL_PieceBC FROM F_DOCLIGNE WHERE DO_Piece = 'BL260034'"))
        .extracting(row -> row.get("DL_PieceBC"))
        .containsExactly("BC260023");
  }

  @Test
  void aQuoteHasANumberOfItsOwnAndReservesNothing() throws IOException {
    Map<String, Object> content = Quotes.q1001();
    Map<String, Object> document = Json.asObject(content.get("document"));
    document.put("DO_Type", 0);
    document.put("DO_Statut", 2);
    Map<String, Object> outcome = agent.perform("q1001", "document.create", content);
    assertThat(AgentClient.fields(outcome))
        .containsEntry("DO_Piece", "DE260012")
        .containsEntry("DO_Statut", new BigDecimal(2));
    assertThat(company.amount("SELECT AS_QteRes FROM F_ARTSTOCK WHERE AR_Ref = 'CIM-CPJ-35'"))
        .isEqualTo("0.00");
    assertThat(company.sage.user().transform(0, "DE260012", 1)).isEqualTo("BC260023");
    assertThat(company.amount("SELECT AS_QteRes FROM F_ARTSTOCK WHERE AR_Ref = 'CIM-CPJ-35'"))
        .isEqualTo("250.00");
  }

  @Test
  void pricingGivesTheSameFiguresAndSavesNothing() throws IOException {
    Map<String, Object> document = Json.asObject(Quotes.q1001().get("document"));
    document.remove("DO_NoWeb");
    Map<String, Object> stranger = Json.asObject(Quotes.q1006().get("document"));
    stranger.remove("DO_Tiers");
    stranger.put("N_CatCompta", 1);
    Map<String, Object> answer =
        agent.post(
            "/v1/price",
            Map.of(
                "documents",
                List.of(
                    Map.of("key", "a", "document", document),
                    Map.of("key", "b", "document", stranger))));
    assertThat(answer.toString()).contains("gross=2934.68", "gross=895.42");
    assertThat(company.value("SELECT DC_Piece FROM F_DOCCURRENTPIECE WHERE DC_IdCol = 1"))
        .isEqualTo("BC260023");
    assertThat(company.sage.effects().all()).isEmpty();
  }

  @Test
  void everyFormOfTheDatabaseGivesTheSameOrder() throws IOException {
    for (Variant variant : List.of(Variant.OLD, Variant.RECENT.withPadding())) {
      try (NegoceCompany other = new NegoceCompany(variant)) {
        Map<String, Object> outcome =
            new AgentClient(other).perform("q1001", "document.create", Quotes.q1001());
        assertThat(Json.asObject(AgentClient.record(outcome).get("totals")))
            .containsEntry("gross", "2934.68");
        assertThat(AgentClient.fields(outcome)).containsEntry("DO_Tiers", "BATIGWADA");
      }
    }
  }

  @Test
  void commentLinesAndSagesOwnPrices() throws IOException {
    Map<String, Object> content =
        Quotes.order("MAIRIEPBF", "R", "1", Map.of("AR_Ref", "PEI-FAC-15", "DL_Qte", 2));
    lines(content).add(Map.of("key", "c", "DL_Design", "Livraison avant 10 h"));
    Map<String, Object> outcome = agent.perform("c", "document.create", content);
    assertThat(Json.asObject(AgentClient.record(outcome).get("totals")))
        .containsEntry("net", "192.00")
        .containsEntry("gross", "208.32");
    assertThat(
            company.value(
                "SELECT DL_Design FROM F_DOCLIGNE WHERE DO_Piece = 'BC260023' AND AR_Ref = ''"))
        .isEqualTo("Livraison avant 10 h");
  }

  @SuppressWarnings("unchecked")
  private static List<Object> lines(Map<String, Object> content) {
    return (List<Object>) Json.asObject(content.get("document")).get("lines");
  }
}
