package dev.passerelle.sap.common;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the writes of one call, and the checks before they are sent (L12). Of one thread.
 */
public final class Outcomes {
  private final Mapped map;
  private final Map<String, WriteResult> results = new LinkedHashMap<>();
  private boolean sent;

  /** None yet. */
  public Outcomes(Mapped map) {
    this.map = map;
  }

  /** All outcomes so far. */
  public List<WriteResult> all() {
    return List.copyOf(results.values());
  }

  /** Whether a write has no outcome yet. */
  public boolean isOpen(String key) {
    return !results.containsKey(key);
  }

  /** Keeps an outcome. */
  public void put(WriteResult result) {
    results.put(result.key(), result);
  }

  /** Something was sent: from now on a failure of the system must not hide what became of it. */
  public void sent() {
    sent = true;
  }

  /**
   * A failure of the whole call: thrown where nothing was sent before, else the outcome of the
   * writes that were in it.
   */
  public void failed(List<String> keys, PasserelleException e) {
    boolean own =
        e instanceof OutcomeUnknown || e instanceof RefusedByRemote || e instanceof StaleRecord;
    if (!own && !sent) {
      throw e;
    }
    keys.forEach(key -> put(result(key, e, null)));
  }

  /**
   * What a failure makes of a write.
   *
   * @param existing the record that a duplicate is of; null for none
   */
  public WriteResult result(String key, PasserelleException e, @Nullable RecordId existing) {
    if (e instanceof OutcomeUnknown) {
      return new WriteResult.Unknown(key, e.detail());
    }
    if (e instanceof StaleRecord) {
      return new WriteResult.Stale(key);
    }
    if (e instanceof RefusedByRemote refused) {
      return new WriteResult.Refused(key, placed(e), named(refused.fieldErrors()), null, existing);
    }
    if (e instanceof dev.passerelle.core.error.DriftDetected drift) {
      return WriteResult.Refused.of(key, map.named(drift).detail());
    }
    return new WriteResult.Failed(key, placed(e));
  }

  private ErrorDetail placed(PasserelleException e) {
    return e.detail().toBuilder().entity(map.type().name()).build();
  }

  /** Property names become the names of the fields that lie there. */
  private List<FieldError> named(List<FieldError> errors) {
    List<FieldError> named = new ArrayList<>();
    for (FieldError error : errors) {
      String field = map.fieldAt(error.field()).orElse(error.field());
      named.add(
          new FieldError(field, error.code(), error.message(), error.actual(), error.limit()));
    }
    return named;
  }

  /** Nothing was told about it. */
  public WriteResult unknown(String key) {
    return new WriteResult.Unknown(
        key, map.detail(ErrorCode.OUTCOME_UNKNOWN).cause("no outcome was told").build());
  }

  /** There is no such record. */
  public WriteResult gone(String key, RecordId id) {
    return WriteResult.Refused.of(
        key, map.detail(ErrorCode.RECORD_NOT_FOUND).record(id.value()).build());
  }

  /** Whether the fields may be sent; otherwise the refusal is the outcome. */
  public boolean accepts(String key, Fields fields) {
    List<FieldError> errors = new ArrayList<>();
    for (Field<?> field : fields.keys()) {
      check(field, fields, errors);
    }
    if (errors.isEmpty()) {
      return true;
    }
    ErrorCode code =
        errors.stream().anyMatch(error -> error.limit() != null)
            ? ErrorCode.FIELD_TOO_LONG
            : ErrorCode.VALUE_INVALID;
    put(
        new WriteResult.Refused(
            key, map.detail(code).field(errors.get(0).field()).build(), errors, null, null));
    return false;
  }

  private void check(Field<?> field, Fields fields, List<FieldError> errors) {
    FieldRule<?> rule = map.rule(field).orElse(null);
    if (rule == null) {
      if (!field.equals(Reference.FIELD)) {
        errors.add(FieldError.of(field.name(), "NOT_OFFERED", "not in the selection"));
      }
    } else if (rule.isReadOnly()) {
      errors.add(FieldError.of(field.name(), "READ_ONLY", "cannot be written"));
    } else {
      refusal(rule, fields).ifPresent(errors::add);
    }
  }

  private static <T> Optional<FieldError> refusal(FieldRule<T> rule, Fields fields) {
    return fields.get(rule.field()).flatMap(rule::refuse);
  }

  /** Refuses a write for one field. */
  public void refuse(String key, ErrorCode code, FieldError error) {
    put(WriteResult.Refused.of(key, map.detail(code).field(error.field()).build(), error));
  }
}
