package dev.passerelle.simulators.sage100;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A day of work gives the same figures in whatever form the company is stored. */
class EveryVariantTest {

  static Stream<Variant> variants() {
    return Stream.of(
        Variant.RECENT,
        Variant.OLD,
        Variant.RECENT.with(Variant.Credits.POSITIVE).with(Stamps.SMALLDATETIME),
        Variant.OLD.withPadding());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aDayOfWork(Variant variant) throws Exception {
    try (NegoceCompany company = new NegoceCompany(variant).at("2026-03-16T09:36:00")) {
      AgentClient agent = new AgentClient(company);
      assertThat(agent.perform("q", "document.create", Quotes.q1001()))
          .containsEntry("outcome", "done");
      SageUser user = company.sage.user();
      user.recordPayment("HOTELKARUK", new BigDecimal("2000.00"), "FA260003", true);
      user.transform(3, "BL260031", 6);
      user.postInvoice("FA260057");
      user.receiveStock("TUB-PVC-100", 1, new BigDecimal(200));
      assertThat(user.transform(1, "BC260023", 3)).isEqualTo("BL260034");
      assertThat(gross(company, "BL260034")).isEqualByComparingTo("2934.69");
      assertThat(accounting(company, "HOTELKARUK")).isEqualByComparingTo("4700.33");
      assertThat(accounting(company, "BATIGWADA")).isEqualByComparingTo("4227.12");
    }
  }

  private static BigDecimal gross(NegoceCompany company, String piece) {
    return (BigDecimal)
        company.value("SELECT SUM(DL_MontantTTC) FROM F_DOCLIGNE WHERE RTRIM(DO_Piece) = ?", piece);
  }

  private static BigDecimal accounting(NegoceCompany company, String customer) {
    return (BigDecimal)
        company.value(
            "SELECT SUM(CASE EC_Sens WHEN 0 THEN EC_Montant ELSE -EC_Montant END) FROM F_ECRITUREC"
                + " WHERE RTRIM(CT_Num) = ?",
            customer);
  }
}
