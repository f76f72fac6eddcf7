package dev.passerelle.core.error;

/** Who must act so that an error goes away (L33). */
public enum Responsible {
  /** Runs the systems: accounts, rights, networks, databases, settings. */
  ADMINISTRATOR,
  /** Keeps the ERP's books: customers, credit, products, taxes. */
  ACCOUNTANT,
  /** Watches the synchronisation: reviews, approvals, replays. */
  OPERATOR,
  /** Wrote the embedding application or the connector. */
  DEVELOPER,
  /** Works in the CRM: quotes, contacts, deals. */
  SALESPERSON
}
