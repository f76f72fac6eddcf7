package dev.passerelle.sage.sage100.model;

import java.util.Set;

/**
 * The sales documents that people follow by number (fact sheet §3.3). A document keeps its number
 * when it is transformed: its lines carry it on in the column of its rank.
 */
public enum DocumentKind {
  /** Quote. */
  QUOTE(Set.of(0), "DE"),
  /** Order. */
  ORDER(Set.of(1), "BC"),
  /** Delivery note. */
  DELIVERY(Set.of(3), "BL"),
  /** Invoice or credit note, posted or not. */
  INVOICE(Set.of(6, 7), "");

  private final Set<Integer> types;
  private final String rank;

  DocumentKind(Set<Integer> types, String rank) {
    this.types = types;
    this.rank = rank;
  }

  /** The DO_Type values. */
  public Set<Integer> types() {
    return types;
  }

  /** Whether its lines remember it in later documents. */
  public boolean isRemembered() {
    return !rank.isEmpty();
  }

  /** The column in which lines of later documents remember its number. */
  public String pieceColumn() {
    return "DL_Piece" + rank;
  }

  /** The column in which they remember its date. */
  public String dateColumn() {
    return "DL_Date" + rank;
  }
}
