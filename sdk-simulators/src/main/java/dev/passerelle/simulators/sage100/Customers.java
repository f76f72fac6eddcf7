package dev.passerelle.simulators.sage100;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Customers as Sage creates, changes and deletes them. */
final class Customers {
  static final String TABLE = "F_COMPTET";
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "F_CONTACTT", List.of("CT_Num"),
          "F_LIVRAISON", List.of("CT_Num"),
          "F_REGLEMENTT", List.of("CT_Num"));
  private static final Map<String, List<String>> USES =
      Map.of(
          "F_DOCENTETE", List.of("DO_Tiers", "CT_NumPayeur"),
          "F_DOCLIGNE", List.of("CT_Num"),
          "F_CREGLEMENT", List.of("CT_NumPayeur"),
          "F_ECRITUREC", List.of("CT_Num"),
          "F_ARTCLIENT", List.of("CT_Num"));

  private final SageSession session;

  Customers(SageSession session) {
    this.session = session;
  }

  SageRow get(int cbMarq) {
    return session
        .row(TABLE, cbMarq)
        .filter(row -> row.number("CT_Type") == 0)
        .orElseThrow(() -> new Refused(FieldError.of("UNKNOWN_RECORD", "")));
  }

  SageRow get(String code) {
    return session
        .row(TABLE, Map.of("CT_Num", code, "CT_Type", 0))
        .orElseThrow(
            () -> new Refused(FieldError.of("UNKNOWN_CUSTOMER", "CT_Num").with("value", code)));
  }

  /** Checks what refers to other records, and what must be unique, and adds the faults found. */
  void check(Map<String, Object> fields, int self, List<FieldError> errors) {
    refer(fields, "CO_No", "F_COLLABORATEUR", "CO_No", "UNKNOWN_REPRESENTATIVE", errors);
    refer(fields, "N_CatTarif", "P_CATTARIF", "cbIndice", "UNKNOWN_CATEGORY", errors);
    refer(fields, "N_Risque", "P_CRISQUE", "cbIndice", "UNKNOWN_CATEGORY", errors);
    checkTaxCategory(fields.getOrDefault("N_CatCompta", 0), errors);
    Object payer = fields.getOrDefault("CT_NumPayeur", "");
    boolean own = payer.equals("") || payer.equals(fields.get("CT_Num"));
    if (!own && !CustomerCodes.isTaken(session, payer.toString())) {
      errors.add(FieldError.of("UNKNOWN_PAYER", "CT_NumPayeur").with("value", payer));
    }
    holderOfSiret(fields.get("CT_Siret"), self)
        .ifPresent(
            holder ->
                errors.add(
                    FieldError.of("DUPLICATE_SIRET", "CT_Siret").with("record", holder.cbMarq())));
  }

  private void checkTaxCategory(Object category, List<FieldError> errors) {
    int number = category instanceof Integer given ? given : 0;
    boolean known =
        number == 0
            || session
                .row("P_CATCOMPTA", Map.of())
                .filter(row -> !row.text("CA_ComptaVen%02d".formatted(number)).isEmpty())
                .isPresent();
    if (!known) {
      errors.add(FieldError.of("UNKNOWN_CATEGORY", "N_CatCompta").with("value", category));
    }
  }

  private void refer(
      Map<String, Object> fields,
      String field,
      String table,
      String column,
      String code,
      List<FieldError> errors) {
    Object value = fields.get(field);
    if (value != null && !value.equals(0) && session.row(table, Map.of(column, value)).isEmpty()) {
      errors.add(FieldError.of(code, field).with("value", value));
    }
  }

  private Optional<SageRow> holderOfSiret(@Nullable Object siret, int self) {
    String wanted = siret == null ? "" : siret.toString().replace(" ", "");
    return wanted.isEmpty()
        ? Optional.empty()
        : session.rowsIgnoringSpaces(TABLE, "CT_Siret", wanted).stream()
            .filter(row -> row.cbMarq() != self)
            .findFirst();
  }

  /** Inserts a customer with Sage's defaults; the values have been checked, CT_Num is there. */
  int create(Map<String, Object> fields) {
    String code = String.valueOf(fields.get("CT_Num"));
    String title = String.valueOf(fields.get("CT_Intitule"));
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("CT_Type", 0);
    row.put("CG_NumPrinc", "4110000");
    row.put("CT_NumPayeur", code);
    row.put("CT_Classement", start(title.toUpperCase(Locale.FRENCH)));
    row.put("N_Risque", 1);
    row.put("N_CatTarif", 1);
    row.put("N_CatCompta", 1);
    row.put("CT_Facture", 1);
    row.put("CT_Lettrage", 1);
    row.put("CT_DateMAJ", session.today());
    row.putAll(fields);
    int cbMarq = session.insert(TABLE, row);
    session.insert("F_LIVRAISON", place(code, title, row));
    return cbMarq;
  }

  private static String start(String title) {
    return title.substring(0, Math.min(17, title.length())).strip();
  }

  private Map<String, Object> place(String code, String title, Map<String, Object> customer) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("LI_No", session.next("F_LIVRAISON", "LI_No"));
    place.put("CT_Num", code);
    place.put("LI_Intitule", title);
    place.put("LI_Principal", 1);
    for (String part : List.of("Adresse", "Complement", "CodePostal", "Ville", "Pays", "EMail")) {
      place.put("LI_" + part, customer.getOrDefault("CT_" + part, ""));
    }
    return place;
  }

  void update(int cbMarq, Map<String, Object> fields) {
    Map<String, Object> changes = new LinkedHashMap<>(fields);
    changes.put("CT_DateMAJ", session.today());
    session.update(TABLE, cbMarq, changes);
  }

  /**
   * Deletes a customer that nothing refers to, with its contacts, places and terms.
   *
   * @throws Refused if something does
   */
  void delete(SageRow customer) {
    String code = customer.text("CT_Num");
    USES.forEach(
        (table, columns) ->
            columns.forEach(
                column -> {
                  if (!session.rows(table, Map.of(column, code)).isEmpty()) {
                    throw new Refused(FieldError.of("SAGE_REFUSED", column));
                  }
                }));
    PARTS
        .keySet()
        .forEach(
            table ->
                session
                    .rows(table, Map.of("CT_Num", code))
                    .forEach(row -> session.delete(table, row.cbMarq())));
    session.delete(TABLE, customer.cbMarq());
  }

  /** Gives a customer another number, everywhere; cbMarq stays (fact sheet §4). */
  void renumber(SageRow customer, String code) {
    List<FieldError> errors = new ArrayList<>();
    if (!CustomerCodes.isValid(code)) {
      errors.add(FieldError.of("INVALID_VALUE", "CT_Num"));
    } else if (CustomerCodes.isTaken(session, code)) {
      errors.add(FieldError.of("DUPLICATE_CODE", "CT_Num"));
    }
    if (!errors.isEmpty()) {
      throw new Refused(errors);
    }
    String old = customer.text("CT_Num");
    Map<String, List<String>> everywhere = new LinkedHashMap<>(USES);
    everywhere.putAll(PARTS);
    everywhere.put(TABLE, List.of("CT_Num", "CT_NumPayeur"));
    everywhere.forEach(
        (table, columns) -> columns.forEach(column -> rename(table, column, old, code)));
  }

  private void rename(String table, String column, String old, String code) {
    session
        .rows(table, Map.of(column, old))
        .forEach(row -> session.update(table, row.cbMarq(), Map.of(column, code)));
  }
}
