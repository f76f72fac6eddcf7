package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The outstanding balance by the definitions of fact sheet §3.5, in SQL of its own. */
final class OutstandingSql {
  private final NegoceCompany company;

  OutstandingSql(NegoceCompany company) {
    this.company = company;
  }

  BigDecimal accounting(String customer) {
    return number(
        "SELECT COALESCE(SUM(CASE WHEN EC_Sens = 0 THEN EC_Montant ELSE -EC_Montant END), 0)"
            + " FROM dbo.F_ECRITUREC WHERE CT_Num = ? AND JM_Date >= '2026-01-01' AND JM_Date <= '2026-12-31'",
        customer);
  }

  BigDecimal invoices(String customer) {
    BigDecimal deposits =
        number(
            "SELECT COALESCE(SUM(r.DR_Montant), 0) FROM dbo.F_DOCREGL r JOIN dbo.F_DOCENTETE d"
                + " ON d.DO_Domaine = r.DO_Domaine AND d.DO_Type = r.DO_Type AND d.DO_Piece = r.DO_Piece"
                + " WHERE d.CT_NumPayeur = ? AND r.DR_TypeRegl = 0 AND r.DO_Type = 6",
            customer);
    return lines(customer, 6).subtract(deposits);
  }

  BigDecimal lines(String customer, int type) {
    return number(
        "SELECT COALESCE(SUM(l.DL_MontantTTC), 0) FROM dbo.F_DOCLIGNE l JOIN dbo.F_DOCENTETE d"
            + " ON d.DO_Domaine = l.DO_Domaine AND d.DO_Type = l.DO_Type AND d.DO_Piece = l.DO_Piece"
            + " WHERE d.CT_NumPayeur = ? AND l.DL_Valorise = 1 AND d.DO_Type = ?",
        customer,
        type);
  }

  /** By P_BaseEncours 0 to 4. */
  BigDecimal outstanding(String customer, int base) {
    BigDecimal total = accounting(customer);
    if (base >= 1) {
      total = total.add(invoices(customer));
    }
    int[] types = {3, 2, 1};
    for (int i = 0; i < base - 1; i++) {
      total = total.add(lines(customer, types[i]));
    }
    return total;
  }

  /** Unlettered debits past their due date, less the unlettered credits of the same reference. */
  BigDecimal overdue(String customer, String today) {
    return number(
        """
        SELECT COALESCE(SUM(CASE WHEN g.open_debit > 0 THEN g.open_debit ELSE 0 END), 0) FROM (
          SELECT SUM(e.EC_Montant) - COALESCE((SELECT SUM(c.EC_Montant) FROM dbo.F_ECRITUREC c
                 WHERE c.CT_Num = ? AND c.EC_Sens = 1 AND c.EC_Lettre = 0
                 AND c.EC_RefPiece = e.EC_RefPiece), 0) open_debit
          FROM dbo.F_ECRITUREC e
          WHERE e.CT_Num = ? AND e.EC_Sens = 0 AND e.EC_Lettre = 0 AND e.EC_Echeance < ?
          GROUP BY e.EC_RefPiece) g
        """,
        customer,
        customer,
        LocalDate.parse(today).atStartOfDay());
  }

  private BigDecimal number(String sql, Object... arguments) {
    return ((BigDecimal) company.value(sql, arguments)).setScale(2);
  }
}
