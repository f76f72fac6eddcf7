package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One write on its way through the steps. Of one thread. */
final class Work {
  private final RecordMap map;
  private final String key;
  private final @Nullable String reference;
  private final Fields changed;
  private final Fields before;
  private Map<String, Object> values = Map.of();
  private List<Map<String, String>> rows = List.of();
  private LineChanges.@Nullable Change newLines;
  private @Nullable Long id;
  private @Nullable Snapshot shown;
  private @Nullable Life expected;
  private boolean created;
  private boolean touched;
  private @Nullable Fields asked;
  private @Nullable WriteResult verdict;

  Work(
      RecordMap map,
      String key,
      @Nullable String reference,
      @Nullable Long id,
      Fields changed,
      Fields before) {
    this.map = map;
    this.key = key;
    this.reference = reference;
    this.id = id;
    this.changed = changed;
    this.before = before;
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

  boolean isCreate() {
    return reference != null;
  }

  /** This finishes a create that stopped half way, and asked for all of these fields. */
  Work completing(Fields all) {
    asked = all;
    return this;
  }

  /** All fields that were asked for: of a completion, more than what is still to be written. */
  Fields asked() {
    return asked == null ? changed : asked;
  }

  /** Whether it makes a record, or finishes one. */
  boolean makes() {
    return isCreate() || asked != null;
  }

  /** The record's id, once it has one. */
  long id() {
    if (id == null) {
      throw new IllegalStateException("not created yet");
    }
    return id;
  }

  Map<String, Object> values() {
    return values;
  }

  void values(Map<String, Object> toWrite) {
    values = toWrite;
  }

  /** The cells of its lines, a map for each. */
  List<Map<String, String>> rows() {
    return rows;
  }

  void rows(List<Map<String, String>> ofLines) {
    rows = ofLines;
  }

  /** Lines that a document gets beside those that it has. */
  Optional<LineChanges.Change> newLines() {
    return Optional.ofNullable(newLines);
  }

  void newLines(LineChanges.Change change) {
    newLines = change;
  }

  /** Whether the next step concerns it. */
  boolean goesOn() {
    return verdict == null;
  }

  /** The record exists and bears what was written so far. */
  void written(long recordId, boolean made) {
    id = recordId;
    created = made;
    touched = true;
  }

  void touched() {
    touched = true;
  }

  /** How the record must be afterwards: a button's answer says nothing (fact sheet §11). */
  void expects(Life life) {
    expected = life;
  }

  void shows(Snapshot snapshot) {
    shown = snapshot;
    if (expected != null && snapshot.life() != expected) {
      ErrorDetail detail =
          ErrorDetail.of(ErrorCode.REFUSED_BY_REMOTE)
              .system(map.system())
              .cause(expected == Life.LIVE ? "still archived" : "still in use")
              .build();
      end(WriteResult.Refused.of(key, located(detail)));
    }
  }

  void end(WriteResult result) {
    verdict = verdict == null ? result : verdict;
  }

  void refuse(BadValue e) {
    ErrorDetail detail = located(ErrorDetail.of(e.code()).field(e.error().field()).build());
    end(new WriteResult.Refused(key, detail, List.of(e.error()), null, null));
  }

  /** Ends it as the failure demands: half written is incomplete, whatever the reason (L22). */
  void fail(PasserelleException e) {
    ErrorDetail detail = located(e.detail());
    Long known = id;
    if (touched && makes() && known != null) {
      end(new WriteResult.Incomplete(key, RecordId.of(Long.toString(known)), shown, detail));
    } else if (e instanceof RefusedByRemote refused) {
      end(new WriteResult.Refused(key, detail, canonical(refused.fieldErrors()), null, null));
    } else if (e instanceof AccessDenied) {
      end(WriteResult.Refused.of(key, detail));
    } else if (e instanceof OutcomeUnknown) {
      end(new WriteResult.Unknown(key, detail));
    } else {
      end(new WriteResult.Failed(key, detail));
    }
  }

  private List<FieldError> canonical(List<FieldError> errors) {
    return errors.stream()
        .map(
            each ->
                new FieldError(
                    map.canonical(each.field()),
                    each.code(),
                    each.message(),
                    each.actual(),
                    each.limit()))
        .toList();
  }

  /** The detail with entity and record filled in. */
  ErrorDetail located(ErrorDetail detail) {
    ErrorDetail.Builder builder = detail.toBuilder().entity(map.type().name());
    if (id != null) {
      builder.record(Long.toString(id));
    } else if (reference != null) {
      builder.record(reference);
    }
    if (detail.field() != null) {
      builder.field(map.canonical(detail.field()));
    }
    return builder.build();
  }

  WriteResult result() {
    if (verdict != null) {
      return verdict;
    }
    RecordId record = RecordId.of(Long.toString(id()));
    Snapshot snapshot =
        shown != null
            ? shown
            : Snapshot.builder(map.type(), record, Fields.empty()).life(Life.LIVE).build();
    return new WriteResult.Written(key, snapshot, created);
  }
}
