package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.salesforce.RowOutcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One write on its way through the steps. Of one thread. */
final class Work {
  private final EntityType type;
  private final String key;
  private final @Nullable String reference;
  private final Fields changed;
  private final Fields before;
  private final Fields.Builder shown = Fields.builder();
  private @Nullable String id;
  private @Nullable Instant modifiedAt;
  private boolean created;
  private boolean touched;
  private @Nullable WriteResult verdict;
  private @Nullable Life life;

  private Work(
      EntityType type,
      String key,
      @Nullable String reference,
      @Nullable String id,
      Fields changed,
      Fields before) {
    this.type = type;
    this.key = key;
    this.reference = reference;
    this.id = id;
    this.changed = changed;
    this.before = before;
  }

  static Work create(EntityType type, String key, String reference, Fields fields) {
    return new Work(type, key, reference, null, fields, Fields.empty());
  }

  /** Puts a record away, or brings it back. */
  static Work life(EntityType type, String key, RecordId id, Life life) {
    Work work = new Work(type, key, null, id.value(), Fields.empty(), Fields.empty());
    work.life = life;
    return work;
  }

  static Work update(EntityType type, String key, RecordId id, Fields changed, Fields before) {
    return new Work(type, key, null, id.value(), changed, before);
  }

  String key() {
    return key;
  }

  Optional<String> reference() {
    return Optional.ofNullable(reference);
  }

  Fields changed() {
    return changed;
  }

  Fields before() {
    return before;
  }

  /** Whether the record is to be in use or put away; empty where that does not change. */
  Optional<Life> life() {
    return Optional.ofNullable(life);
  }

  /** The record's id, once it has one. */
  String id() {
    if (id == null) {
      throw new IllegalStateException("not created yet");
    }
    return id;
  }

  boolean isCreate() {
    return reference != null;
  }

  /** Whether the next step concerns it. */
  boolean goesOn() {
    return verdict == null;
  }

  /** The record itself was written. */
  void written(String recordId, boolean made, @Nullable Instant at) {
    id = recordId;
    created |= made;
    touched = true;
    modifiedAt = at == null ? modifiedAt : at;
  }

  /** Whether anything of it was written. */
  boolean isTouched() {
    return touched;
  }

  /** A part of it was written. */
  void touched() {
    touched = true;
  }

  /** Salesforce showed these values in its answer. */
  void shows(Fields fields) {
    shown.setAll(fields);
  }

  void end(WriteResult result) {
    verdict = verdict == null ? result : verdict;
  }

  /** A job has taken it in, and executes it later (L21). */
  void accepted(String token, Instant deadline) {
    end(new WriteResult.Accepted(key, token, deadline));
  }

  /** Ends it as the failure demands: half written is incomplete, whatever the reason (L22). */
  void fail(PasserelleException e) {
    ErrorDetail detail = located(e.detail());
    if (touched && id != null) {
      end(new WriteResult.Incomplete(key, RecordId.of(id), snapshot(), detail));
    } else if (e instanceof RefusedByRemote refused) {
      end(new WriteResult.Refused(key, detail, refused.fieldErrors(), null, null));
    } else if (e instanceof UnsupportedOperation) {
      end(WriteResult.Refused.of(key, detail));
    } else if (e instanceof OutcomeUnknown) {
      end(new WriteResult.Unknown(key, detail));
    } else {
      end(new WriteResult.Failed(key, detail));
    }
  }

  /** Fails it if a row that belongs to it was not done. */
  void judge(RowOutcome outcome) {
    if (outcome instanceof RowOutcome.Refused refused) {
      fail(refused.error());
    } else if (outcome instanceof RowOutcome.Failed failed) {
      failAgain(failed.error());
    } else if (outcome instanceof RowOutcome.Unknown unknown) {
      failUnknown(unknown.error());
    }
  }

  /** Another record already has a value that must be unique. */
  void endAsExisting(RefusedByRemote e, RecordId existing) {
    if (!touched) {
      end(new WriteResult.Refused(key, located(e.detail()), e.fieldErrors(), null, existing));
    }
  }

  /** A row may fail for good reasons that come as a refusal: trying again helps all the same. */
  private void failAgain(PasserelleException e) {
    if (touched) {
      fail(e);
    } else {
      end(new WriteResult.Failed(key, located(e.detail())));
    }
  }

  private void failUnknown(PasserelleException e) {
    if (touched) {
      fail(e);
    } else {
      end(new WriteResult.Unknown(key, located(e.detail())));
    }
  }

  /** The detail with entity and record filled in. */
  ErrorDetail located(ErrorDetail detail) {
    ErrorDetail.Builder builder = detail.toBuilder().entity(type.name());
    if (id != null) {
      builder.record(id);
    } else if (reference != null && detail.record() == null) {
      builder.record(reference);
    }
    return builder.build();
  }

  WriteResult result() {
    return verdict != null ? verdict : new WriteResult.Written(key, snapshot(), created);
  }

  private Snapshot snapshot() {
    return Snapshot.builder(type, RecordId.of(id()), shown.build())
        .life(life == null ? Life.LIVE : life)
        .modifiedAt(modifiedAt)
        .build();
  }
}
