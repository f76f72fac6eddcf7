package dev.passerelle.sage.sage100;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables whose rows move a balance (L4): the customer, documents, lines, due dates and
 * deposits, payments and entries. Every join finds at most one row, since a page is cut by the
 * changed row. A row that is deleted shows nowhere: for it the whole list is read at intervals.
 */
final class BalanceSources {
  private BalanceSources() {}

  static List<ChangeSource> of(Database database) {
    List<ChangeSource> all = new ArrayList<>();
    all.add(ChangeSource.of("F_COMPTET", "x.[CT_Num]").where("x.[CT_Type] = 0"));
    all.add(ChangeSource.of("F_ECRITUREC", "x.[CT_Num]").where("x.[CT_Num] <> ''"));
    all.add(
        ChangeSource.of("F_DOCENTETE", "x.[CT_NumPayeur]", "x.[DO_Tiers]")
            .where("x.[DO_Domaine] = 0"));
    all.add(
        ChangeSource.of("F_DOCLIGNE", "x.[CT_Num]", "d.[CT_NumPayeur]")
            .joined(header(database))
            .where("x.[DO_Domaine] = 0"));
    if (database.has("F_DOCREGL")) {
      all.add(
          ChangeSource.of("F_DOCREGL", "d.[DO_Tiers]", "d.[CT_NumPayeur]")
              .joined(header(database))
              .where("x.[DO_Domaine] = 0"));
    }
    if (database.has("F_CREGLEMENT")) {
      all.add(ChangeSource.of("F_CREGLEMENT", "x.[CT_NumPayeur]"));
    }
    if (database.has("F_REGLECH")) {
      all.add(
          ChangeSource.of("F_REGLECH", "d.[DO_Tiers]", "d.[CT_NumPayeur]")
              .joined(header(database)));
    }
    return all;
  }

  private static String header(Database database) {
    return "LEFT JOIN [dbo].[F_DOCENTETE] d ON " + Documents.lineOfHeader(database, "x", "d");
  }
}
