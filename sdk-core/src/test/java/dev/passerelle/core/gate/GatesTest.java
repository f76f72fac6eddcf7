package dev.passerelle.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.gate.Verdict.Outcome;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each ready-made gate lets through, tells, holds and refuses (L18, L19). */
class GatesTest {
  private static final Ref CEMENT = Ref.to(Product.TYPE, RecordId.of("7"));
  private static final Ref CUSTOMER = Ref.to(Customer.TYPE, RecordId.of("101"));
  private static final Ref PAYER = Ref.to(Customer.TYPE, RecordId.of("100"));
  private final Map<Need, Optional<Fields>> read = new HashMap<>();
  private @Nullable Priced priced;
  private BigDecimal pending = BigDecimal.ZERO;

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static DocumentLine line(String quantity, String net) {
    return DocumentLine.item("1")
        .product(CEMENT)
        .quantity(number(quantity))
        .unitPrice(number("0"))
        .net(number(net))
        .build();
  }

  private void knows(EntityType type, Ref ref, Fields fields) {
    read.put(Need.record(type, ref), Optional.of(fields));
  }

  private GateInput input(String net, String gross, DocumentLine... lines) {
    Fields source =
        Fields.of(Quote.NET, number(net), Quote.GROSS, number(gross), Quote.LINES, List.of(lines));
    Fields document = Fields.of(SalesOrder.CUSTOMER, CUSTOMER, SalesOrder.LINES, List.of(lines));
    return new GateInput(source, document, read, priced, pending);
  }

  private static void assertVerdict(Verdict verdict, Outcome outcome, ErrorCode code) {
    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.notices().get(0).code()).isEqualTo(code);
  }

  @Test
  void aLineWithoutProductOrQuantityIsRefusedAndNeverDropped() {
    DocumentLine empty = line("0", "0");
    Verdict verdict = Gates.linesComplete().judge(input("8.40", "8.40", line("1", "8.40"), empty));
    assertVerdict(verdict, Outcome.REJECT, ErrorCode.LINE_WITHOUT_VALUE);
    DocumentLine nameless = DocumentLine.item("2").quantity(number("1")).build();
    assertVerdict(
        Gates.linesComplete().judge(input("0", "0", nameless)),
        Outcome.REJECT,
        ErrorCode.PRODUCT_UNKNOWN);
  }

  @Test
  void aGiftHasAQuantityAndNoPrice() {
    assertThat(Gates.linesComplete().judge(input("0", "0", line("2", "0"))))
        .isEqualTo(Verdict.PROCEED);
  }

  @Test
  void aProductThatIsUnknownOrDormantIsRefused() {
    GateInput one = input("8.40", "8.40", line("1", "8.40"));
    assertThat(Gates.activeProducts().needs(one)).contains(Need.record(Product.TYPE, CEMENT));
    assertVerdict(Gates.activeProducts().judge(one), Outcome.REJECT, ErrorCode.PRODUCT_UNKNOWN);
    knows(Product.TYPE, CEMENT, Fields.of(Product.STATE, "dormant"));
    assertVerdict(
        Gates.activeProducts().judge(input("8.40", "8.40", line("1", "8.40"))),
        Outcome.REJECT,
        ErrorCode.PRODUCT_INACTIVE);
    knows(Product.TYPE, CEMENT, Fields.of(Product.STATE, "active"));
    assertThat(Gates.activeProducts().judge(input("8.40", "8.40", line("1", "8.40"))))
        .isEqualTo(Verdict.PROCEED);
  }

  private void balance(Ref customer, String outstanding, String limit) {
    knows(
        CustomerBalance.TYPE,
        customer,
        Fields.of(
            CustomerBalance.OUTSTANDING, number(outstanding),
            CustomerBalance.CREDIT_LIMIT, number(limit),
            CustomerBalance.ORDERS, number("0")));
  }

  private Verdict credit(String gross) {
    return Gates.creditLimit().judge(input(gross, gross, line("1", gross)));
  }

  @Test
  void theLimitMayBeReachedButNotPassed() {
    balance(CUSTOMER, "900.00", "1000.00");
    assertThat(credit("100.00").outcome()).isEqualTo(Outcome.PROCEED);
    assertVerdict(credit("100.01"), Outcome.HOLD, ErrorCode.CREDIT_LIMIT_EXCEEDED);
    assertThat(credit("100.01").notices().get(0).figures())
        .containsEntry("actual", "1000.01")
        .containsEntry("limit", "1000.00");
  }

  /** Some of it is in another currency: the rest must not be taken for the whole (L18). */
  @Test
  void aSumThatIsNotKnownIsNoZero() {
    knows(
        CustomerBalance.TYPE,
        CUSTOMER,
        Fields.of(
            CustomerBalance.OUTSTANDING, null, CustomerBalance.CREDIT_LIMIT, number("1000.00")));
    assertVerdict(credit("1.00"), Outcome.HOLD, ErrorCode.NEED_MISSING);
    knows(CustomerBalance.TYPE, CUSTOMER, Fields.of(CustomerBalance.OUTSTANDING, null));
    assertThat(credit("1.00").outcome()).isEqualTo(Outcome.PROCEED);
  }

  @Test
  void noLimitIsNoLimit() {
    balance(CUSTOMER, "900.00", "0");
    assertThat(credit("1000000").outcome()).isEqualTo(Outcome.PROCEED);
  }

  @Test
  void ownDocumentsThatNoBalanceCountsYetAreAdded() {
    balance(CUSTOMER, "900.00", "1000.00");
    pending = number("60.00");
    assertVerdict(credit("50.00"), Outcome.HOLD, ErrorCode.CREDIT_LIMIT_EXCEEDED);
  }

  @Test
  void thePayersLimitCounts() {
    knows(CustomerBalance.TYPE, CUSTOMER, Fields.of(CustomerBalance.PAYER, PAYER));
    balance(PAYER, "0", "1000.00");
    assertThat(credit("500.00").outcome()).isEqualTo(Outcome.PROCEED);
    balance(PAYER, "600.00", "1000.00");
    assertThat(credit("500.00").outcome()).isEqualTo(Outcome.HOLD);
  }

  @Test
  void theTargetsPriceGoesBeforeTheSourcesTotal() {
    balance(CUSTOMER, "900.00", "1000.00");
    priced = Priced.of(number("92.17"), number("0"), number("100.01"), Set.of());
    assertThat(credit("92.17").outcome()).isEqualTo(Outcome.HOLD);
  }

  @Test
  void aBlockedPayerIsRefused() {
    knows(CustomerBalance.TYPE, CUSTOMER, Fields.of(CustomerBalance.PAYER, PAYER));
    knows(CustomerBalance.TYPE, PAYER, Fields.of(CustomerBalance.CREDIT_STATE, "block"));
    assertVerdict(
        Gates.customerNotBlocked().judge(input("1", "1", line("1", "1"))),
        Outcome.REJECT,
        ErrorCode.CUSTOMER_BLOCKED);
  }

  @Test
  void theNetIsTheSumOfTheLinesAndTheTargetsNetToTheCent() {
    Gate totals = Gates.totals(number("0.02"));
    assertThat(totals.judge(input("16.80", "18.23", line("1", "8.40"), line("1", "8.40"))))
        .isEqualTo(Verdict.PROCEED);
    assertVerdict(
        totals.judge(input("16.81", "18.23", line("1", "8.40"), line("1", "8.40"))),
        Outcome.REJECT,
        ErrorCode.TOTAL_MISMATCH);
    priced = Priced.of(number("16.79"), number("0"), number("18.23"), Set.of());
    assertVerdict(
        totals.judge(input("16.80", "18.23", line("2", "16.80"))),
        Outcome.REJECT,
        ErrorCode.TOTAL_MISMATCH);
  }

  @Test
  void anotherGrossIsToldAboveTheToleranceOnly() {
    Gate totals = Gates.totals(number("0.02"));
    priced = Priced.of(number("16.80"), number("0"), number("18.25"), Set.of());
    assertThat(totals.judge(input("16.80", "18.23", line("2", "16.80"))))
        .isEqualTo(Verdict.PROCEED);
    priced = Priced.of(number("16.80"), number("0"), number("18.26"), Set.of());
    assertVerdict(
        totals.judge(input("16.80", "18.23", line("2", "16.80"))),
        Outcome.NOTICE,
        ErrorCode.TAX_DIFFERENCE);
  }

  @Test
  void littleStockIsToldAndAMissingFigureIsNot() {
    assertThat(Gates.stock().judge(input("1", "1", line("3", "1")))).isEqualTo(Verdict.PROCEED);
    knows(StockLevel.TYPE, CEMENT, Fields.of(StockLevel.AVAILABLE, number("5")));
    assertThat(Gates.stock().judge(input("1", "1", line("5", "1")))).isEqualTo(Verdict.PROCEED);
    assertVerdict(
        Gates.stock().judge(input("2", "2", line("3", "1"), line("3", "1"))),
        Outcome.NOTICE,
        ErrorCode.STOCK_SHORT);
  }

  @Test
  void theStrictestVerdictGivesTheMessageAndAllNoticesAreKept() {
    Verdict told = Verdict.notice(ErrorCode.STOCK_SHORT, "", Map.of());
    Verdict held = Verdict.hold(ErrorCode.CREDIT_LIMIT_EXCEEDED, "", Map.of());
    Verdict both = told.and(held).and(Verdict.PROCEED);
    assertThat(both.outcome()).isEqualTo(Outcome.HOLD);
    assertThat(both.notices())
        .extracting(Notice::code)
        .containsExactly(ErrorCode.CREDIT_LIMIT_EXCEEDED, ErrorCode.STOCK_SHORT);
  }
}
