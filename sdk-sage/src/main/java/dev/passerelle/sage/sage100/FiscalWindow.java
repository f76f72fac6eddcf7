package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.CompanyRow.FiscalYear;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * Which entries make the accounting balance of a day: those of the fiscal year that contains it;
 * where that year was not opened yet, those of the last opened year and all later ones (fact sheet
 * §3.5).
 *
 * @param from first day of the periods that count
 * @param to last day
 * @param opened whether Sage has a fiscal year for the day
 */
record FiscalWindow(LocalDate from, LocalDate to, boolean opened) {
  /** Later than any period, and within smalldatetime. */
  private static final LocalDate NEVER = LocalDate.of(2079, 1, 1);

  static FiscalWindow of(List<FiscalYear> years, LocalDate day) {
    return years.stream()
        .filter(year -> year.contains(day))
        .findFirst()
        .map(year -> new FiscalWindow(year.from(), year.to(), true))
        .orElseGet(() -> lastOpened(years));
  }

  private static FiscalWindow lastOpened(List<FiscalYear> years) {
    LocalDate from =
        years.stream()
            .max(Comparator.comparing(FiscalYear::from))
            .map(FiscalYear::from)
            .orElse(LocalDate.of(1900, 1, 1));
    return new FiscalWindow(from, NEVER, false);
  }
}
