package dev.passerelle.salesforce.sync;

/**
 * A column that the connector needs.
 *
 * @param object {@code Account}, …
 * @param name API name
 * @param field the field that it holds, for messages
 * @param kind what a set-up makes
 * @param written whether it is written to
 */
record Wanted(String object, String name, String field, Kind kind, boolean written) {

  /** The kinds of columns that a set-up makes. */
  enum Kind {
    /** Our reference: an external id, unique, with case. */
    REFERENCE,
    TEXT,
    LONG_TEXT,
    EMAIL,
    NUMBER,
    AMOUNT,
    INTEGER,
    FLAG,
    DATE,
    INSTANT,
    ACCOUNT,
    CONTACT
  }

  boolean custom() {
    return name.endsWith("__c");
  }
}
