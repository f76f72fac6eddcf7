package dev.passerelle.sap.s4hana.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.StockLevel;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.simulators.FaultScript;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.SimulatorHost;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Half a million stock rows are listed by a program that has 128 MB for everything. */
class StockInBoundsTest {
  private static final int MATERIALS = 10_000;
  private static final int ROWS = 50;
  private static final Pattern AFTER = Pattern.compile("Material gt 'M(\\d+)'");

  /** Lists everything and says what it saw; runs with a small heap. */
  static final class Lister {
    private Lister() {}

    /** The address of the server is the one argument. */
    public static void main(String[] args) {
      S4HanaSettings settings = S4HanaSettings.builder(args[0], "U", () -> "p").build();
      long records = 0;
      BigDecimal sum = BigDecimal.ZERO;
      try (Connector connector = S4Hana.connect(settings)) {
        EntityAdapter stock =
            connector
                .adapter(StockLevel.TYPE, Selection.of(StockLevel.ON_HAND, StockLevel.AVAILABLE))
                .orElseThrow();
        Position at = Position.START;
        for (boolean last = false; !last; ) {
          ChangePage page = stock.list(at, stock.describe().pageSize(), Depth.FULL);
          for (Change each : page.changes()) {
            records++;
            sum =
                sum.add(
                    each.shown().orElseThrow().fields().get(StockLevel.AVAILABLE).orElseThrow());
          }
          at = page.next();
          last = page.last();
        }
      }
      System.out.println("records " + records + " sum " + sum.toBigInteger());
    }
  }

  @Test
  void halfAMillionRowsIn128Megabytes() throws IOException, InterruptedException {
    FaultScript faults = new FaultScript();
    Journal journal = new Journal();
    try (SimulatorHost host =
        SimulatorHost.start(0, Clock.systemUTC(), faults, journal, StockInBoundsTest::answer)) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Lister.class.getName(),
                  host.baseUrl() + "/")
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(said).contains("records " + MATERIALS + " sum " + MATERIALS * ROWS);
    }
  }

  private static HttpAnswer answer(HttpCall call) {
    if (call.method().equals("HEAD")) {
      return HttpAnswer.empty(200).withHeader("Set-Cookie", "SAP_SESSIONID_S4H_100=1; path=/");
    }
    if (call.path().endsWith("$metadata")) {
      return new HttpAnswer(200, Map.of("Content-Type", "application/xml"), METADATA, "", 0);
    }
    int top = Integer.parseInt(call.query("$top").orElse("100"));
    Matcher after = AFTER.matcher(call.query("$filter").orElse(""));
    int first = after.find() ? Integer.parseInt(after.group(1)) + 1 : 0;
    StringBuilder body = new StringBuilder("{\"d\":{\"results\":[");
    for (int n = first; n < Math.min(first + top, MATERIALS); n++) {
      body.append(n == first ? "" : ",").append("{\"Material\":\"M%06d\"".formatted(n));
      body.append(",\"to_MatlStkInAcctMod\":{\"results\":[");
      for (int row = 0; row < ROWS; row++) {
        body.append(row == 0 ? "" : ",").append("{\"Plant\":\"").append(1000 + row % 5);
        body.append("\",\"InventoryStockType\":\"01\",\"InventorySpecialStockType\":\"\",");
        body.append("\"MatlWrhsStkQtyInMatlBaseUnit\":\"1.000\"}");
      }
      body.append("]}}");
    }
    body.append("]}}");
    return new HttpAnswer(200, Map.of("Content-Type", "application/json"), body.toString(), "", 0);
  }

  private static final String METADATA =
      """
      <edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx">
      <edmx:DataServices>
      <Schema Namespace="S" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">
       <EntityType Name="A_MaterialStockType"><Key><PropertyRef Name="Material"/></Key>
        <Property Name="Material" Type="Edm.String"/>
        <NavigationProperty Name="to_MatlStkInAcctMod" Relationship="S.A" FromRole="F" ToRole="T"/>
       </EntityType>
       <EntityType Name="A_MatlStkInAcctModType">
        <Property Name="Plant" Type="Edm.String"/>
        <Property Name="InventoryStockType" Type="Edm.String"/>
        <Property Name="InventorySpecialStockType" Type="Edm.String"/>
        <Property Name="MatlWrhsStkQtyInMatlBaseUnit" Type="Edm.Decimal"/>
       </EntityType>
       <Association Name="A">
        <End Type="S.A_MaterialStockType" Multiplicity="1" Role="F"/>
        <End Type="S.A_MatlStkInAcctModType" Multiplicity="*" Role="T"/>
       </Association>
       <EntityContainer Name="C">
        <EntitySet Name="A_MaterialStock" EntityType="S.A_MaterialStockType"/>
       </EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>
      """;
}
