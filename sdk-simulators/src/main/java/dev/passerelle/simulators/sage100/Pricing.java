package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sage's prices, taxes and totals for a document that is asked for; it changes nothing. */
final class Pricing {
  private final SageSession session;
  private final Taxes taxes;
  private final List<FieldError> errors = new ArrayList<>();
  private final List<Map<String, Object>> notices = new ArrayList<>();

  Pricing(SageSession session) {
    this.session = session;
    this.taxes = new Taxes(session);
  }

  /**
   * Prices the document.
   *
   * @throws Refused with every reason that was found
   */
  PricedDocument price(Draft draft) {
    return price(draft, false);
  }

  /**
   * As {@link #price(Draft)}, for a document that is to be saved.
   *
   * @throws Refused also if the customer's account is blocked
   */
  PricedDocument priceToSave(Draft draft) {
    return price(draft, true);
  }

  private PricedDocument price(Draft draft, boolean saving) {
    Optional<SageRow> customer = customer(draft, saving);
    checkHeader(draft);
    int taxCategory =
        customer.map(row -> row.number("N_CatCompta")).orElseGet(() -> given(draft.taxCategory()));
    int priceCategory =
        customer.map(row -> row.number("N_CatTarif")).orElseGet(() -> given(draft.priceCategory()));
    List<PricedLine> lines = new ArrayList<>();
    for (int i = 0; i < draft.lines().size(); i++) {
      String at = "lines[" + i + "].";
      line(draft, draft.lines().get(i), at, taxCategory, priceCategory).ifPresent(lines::add);
    }
    if (!errors.isEmpty()) {
      throw new Refused(errors);
    }
    noteStock(draft, customer, lines);
    return PricedDocument.of(draft, lines, notices);
  }

  private static int given(@Nullable Integer category) {
    return category == null ? 1 : category;
  }

  private Optional<SageRow> customer(Draft draft, boolean saving) {
    if (draft.customer().isEmpty() && draft.taxCategory() != null) {
      return Optional.empty();
    }
    Optional<SageRow> customer =
        session.row("F_COMPTET", Map.of("CT_Num", draft.customer(), "CT_Type", 0));
    if (customer.isEmpty()) {
      errors.add(FieldError.of("UNKNOWN_CUSTOMER", "DO_Tiers").with("value", draft.customer()));
    }
    customer
        .filter(row -> row.flag("CT_Sommeil"))
        .ifPresent(
            row ->
                errors.add(FieldError.of("DORMANT", "DO_Tiers").with("value", draft.customer())));
    customer
        .filter(row -> saving && row.number("CT_ControlEnc") == 2)
        .ifPresent(
            row ->
                errors.add(FieldError.of("BLOCKED", "DO_Tiers").with("value", draft.customer())));
    return customer;
  }

  private void checkHeader(Draft draft) {
    int depot = draft.number("DE_No", 0);
    if (depot != 0 && session.row("F_DEPOT", Map.of("DE_No", depot)).isEmpty()) {
      errors.add(FieldError.of("UNKNOWN_DEPOT", "DE_No").with("value", depot));
    }
    int souche = draft.number("DO_Souche", 0);
    if (session.row("P_SOUCHEVENTE", Map.of("cbIndice", souche + 1, "S_Valide", 1)).isEmpty()) {
      errors.add(FieldError.of("UNKNOWN_SOUCHE", "DO_Souche").with("value", souche));
    }
    int rep = draft.number("CO_No", 0);
    if (rep != 0 && session.row("F_COLLABORATEUR", Map.of("CO_No", rep)).isEmpty()) {
      errors.add(FieldError.of("UNKNOWN_REPRESENTATIVE", "CO_No").with("value", rep));
    }
  }

  private Optional<PricedLine> line(
      Draft draft, DraftLine line, String at, int taxCategory, int priceCategory) {
    if (line.isComment()) {
      return Optional.of(comment(line));
    }
    Optional<SageRow> article = session.row("F_ARTICLE", Map.of("AR_Ref", line.article()));
    if (article.isEmpty()) {
      errors.add(FieldError.of("UNKNOWN_ARTICLE", at + "AR_Ref").with("value", line.article()));
      return Optional.empty();
    }
    if (article.get().flag("AR_Sommeil")) {
      errors.add(FieldError.of("DORMANT", at + "AR_Ref").with("value", line.article()));
      return Optional.empty();
    }
    String code =
        line.taxCode() != null ? line.taxCode() : taxes.codeFor(article.get(), taxCategory);
    Optional<SageRow> tax = taxes.tax(code);
    if (tax.isEmpty()) {
      errors.add(FieldError.of("UNKNOWN_TAX", at + "DL_CodeTaxe1").with("value", code));
      return Optional.empty();
    }
    BigDecimal own = ownPrice(draft, article.get(), priceCategory);
    notePrice(line, at, own);
    return Optional.of(priced(line, article.get(), own, tax.get()));
  }

  private static PricedLine comment(DraftLine line) {
    String text = line.text() == null ? "" : line.text();
    BigDecimal zero = BigDecimal.ZERO;
    return new PricedLine(line, text, "", false, zero, "", zero, zero, zero);
  }

  private PricedLine priced(DraftLine line, SageRow article, BigDecimal own, SageRow tax) {
    BigDecimal price = line.price() == null ? own : line.price();
    BigDecimal net = Money.line(line.quantity(), price, line.discount());
    BigDecimal rate = tax.amount("TA_Taux");
    return new PricedLine(
        line,
        line.text() == null ? article.text("AR_Design") : line.text(),
        unit(article.number("AR_UniteVen")),
        article.number("AR_SuiviStock") != 0,
        price,
        tax.text("TA_Code"),
        rate,
        net,
        Money.plusPercent(net, rate));
  }

  private String unit(int index) {
    return session
        .row("P_UNITE", Map.of("cbIndice", index))
        .map(row -> row.text("U_Intitule"))
        .orElse("");
  }

  /** The customer's own price, else the one of the price category, else the article's. */
  private BigDecimal ownPrice(Draft draft, SageRow article, int priceCategory) {
    String ref = article.text("AR_Ref");
    Optional<BigDecimal> special =
        draft.customer().isEmpty()
            ? Optional.empty()
            : special(Map.of("AR_Ref", ref, "AC_Categorie", 0, "CT_Num", draft.customer()));
    return special
        .or(() -> special(Map.of("AR_Ref", ref, "AC_Categorie", priceCategory, "CT_Num", "")))
        .orElseGet(() -> article.amount("AR_PrixVen"));
  }

  private Optional<BigDecimal> special(Map<String, Object> key) {
    return session
        .row("F_ARTCLIENT", key)
        .map(row -> row.amount("AC_PrixVen"))
        .filter(price -> price.signum() != 0);
  }

  private void notePrice(DraftLine line, String at, BigDecimal own) {
    BigDecimal asked = line.price();
    if (asked != null && asked.compareTo(own) != 0) {
      notices.add(notice("PRICE_DIFFERS", at + "DL_PrixUnitaire", line.article(), own, asked));
    }
  }

  private void noteStock(Draft draft, Optional<SageRow> customer, List<PricedLine> lines) {
    if (draft.type() != SalesDocuments.ORDER) {
      return;
    }
    int otherwise =
        customer.map(row -> Stock.depotFor(session, row)).orElseGet(() -> Stock.principal(session));
    int depot = draft.number("DE_No", otherwise);
    for (int i = 0; i < lines.size(); i++) {
      PricedLine line = lines.get(i);
      if (line.tracked()) {
        noteStock(line.draft(), "lines[" + i + "].AR_Ref", depot);
      }
    }
  }

  private void noteStock(DraftLine line, String field, int depot) {
    new Stock(session)
        .onHand(line.article(), depot)
        .filter(onHand -> onHand.compareTo(line.quantity()) < 0)
        .ifPresent(
            onHand ->
                notices.add(notice("STOCK_SHORT", field, line.article(), onHand, line.quantity())));
  }

  static Map<String, Object> notice(
      String code, String field, String value, BigDecimal available, BigDecimal asked) {
    Map<String, Object> notice = new LinkedHashMap<>();
    notice.put("code", code);
    notice.put("field", field);
    notice.put("value", value);
    notice.put("available", Money.plain(available));
    notice.put("asked", Money.plain(asked));
    return notice;
  }
}
