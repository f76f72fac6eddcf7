package dev.passerelle.simulators.sage100;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contacts of customers (F_CONTACTT): name and first name are unique per customer. */
final class Contacts {
  static final String TABLE = "F_CONTACTT";

  private final SageSession session;

  Contacts(SageSession session) {
    this.session = session;
  }

  SageRow get(int cbMarq) {
    return session
        .row(TABLE, cbMarq)
        .orElseThrow(() -> new Refused(FieldError.of("UNKNOWN_RECORD", "")));
  }

  /** Adds a fault if the customer has another contact of this name. */
  void checkName(String customer, Object name, Object first, int self, List<FieldError> errors) {
    session
        .row(TABLE, Map.of("CT_Num", customer, "CT_Nom", name, "CT_Prenom", first))
        .filter(row -> row.cbMarq() != self)
        .ifPresent(
            row ->
                errors.add(
                    FieldError.of("DUPLICATE_CONTACT", "CT_Nom").with("record", row.cbMarq())));
  }

  /** Inserts a contact; the values have been checked. */
  int create(Map<String, Object> fields) {
    Map<String, Object> row = new LinkedHashMap<>(fields);
    row.put("CT_No", session.next(TABLE, "CT_No"));
    return session.insert(TABLE, row);
  }
}
