package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.simulators.sage100.Variant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases at the edge of what Sage can keep ({@code docs/limit-cases.md}, Sage 100). */
final class LimitCasesTest {

  static List<Variant> variants() {
    return List.of(Variant.RECENT, Variant.OLD);
  }

  private static WriteResult.Refused refused(Negoce negoce, Fields fields) {
    long before = customers(negoce);
    EntityAdapter adapter = ReadingTest.customers(negoce);
    WriteResult result = adapter.write(List.of(new Write.Create("k", "limit-1", fields))).get(0);
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(customers(negoce)).as("nothing written").isEqualTo(before);
    assertThat(negoce.sage.journal().entries()).as("nothing sent").isEmpty();
    return (WriteResult.Refused) result;
  }

  private static long customers(Negoce negoce) {
    Object count =
        negoce
            .rows("SELECT COUNT(*) AS [n] FROM [dbo].[F_COMPTET]")
            .get(0)
            .values()
            .iterator()
            .next();
    return ((Number) count).longValue();
  }

  @ParameterizedTest
  @CsvSource({"RECENT, 70, 69", "OLD, 36, 35"})
  void aNameThatIsTooLongNamesFieldLengthAndLimit(String version, int length, int limit) {
    Variant variant = version.equals("OLD") ? Variant.OLD : Variant.RECENT;
    try (Negoce negoce = Negoce.withAgent(variant)) {
      WriteResult.Refused refused = refused(negoce, Fields.of(Customer.NAME, "x".repeat(length)));
      assertThat(refused.cause().code()).isEqualTo(ErrorCode.FIELD_TOO_LONG);
      assertThat(refused.cause().field()).isEqualTo(Customer.NAME.name());
      assertThat(refused.cause().figures())
          .containsEntry("length", Integer.toString(length))
          .containsEntry("limit", Integer.toString(limit));
      FieldError error = refused.fields().get(0);
      assertThat(error.field()).isEqualTo(Customer.NAME.name());
      assertThat(error.actual()).isEqualTo(length);
      assertThat(error.limit()).isEqualTo(limit);

      String fits = "x".repeat(limit);
      EntityAdapter adapter = ReadingTest.customers(negoce);
      Snapshot written =
          AgentOrdersTest.written(
              adapter
                  .write(List.of(new Write.Create("k", "limit-2", Fields.of(Customer.NAME, fits))))
                  .get(0));
      assertThat(written.fields().get(Customer.NAME)).contains(fits);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aCharacterThatSageLacksIsRefusedAndNeverReplaced(Variant variant) {
    try (Negoce negoce = Negoce.withAgent(variant)) {
      WriteResult.Refused refused = refused(negoce, Fields.of(Customer.NAME, "Łukasz"));
      assertThat(refused.cause().code()).isEqualTo(ErrorCode.NOT_ENCODABLE);
      assertThat(refused.fields().get(0).field()).isEqualTo(Customer.NAME.name());
    }
  }

  @Test
  void aCodeInSmallLettersIsNormalisedAndOneWithABlankIsRefused() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      EntityAdapter adapter = ReadingTest.customers(negoce);
      Fields small = Fields.of(Customer.NAME, "Case du Port", Customer.CODE, " caseport ");
      Snapshot written =
          AgentOrdersTest.written(
              adapter.write(List.of(new Write.Create("a", "c-1", small))).get(0));
      assertThat(written.fields().get(Customer.CODE)).contains("CASEPORT");

      long before = customers(negoce);
      Fields blank = Fields.of(Customer.NAME, "Case du Port", Customer.CODE, "case port");
      WriteResult result = adapter.write(List.of(new Write.Create("b", "c-2", blank))).get(0);
      assertThat(result).isInstanceOf(WriteResult.Refused.class);
      assertThat(((WriteResult.Refused) result).fields().get(0).field())
          .isEqualTo(Customer.CODE.name());
      assertThat(customers(negoce)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void withoutADueDateTheDayOfTheEntryIsDue(Variant variant) {
    try (Negoce negoce = new Negoce(variant)) {
      Object entry =
          negoce
              .rows("SELECT [cbMarq] FROM [dbo].[F_ECRITUREC] WHERE [EC_No] = 9013")
              .get(0)
              .values()
              .iterator()
              .next();
      EntityAdapter balances = CustomerBalanceTest.balance(negoce);
      assertThat(Negoce.read(balances, "103").fields().get(CustomerBalance.OLDEST_DUE_DATE))
          .contains(LocalDate.parse("2026-02-07"));
      negoce
          .sage
          .user()
          .change(
              "F_ECRITUREC",
              ((Number) entry).intValue(),
              Map.of("EC_Echeance", LocalDate.parse("1753-01-01")));
      Fields fields = Negoce.read(balances, "103").fields();
      assertThat(fields.get(CustomerBalance.OLDEST_DUE_DATE))
          .contains(LocalDate.parse("2026-01-08"));
      assertThat(fields.get(CustomerBalance.DAYS_OVERDUE)).contains(67L);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void halfACentOfVatIsRoundedUp(Variant variant) {
    try (Negoce negoce = new Negoce(variant)) {
      // 649.00 at 8.5 % is 55.165.
      Fields order = Negoce.read(Orders.adapter(negoce), "BC260022").fields();
      assertThat(order.get(SalesOrder.TAX))
          .hasValueSatisfying(tax -> assertThat(tax).isEqualByComparingTo("55.17"));
      assertThat(order.get(SalesOrder.GROSS))
          .hasValueSatisfying(gross -> assertThat(gross).isEqualByComparingTo("704.17"));
    }
  }

  @Test
  void aRejectedPaymentSaysSo() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      negoce.at("2026-03-16T10:05:00");
      int number =
          negoce
              .sage
              .user()
              .recordPayment("HOTELKARUK", new BigDecimal("2000.00"), "FA260003", true);
      EntityAdapter payments = negoce.adapter(Payment.TYPE, Payment.NUMBER, Payment.BOUNCED);
      assertThat(bounced(payments, number)).isFalse();
      negoce.sage.user().bouncePayment(number);
      assertThat(bounced(payments, number)).isTrue();
    }
  }

  private static boolean bounced(EntityAdapter payments, int number) {
    List<Snapshot> all = new ArrayList<>();
    Negoce.list(payments, 100, all);
    return all.stream()
        .filter(one -> one.fields().get(Payment.NUMBER).orElse("").equals(String.valueOf(number)))
        .findFirst()
        .orElseThrow()
        .fields()
        .get(Payment.BOUNCED)
        .orElse(false);
  }
}
