package dev.passerelle.core;

/** What happens when only the name is alike (L8): a name alone never couples. */
public enum Likeness {
  /** Nothing. */
  IGNORE,
  /** A notice POSSIBLE_DUPLICATE; the create goes on. */
  NOTICE,
  /** A person decides before anything is created. */
  REVIEW
}
