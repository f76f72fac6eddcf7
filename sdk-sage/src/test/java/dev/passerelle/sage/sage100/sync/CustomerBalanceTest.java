package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.BalanceRules;
import dev.passerelle.simulators.sage100.Stamps;
import dev.passerelle.simulators.sage100.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The balances of the case (§3), to the cent, in every form of the database. */
class CustomerBalanceTest {
  /**
   * cbMarq; accounting, FA, BL, outstanding, limit, overrun, overdue, oldest, days, unallocated.
   */
  private static final List<String> AT_T0 =
      List.of(
          "101 3102.19 1124.93 1312.42 5539.54 15000.00 0.00 1000.00 2025-12-31 75 0.00 deliver 101",
          "102 0.00 0.00 0.00 0.00 0.00 0.00 0.00 - - 0.00 deliver 101",
          "103 6700.33 0.00 1356.25 8056.58 8000.00 56.58 4981.98 2026-02-07 37 94.95 watch 103",
          "104 3864.01 2649.99 0.00 6514.00 20000.00 0.00 3864.01 2026-03-01 15 0.00 deliver 104",
          "105 2132.03 0.00 0.00 2132.03 0.00 0.00 2132.03 2026-03-13 3 0.00 deliver 105",
          "106 0.00 1010.79 544.96 1555.75 5000.00 0.00 0.00 - - 0.00 deliver 106",
          "107 2311.05 0.00 0.00 2311.05 4000.00 0.00 2311.05 2026-03-15 1 0.00 deliver 107",
          "108 5465.00 0.00 0.00 5465.00 10000.00 0.00 0.00 - - 0.00 deliver 108",
          "109 -750.00 0.00 0.00 -750.00 3000.00 0.00 0.00 - - 750.00 deliver 109",
          "110 3480.00 0.00 0.00 3480.00 2000.00 1480.00 3480.00 2025-10-31 136 0.00 block 110",
          "111 0.00 0.00 0.00 0.00 0.00 0.00 0.00 - - 0.00 deliver 111",
          "112 0.00 0.00 0.00 0.00 0.00 0.00 0.00 - - 0.00 deliver 112");

  private static final Map<String, List<String>> BY_BASE =
      new LinkedHashMap<>(
          Map.of(
              "101", List.of("3102.19", "4227.12", "5539.54", "5539.54", "6243.71"),
              "103", List.of("6700.33", "6700.33", "8056.58", "8056.58", "8056.58"),
              "104", List.of("3864.01", "6514.00", "6514.00", "7083.72", "7083.72"),
              "105", List.of("2132.03", "2132.03", "2132.03", "2132.03", "2132.03"),
              "106", List.of("0.00", "1010.79", "1555.75", "1555.75", "1555.75"),
              "107", List.of("2311.05", "2311.05", "2311.05", "2311.05", "2311.05"),
              "108", List.of("5465.00", "5465.00", "5465.00", "5465.00", "5465.00"),
              "109", List.of("-750.00", "-750.00", "-750.00", "-750.00", "420.50"),
              "110", List.of("3480.00", "3480.00", "3480.00", "3480.00", "3480.00")));

  static Stream<Variant> variants() {
    return Stream.of(
        Variant.RECENT,
        Variant.RECENT.with(Stamps.SMALLDATETIME),
        Variant.OLD,
        Variant.OLD.with(Stamps.DATETIME),
        Variant.RECENT.with(Variant.Credits.POSITIVE),
        Variant.OLD.with(Variant.Credits.POSITIVE),
        Variant.RECENT.withPadding());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void balancesAreThoseOfTheCase(Variant variant) {
    try (Negoce negoce = new Negoce(variant)) {
      List<Snapshot> balances = new ArrayList<>();
      Negoce.list(balance(negoce), 5, balances);

      assertThat(balances.stream().map(CustomerBalanceTest::line)).isEqualTo(AT_T0);
      assertThat(balances)
          .allSatisfy(
              balance -> {
                assertThat(balance.type()).isEqualTo(CustomerBalance.TYPE);
                assertThat(balance.fields().has(CustomerBalance.PICKINGS)).isTrue();
                assertThat(balance.fields().get(CustomerBalance.PICKINGS)).isEmpty();
                assertThat(balance.fields().get(CustomerBalance.ORDERS)).isEmpty();
                assertThat(balance.fields().get(CustomerBalance.AS_OF))
                    .contains(negoce.clock.instant());
              });
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyBaseGivesItsOwnOutstanding(Variant variant) {
    try (Negoce negoce = new Negoce(variant)) {
      EntityAdapter balances = balance(negoce);
      for (int base = 0; base <= 4; base++) {
        negoce.sage.user().setCreditBase(base);
        for (Map.Entry<String, List<String>> expected : BY_BASE.entrySet()) {
          Fields fields = Negoce.read(balances, expected.getKey()).fields();
          assertThat(fields.get(CustomerBalance.OUTSTANDING))
              .as("customer %s, base %s", expected.getKey(), base)
              .hasValueSatisfying(equalTo(expected.getValue().get(base)));
          assertThat(fields.get(CustomerBalance.INVOICES).isPresent()).isEqualTo(base >= 1);
          assertThat(fields.get(CustomerBalance.DELIVERIES).isPresent()).isEqualTo(base >= 2);
          assertThat(fields.get(CustomerBalance.PICKINGS).isPresent()).isEqualTo(base >= 3);
          assertThat(fields.get(CustomerBalance.ORDERS).isPresent()).isEqualTo(base >= 4);
        }
      }
    }
  }

  @Test
  void byThirdPartyTheAgencyHasItsOwnDeliveries() {
    BalanceRules rules = BalanceRules.DEFAULT.with(BalanceRules.Grouping.THIRD_PARTY);
    try (Negoce negoce = new Negoce(Variant.RECENT, settings -> settings.balances(rules))) {
      EntityAdapter balances = balance(negoce);

      Fields agency = Negoce.read(balances, "102").fields();
      assertThat(agency.get(CustomerBalance.DELIVERIES)).hasValueSatisfying(equalTo("273.42"));
      assertThat(agency.get(CustomerBalance.PAYER).orElseThrow().value()).isEqualTo("102");
      assertThat(Negoce.read(balances, "101").fields().get(CustomerBalance.DELIVERIES))
          .hasValueSatisfying(equalTo("1039.00"));
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void headerTotalsAreTheLegalFigureAlsoWhereTheVersionKeepsNone(Variant variant) {
    BalanceRules rules = BalanceRules.DEFAULT.with(BalanceRules.Amounts.HEADER);
    try (Negoce negoce = new Negoce(variant, settings -> settings.balances(rules))) {
      String order =
          negoce
              .sage
              .user()
              .enterDocument(
                  1,
                  "CANTINESUD",
                  Map.of("FER-HA10-6", new BigDecimal(50), "LIV-FORFAIT", BigDecimal.ONE));
      negoce.sage.user().transform(1, order, 3);

      // 397.50 + 45.00 at 8.5 %: 480.11 on the document, 480.12 line by line.
      assertThat(Negoce.read(balance(negoce), "106").fields().get(CustomerBalance.DELIVERIES))
          .hasValueSatisfying(equalTo("1025.07"));
    }
  }

  @Test
  void zeroMayMeanNoCreditAtAll() {
    BalanceRules rules = BalanceRules.DEFAULT.with(BalanceRules.ZeroLimit.NO_CREDIT);
    try (Negoce negoce = new Negoce(Variant.RECENT, settings -> settings.balances(rules))) {
      assertThat(Negoce.read(balance(negoce), "105").fields().get(CustomerBalance.OVERRUN))
          .hasValueSatisfying(equalTo("2132.03"));
    }
  }

  @Test
  void aBouncedPaymentIsOverdueAgainSinceItsOwnDueDate() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      EntityAdapter balances = balance(negoce);
      negoce.at("2026-03-16T10:05:00");
      int payment =
          negoce
              .sage
              .user()
              .recordPayment("HOTELKARUK", new BigDecimal("2000.00"), "FA260003", true);
      Fields paid = Negoce.read(balances, "103").fields();
      assertThat(paid.get(CustomerBalance.OVERDUE)).hasValueSatisfying(equalTo("2981.98"));
      assertThat(paid.get(CustomerBalance.OUTSTANDING)).hasValueSatisfying(equalTo("6056.58"));

      negoce.sage.user().bouncePayment(payment);
      Fields bounced = Negoce.read(balances, "103").fields();
      assertThat(bounced.get(CustomerBalance.OVERDUE)).hasValueSatisfying(equalTo("4981.98"));
      assertThat(bounced.get(CustomerBalance.DAYS_OVERDUE)).contains(37L);
      assertThat(bounced.get(CustomerBalance.OUTSTANDING)).hasValueSatisfying(equalTo("8056.58"));
    }
  }

  @Test
  void aYearThatWasNotOpenedTakesTheLastOneAndAllLaterEntries() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      negoce.at("2027-01-04T08:00:00");
      assertThat(Negoce.read(balance(negoce), "101").fields().get(CustomerBalance.ACCOUNTING))
          .hasValueSatisfying(equalTo("3102.19"));
    }
  }

  private static java.util.function.Consumer<BigDecimal> equalTo(String amount) {
    return value -> assertThat(value).isEqualByComparingTo(amount);
  }

  static EntityAdapter balance(Negoce negoce) {
    return negoce.adapter(
        CustomerBalance.TYPE,
        CustomerBalance.OUTSTANDING,
        CustomerBalance.ACCOUNTING,
        CustomerBalance.INVOICES,
        CustomerBalance.DELIVERIES,
        CustomerBalance.PICKINGS,
        CustomerBalance.ORDERS,
        CustomerBalance.CREDIT_LIMIT,
        CustomerBalance.OVERRUN,
        CustomerBalance.OVERDUE,
        CustomerBalance.OLDEST_DUE_DATE,
        CustomerBalance.DAYS_OVERDUE,
        CustomerBalance.UNALLOCATED_CREDIT,
        CustomerBalance.CREDIT_STATE,
        CustomerBalance.PAYER,
        CustomerBalance.AS_OF);
  }

  private static String line(Snapshot snapshot) {
    Fields f = snapshot.fields();
    return String.join(
        " ",
        snapshot.id().value(),
        amount(f, CustomerBalance.ACCOUNTING),
        amount(f, CustomerBalance.INVOICES),
        amount(f, CustomerBalance.DELIVERIES),
        amount(f, CustomerBalance.OUTSTANDING),
        amount(f, CustomerBalance.CREDIT_LIMIT),
        amount(f, CustomerBalance.OVERRUN),
        amount(f, CustomerBalance.OVERDUE),
        f.get(CustomerBalance.OLDEST_DUE_DATE).map(Object::toString).orElse("-"),
        f.get(CustomerBalance.DAYS_OVERDUE).map(Object::toString).orElse("-"),
        amount(f, CustomerBalance.UNALLOCATED_CREDIT),
        f.get(CustomerBalance.CREDIT_STATE).orElse("?"),
        f.get(CustomerBalance.PAYER).orElseThrow().value());
  }

  private static String amount(Fields fields, Field<BigDecimal> field) {
    return fields.get(field).map(v -> v.setScale(2).toPlainString()).orElse("null");
  }
}
