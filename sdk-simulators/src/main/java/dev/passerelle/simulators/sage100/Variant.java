package dev.passerelle.simulators.sage100;

/**
 * In which of its real-life forms the simulated company is stored (fact sheet §0, §2, §3.3, §6).
 *
 * @param stamps type of every {@code cbModification}
 * @param schema column lengths and columns
 * @param credits sign of the credit notes that are loaded or made
 * @param padded whether text keys that are loaded get two trailing spaces, where the column has
 *     room
 */
public record Variant(Stamps stamps, SchemaAge schema, Credits credits, boolean padded) {
  /** Recent schema, {@code datetime} stamps, negative credits, no padding. */
  public static final Variant RECENT =
      new Variant(Stamps.DATETIME, SchemaAge.RECENT, Credits.NEGATIVE, false);

  /** Old schema, {@code smalldatetime} stamps, negative credits, no padding. */
  public static final Variant OLD =
      new Variant(Stamps.SMALLDATETIME, SchemaAge.OLD, Credits.NEGATIVE, false);

  /** Which lengths and columns the tables have. */
  public enum SchemaAge {
    /** Titles of 69 characters, documents with totals on the header. */
    RECENT,
    /** Titles of 35 characters, piece numbers of 9, no {@code DO_Total…} column. */
    OLD
  }

  /** How credit notes are stored. */
  public enum Credits {
    /** With negative quantities and amounts. */
    NEGATIVE,
    /** With positive ones, told apart by {@code DO_Provenance} 2 only. */
    POSITIVE
  }

  /** The same with other stamps. */
  public Variant with(Stamps other) {
    return new Variant(other, schema, credits, padded);
  }

  /** The same with another sign of credits. */
  public Variant with(Credits other) {
    return new Variant(stamps, schema, other, padded);
  }

  /** The same with padded keys. */
  public Variant withPadding() {
    return new Variant(stamps, schema, credits, true);
  }
}
