package dev.passerelle.simulators.sage100;

import java.util.Map;

/** What identifies a sales document in Sage: its type and its number. */
record DocumentKey(int type, String piece) {
  static DocumentKey of(SageRow row) {
    return new DocumentKey(row.number("DO_Type"), row.text("DO_Piece"));
  }

  Map<String, Object> columns() {
    return Map.of("DO_Domaine", 0, "DO_Type", type, "DO_Piece", piece);
  }
}
