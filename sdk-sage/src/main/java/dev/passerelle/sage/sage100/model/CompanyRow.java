package dev.passerelle.sage.sage100.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The settings of the company that decide figures (P_DOSSIER, P_PARAMETRECIAL, P_CRISQUE).
 *
 * @param name D_RaisonSoc
 * @param siret D_Siret without blanks
 * @param creditBase P_BaseEncours, 0 to 4: see {@link BalanceRow}
 * @param years fiscal years that were opened, in Sage's order
 * @param risks R_Type by index of P_CRISQUE: 0 deliver, 1 watch, 2 block
 */
public record CompanyRow(
    String name,
    String siret,
    int creditBase,
    List<FiscalYear> years,
    Map<Integer, Integer> risks) {

  /** Copies. */
  public CompanyRow {
    years = List.copyOf(years);
    risks = Map.copyOf(risks);
  }

  /**
   * A fiscal year.
   *
   * @param from first day
   * @param to last day
   */
  public record FiscalYear(LocalDate from, LocalDate to) {
    /** Whether the day lies in the year. */
    public boolean contains(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }
}
