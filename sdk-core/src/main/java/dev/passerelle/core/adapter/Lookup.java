package dev.passerelle.core.adapter;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;

/** The answer for one id: five different things that must not be mixed up (L6, R5). */
public sealed interface Lookup {

  /** The id that was asked for. */
  RecordId id();

  /** The record, live or archived, authoritatively. */
  record Found(Snapshot snapshot) implements Lookup {
    @Override
    public RecordId id() {
      return snapshot.id();
    }
  }

  /** The record was merged into, or became, another one (a transformed document, a CRM merge). */
  record Moved(RecordId id, RecordId to) implements Lookup {}

  /** The record no longer exists: proven, not merely unseen. */
  record Gone(RecordId id) implements Lookup {}

  /** The record exists or may exist, but the credentials may not see it. Never a deletion. */
  record Hidden(RecordId id) implements Lookup {}

  /** The record is there and could not be understood. */
  record Unreadable(RecordId id, ErrorDetail cause) implements Lookup {}
}
