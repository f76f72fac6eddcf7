package dev.passerelle.simulators.sage100;

import java.util.Map;
import java.util.Optional;

/**
 * Which tax and which sales account an article has for an accounting category (fact sheet §3.2).
 */
final class Taxes {
  private final SageSession session;

  Taxes(SageSession session) {
    this.session = session;
  }

  Optional<SageRow> tax(String code) {
    return code.isEmpty() ? Optional.empty() : session.row("F_TAXE", Map.of("TA_Code", code));
  }

  String codeFor(SageRow article, int category) {
    return ofArticle(article, category, "Taxe1");
  }

  String accountFor(SageRow article, int category) {
    return ofArticle(article, category, "CompteG");
  }

  private String ofArticle(SageRow article, int category, String what) {
    Optional<String> own =
        session
            .row(
                "F_ARTCOMPTA",
                Map.of("AR_Ref", article.text("AR_Ref"), "ACP_Type", 0, "ACP_Champ", category))
            .map(row -> row.text("ACP_ComptaCPT_" + what))
            .filter(text -> !text.isEmpty());
    return own.orElseGet(() -> ofFamily(article.text("FA_CodeFamille"), category, what));
  }

  private String ofFamily(String family, int category, String what) {
    return session
        .row("F_FAMCOMPTA", Map.of("FA_CodeFamille", family, "FCP_Type", 0, "FCP_Champ", category))
        .map(row -> row.text("FCP_ComptaCPT_" + what))
        .orElse("");
  }
}
