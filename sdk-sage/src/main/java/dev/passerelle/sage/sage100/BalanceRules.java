package dev.passerelle.sage.sage100;

import java.util.List;
import java.util.Objects;

/**
 * Habits of a company that Sage's tables do not tell (fact sheet §3.5). Immutable.
 *
 * @param grouping whose documents make a balance
 * @param amounts which gross amount of a document counts
 * @param zeroLimit what a limit of 0 means
 * @param receivableAccounts beginnings of the account numbers whose unlettered entries are open
 *     items
 */
public record BalanceRules(
    Grouping grouping, Amounts amounts, ZeroLimit zeroLimit, List<String> receivableAccounts) {

  /** By payer, sums of lines, 0 is no limit, accounts 411…. */
  public static final BalanceRules DEFAULT =
      new BalanceRules(Grouping.PAYER, Amounts.LINES, ZeroLimit.NO_LIMIT, List.of("411"));

  /** Refuses an empty list and account numbers that are no numbers. */
  public BalanceRules {
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(amounts, "amounts");
    Objects.requireNonNull(zeroLimit, "zeroLimit");
    receivableAccounts = List.copyOf(receivableAccounts);
    if (receivableAccounts.isEmpty()
        || !receivableAccounts.stream().allMatch(account -> account.matches("[0-9A-Za-z]{1,13}"))) {
      throw new IllegalArgumentException("receivableAccounts: beginnings of account numbers");
    }
  }

  /** Whose documents make a balance. */
  public enum Grouping {
    /** CT_NumPayeur of the document, as accounting does. */
    PAYER,
    /** DO_Tiers of the document; accounting stays where it was posted. */
    THIRD_PARTY
  }

  /** Which gross amount of a document counts. */
  public enum Amounts {
    /** The sum of DL_MontantTTC: what Sage's credit portfolio uses. */
    LINES,
    /** The header's total: the legal figure; some cents apart. */
    HEADER
  }

  /** What a limit of 0 means. */
  public enum ZeroLimit {
    /** No limit: never an overrun. */
    NO_LIMIT,
    /** No credit: all that is owed is an overrun. */
    NO_CREDIT
  }

  /** The same with another grouping. */
  public BalanceRules with(Grouping other) {
    return new BalanceRules(other, amounts, zeroLimit, receivableAccounts);
  }

  /** The same with other amounts. */
  public BalanceRules with(Amounts other) {
    return new BalanceRules(grouping, other, zeroLimit, receivableAccounts);
  }

  /** The same with another meaning of 0. */
  public BalanceRules with(ZeroLimit other) {
    return new BalanceRules(grouping, amounts, other, receivableAccounts);
  }
}
