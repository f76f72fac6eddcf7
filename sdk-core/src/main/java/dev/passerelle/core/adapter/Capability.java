package dev.passerelle.core.adapter;

/** What an adapter can do. Each is tested where declared and refused clearly where not. */
public enum Capability {
  /** {@code changesSince}. */
  CHANGES,
  /** {@code list}. */
  LIST,
  /** {@code find} on the descriptor's find keys. */
  FIND,
  /** Create. */
  CREATE,
  /** Partial update. */
  UPDATE,
  /** Reversible archive (dormant, inactive); a recycle bin is a delete (L28). */
  ARCHIVE,
  /** Back from the archive. */
  RESTORE,
  /** Delete. */
  DELETE,
  /** Updates honour an etag (L24). */
  ETAG,
  /** The revision changes with every change of any readable field, parts and children included. */
  EXACT_REVISION,
  /** Snapshots carry the instant of change per field (L14). */
  FIELD_HISTORY,
  /** Changes report records that disappear; without it deletions are found by a key list (L6). */
  DELETIONS_IN_CHANGES,
  /** The remote gives no answer at once: writes are accepted, then settled (L21). */
  ASYNCHRONOUS
}
