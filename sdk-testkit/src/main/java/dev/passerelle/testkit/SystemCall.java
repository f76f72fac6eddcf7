package dev.passerelle.testkit;

/** The kinds of call that an {@link InMemorySystem} answers, counts and can let fail. */
public enum SystemCall {
  /** A page of changes. */
  CHANGES,
  /** A page of a list. */
  LIST,
  /** A read by ids. */
  READ,
  /** A search by natural key. */
  FIND,
  /** Looks for our reference or key before a create is sent (L20). */
  LOOKUP,
  /** One request with writes: a batch of the adapter is cut into as many as its limit asks for. */
  WRITE,
  /** What became of writes. */
  FATE,
  /** Prices documents. */
  PRICE,
  /** Who the system is, and the check of settings. */
  DESCRIBE,
  /** Fetches an access token. */
  TOKEN
}
