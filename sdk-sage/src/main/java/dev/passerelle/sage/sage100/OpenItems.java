package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.EntryRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a customer's unlettered entries is overdue on a day: debits past due, each less the
 * credits that bear the same piece, the oldest first; all other credits are unallocated (fact sheet
 * §3.5). A debit that reverses an earlier credit of the same piece and amount (a payment that
 * bounced) cancels it, so that the claim is overdue again since its own due date. Pure.
 *
 * @param overdue amount
 * @param oldest due date of the oldest overdue item
 * @param unallocated credits that no open debit takes
 */
record OpenItems(BigDecimal overdue, @Nullable LocalDate oldest, BigDecimal unallocated) {
  static final OpenItems NONE = new OpenItems(BigDecimal.ZERO, null, BigDecimal.ZERO);

  private static final Comparator<EntryRow> BY_DUE =
      Comparator.comparing(EntryRow::due).thenComparing(EntryRow::number);
  private static final Comparator<EntryRow> BY_DATE =
      Comparator.comparing(EntryRow::date).thenComparing(EntryRow::number);

  static OpenItems of(List<EntryRow> unlettered, LocalDate today) {
    Map<String, List<EntryRow>> pieces = new LinkedHashMap<>();
    for (EntryRow entry : unlettered) {
      String key = entry.piece().isEmpty() ? "\0" + entry.number() : entry.piece();
      pieces.computeIfAbsent(key, piece -> new ArrayList<>()).add(entry);
    }
    OpenItems sum = NONE;
    for (List<EntryRow> piece : pieces.values()) {
      sum = sum.and(ofPiece(withoutReversals(piece), today));
    }
    return sum;
  }

  private static OpenItems ofPiece(List<EntryRow> entries, LocalDate today) {
    BigDecimal credit =
        entries.stream()
            .filter(entry -> !entry.debit())
            .map(EntryRow::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal overdue = BigDecimal.ZERO;
    LocalDate oldest = null;
    for (EntryRow debit : entries.stream().filter(EntryRow::debit).sorted(BY_DUE).toList()) {
      BigDecimal paid = credit.min(debit.amount());
      BigDecimal open = debit.amount().subtract(paid);
      credit = credit.subtract(paid);
      if (open.signum() > 0 && debit.due().isBefore(today)) {
        overdue = overdue.add(open);
        oldest = oldest == null ? debit.due() : oldest;
      }
    }
    return new OpenItems(overdue, oldest, credit);
  }

  private static List<EntryRow> withoutReversals(List<EntryRow> piece) {
    List<EntryRow> rest = new ArrayList<>(piece);
    piece.stream()
        .filter(entry -> !entry.debit())
        .sorted(BY_DATE)
        .forEach(
            credit ->
                reversal(credit, rest)
                    .ifPresent(
                        debit -> {
                          rest.remove(credit);
                          rest.remove(debit);
                        }));
    return rest;
  }

  private static Optional<EntryRow> reversal(EntryRow credit, List<EntryRow> rest) {
    return rest.stream()
        .filter(EntryRow::debit)
        .filter(debit -> debit.amount().compareTo(credit.amount()) == 0)
        .filter(debit -> BY_DATE.compare(debit, credit) > 0)
        .min(BY_DATE);
  }

  private OpenItems and(OpenItems other) {
    return new OpenItems(
        overdue.add(other.overdue),
        earlier(oldest, other.oldest),
        unallocated.add(other.unallocated));
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
