package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator driven from another process: control calls and the SQL port. */
class ControlTest {
  private final NegoceCompany company = new NegoceCompany(Variant.RECENT);
  private final AgentClient http = new AgentClient(company);

  @AfterEach
  void close() {
    company.close();
  }

  private Object act(String action, Map<String, ?> body) throws IOException {
    return http.post("/__control/user/" + action, body).get("result");
  }

  @Test
  void everyActionOfAUserHasItsCall() throws IOException {
    assertThat(act("transform", Map.of("type", 3, "piece", "BL260031", "newType", 6)))
        .isEqualTo("FA260058");
    act("postInvoice", Map.of("piece", "FA260057"));
    Object payment =
        act(
            "recordPayment",
            Map.of(
                "payer", "HOTELKARUK", "amount", "2000.00", "invoice", "FA260003", "posted", true));
    act("bouncePayment", Map.of("number", payment));
    act("receiveStock", Map.of("article", "TUB-PVC-100", "quantity", 200));
    act("changeCustomer", Map.of("code", "SUPERBASSE", "fields", Map.of("CT_Encours", 6000)));
    act("changeArticle", Map.of("reference", "RIZ-LG-25", "fields", Map.of("AR_PrixVen", "28.50")));
    act("setCreditBase", Map.of("base", 4));
    act("deleteCustomer", Map.of("code", "QUINCADORM"));
    Object piece =
        act(
            "enterDocument",
            Map.of("type", 1, "customer", "MAIRIEPBF", "quantities", Map.of("RIZ-LG-25", 2)));
    assertThat(piece).isEqualTo("BC260023");
    assertThat(company.amount("SELECT DO_TotalHT FROM F_DOCENTETE WHERE DO_Piece = 'BC260023'"))
        .isEqualTo("57.00");
    act("deleteDocument", Map.of("type", 1, "piece", piece));
    assertThat(company.amount("SELECT AS_QteRes FROM F_ARTSTOCK WHERE AR_Ref = 'RIZ-LG-25'"))
        .isEqualTo("0.00");
    assertThat(company.value("SELECT P_BaseEncours FROM P_PARAMETRECIAL")).isEqualTo(4);
    assertThat(http.get("/__control/state").get("effects")).hasToString("11");
  }

  @Test
  void wrongCallsSayWhy() throws IOException {
    assertThat(http.post("/__control/user/fly", Map.of()).get("error").toString())
        .contains("no action fly");
    assertThat(http.status).isEqualTo(400);
    http.post("/__control/user/deleteCustomer", Map.of("code", "BATIGWADA"));
    assertThat(http.status).isEqualTo(409);
  }

  @Test
  void clockFaultsAndLocksCanBeSet() throws IOException {
    http.post("/__control/clock", Map.of("advance", "PT1H"));
    assertThat(http.post("/__control/clock", Map.of("advance", "PT1M")).get("clock"))
        .isEqualTo("2026-03-16T13:01:00Z");
    http.post("/__control/locks", Map.of("table", "F_COMPTET", "times", 1));
    assertThat(http.perform("s", "customer.sleep", Map.of("record", 104)))
        .containsEntry("outcome", "busy");
    http.post(
        "/__control/faults",
        Map.of("operation", "GET", "target", "/v1/about", "fault", "answer", "status", 502));
    try {
      http.get("/v1/about");
    } catch (IllegalArgumentException e) {
      assertThat(http.status).isEqualTo(502);
    }
    assertThat(http.get("/v1/about")).containsEntry("contract", new BigDecimal(1));
    http.post("/__control/database", Map.of("down", true));
    assertThatThrownBy(() -> company.sage.dataSource().getConnection())
        .isInstanceOf(SQLException.class);
  }

  @Test
  void anotherProcessReadsByTheSqlPort() throws Exception {
    Map<String, String> options = Map.of("data", NegoceCompany.DATA.toString(), "key", "k");
    try (Sage100Simulator sage = Sage100Main.start(options)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Sage100Main.print(sage, new PrintStream(out, true, StandardCharsets.UTF_8));
      List<String> printed = out.toString(StandardCharsets.UTF_8).lines().toList();
      assertThat(printed).contains("jdbc=" + sage.jdbcUrl(), "ready");
      assertThat(count(sage)).isEqualTo(12);
      sage.loginRefused(true);
      assertThatThrownBy(() -> count(sage)).isInstanceOf(SQLException.class);
      sage.loginRefused(false);
      sage.databaseDown(true);
      assertThatThrownBy(() -> count(sage)).isInstanceOf(SQLException.class);
      sage.databaseDown(false);
      assertThat(count(sage)).isEqualTo(12);
    }
  }

  private static int count(Sage100Simulator sage) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(sage.jdbcUrl(), sage.sqlUser(), sage.sqlPassword());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM [dbo].[F_COMPTET]")) {
      assertThat(connection.getCatalog()).isEqualTo("NEGOCE971");
      result.next();
      return result.getInt(1);
    }
  }

  @Test
  void aLongTransactionShowsLateWithAnEarlyStamp() {
    OpenChange change =
        company.sage.user().beginChange("F_COMPTET", 105, Map.of("CT_Ville", "AILLEURS"));
    company
        .at("2026-03-16T08:04:00")
        .sage
        .user()
        .changeCustomer("SUPERBASSE", Map.of("CT_Ville", "X"));
    assertThat(company.value("SELECT CT_Ville FROM F_COMPTET WHERE cbMarq = 105"))
        .isEqualTo("PETIT-BOURG");
    change.commit();
    assertThat(company.row("SELECT CT_Ville, cbModification FROM F_COMPTET WHERE cbMarq = 105"))
        .containsEntry("CT_Ville", "AILLEURS")
        .containsEntry("cbModification", Timestamp.valueOf("2026-03-16 08:00:00"));
  }
}
