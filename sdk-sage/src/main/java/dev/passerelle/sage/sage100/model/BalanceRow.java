package dev.passerelle.sage.sage100.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer owes, composed as the company's setting P_BaseEncours says (fact sheet §3.5): 0
 * accounting, 1 and invoices not posted, 2 and deliveries, 3 and pickings, 4 and orders. A part
 * that is not in the base is null.
 *
 * @param marq cbMarq of the customer
 * @param number CT_Num
 * @param payerMarq cbMarq of the customer whose limit and balance count; itself unless another pays
 * @param accounting debits less credits of the fiscal year
 * @param invoices invoices not posted, credit notes and unposted deposits taken off
 * @param deliveries delivery notes, returns taken off
 * @param pickings picking lists
 * @param orders orders, as far as not delivered
 * @param limit CT_Encours
 * @param overrun outstanding above the limit, never negative
 * @param overdue past due, what was paid on the same piece taken off
 * @param oldestDue due date of the oldest overdue item
 * @param daysOverdue days since then
 * @param unallocated credits that bear no open piece; not taken off the overdue amount
 * @param creditState what sales may do
 */
public record BalanceRow(
    int marq,
    String number,
    int payerMarq,
    BigDecimal accounting,
    @Nullable BigDecimal invoices,
    @Nullable BigDecimal deliveries,
    @Nullable BigDecimal pickings,
    @Nullable BigDecimal orders,
    BigDecimal limit,
    BigDecimal overrun,
    BigDecimal overdue,
    @Nullable LocalDate oldestDue,
    @Nullable Long daysOverdue,
    BigDecimal unallocated,
    CreditState creditState) {

  /** What sales may do for a customer (P_CRISQUE.R_Type, CT_ControlEnc). */
  public enum CreditState {
    DELIVER,
    WATCH,
    BLOCK
  }

  /** The sum of the parts that are in the base. */
  public BigDecimal outstanding() {
    BigDecimal sum = accounting;
    for (BigDecimal part : new @Nullable BigDecimal[] {invoices, deliveries, pickings, orders}) {
      sum = part == null ? sum : sum.add(part);
    }
    return sum;
  }

  /** Due date of the oldest overdue item. */
  public Optional<LocalDate> oldestDueDate() {
    return Optional.ofNullable(oldestDue);
  }
}
